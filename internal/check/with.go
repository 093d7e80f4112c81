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

// Before is a checked tree in which files are about to be written.
type Before struct {
	*Result
	tree    fs.FS
	options Options
	seen    *shared
}

// Begin checks a tree as [Tree] does, and holds what it read for what comes after. A tree
// without documents is empty: its first one may be what is about to be written.
func Begin(tree fs.FS, opt Options) (*Before, error) {
	b := &Before{tree: tree, options: opt, seen: &shared{schemas: opt.Schemas}}
	l, err := loadOrEmpty(tree, b.seen.read)
	if err != nil {
		return nil, err
	}
	opt.prolonged = l.Set.Rutiner
	b.Result = judge(l, opt)
	return b, nil
}

// After checks the tree as it is once some files are written. What was found before too is
// inherited. Rules of changes are left out: what the tree is to be compared with is not the
// tree before the edit but main.
func (b *Before) After(texts map[string][]byte) (*Result, error) {
	after, err := With(b.tree, texts)
	if err != nil {
		return nil, err
	}
	l, err := loadOrEmpty(after, b.seen.read)
	if err != nil {
		return nil, err
	}
	opt := b.options
	opt.prolonged = l.Set.Rutiner
	result := judge(l, opt)
	inherit(result.Findings, b.Findings)
	return result, nil
}

// Compare checks a change request as [Compare] does, with what has been read already.
func (b *Before) Compare(t Trees) (*Comparison, error) { return compareBy(t, b.options, b.seen) }

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
