package check

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"time"
)

// With lays texts over a tree: what the tree becomes when files are written that way. Nothing
// is written. Paths are those of files under plans/.
func With(tree fs.FS, texts map[string][]byte) (fs.FS, error) {
	there, err := files(tree)
	if err != nil {
		return nil, err
	}
	o := &overlay{sides: []fs.FS{tree}, from: map[string]fs.FS{".": tree}, entries: map[string][]fs.DirEntry{}}
	for name := range texts {
		there[name] = nil
	}
	for _, name := range slices.Sorted(maps.Keys(there)) {
		if text, laid := texts[name]; laid {
			side := written{name, text}
			o.take(name, side, fs.FileInfoToDirEntry(side))
		} else {
			o.take(name, tree, there[name])
		}
	}
	return o, nil
}

// After checks the tree that an edit gives. What was found before the edit too is inherited.
// Rules of changes are left out: what the tree is to be compared with is not the tree before
// the edit but main.
func After(before, after fs.FS, opt Options) (*Result, error) {
	seen := &shared{schemas: opt.Schemas}
	var results [2]*Result
	for i, tree := range []fs.FS{before, after} {
		l, err := loadOrEmpty(tree, seen.read)
		if err != nil {
			return nil, err
		}
		opt.prolonged = l.Set.Rutiner
		results[i] = judge(l, opt)
	}
	inherit(results[1].Findings, results[0].Findings)
	return results[1], nil
}

// written is a file that has not been written yet, as a tree of its own.
type written struct {
	path string
	text []byte
}

// Open opens the file.
func (w written) Open(name string) (fs.File, error) {
	if name != w.path {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &opened{w, bytes.NewReader(w.text)}, nil
}

// The file describes itself.
func (w written) Name() string       { return path.Base(w.path) }
func (w written) Size() int64        { return int64(len(w.text)) }
func (w written) Mode() fs.FileMode  { return 0o644 }
func (w written) ModTime() time.Time { return time.Time{} }
func (w written) IsDir() bool        { return false }
func (w written) Sys() any           { return nil }

// opened is such a file being read.
type opened struct {
	written
	*bytes.Reader
}

func (o *opened) Stat() (fs.FileInfo, error) { return o.written, nil }
func (o *opened) Close() error               { return nil }
func (o *opened) Size() int64                { return o.written.Size() }
