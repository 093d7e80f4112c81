package gitrepo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// location is where a repository stands.
type location struct {
	store             *filesystem.Storage
	gitDir, commonDir string
	// prefix is the place of the folder asked for in the working tree: empty at the top,
	// else a path that ends in a slash.
	prefix string
}

// open finds the repository that holds root. Without one it returns nil.
func open(root string) (*location, error) {
	// As git does, follow links before looking upwards: the repository is the one that
	// holds the real folder.
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, err
	}
	if root, err = filepath.Abs(root); err != nil {
		return nil, err
	}
	top, bare, err := topOf(root)
	if err != nil || top == "" {
		return nil, err
	}
	// The common directory is where a linked working tree's settings stand. Opening it
	// judges the format and the extensions.
	repo, err := git.PlainOpenWithOptions(top, &git.PlainOpenOptions{EnableDotGitCommonDir: true})
	if err != nil {
		return nil, openFault(err)
	}
	store := repo.Storer.(*filesystem.Storage) // as PlainOpen makes it
	gitDir := store.Filesystem().Root()
	found := &location{store: store, gitDir: gitDir, commonDir: commonDir(gitDir)}
	if bare {
		return found, nil
	}
	rel, err := filepath.Rel(top, root)
	if err != nil {
		return nil, err
	}
	if rel != "." {
		found.prefix = filepath.ToSlash(rel) + "/"
	}
	return found, nil
}

// commonDir reads which directory a linked working tree shares with the others. It has
// been opened already, so that anything wrong with it is known.
func commonDir(gitDir string) string {
	text, err := os.ReadFile(filepath.Join(gitDir, "commondir"))
	common := strings.TrimSpace(string(text))
	switch {
	case err != nil || common == "":
		return gitDir
	case filepath.IsAbs(common):
		return common
	}
	return filepath.Join(gitDir, common)
}

// topOf gives the nearest folder, from dir upwards, that has a .git, be it a folder or
// the file of a linked working tree, or that is itself a git directory: a bare
// repository. It gives nothing where there is none.
func topOf(dir string) (top string, bare bool, err error) {
	for {
		_, err := os.Lstat(filepath.Join(dir, ".git"))
		if err == nil {
			return dir, false, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", false, err
		}
		if isGitDir(dir) {
			return dir, true, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false, nil
		}
		dir = parent
	}
}

// isGitDir tells a git directory by what git looks for.
func isGitDir(dir string) bool {
	for _, name := range []string{"objects", "refs"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || !info.IsDir() {
			return false
		}
	}
	info, err := os.Lstat(filepath.Join(dir, "HEAD"))
	return err == nil && !info.IsDir()
}
