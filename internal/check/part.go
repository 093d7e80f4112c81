package check

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// part shows some files of a tree, and the folders that hold them.
type part struct {
	fs.FS
	below map[string][]string // of each folder, what is shown in it
	shown map[string]bool
}

// Part shows nothing of a tree but some of its files and the folders that hold them. It
// costs what is shown, not what the tree holds. The result is an [fs.ReadDirFS],
// [fs.ReadFileFS] and [fs.StatFS], and tells by Err what kept the tree from being read
// where that does.
func Part(tree fs.FS, names []string) fs.FS {
	p := part{tree, map[string][]string{}, map[string]bool{".": true}}
	for _, name := range names {
		for ; !p.shown[name]; name = path.Dir(name) {
			p.shown[name] = true
			p.below[path.Dir(name)] = append(p.below[path.Dir(name)], name)
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

// ReadDir lists what is shown of a folder, as far as the tree has it.
func (p part) ReadDir(name string) ([]fs.DirEntry, error) {
	if _, err := p.Stat(name); err != nil {
		return nil, err
	}
	var out []fs.DirEntry
	for _, below := range slices.Sorted(slices.Values(p.below[name])) {
		entry, err := entryOf(p.FS, below)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return out, err
		}
		out = append(out, entry)
	}
	return out, nil
}

// entryOf gives a path's line in its folder. Of a revision a file that will be read is not read
// for that; of what nobody is going to read its object is asked for, since a store that lacks it
// is broken all the same.
func entryOf(tree fs.FS, name string) (fs.DirEntry, error) {
	if t, ok := tree.(*gitrepo.Tree); ok {
		entry, err := t.DirEntry(name)
		if err == nil && !entry.IsDir() && (!entry.Type().IsRegular() || !wellNamed(name)) {
			_, err = entry.Info()
		}
		return entry, err
	}
	info, err := fs.Stat(tree, name)
	if err != nil {
		return nil, err
	}
	return fs.FileInfoToDirEntry(info), nil
}
