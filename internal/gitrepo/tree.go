package gitrepo

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/go-git/go-git/v5/plumbing"
)

// DefaultLimit is the size in bytes up to which a [Tree] reads a file.
const DefaultLimit = 1 << 20

// Entry is what stands at a path of a revision. The zero Entry is nothing.
type Entry struct {
	Hash string // of the content: equal hashes, equal bytes
	// Mode is what a working tree shows: 0644 or 0755 for files, fs.ModeDir,
	// fs.ModeSymlink, and fs.ModeIrregular for a submodule.
	Mode fs.FileMode
}

// Tree is the files of a revision as an [fs.FS], [fs.ReadDirFS], [fs.StatFS] and
// [fs.ReadFileFS], read from objects one by one as they are asked for. It shows what a
// working tree shows: symbolic links and submodules as such, and none is followed. Every
// error names its path (fs.PathError); errors.As finds [*TooLarge] and [*Fault] in it.
// Sys of a file's info gives its [Entry]; times are zero, since git keeps none of files.
//
// A Tree can be used by several goroutines.
type Tree struct {
	// Limit is the largest size in bytes that a file is read up to. It is not to be
	// changed once the tree is in use.
	Limit int64

	repo *Repo
	root plumbing.Hash
	dirs sync.Map // folders that have been read: path to []entry
	read budget

	mu    sync.Mutex
	fault error
}

// errIsDir and others are why something was not opened.
var (
	errIsDir     = errors.New("is a folder")
	errLink      = errors.New("symbolic links are not followed")
	errSubmodule = errors.New("submodules are not read")
)

// Err gives the first [*Fault] that the tree met, if any: what was read then is not
// what the revision holds.
func (t *Tree) Err() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.fault
}

// Entry tells what stands at a path without reading it. It gives the zero Entry for
// what is not there or can't be told.
func (t *Tree) Entry(name string) Entry {
	e, err := t.find("stat", name)
	if err != nil {
		return Entry{}
	}
	return e.public()
}

// Hash gives the hash of a file's content without reading it, where there is a file, a
// symbolic link or a submodule: equal hashes, equal bytes.
func (t *Tree) Hash(name string) (hash string, ok bool) {
	e := t.Entry(name)
	return e.Hash, e.Mode != 0 && !e.Mode.IsDir()
}

// Stat describes a path, a symbolic link as such.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	e, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return t.info("stat", name, e)
}

// DirEntry gives a path's line in its folder. Other than [Tree.Stat] it reads no file, of which
// only its object tells the size.
func (t *Tree) DirEntry(name string) (fs.DirEntry, error) {
	e, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return dirEntry{e, t, path.Dir(name)}, nil
}

// ReadDir lists a folder, sorted by name.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := t.list("readdir", name)
	if err != nil {
		return nil, err
	}
	out := make([]fs.DirEntry, len(list))
	for i, e := range list {
		out[i] = dirEntry{e, t, name}
	}
	return out, nil
}

// ReadFile reads a regular file. Of a file above the limit nothing is read.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	e, err := t.find("read", name)
	if err != nil {
		return nil, err
	}
	return t.content("read", name, e)
}

// Open opens a regular file or a folder.
func (t *Tree) Open(name string) (fs.File, error) {
	e, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	info, err := t.info("open", name, e)
	if err != nil {
		return nil, err
	}
	if e.mode.IsDir() {
		list, err := t.ReadDir(name)
		return &openDir{info: info, name: name, rest: list}, err
	}
	text, err := t.content("open", name, e)
	if err != nil {
		return nil, err
	}
	return newOpenFile(info, text), nil
}

func (t *Tree) content(op, name string, e entry) ([]byte, error) {
	if why := notFile(e.mode); why != nil {
		return nil, t.failed(op, name, why)
	}
	text, err := t.repo.object(plumbing.BlobObject, e.hash, t.Limit)
	return text, t.failed(op, name, err)
}

func notFile(mode fs.FileMode) error {
	switch {
	case mode.IsDir():
		return errIsDir
	case mode&fs.ModeSymlink != 0:
		return errLink
	case mode&fs.ModeIrregular != 0:
		return errSubmodule
	}
	return nil
}

// find looks a path up from the root.
func (t *Tree) find(op, name string) (entry, error) {
	if !fs.ValidPath(name) {
		return entry{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if name == "." {
		return entry{".", fs.ModeDir | 0o755, t.root}, nil
	}
	dir, base := ".", name
	if at := strings.LastIndexByte(name, '/'); at >= 0 {
		dir, base = name[:at], name[at+1:]
	}
	list, err := t.list(op, dir)
	if err != nil {
		return entry{}, t.failed(op, name, err)
	}
	at, found := slices.BinarySearchFunc(list, base, func(e entry, name string) int { return cmp.Compare(e.name, name) })
	if !found {
		return entry{}, t.failed(op, name, fs.ErrNotExist)
	}
	return list[at], nil
}

// list reads a folder once.
func (t *Tree) list(op, name string) ([]entry, error) {
	if known, ok := t.dirs.Load(name); ok {
		return known.([]entry), nil
	}
	e, err := t.find(op, name)
	if err != nil {
		return nil, err
	}
	switch why := notFile(e.mode); why {
	case errIsDir:
	case nil:
		return nil, t.failed(op, name, syscall.ENOTDIR)
	default:
		return nil, t.failed(op, name, why)
	}
	list, err := t.repo.entries(e.hash, &t.read)
	if err != nil {
		return nil, t.failed(op, name, err)
	}
	t.dirs.Store(name, list)
	return list, nil
}

// failed gives an error the path that the caller asked for, and notes the first fault.
func (t *Tree) failed(op, name string, err error) error {
	if err == nil {
		return nil
	}
	if inner := (*fs.PathError)(nil); errors.As(err, &inner) {
		err = inner.Err
	}
	if errors.As(err, new(*Fault)) {
		t.mu.Lock()
		if t.fault == nil {
			t.fault = err
		}
		t.mu.Unlock()
	}
	return &fs.PathError{Op: op, Path: name, Err: err}
}
