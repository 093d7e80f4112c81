package check

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Brought is what a step from one tree to the next brings.
type Brought struct {
	// Findings are those that [Compare] of the two trees gives and that the tree before does
	// not have already, in the order of diag.List.Sort. Waived ones are among them where
	// nobody had waived as much before.
	Findings diag.List
	Changes  []diff.Change // as [Walk.To] gives them
	// Everything tells why the whole trees had to be judged; empty where a part was enough.
	// It is for whoever wants to know where the time goes, and says nothing of the step.
	Everything string
}

// Brought tells what the way from one tree to another brings; see [Walk.Brought].
func (r *Reader) Brought(base, head fs.FS, files []diff.FileChange, opt Options) (*Brought, error) {
	w, err := r.Walk(base)
	if err != nil {
		return nil, err
	}
	return w.Brought(head, files, opt)
}

// Brought goes on to a tree, as [Walk.To] does, and tells what the step there brings: what
// [Compare] of the trees would find that is not in the tree before, but for the rules of
// [OfTime]. Files are the files outside plans/ that differ. The result follows from the two trees, the files and the
// options alone. After an error the walk is where it was.
//
// Only the documents are judged that those of the step are judged together with. Where they
// can't be told for certain, or are all there are, it is everything: so it is for a change of
// most registers, of the settings, of outcome, and of a file in doubt.
func (w *Walk) Brought(tree fs.FS, files []diff.FileChange, opt Options) (*Brought, error) {
	steps, err := w.at.against(tree)
	if err != nil {
		return nil, err
	}
	j := &judgement{walk: w, tree: tree, steps: steps, files: append(fileChanges(steps), files...), options: opt, store: w.reader.judged(opt)}
	if err := w.reader.learn(tree, steps, false); err != nil {
		return nil, err
	}
	b, err := j.part()
	if err == nil && b.Everything != "" {
		b, err = j.whole(b.Everything)
	}
	if err != nil {
		return nil, err
	}
	w.at.follow(tree, steps)
	for _, s := range steps {
		w.hold(slices.DeleteFunc([]*indexed{s.before, s.after}, func(f *indexed) bool { return f == nil }))
	}
	return b, nil
}

// judged is what is held of the files that have been judged.
func (r *Reader) judged(opt Options) *shared {
	if r.files == nil || r.files.schemas != opt.Schemas {
		r.files = &shared{schemas: opt.Schemas, limit: r.Hold}
		if r.Hold == 0 {
			r.files.limit = 12 << 20
		}
	}
	return r.files
}

// judgement judges one step.
type judgement struct {
	walk    *Walk
	tree    fs.FS
	steps   []step
	files   []diff.FileChange
	options Options
	store   *shared
}

// whole judges all of both trees. What is held of other steps is used and not pushed out.
func (j *judgement) whole(why string) (*Brought, error) {
	all := &shared{schemas: j.options.Schemas}
	read := func(tree fs.FS, name string) file {
		if h, ok := tree.(hasher); ok {
			if hash, known := h.Hash(name); known {
				if f, held := j.store.kept(hash, name); held {
					return f
				}
			}
		}
		return all.read(tree, name)
	}
	var sides [2]*Loaded
	for i, tree := range []fs.FS{j.walk.at.tree, j.tree} {
		var err error
		if sides[i], err = loadOrEmpty(tree, read); err != nil {
			return nil, err
		}
	}
	opt := j.options
	opt.without = OfTime
	found, _ := j.compare(sides[0], sides[1], opt)
	found.Everything = why
	return found, nil
}

// part judges the files that those of the step are judged together with. Everything is set
// where that is not enough.
func (j *judgement) part() (*Brought, error) {
	s, why := j.begin()
	if why != "" {
		return &Brought{Everything: why}, nil
	}
	if s.of(j.steps); s.whole != "" {
		return &Brought{Everything: s.whole}, nil
	}
	var sides [2]*Loaded
	for i := range sides {
		var err error
		if sides[i], err = j.side(i, j.alone(s)); err != nil {
			return nil, err
		}
	}
	if s.dangling(sides[1].Set) {
		return &Brought{Everything: "a reference to nothing"}, nil
	}
	opt := j.options
	opt.without = slices.Concat(OfTime, needless)
	b, c := j.compare(sides[0], sides[1], opt)
	b.Everything = s.doubt(c)
	return b, nil
}

// OfTime are rules that hold outcome against plans as a whole. What they warn of comes with the
// weeks that pass and not with a decision, so that no step brings it; and they would want the
// outcome of everything under an agreement for a change of one plan.
var OfTime = []string{"F111", "F112", "F113"}

// needless are rules that a part has nothing to say by. The selection sees to it that the
// step brings no finding of the first two; the others judge registers by registers, of which
// a part has those that change by themselves alone.
var needless = []string{"X002", "C116", "P804", "P805", "P806", "P808"}

// side reads the part of one side: the files of the step there and those that it leaves alone.
func (j *judgement) side(i int, alone []*indexed) (*Loaded, error) {
	tree := []fs.FS{j.walk.at.tree, j.tree}[i]
	own := map[string]*indexed{}
	for _, st := range j.steps {
		if f := [2]*indexed{st.before, st.after}[i]; f != nil {
			own[f.name] = f
		}
	}
	var rest []*indexed
	for _, f := range alone {
		if f.meaning.state == whole {
			rest = append(rest, f)
		} else {
			own[f.name] = f
		}
	}
	l, err := load(Part(tree, slices.Collect(maps.Keys(own))), func(name string) file {
		return j.store.readAs(tree, name, own[name].hash, true)
	})
	if errors.Is(err, ErrNoPlans) {
		l, err = &loaded{}, nil
	}
	if err != nil {
		return nil, err
	}
	for _, f := range rest {
		read := j.store.readWhole(tree, f)
		if read.document == nil {
			return nil, cmp.Or(treeFault(tree), fmt.Errorf("%s: not what it was", f.name))
		}
		l.documents, l.findings = append(l.documents, read.document), append(l.findings, read.findings...)
	}
	slices.SortFunc(l.documents, func(a, b plan.Any) int { return strings.Compare(a.Base().File(), b.Base().File()) })
	out := &Loaded{Set: plan.NewSet(l.documents, l.unread), Findings: l.findings, Files: l.files, Waiting: l.waiting()}
	// Registers that the step leaves alone are judged by nobody but themselves.
	out.Set.Documents = slices.DeleteFunc(out.Set.Documents, func(d plan.Any) bool {
		_, fixed := plan.FixedPaths[d.Base().Kind]
		return fixed && own[d.Base().File()] == nil
	})
	return out, nil
}

// begin begins a selection. Why tells that there is none to be made.
func (j *judgement) begin() (s *selection, why string) {
	at := j.walk.at
	_, noFolderAfter := noFolder(j.tree)
	switch {
	case len(at.files) == 0:
		return nil, "no documents"
	case noFolderAfter:
		return nil, "no folder"
	case len(at.twice) > 0:
		return nil, "an id that stands twice"
	case j.twins():
		return nil, "names that differ in case only"
	}
	changed, own := map[*indexed]bool{}, map[string]bool{}
	for _, st := range j.steps {
		for _, f := range []*indexed{st.before, st.after} {
			if f != nil {
				changed[f], own[f.name] = true, true
			}
		}
	}
	s = &selection{at: at, tree: j.tree, read: j.document, changed: changed, own: own, taken: map[*indexed]bool{}, done: map[string]bool{}}
	var registers []plan.Any
	for _, name := range slices.Sorted(maps.Values(plan.FixedPaths)) {
		if f := at.files[name]; f != nil && f.meaning.state == whole {
			d := s.before(f)
			if d == nil {
				return nil, "a register that can't be read"
			}
			registers = append(registers, d)
		}
	}
	s.register = plan.NewSet(registers, nil)
	s.today = day(j.options, s.register)
	if s.expired() && s.register.Installningar.Source == nil {
		return nil, "no settings"
	}
	return s, ""
}

// document reads a document that is known to be whole; nil where it is not any more.
func (j *judgement) document(tree fs.FS, f *indexed) plan.Any {
	if f.meaning.state != whole {
		return nil
	}
	if slices.ContainsFunc(j.steps, func(st step) bool { return st.before == f || st.after == f }) {
		return j.store.readAs(tree, f.name, f.hash, true).document // what is wrong with it counts
	}
	return j.store.readWhole(tree, f).document
}

// twins tells that a file of the step, or a folder of it, differs from another in nothing but
// the case of its letters.
func (j *judgement) twins() bool {
	paths := map[string]string{}
	for _, st := range j.steps {
		for name := st.name(); name != Root && name != "."; name = parent(name) {
			looks := lang.Fold(name)
			if first, seen := paths[looks]; seen && first != name {
				return true
			}
			paths[looks] = name
			for other := range j.walk.at.spelt[looks] {
				if other != name {
					return true
				}
			}
		}
	}
	return false
}

// alone lists the files of the selection that the step leaves alone, with those that every
// tree is judged with: registers, settings, and whatever may hold anything.
func (j *judgement) alone(s *selection) []*indexed {
	at := j.walk.at
	out := slices.Collect(maps.Keys(s.taken))
	for f := range at.doubts {
		if !s.changed[f] {
			out = append(out, f)
		}
	}
	for _, name := range plan.FixedPaths {
		if f := at.files[name]; f != nil && !s.changed[f] {
			out = append(out, f)
		}
	}
	return out
}

// compare compares two trees, or the same part of both.
func (j *judgement) compare(before, after *Loaded, opt Options) (*Brought, *compared) {
	c := &Comparison{Before: before, Main: before, After: after}
	main := c.judge(after, j.files, opt)
	out := &compared{c, main, slices.Clone(c.Findings)}
	waived := func(d *diag.Diagnostic) bool { return d.Waived != nil && !d.Inherited }
	cover(c.Findings, main, waived, func(d *diag.Diagnostic) bool { return d.Waived != nil })
	brought := slices.DeleteFunc(c.Findings, func(d diag.Diagnostic) bool { return d.Inherited })
	brought.Sort()
	return &Brought{Findings: brought, Changes: c.Changes}, out
}

// compared is a comparison with all that was found on either side.
type compared struct {
	*Comparison
	main, head diag.List
}
