// Package gitrepo reads git repositories. It is the only package that knows go-git;
// nothing of what it returns is git's own.
//
// It reads files under the git directory and runs no program, so hooks, aliases and
// filters of a repository never run.
package gitrepo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// Submodules lists the folders below root that the repository's index holds as
// submodules, as slash-separated paths from root, sorted. Among the files a submodule
// is a folder like any other; only the index tells.
//
// Without a repository there are none. A repository that cannot be read is a [*Fault].
func Submodules(root string) ([]string, error) {
	repo, prefix, err := open(root)
	if err != nil || repo == nil {
		return nil, err
	}
	index, err := repo.Storer.Index()
	if err != nil {
		return nil, indexFault(err)
	}
	var paths []string
	for _, e := range index.Entries {
		if e.Mode != filemode.Submodule {
			continue
		}
		if below, ok := strings.CutPrefix(e.Name, prefix); ok {
			paths = append(paths, below)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths), nil // a conflict holds a path several times
}

// open opens the repository whose working tree holds root, and gives root's place in
// it: empty at the top, else a path that ends in a slash. Without a repository it
// returns nil.
func open(root string) (*git.Repository, string, error) {
	// As git does, follow links before looking upwards: the repository is the one that
	// holds the real folder.
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, "", err
	}
	if root, err = filepath.Abs(root); err != nil {
		return nil, "", err
	}
	top, err := worktreeOf(root)
	if err != nil || top == "" {
		return nil, "", err
	}
	// The common directory is where a linked working tree's settings stand.
	repo, err := git.PlainOpenWithOptions(top, &git.PlainOpenOptions{EnableDotGitCommonDir: true})
	if err != nil {
		return nil, "", openFault(err)
	}
	rel, err := filepath.Rel(top, root)
	if err != nil {
		return nil, "", err
	}
	if rel == "." {
		return repo, "", nil
	}
	return repo, filepath.ToSlash(rel) + "/", nil
}

// worktreeOf gives the nearest folder, from dir upwards, that has a .git, be it a
// folder or the file of a linked working tree; empty where none has.
func worktreeOf(dir string) (string, error) {
	for {
		_, err := os.Lstat(filepath.Join(dir, ".git"))
		if err == nil {
			return dir, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", nil
		}
		dir = parent
	}
}
