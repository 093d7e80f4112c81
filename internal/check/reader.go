package check

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"sync"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Reader reads of trees only what a question is about. What the files of a tree are about
// it knows of all that have been read once, in this run or an earlier one. It gives what
// reading everything would give.
type Reader struct {
	// Schemas loads the schemas. They are asked for when a file turns up of which it is not
	// known what it means.
	Schemas func() (*schema.Set, error)
	// Meanings keeps what files mean from one run to the next. Its version must change with
	// the schemas and with whatever else of the tool tells what a file means.
	Meanings func() *cache.Cache

	seen []*index // the trees of the last comparison
}

// Changes tells what the way from one tree to another means, and judges nothing. Files are
// the files outside plans/ that differ. A tree without plans/ is empty.
//
// It costs what the difference is once the files are known: only documents that differ are
// read, and those that a change of them is understood by.
func (r *Reader) Changes(base, head fs.FS, files []diff.FileChange) ([]diff.Change, error) {
	was, err := indexOf(base, nil)
	if err != nil {
		return nil, err
	}
	now, err := indexOf(head, was)
	if err != nil {
		return nil, err
	}
	for _, l := range []*index{was, now} {
		if err := r.learn(l); err != nil {
			return nil, err
		}
	}
	r.seen = []*index{was, now}
	changed := differing(was, now)
	wanted := map[string]bool{named(plan.KindOrganisationer, ""): true, named(plan.KindVardomraden, ""): true}
	differs := map[*indexed]bool{}
	for _, c := range changed {
		for _, side := range []*index{was, now} {
			if f := side.find(c.Path); f != nil {
				differs[f] = true
				for _, key := range f.meaning.wants {
					wanted[key] = true
				}
			}
		}
	}
	concerned := func(f *indexed) bool {
		return differs[f] || slices.ContainsFunc(f.meaning.has, func(key string) bool { return wanted[key] })
	}
	before, err := r.load(was, concerned)
	if err != nil {
		return nil, err
	}
	after, err := r.load(now, concerned)
	if err != nil {
		return nil, err
	}
	return diff.Compare(before, after, append(changed, files...)), nil
}

// Registers reads documents of kinds that have a fixed place, and whatever stands in such a
// place and can't be read in full.
func (r *Reader) Registers(tree fs.FS, kinds ...plan.Kind) (*plan.Set, error) {
	l := &index{tree: tree}
	for _, name := range plan.FixedPaths {
		info, err := fs.Stat(tree, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		f := &indexed{name: name, mode: info.Mode().Type(), hash: content(tree, name, true)}
		for _, other := range r.seen {
			if same := other.find(name); same.is(f) {
				f = same
			}
		}
		l.files = append(l.files, f)
	}
	slices.SortFunc(l.files, func(a, b *indexed) int { return byName(a, b.name) })
	if err := r.learn(l); err != nil {
		return nil, err
	}
	return r.load(l, func(f *indexed) bool { return slices.Contains(kinds, f.meaning.kind) })
}

// learn finds out what the files of a tree mean.
func (r *Reader) learn(l *index) error {
	known := r.Meanings()
	sideBySide(len(l.files), func(i int) {
		f := l.files[i]
		switch {
		case f.known:
		case f.mode.IsRegular():
			text, _ := known.Get(f.key())
			f.meaning, f.known = decodeMeaning(text)
		default:
			f.meaning, f.known = meaning{state: doubtful}, true
		}
	})
	var unknown []*indexed
	for _, f := range l.files {
		if !f.known {
			unknown = append(unknown, f)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	schemas, err := r.Schemas()
	if err != nil {
		return err
	}
	sideBySide(len(unknown), func(i int) { unknown[i].meaning = meaningOf(l.tree, unknown[i].name, schemas) })
	// What a broken store gives is no meaning.
	if err := treeFault(l.tree); err != nil {
		return err
	}
	for _, f := range unknown {
		f.known = true
		known.Put(f.key(), f.meaning.encode())
	}
	return nil
}

// key is what a file's meaning is kept by.
func (f *indexed) key() string { return f.hash + " " + f.name }

// load reads the files of a tree that are concerned, and those that may hold anything.
func (r *Reader) load(l *index, concerned func(*indexed) bool) (*plan.Set, error) {
	var names []string
	for _, f := range l.files {
		if state := f.meaning.state; state == doubtful || state == whole && concerned(f) {
			names = append(names, f.name)
		}
	}
	var broken error
	var once sync.Once
	tree := Part(l.tree, names)
	read, err := load(tree, func(name string) file {
		if d := l.find(name).read(tree); d != nil {
			return file{document: d}
		}
		schemas, err := r.Schemas()
		if err != nil {
			once.Do(func() { broken = err })
			return file{}
		}
		return readFile(tree, name, schemas)
	})
	switch {
	case errors.Is(err, ErrNoPlans):
		return plan.NewSet(nil, nil), nil
	case err != nil || broken != nil:
		return nil, cmp.Or(err, broken)
	}
	return plan.NewSet(read.documents, read.unread), nil
}

// read reads a document of which it is known that it is whole, so that nothing has to be
// judged. Nil where it is not, or not any more: somebody may be writing the file.
func (f *indexed) read(tree fs.FS) plan.Any {
	if f.document != nil || f.meaning.state != whole {
		return f.document
	}
	text, err := fs.ReadFile(tree, f.name)
	if err != nil || gitrepo.BlobHash(text) != f.hash {
		return nil
	}
	src := diag.NewSource(f.name, text)
	if f.meaning.kind == plan.KindUtfall {
		if table, _ := plan.ReadUtfall(src); table != nil {
			f.document = table
		}
	} else if y, _ := yamldoc.Parse(src); y != nil {
		f.document = plan.Decode(f.meaning.kind, y, false)
	}
	return f.document
}
