package gitrepo

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"time"
)

// fileInfo describes an entry. Folders and submodules have no size, as git has none.
type fileInfo struct {
	entry
	size int64
}

func (i fileInfo) Name() string       { return i.name }
func (i fileInfo) Size() int64        { return i.size }
func (i fileInfo) Mode() fs.FileMode  { return i.mode }
func (i fileInfo) ModTime() time.Time { return time.Time{} }
func (i fileInfo) IsDir() bool        { return i.mode.IsDir() }
func (i fileInfo) Sys() any           { return i.public() }

func (t *Tree) info(op, name string, e entry) (fs.FileInfo, error) {
	info := fileInfo{entry: e}
	if e.mode.IsRegular() || e.mode&fs.ModeSymlink != 0 {
		var err error
		if info.size, err = t.repo.size(e.hash); err != nil {
			return nil, t.failed(op, name, err)
		}
	}
	return info, nil
}

// dirEntry is a line of a folder. It asks for no size before somebody wants it.
type dirEntry struct {
	entry
	tree *Tree
	dir  string
}

func (d dirEntry) Name() string      { return d.name }
func (d dirEntry) IsDir() bool       { return d.mode.IsDir() }
func (d dirEntry) Type() fs.FileMode { return d.mode.Type() }
func (d dirEntry) Info() (fs.FileInfo, error) {
	return d.tree.info("stat", path.Join(d.dir, d.name), d.entry)
}

// openFile is a file whose content has been read.
type openFile struct {
	*bytes.Reader
	info fs.FileInfo
}

func newOpenFile(info fs.FileInfo, text []byte) *openFile {
	return &openFile{bytes.NewReader(text), info}
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

// openDir is a folder being listed.
type openDir struct {
	info fs.FileInfo
	name string
	rest []fs.DirEntry
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *openDir) Close() error               { return nil }
func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: errIsDir}
}

// ReadDir gives the next n entries, all that are left where n is not above 0.
func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(d.rest) {
		if n > 0 && len(d.rest) == 0 {
			return nil, io.EOF
		}
		n = len(d.rest)
	}
	list := d.rest[:n:n]
	d.rest = d.rest[n:]
	return list, nil
}
