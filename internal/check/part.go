package check

import (
	"io/fs"
	"path"
)

// part shows some files of a tree, and the folders that hold them.
type part struct {
	fs.FS
	shown map[string]bool
}

// Part shows nothing of a tree but some of its files and the folders that hold them. The
// result is an [fs.ReadDirFS], [fs.ReadFileFS] and [fs.StatFS], and tells by Err what kept
// the tree from being read where that does.
func Part(tree fs.FS, names []string) fs.FS {
	p := part{tree, map[string]bool{".": true}}
	for _, name := range names {
		for ; !p.shown[name]; name = path.Dir(name) {
			p.shown[name] = true
		}
	}
	return p
}

// Err gives what kept the tree from being read.
func (p part) Err() error { return treeFault(p.FS) }

// Open opens a file or folder that is shown.
func (p part) Open(name string) (fs.File, error) {
	if !p.shown[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return p.FS.Open(name)
}

// Stat describes a file or folder that is shown.
func (p part) Stat(name string) (fs.FileInfo, error) {
	if !p.shown[name] {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return fs.Stat(p.FS, name)
}

// ReadFile reads a file that is shown.
func (p part) ReadFile(name string) ([]byte, error) {
	if !p.shown[name] {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return fs.ReadFile(p.FS, name)
}

// ReadDir lists what is shown of a folder.
func (p part) ReadDir(name string) ([]fs.DirEntry, error) {
	if !p.shown[name] {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	all, err := fs.ReadDir(p.FS, name)
	var out []fs.DirEntry
	for _, e := range all {
		if p.shown[path.Join(name, e.Name())] {
			out = append(out, e)
		}
	}
	return out, err
}
