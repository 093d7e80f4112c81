// Package worktree reads and writes the working files of a repository. What it gives is
// what stands in the files, and nothing else: no symbolic link is followed, inside the
// repository or out of it, nothing is opened that could block or has no end, and no
// file is read that is larger than a limit. What it writes is written all or none.
package worktree

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync"
)

// DefaultLimit is the size in bytes up to which a [Tree] reads a file.
const DefaultLimit = 1 << 20

// TooLarge is why a file was not read: its size is above the limit, both in bytes.
type TooLarge struct{ Size, Limit int64 }

func (e *TooLarge) Error() string {
	return fmt.Sprintf("file of %d bytes is larger than the limit of %d", e.Size, e.Limit)
}

// NotRegular is why something was not opened: it is neither a file nor a folder, but a
// symbolic link, a pipe, a socket, a device or (fs.ModeIrregular) a submodule.
type NotRegular struct{ Mode fs.FileMode }

func (e *NotRegular) Error() string {
	switch {
	case e.Mode&fs.ModeSymlink != 0:
		return "symbolic links are not followed"
	case e.Mode&fs.ModeIrregular != 0:
		return "submodules are not read"
	}
	return "not a regular file: " + e.Mode.Type().String()
}

// Tree is the working files below a folder as an [fs.FS], [fs.ReadDirFS], [fs.StatFS]
// and [fs.ReadFileFS]. Stat and the entries of ReadDir describe a symbolic link itself,
// never what it points to. Every error names its path (fs.PathError); errors.As finds
// [*TooLarge] and [*NotRegular] in it. A Tree can be used by several goroutines.
type Tree struct {
	// Limit is the largest size in bytes that ReadFile reads. It is not to be changed
	// once the tree is in use.
	Limit int64
	// Below is the folder that Replace and Recover keep to, such as "plans"; empty: the
	// whole tree. It is not to be changed once the tree is in use.
	Below string

	root   *os.Root
	marked map[string]bool
	before func(op, name string) error // tests: asked before each change to the disk
	dirs   sync.Map                    // paths found to be real folders
}

// Open opens the folder root, which may itself be reached through links.
func Open(root string) (*Tree, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	return &Tree{Limit: DefaultLimit, root: r, marked: map[string]bool{}}, nil
}

// Close releases the folder.
func (t *Tree) Close() error { return t.root.Close() }

// Mark says that the slash-separated paths are submodules, which only git's index can
// tell. They show as entries with fs.ModeIrregular, and nothing in them can be opened.
// It is to be called before the tree is in use.
func (t *Tree) Mark(paths ...string) {
	for _, p := range paths {
		t.marked[path.Clean(p)] = true
	}
}

// Stat describes a path, a symbolic link as such.
func (t *Tree) Stat(name string) (fs.FileInfo, error) { return t.lstat("stat", name) }

// Open opens a regular file or a folder.
func (t *Tree) Open(name string) (fs.File, error) {
	f, err := t.open("open", name)
	if err != nil {
		return nil, err
	}
	return &file{f, t, name}, nil
}

// ReadDir lists a folder, sorted by name.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	f, err := t.open("readdir", name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := (&file{f, t, name}).ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries, pathError("readdir", name, err)
}

// ReadFile reads a regular file. Of a file above the limit not a byte is read.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	f, err := t.open("read", name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := readAll(f, t.Limit)
	return text, pathError("read", name, err)
}
