package worktree

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"syscall"
)

// folder is a real folder of the tree, held open: whatever becomes of the path to it
// afterwards, names are still looked up in the same folder. Each change that it makes
// to the disk first asks the tree's before.
type folder struct {
	root *os.Root
	tree *Tree
	path string
}

// folder opens a folder, one step after the other, through no link. It
// remembers nothing: before something is written, every folder is looked at anew.
func (t *Tree) folder(dir string) (*folder, error) {
	root, err := t.root.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(dir, "/") {
		if name == "." {
			continue
		}
		next, err := step(root, name)
		root.Close()
		if err != nil {
			return nil, err
		}
		root = next
	}
	return &folder{root, t, dir}, nil
}

// step opens a folder in a folder.
func step(root *os.Root, name string) (*os.Root, error) {
	info, err := root.Lstat(name)
	switch {
	case err != nil:
		return nil, err
	case info.Mode().IsRegular():
		return nil, syscall.ENOTDIR
	case !info.IsDir():
		return nil, &NotRegular{info.Mode().Type()}
	}
	return openDirAs(root, name, info)
}

// openDirAs opens what Lstat has described, unless there is something else by now.
func openDirAs(root *os.Root, name string, info fs.FileInfo) (*os.Root, error) {
	next, err := root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	opened, err := next.Stat(".")
	if err == nil && !os.SameFile(info, opened) {
		err = errChanged
	}
	if err != nil {
		next.Close()
		return nil, err
	}
	return next, nil
}

func (f *folder) close() { f.root.Close() }

func (f *folder) before(op, name string) error {
	if f.tree.before == nil {
		return nil
	}
	return f.tree.before(op, path.Join(f.path, name))
}

// exists tells whether there is anything of that name.
func (f *folder) exists(name string) (bool, error) {
	_, err := f.root.Lstat(name)
	if isAbsent(err) {
		return false, nil
	}
	return err == nil, err
}

// read reads a regular file up to the tree's limit.
func (f *folder) read(name string) ([]byte, error) { return f.readUpTo(name, f.tree.Limit) }

func (f *folder) readUpTo(name string, limit int64) ([]byte, error) {
	info, err := f.root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &NotRegular{info.Mode().Type()}
	}
	file, err := openAs(f.root, name, info)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(file, limit)
}

// holds makes sure that a file is what a change expects it to be.
func (f *folder) holds(name string, c Change) error {
	there, err := f.exists(name)
	switch {
	case err != nil:
		return err
	case !there && c.Old == nil:
		return nil
	case c.Old == nil:
		return &Changed{c.Path, fs.ErrExist}
	case !there:
		return &Changed{c.Path, fs.ErrNotExist}
	}
	text, err := f.read(name)
	if errors.As(err, new(*TooLarge)) || err == nil && !bytes.Equal(text, c.Old) {
		return &Changed{Path: c.Path}
	}
	return err
}

// write makes a new file and flushes it to the disk. A nil mode gives it that of any new
// file; others are set whatever the umask.
func (f *folder) write(name string, text []byte, mode *fs.FileMode) error {
	if err := f.before("write", name); err != nil {
		return err
	}
	first := fs.FileMode(0o644)
	if mode != nil {
		first = 0o600 // nobody else sees it before it has its mode
	}
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, first)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err == nil && mode != nil {
		err = file.Chmod(*mode)
	}
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// mkdir makes a folder; that there is one already is fine.
func (f *folder) mkdir(name string) error {
	if err := f.before("mkdir", name); err != nil {
		return err
	}
	if err := f.root.Mkdir(name, 0o755); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

func (f *folder) link(old, name string) error {
	if err := f.before("link", name); err != nil {
		return err
	}
	return f.root.Link(old, name)
}

func (f *folder) rename(old, name string) error {
	if err := f.before("rename", name); err != nil {
		return err
	}
	return f.root.Rename(old, name)
}

// add gives a file a name that must be free.
func (f *folder) add(old, name string) error {
	err := f.link(old, name)
	if err == nil {
		return nil
	}
	if there, look := f.exists(name); look != nil || there {
		return &Changed{path.Join(f.path, name), fs.ErrExist}
	}
	return f.rename(old, name)
}

func (f *folder) remove(name string) error {
	if err := f.before("remove", name); err != nil {
		return err
	}
	return f.root.Remove(name)
}

// clear removes a file that need not be there.
func (f *folder) clear(name string) error {
	if there, err := f.exists(name); err != nil || !there {
		return err
	}
	return f.remove(name)
}

// sync flushes the folder's names to the disk, where the system can do that.
func (f *folder) sync() {
	if dir, err := f.root.Open("."); err == nil {
		_ = dir.Sync()
		dir.Close()
	}
}

func isAbsent(err error) bool { return errors.Is(err, fs.ErrNotExist) }
