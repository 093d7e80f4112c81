package worktree

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"syscall"
)

// errChanged says that another program replaced a file while it was being opened.
var errChanged = errors.New("replaced by another program while it was being opened")

// open opens a regular file or a folder.
func (t *Tree) open(op, name string) (*os.File, error) {
	info, err := t.lstat(op, name)
	if err != nil {
		return nil, err
	}
	if mode := info.Mode(); !mode.IsRegular() && !mode.IsDir() {
		return nil, pathError(op, name, &NotRegular{mode.Type()})
	}
	f, err := openAs(t.root, name, info)
	return f, pathError(op, name, err)
}

// openAs opens what Lstat has described. Should somebody have put something else in its
// place meanwhile, it does not wait for the other end of a pipe, and notices.
func openAs(root *os.Root, name string, info fs.FileInfo) (*os.File, error) {
	f, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	opened, err := f.Stat()
	if err == nil && !os.SameFile(info, opened) {
		err = errChanged
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// lstat describes a path whose every folder is a real one.
func (t *Tree) lstat(op, name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if err := t.realDir(path.Dir(name)); err != nil {
		return nil, pathError(op, name, err)
	}
	info, err := t.root.Lstat(name)
	if err != nil {
		return nil, pathError(op, name, err)
	}
	if t.marked[name] {
		info = submodule{info}
	}
	return info, nil
}

// realDir makes sure that a folder and those above it are no links. [os.Root] follows
// links that stay inside its folder; here none is followed.
func (t *Tree) realDir(dir string) error {
	if dir == "." {
		return nil
	}
	if _, known := t.dirs.Load(dir); known {
		return nil
	}
	if err := t.realDir(path.Dir(dir)); err != nil {
		return err
	}
	info, err := t.root.Lstat(dir)
	switch {
	case err != nil:
		return err
	case t.marked[dir]:
		return &NotRegular{fs.ModeIrregular}
	case !info.IsDir() && !info.Mode().IsRegular():
		return &NotRegular{info.Mode().Type()}
	case !info.IsDir():
		return syscall.ENOTDIR
	}
	t.dirs.Store(dir, true)
	return nil
}

// readAll reads a file up to a limit, which it may pass by growing meanwhile.
func readAll(f *os.File, limit int64) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, &TooLarge{info.Size(), limit}
	}
	var b bytes.Buffer
	b.Grow(int(info.Size()) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if n > limit {
		return nil, &TooLarge{n, limit}
	}
	return b.Bytes(), nil
}

// pathError gives an error its path as the caller wrote it, once.
func pathError(op, name string, err error) error {
	if err == nil || errors.As(err, new(*Changed)) {
		return err
	}
	if inner := (*fs.PathError)(nil); errors.As(err, &inner) {
		err = inner.Err
	}
	if inner := (*os.LinkError)(nil); errors.As(err, &inner) {
		err = inner.Err
	}
	return &fs.PathError{Op: op, Path: name, Err: err}
}

// file is an open file or folder. A folder's entries show submodules as such.
type file struct {
	*os.File
	tree *Tree
	name string
}

// ReadDir is os.File's, with submodules marked.
func (f *file) ReadDir(n int) ([]fs.DirEntry, error) {
	entries, err := f.File.ReadDir(n)
	for i, e := range entries {
		if f.tree.marked[path.Join(f.name, e.Name())] {
			entries[i] = submoduleEntry{e}
		}
	}
	return entries, err
}

// submodule is a folder that git's index knows as another repository.
type submodule struct{ fs.FileInfo }

func (s submodule) Mode() fs.FileMode { return fs.ModeIrregular | s.FileInfo.Mode().Perm() }
func (s submodule) IsDir() bool       { return false }

type submoduleEntry struct{ fs.DirEntry }

func (s submoduleEntry) IsDir() bool       { return false }
func (s submoduleEntry) Type() fs.FileMode { return fs.ModeIrregular }
func (s submoduleEntry) Info() (fs.FileInfo, error) {
	info, err := s.DirEntry.Info()
	if err != nil {
		return nil, err
	}
	return submodule{info}, nil
}
