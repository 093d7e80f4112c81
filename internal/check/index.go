package check

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// index is the files under plans/ of a tree, by name. Two indexes share the files that
// are the same in both.
type index struct {
	tree  fs.FS
	files []*indexed
}

// indexed is a file at a path with a content. Whatever is known of it follows from these
// two, and so holds in every tree that has it.
type indexed struct {
	name string
	mode fs.FileMode // the type alone
	hash string

	known   bool // what it means
	meaning meaning
	// document is what it holds, once that has been read of a file that is whole.
	document plan.Any
}

// is tells that two files are the same.
func (f *indexed) is(other *indexed) bool {
	return f != nil && f.name == other.name && f.hash == other.hash && f.mode == other.mode
}

func byName(f *indexed, name string) int { return strings.Compare(f.name, name) }

// indexOf lists the files of a tree, and takes from another index those that are the same. A
// tree without plans/ has none.
func indexOf(tree fs.FS, other *index) (*index, error) {
	if _, err := fs.Stat(tree, Root); errors.Is(err, fs.ErrNotExist) {
		return &index{tree: tree}, nil
	}
	l := &index{tree: tree}
	if err := l.walk(Root, other); err != nil {
		return nil, err
	}
	slices.SortFunc(l.files, func(a, b *indexed) int { return strings.Compare(a.name, b.name) })
	sideBySide(len(l.files), func(i int) {
		if f := l.files[i]; f.hash == "" {
			f.hash = content(tree, f.name, true)
		}
	})
	for i, f := range l.files {
		if same := other.find(f.name); same.is(f) {
			l.files[i] = same
		}
	}
	return l, nil
}

// walk lists a folder. One that is the same folder of the other tree is not read.
func (l *index) walk(dir string, other *index) error {
	if other != nil && sameFolder(dir, l.tree, other.tree) {
		l.files = append(l.files, other.under(dir)...)
		return nil
	}
	entries, err := fs.ReadDir(l.tree, dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if !e.IsDir() {
			l.files = append(l.files, &indexed{name: name, mode: e.Type()})
		} else if err := l.walk(name, other); err != nil {
			return err
		}
	}
	return nil
}

// sameFolder tells that two revisions have the same folder at a path.
func sameFolder(dir string, a, b fs.FS) bool {
	x, ok := a.(*gitrepo.Tree)
	y, ok2 := b.(*gitrepo.Tree)
	if !ok || !ok2 {
		return false
	}
	entry := x.Entry(dir)
	return entry.Mode.IsDir() && entry == y.Entry(dir)
}

// under lists the files in a folder and below it.
func (l *index) under(dir string) []*indexed {
	first, _ := slices.BinarySearchFunc(l.files, dir+"/", byName)
	past, _ := slices.BinarySearchFunc(l.files, dir+"0", byName) // 0 comes next after the slash
	return l.files[first:past]
}

// find finds a file by name, or nil.
func (l *index) find(name string) *indexed {
	if l == nil {
		return nil
	}
	if i, found := slices.BinarySearchFunc(l.files, name, byName); found {
		return l.files[i]
	}
	return nil
}

// differing lists the files that are not the same in two indexes, by path.
func differing(was, now *index) []diff.FileChange {
	byPath := map[string]diff.FileChange{}
	for _, f := range was.files {
		if now.find(f.name) != f {
			byPath[f.name] = diff.FileChange{Path: f.name, Before: f.hash}
		}
	}
	for _, f := range now.files {
		if was.find(f.name) != f {
			c := byPath[f.name]
			c.Path, c.After = f.name, f.hash
			byPath[f.name] = c
		}
	}
	out := make([]diff.FileChange, 0, len(byPath))
	for _, c := range byPath {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b diff.FileChange) int { return strings.Compare(a.Path, b.Path) })
	return out
}
