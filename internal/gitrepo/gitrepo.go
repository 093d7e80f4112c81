// Package gitrepo reads git repositories: revisions as files, the common ground of two
// of them, what changed between them, the line of commits. It is the only package that
// knows go-git; nothing of what it returns is git's own.
//
// It reads files under the git directory and runs no program, so hooks, aliases and
// filters of a repository never run, and it never checks anything out. Every object is
// held against its name, so that what a damaged or doctored store gives in place of an
// object is an error. Where git would be content with half a history or with objects put
// in place of others, [Open] refuses.
//
// It writes in one way alone: a branch grows by commits that each add a file
// ([Repo.Extend]), here ([Branch]) or on a server ([RemoteBranch]). Objects are written
// before the branch moves, so that whatever stops it leaves the branch where it was.
package gitrepo

import (
	"slices"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// maxObject is the size in bytes up to which an object that is no file is read: a tree
// of 100,000 names, and far more than a commit needs.
const maxObject = 32 << 20

// maxEntries is how many names the trees of one job may hold together. A handful of
// trees that hold each other many times over unfold to more files than any disk has.
const maxEntries = 1 << 20

// Repo is an open repository. It can be used by several goroutines.
type Repo struct {
	git, common string // the git directory, and the one that linked working trees share
	prefix      string // of the folder asked for, as in location
	maxEntries  int64
	folders     folders

	mu     sync.Mutex // guards the store, which keeps one position in each pack
	store  *filesystem.Storage
	recent recent

	before func(step string) error // tests make steps of writing fail with it
}

// Open opens the repository that holds the folder root: a working tree, a linked one, or
// a bare repository. What keeps it from being read, or from being read in full, is a
// [*Fault]; without a repository its cause is [ErrNoRepository].
func Open(root string) (*Repo, error) {
	found, err := open(root)
	if err != nil {
		return nil, err
	}
	if found == nil {
		return nil, noRepository(root)
	}
	r := &Repo{git: found.gitDir, common: found.commonDir, prefix: found.prefix, maxEntries: maxEntries, recent: newRecent()}
	for _, refuse := range []func() error{r.refuseShallow, r.refuseGrafts, r.refuseReplaced, r.refuseBorrowed, r.refusePartial} {
		if err := refuse(); err != nil {
			return nil, err
		}
	}
	r.store = filesystem.NewStorageWithOptions(found.store.Filesystem(), r.recent,
		filesystem.Options{KeepDescriptors: true, LargeObjectThreshold: int64(DefaultLimit)})
	return r, nil
}

// LetGo lets go of what has been read. What is asked for again is read again.
func (r *Repo) LetGo() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.recent.Clear()
}

// Close closes the files that the repository holds open, and lets go of what it has read:
// revisions lead back to it.
func (r *Repo) Close() error {
	r.LetGo()
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.store.ObjectStorage.Close()
}

// Dir gives the git directory that all working trees of the repository share, where a
// tool may keep files of its own.
func (r *Repo) Dir() string { return r.common }

// Prefix is the place of the folder that was opened in the repository's working tree: empty
// at the top, else a path that ends in a slash.
func (r *Repo) Prefix() string { return r.prefix }

// Submodules lists the folders below root that the repository's index holds as
// submodules, as slash-separated paths from root, sorted. Among the files a submodule
// is a folder like any other; only the index tells.
//
// Without a repository there are none. A repository that cannot be read is a [*Fault].
func Submodules(root string) ([]string, error) {
	found, err := open(root)
	if err != nil || found == nil {
		return nil, err
	}
	index, err := found.store.Index()
	if err != nil {
		return nil, indexFault(err)
	}
	var paths []string
	for _, e := range index.Entries {
		if e.Mode != filemode.Submodule {
			continue
		}
		if below, ok := strings.CutPrefix(e.Name, found.prefix); ok {
			paths = append(paths, below)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths), nil // a conflict holds a path several times
}
