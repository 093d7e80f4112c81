package worktree

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// judge refuses changes that can't be carried out wherever the repository may stand.
func (t *Tree) judge(changes []Change) error {
	paths := make([]string, len(changes))
	for i, c := range changes {
		paths[i] = c.Path
		if size := int64(len(c.New)); size > t.Limit {
			return pathError("replace", c.Path, &TooLarge{size, t.Limit})
		}
	}
	return t.judgePaths("replace", paths)
}

// judgePaths refuses names that are not a file's, what belongs to a submodule, and names
// that clash where case or the form of a letter makes no difference, as in Windows and
// macOS.
func (t *Tree) judgePaths(op string, paths []string) error {
	files, spelt := map[string]bool{}, map[string]string{}
	for _, p := range paths {
		if err := target(p); err != nil {
			return pathError(op, p, err)
		}
		if t.Below != "" && !strings.HasPrefix(p, t.Below+"/") {
			return pathError(op, p, fmt.Errorf("%w: not below %s", fs.ErrInvalid, t.Below))
		}
		if files[lang.Fold(p)] && spelt[lang.Fold(p)] == p {
			return pathError(op, p, fmt.Errorf("%w: given twice", fs.ErrInvalid))
		}
		files[lang.Fold(p)] = true
		for at := p; at != "."; at = path.Dir(at) {
			if t.marked[at] {
				return pathError(op, p, &NotRegular{fs.ModeIrregular})
			}
			folded := lang.Fold(at)
			if other, known := spelt[folded]; known && other != at {
				return pathError(op, p, fmt.Errorf("%w: stands for the same file as %s", fs.ErrInvalid, other))
			}
			spelt[folded] = at
		}
	}
	for _, p := range paths {
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			if files[lang.Fold(dir)] {
				return pathError(op, p, fmt.Errorf("%w: %s would be a file and a folder", fs.ErrInvalid, dir))
			}
		}
	}
	return nil
}

// Writable tells why no file of this path is ever written; nil: it may be.
func Writable(p string) error { return target(p) }

// target refuses a path that means something else on some system, git's own folder
// however it is spelt, and the names that this package keeps for itself.
func target(p string) error {
	if !fs.ValidPath(p) || p == "." {
		return fs.ErrInvalid
	}
	if strings.ContainsAny(p, "\\:\x00") {
		return fmt.Errorf("%w: holds \\, : or NUL", fs.ErrInvalid)
	}
	for name := range strings.SplitSeq(p, "/") {
		// macOS overlooks invisible characters, Windows dots and spaces at the end.
		plain := strings.TrimRight(lang.Fold(strings.Map(visible, name)), ". ")
		if plain == ".git" || plain == "git~1" {
			return fmt.Errorf("%w: belongs to git", fs.ErrInvalid)
		}
		if strings.HasPrefix(plain, prefix) {
			return fmt.Errorf("%w: begins with %s", fs.ErrInvalid, prefix)
		}
	}
	return nil
}

func visible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// allHold makes sure that every file is what its change expects.
func (t *Tree) allHold(changes []Change) error {
	for _, c := range changes {
		if err := t.hold(c); err != nil {
			return pathError("replace", c.Path, err)
		}
	}
	return nil
}

func (t *Tree) hold(c Change) error {
	f, err := t.folder(path.Dir(c.Path))
	if isAbsent(err) {
		if c.Old == nil {
			return nil
		}
		return &Changed{c.Path, fs.ErrNotExist}
	}
	if err != nil {
		return err
	}
	defer f.close()
	return f.holds(path.Base(c.Path), c)
}
