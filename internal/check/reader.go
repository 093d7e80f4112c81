package check

import (
	"bytes"
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/parallel"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
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

	// Hold is how many bytes of text a walk that judges holds read, beside the step that it is
	// at; read, a text takes some 17 times its size. Zero: 12 MiB, or 4,000 plans of a year by
	// week.
	Hold int

	files *shared             // that have been judged
	last  *index              // of the tree that was compared last
	read  map[string]plan.Any // see Know
	// began is the tree that the last walk began at, and what of it may hold anything.
	began struct {
		tree   fs.FS
		doubts []*indexed
	}
}

// Know tells of documents that have been read, so that they are not read again wherever they
// stand with the same text. They must not be forgotten while the reader is in use. One in which
// something is covered is read again: its text does not tell what.
func (r *Reader) Know(set *plan.Set) {
	r.read = make(map[string]plan.Any, len(set.Documents))
	for _, d := range set.Documents {
		if doc := d.Base(); !doc.Broken && !bytes.ContainsRune(doc.Source.Text, privacy.Cover) {
			f := &indexed{name: doc.File(), hash: gitrepo.BlobHash(doc.Source.Text)}
			r.read[f.key()] = d
		}
	}
}

// Walk goes from tree to tree and tells what each step means. A step costs what it changes,
// whatever the size of the trees.
type Walk struct {
	reader *Reader
	at     *index
	recent []*indexed // whose documents are held, the longest held first
	size   int        // of their texts, in bytes
}

// maxRecent bounds the documents that a walk holds and that a later step may be understood
// by, in bytes of text: a plan and a missiv are read again and again. maxNew is how many files
// may be new in a tree for their documents to be held.
const (
	maxRecent = 3 << 19
	maxNew    = 64
)

// Walk begins a walk at a tree. A tree without plans/ is empty.
func (r *Reader) Walk(tree fs.FS) (*Walk, error) {
	w := &Walk{reader: r, at: newIndex()}
	steps, err := w.at.against(tree)
	if err != nil {
		return nil, err
	}
	if err := r.learn(tree, steps, false); err != nil {
		return nil, err
	}
	w.at.follow(tree, steps)
	r.last = w.at
	r.began.tree, r.began.doubts = tree, slices.Collect(maps.Keys(w.at.doubts))
	return w, nil
}

// Changes tells what the way from one tree to another means, and judges nothing. Files are
// the files outside plans/ that differ.
func (r *Reader) Changes(base, head fs.FS, files []diff.FileChange) ([]diff.Change, error) {
	w, err := r.Walk(base)
	if err != nil {
		return nil, err
	}
	return w.To(head, files)
}

// To goes on to a tree, and tells what the step there means. Files are the files outside
// plans/ that differ. After an error the walk is where it was.
//
// Beside the documents that differ those are read that a change of them is understood by.
func (w *Walk) To(tree fs.FS, files []diff.FileChange) (changes []diff.Change, err error) {
	err = w.step(tree, files, func(was, is *plan.Set, files []diff.FileChange) { changes = diff.Compare(was, is, files) })
	return changes, err
}

// Brief goes on to a tree as [Walk.To] does, and tells change by change what [diff.Brief] does.
func (w *Walk) Brief(tree fs.FS, files []diff.FileChange, tell func(diff.Change)) error {
	return w.step(tree, files, func(was, is *plan.Set, files []diff.FileChange) {
		for c := range diff.Brief(was, is, files) {
			tell(c)
		}
	})
}

func (w *Walk) step(tree fs.FS, files []diff.FileChange, compare func(was, is *plan.Set, files []diff.FileChange)) error {
	steps, err := w.at.against(tree)
	if err != nil {
		return err
	}
	if err := w.reader.learn(tree, steps, true); err != nil {
		return err
	}
	shared := w.shared(tree, steps)
	before, after := slices.Clone(shared), slices.Clone(shared)
	for _, s := range steps {
		if s.before != nil {
			before = append(before, s.before)
		}
		if s.after != nil {
			after = append(after, s.after)
		}
	}
	was, err := w.reader.load(w.at.tree, before)
	if err != nil {
		return err
	}
	is, err := w.reader.load(tree, after)
	if err != nil {
		return err
	}
	compare(was, is, append(fileChanges(steps), files...))
	w.at.follow(tree, steps)
	w.hold(slices.Concat(before, after))
	return nil
}

// hold keeps the documents of the last steps that still stand in the tree, and lets go of
// those of longer ago. Registers are asked for at every step.
func (w *Walk) hold(used []*indexed) {
	for _, f := range used {
		switch _, fixed := plan.FixedPaths[f.meaning.kind]; {
		case w.at.files[f.name] != f:
			f.document = nil
		case !fixed && f.document != nil && f.held == 0:
			f.held = textSize(f.document)
			w.recent, w.size = append(w.recent, f), w.size+f.held
		}
	}
	for ; w.size > maxRecent; w.recent = w.recent[1:] {
		f := w.recent[0]
		w.size -= f.held
		f.document, f.held = nil, 0
	}
}

// shared lists the files that steps leave alone and that they are understood by: those that
// take part in what they want to know of, and those that may hold anything.
func (w *Walk) shared(tree fs.FS, steps []step) []*indexed {
	wanted := map[string]bool{register(plan.KindOrganisationer): true, register(plan.KindVardomraden): true}
	changed := map[*indexed]bool{}
	come := map[string]int{} // files that a step brings, by what they take part in
	for _, s := range steps {
		if s.after != nil {
			for _, key := range s.after.meaning.has {
				come[key]++
			}
		}
	}
	for _, s := range steps {
		idle := w.idle(tree, s, come)
		for _, f := range []*indexed{s.before, s.after} {
			if f != nil {
				changed[f] = true
				for _, key := range f.meaning.wants {
					wanted[key] = wanted[key] || !idle[key]
				}
			}
		}
	}
	maps.DeleteFunc(wanted, func(_ string, wants bool) bool { return !wants })
	found := maps.Clone(w.at.doubts)
	for key := range wanted {
		maps.Copy(found, w.at.has[key])
	}
	// Whoever else has the id of one of them may be found in its place.
	for _, f := range slices.Collect(maps.Keys(found)) {
		for _, key := range f.meaning.has {
			if strings.HasPrefix(key, called("")) {
				maps.Copy(found, w.at.has[key])
			}
		}
	}
	var out []*indexed
	for f := range found {
		if !changed[f] {
			out = append(out, f)
		}
	}
	return out
}

// idle lists what the change of a plan is not understood by, although plans are as a rule: its
// line tells why a plan falls, and its offer whether a rise has room there. Nothing is idle
// where it can't be told for certain which plan is meant.
func (w *Walk) idle(tree fs.FS, s step, come map[string]int) map[string]bool {
	if s.before == nil || s.after == nil {
		return nil
	}
	before, ok := s.before.read(w.at.tree).(*plan.Leveransplan)
	after, ok2 := s.after.read(tree).(*plan.Leveransplan)
	if !ok || !ok2 || before.ID.V != after.ID.V {
		return nil
	}
	own := called(after.ID.V)
	if len(w.at.has[own]) != 1 || come[own] != 1 {
		return nil
	}
	volume, sum := after.Volym.V-before.Volym.V, after.Periodisering.Sum()-before.Periodisering.Sum()
	out := map[string]bool{}
	for _, p := range []*plan.Leveransplan{before, after} {
		if u := p.Ursprung; volume >= 0 && sum >= 0 {
			out[line(u)], out[called(u.Missiv.V)] = true, true
		}
		if u := p.Ursprung; volume <= 0 && sum <= 0 {
			out[offer(u)], out[called(u.Erbjudande.V)] = true, true
		}
	}
	delete(out, own)
	return out
}

// Registers reads documents of kinds that have a fixed place, and whatever of the tree can't
// be read in full, since it may be one of them.
func (r *Reader) Registers(tree fs.FS, kinds ...plan.Kind) (*plan.Set, error) {
	var files []*indexed // that may hold anything
	switch {
	case sameFolder(Root, r.began.tree, tree):
		files = slices.Clone(r.began.doubts)
	case r.last != nil && sameFolder(Root, r.last.tree, tree): // where a walk has come to
		files = slices.Collect(maps.Keys(r.last.doubts))
	default:
		w, err := r.Walk(tree)
		if err != nil {
			return nil, err
		}
		files = slices.Collect(maps.Keys(w.at.doubts))
	}
	var steps []step
	for _, name := range plan.FixedPaths {
		info, err := stands(tree, name)
		if err != nil {
			return nil, err
		}
		if info == nil {
			continue
		}
		f := &indexed{name: name, mode: info.Mode().Type(), hash: content(tree, name, true)}
		if r.last != nil && r.last.files[name].is(f) {
			f = r.last.files[name]
		}
		files, steps = append(files, f), append(steps, step{after: f})
	}
	if err := r.learn(tree, steps, false); err != nil {
		return nil, err
	}
	return r.load(tree, slices.DeleteFunc(files, func(f *indexed) bool {
		return f.meaning.state == whole && !slices.Contains(kinds, f.meaning.kind)
	}))
}

// Named reads the documents of a tree that have an id, of whatever kind, those of some kinds
// that have a fixed place, and whatever can't be read in full, since it may be anything.
func (r *Reader) Named(tree fs.FS, id string, kinds ...plan.Kind) (*plan.Set, error) {
	w, err := r.Walk(tree)
	if err != nil {
		return nil, err
	}
	found := maps.Clone(w.at.doubts)
	for _, kind := range kinds {
		maps.Copy(found, w.at.has[register(kind)])
	}
	maps.Copy(found, w.at.has[called(id)])
	return r.load(tree, slices.Collect(maps.Keys(found)))
}

// learn finds out what files that are new in a tree mean. Wanted are their documents too.
func (r *Reader) learn(tree fs.FS, steps []step, wanted bool) error {
	known := r.Meanings()
	parallel.Do(len(steps), func(i int) {
		f := steps[i].after
		switch {
		case f == nil || f.known:
		case f.mode.IsRegular():
			text, _ := known.Get(f.key())
			f.meaning, f.known = decodeMeaning(text)
		default:
			f.meaning, f.known = meaning{state: doubtful}, true
		}
	})
	var unknown []*indexed
	for _, s := range steps {
		if s.after != nil && !s.after.known {
			unknown = append(unknown, s.after)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	schemas, err := r.Schemas()
	if err != nil {
		return err
	}
	few := len(unknown) <= maxNew // of a whole tree the documents would fill the memory
	kept := make([]bool, len(unknown))
	parallel.Do(len(unknown), func(i int) {
		f := unknown[i]
		if d := r.read[f.key()]; d != nil && wellNamed(f.name) {
			f.meaning, kept[i] = meaningOfDocument(d), true
			if few || wanted {
				f.document = d
			}
			return
		}
		var read file
		if f.meaning, read, kept[i] = meaningOf(tree, f.name, f.hash, schemas); (few || wanted) && f.meaning.state == whole {
			f.document = read.document
			if few && r.files != nil && r.files.schemas == schemas {
				r.files.keep(f.hash, f.name, read)
			}
		}
	})
	// What a broken store gives is no meaning.
	if err := treeFault(tree); err != nil {
		return err
	}
	for i, f := range unknown {
		if f.known = true; kept[i] {
			known.Put(f.key(), f.meaning.encode())
		}
	}
	return nil
}

// key is what a file's meaning is kept by.
func (f *indexed) key() string { return f.hash + " " + f.name }

// load reads some files of a tree.
func (r *Reader) load(tree fs.FS, files []*indexed) (*plan.Set, error) {
	byName := map[string]*indexed{}
	for _, f := range files {
		if f.meaning.state != aside {
			byName[f.name] = f
		}
	}
	if len(byName) == 0 {
		return plan.NewSet(nil, nil), nil
	}
	var broken error
	var once sync.Once
	some := Part(tree, slices.Collect(maps.Keys(byName)))
	read, err := load(some, func(name string) file {
		f := byName[name]
		if f.document == nil && f.meaning.state == whole {
			f.document = r.read[f.key()]
		}
		if d := f.read(some); d != nil {
			return file{document: d}
		}
		schemas, err := r.Schemas()
		if err != nil {
			once.Do(func() { broken = err })
			return file{}
		}
		return readFile(some, name, schemas)
	})
	if err := cmp.Or(err, broken); err != nil {
		return nil, err
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
