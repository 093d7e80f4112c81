package worktree

import (
	"os"
	"path/filepath"
)

// FindRoot finds the folder that holds a region's plans, from the folder start
// upwards: the nearest one with a plans folder, else the one with the repository's
// .git. It does not leave the repository that start stands in.
func FindRoot(start string) (string, bool) {
	if info, err := os.Stat(start); err != nil || !info.IsDir() {
		return "", false
	}
	dir, err := filepath.Abs(start)
	if err != nil {
		return "", false
	}
	for {
		// A link named plans is refused later, with a message: it must be found first.
		if info, err := os.Lstat(filepath.Join(dir, "plans")); err == nil && !info.Mode().IsRegular() {
			return dir, true
		}
		// A linked working tree and a submodule have a file of that name.
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}
