package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

// destOutside refuses a place to write to (as it was written on the command line) where what is
// written would be taken for documents of the repository or for git's own: the repository's
// folder itself or one above it, anything under plans/, and anything in a folder .git. Links on
// the way are followed. The rest of the repository is free.
func (a *app) destOutside(dest string) error {
	another := lang.T("Välj en annan plats, helst utanför arkivet, till exempel %s.", "Choose another place, best outside the repository, for example %s.", filepath.Join("..", "ut", freeName(dest)))
	place := followed(a.from(dest))
	for part := range strings.SplitSeq(filepath.ToSlash(place), "/") {
		if strings.EqualFold(part, ".git") {
			return usage(lang.T("%s ligger i en mapp .git, som är gits egen", "%s lies in a folder .git, which is git's own", dest), another)
		}
	}
	root, ok := worktree.FindRoot(under(a.env.Dir, a.dirFlag))
	if !ok {
		return nil // the command tells that, in its own words
	}
	from, err := filepath.Rel(place, followed(root))
	if err == nil && filepath.IsLocal(from) {
		return usage(lang.T("%s är arkivets egen mapp eller en ovanför den", "%s is the repository's own folder or one above it", dest), another)
	}
	to, err := filepath.Rel(followed(root), place)
	first, _, _ := strings.Cut(filepath.ToSlash(to), "/")
	if err == nil && strings.EqualFold(first, check.Root) {
		return usage(lang.T("%s ligger i plans/, där bara arkivets dokument får ligga", "%s lies in plans/, where only the repository's documents may lie", dest), another)
	}
	return nil
}

// noFileAt refuses a place for a folder (as it was written on the command line) where a file
// stands, there or on the way to it, or a link that leads to nothing.
func (a *app) noFileAt(dest string) error {
	for at := filepath.Clean(dest); ; at = filepath.Dir(at) {
		info, err := os.Stat(a.from(at))
		_, unfollowed := os.Lstat(a.from(at))
		switch {
		case err == nil && info.IsDir(), filepath.Dir(at) == at:
			return nil
		case err == nil, errors.Is(err, fs.ErrNotExist) && unfollowed == nil:
			return usage(lang.T("%s är ingen mapp", "%s is not a folder", at), lang.T("Välj en annan mapp.", "Choose another folder."))
		}
	}
}

// tryFolder tells whether there is something at a place. Where there isn't, it finds out whether
// a folder can be made there, and leaves none.
func tryFolder(dir string) (there bool, err error) {
	var missing []string
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, at)
	}
	if len(missing) == 0 {
		return true, nil
	}
	err = os.MkdirAll(dir, 0o755)
	for _, at := range missing {
		_ = os.Remove(at) // what somebody else has put something into meanwhile stays
	}
	return false, err
}

// freeName is a name for the same thing in another folder.
func freeName(dest string) string {
	switch name := filepath.Base(filepath.Clean(dest)); name {
	case ".", "..", ".git", check.Root, string(filepath.Separator):
		return "export"
	default:
		return name
	}
}

// followed is a path without links, as far as there is anything there.
func followed(path string) string {
	path = filepath.Clean(path)
	for at, rest := path, ""; ; at, rest = filepath.Dir(at), filepath.Join(filepath.Base(at), rest) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest)
		}
		if to, err := os.Readlink(at); err == nil { // one that leads to nothing that is there
			if !filepath.IsAbs(to) {
				to = filepath.Join(filepath.Dir(at), to)
			}
			if parent, err := filepath.EvalSymlinks(filepath.Dir(to)); err == nil {
				return filepath.Join(parent, filepath.Base(to), rest)
			}
		}
		if filepath.Dir(at) == at {
			return path
		}
	}
}
