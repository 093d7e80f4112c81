package check

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/parallel"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// index is the files under plans/ of a tree and what they are about. It follows a tree as
// it changes, at the cost of what changes.
type index struct {
	tree   fs.FS // nil for the tree that holds nothing
	files  map[string]*indexed
	has    map[string]map[*indexed]bool // by what they take part in
	doubts map[*indexed]bool            // files that may hold anything

	figures map[string]figure         // what documents add up to
	twice   map[string]bool           // ids that several files have
	spelt   map[string]map[string]int // paths of files and folders, by how they look in small letters
}

// figure is a sum over documents, with how many they are.
type figure struct{ sum, count int }

func newIndex() *index {
	return &index{
		files: map[string]*indexed{}, has: map[string]map[*indexed]bool{}, doubts: map[*indexed]bool{},
		figures: map[string]figure{}, twice: map[string]bool{}, spelt: map[string]map[string]int{},
	}
}

// indexed is a file at a path with a content. Whatever is known of it follows from these
// two, and so holds in every tree that has it.
type indexed struct {
	name string
	mode fs.FileMode // the type alone
	hash string

	known   bool // what it means
	meaning meaning
	// document is what it holds, once that has been read of a file that is whole; held is the
	// size of its text where a walk keeps it, in bytes.
	document plan.Any
	held     int
}

// is tells that two files are the same.
func (f *indexed) is(other *indexed) bool {
	return f != nil && f.name == other.name && f.hash == other.hash && f.mode == other.mode
}

// step is a file that two trees do not have in common; nil on the side without it.
type step struct{ before, after *indexed }

// folder tells that it is no file that differs, but a folder with a name that is refused.
func (s step) folder() bool {
	return (s.before == nil || s.before.mode.IsDir()) && (s.after == nil || s.after.mode.IsDir())
}

func (s step) name() string {
	if s.before != nil {
		return s.before.name
	}
	return s.after.name
}

// against lists by path how the files of another tree differ.
func (x *index) against(tree fs.FS) ([]step, error) {
	t := &trees{index: x, tree: tree, steps: map[string]step{}}
	if err := t.folders(Root, true, true); err != nil {
		return nil, err
	}
	parallel.Do(len(t.there), func(i int) { t.there[i].hash = content(tree, t.there[i].name, true) })
	for _, f := range t.there {
		if s := t.steps[f.name]; s.before.is(f) {
			delete(t.steps, f.name)
		} else {
			t.steps[f.name] = step{s.before, f}
		}
	}
	out := make([]step, 0, len(t.steps))
	for _, name := range slices.Sorted(maps.Keys(t.steps)) {
		out = append(out, t.steps[name])
	}
	return out, nil
}

// trees compares the folders of two trees.
type trees struct {
	*index
	tree  fs.FS
	steps map[string]step
	there []*indexed // of tree, in folders that are not the same
}

// folders compares a folder that is there on one side or on both. One that is the same on
// both is not read.
func (t *trees) folders(dir string, before, after bool) error {
	if before && after && sameFolder(dir, t.index.tree, t.tree) {
		return nil
	}
	below := map[string][2]bool{}
	for side, tree := range []fs.FS{t.index.tree, t.tree} {
		if there := [2]bool{before, after}; tree == nil || !there[side] {
			continue
		}
		if dir == Root {
			if info, err := stands(tree, Root); err != nil {
				return err
			} else if info == nil || !info.IsDir() {
				continue
			}
		}
		entries, err := fs.ReadDir(tree, dir)
		if err != nil {
			return err
		}
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			if e.IsDir() {
				sides := below[name]
				sides[side] = true
				below[name] = sides
				if wellNamed(name) {
					continue
				}
				// A folder whose name is refused may hold anything, also where it is empty.
			}
			if side == 0 {
				t.steps[name] = step{before: t.files[name]}
			} else {
				t.there = append(t.there, &indexed{name: name, mode: e.Type()})
			}
		}
	}
	for name, sides := range below {
		if err := t.folders(name, sides[0], sides[1]); err != nil {
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

// follow makes the index that of another tree, by what differs there. What the files mean
// has to be known.
func (x *index) follow(tree fs.FS, steps []step) {
	x.tree = tree
	for _, s := range steps {
		if f := s.before; f != nil {
			x.remove(f)
		}
		if f := s.after; f != nil {
			x.add(f)
		}
	}
}

func (x *index) remove(f *indexed) {
	delete(x.files, f.name)
	delete(x.doubts, f)
	for _, key := range f.meaning.has {
		delete(x.has[key], f)
		if len(x.has[key]) == 0 {
			delete(x.has, key)
		}
		if len(x.has[key]) == 1 {
			delete(x.twice, key)
		}
	}
	x.count(f, -1)
}

func (x *index) add(f *indexed) {
	x.files[f.name] = f
	if f.meaning.state == doubtful {
		x.doubts[f] = true
	}
	for _, key := range f.meaning.has {
		if x.has[key] == nil {
			x.has[key] = map[*indexed]bool{}
		}
		x.has[key][f] = true
		if len(x.has[key]) > 1 && strings.HasPrefix(key, called("")) {
			x.twice[key] = true
		}
	}
	x.count(f, 1)
}

// count adds a file to the figures, or takes it out of them.
func (x *index) count(f *indexed, by int) {
	for _, s := range f.meaning.sums {
		n := x.figures[s.of]
		if n.sum, n.count = n.sum+by*s.n, n.count+by; n.count == 0 {
			delete(x.figures, s.of)
		} else {
			x.figures[s.of] = n
		}
	}
	for name := f.name; name != Root && name != "."; name = parent(name) {
		looks := lang.Fold(name)
		if x.spelt[looks] == nil {
			x.spelt[looks] = map[string]int{}
		}
		if x.spelt[looks][name] += by; x.spelt[looks][name] == 0 {
			delete(x.spelt[looks], name)
		}
		if len(x.spelt[looks]) == 0 {
			delete(x.spelt, looks)
		}
	}
}

// fileChanges are the steps as a comparison wants them.
func fileChanges(steps []step) []diff.FileChange {
	out := make([]diff.FileChange, 0, len(steps))
	for _, s := range steps {
		c := diff.FileChange{Path: s.name()}
		if s.folder() {
			continue
		}
		if s.before != nil {
			c.Before = s.before.hash
		}
		if s.after != nil {
			c.After = s.after.hash
		}
		out = append(out, c)
	}
	return out
}
