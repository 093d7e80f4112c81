package diff

import (
	"cmp"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/parallel"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
)

// FileChange is a file of the repository that differs, with the hashes of its contents;
// empty on the side where there is no file.
type FileChange struct{ Path, Before, After string }

// Compare tells what the way from base to head means. Files are all files of the repository
// that differ, documents too: those that were meant as documents and can't be read show only
// there, and nothing that they may hold passes in silence.
//
// Whatever says the same on both sides gives no change: a file that is renamed or moved, a
// table that is split or merged, comments and layout. The order is that of the process:
// analyses, missiv, offers, plans, rests, outcome, registers, files; among them by id.
func Compare(base, head *plan.Set, files []FileChange) []Change {
	return slices.Collect((&comparison{base: base, head: head, changed: files}).all())
}

// Brief tells what [Compare] does, but without the sums of outcome and of plans that are new or
// gone, and without the terms of these plans: nothing has to be taken apart for that. It tells
// change by change, so that whoever keeps little of each holds those of a few dozen at a time.
func Brief(base, head *plan.Set, files []FileChange) iter.Seq[Change] {
	return (&comparison{base: base, head: head, changed: files, brief: true}).all()
}

func (c *comparison) all() iter.Seq[Change] {
	return func(yield func(Change) bool) {
		c.files, c.told = map[string]FileChange{}, map[string]bool{}
		c.baseFiles, c.headFiles = documentFiles(c.base), documentFiles(c.head)
		for _, f := range c.changed {
			c.files[privacy.Mask(f.Path)] = f
		}
		for _, kind := range ranks {
			for change := range c.ofKind(kind) {
				if !yield(change) {
					return
				}
			}
		}
	}
}

// ofKind tells the changes of one kind of documents, by id; without a kind those of other files,
// which come last: what has been told of documents is not told of their files.
func (c *comparison) ofKind(kind plan.Kind) iter.Seq[Change] {
	switch kind {
	case plan.KindRestvolymer:
		return byID(c.rests(slices.Collect(c.differing(kind))))
	case plan.KindUtfall:
		return byID(c.outcome())
	case "":
		return byID(c.others())
	}
	return func(yield func(Change) bool) {
		pairs := make([]*pair, 0, together)
		for p := range c.differing(kind) {
			if pairs = append(pairs, p); len(pairs) < together {
				continue
			}
			if !c.documents(pairs, yield) {
				return
			}
			pairs = pairs[:0]
		}
		c.documents(pairs, yield)
	}
}

// together is how many documents are compared side by side, and held at once.
const together = 64

// documents tells the changes of documents in their order, and whether more are wanted.
func (c *comparison) documents(pairs []*pair, yield func(Change) bool) bool {
	changes := make([]Change, len(pairs))
	for _, p := range pairs {
		c.findLost(p)
	}
	parallel.Do(len(pairs), func(i int) {
		changes[i] = c.document(pairs[i])
		pairs[i].before, pairs[i].after = nil, nil // all values of a document
	})
	for _, change := range changes {
		if !yield(change) {
			return false
		}
	}
	return true
}

// byID gives changes by id.
func byID(changes []Change) iter.Seq[Change] {
	slices.SortStableFunc(changes, func(a, b Change) int {
		x, y := a.About(), b.About()
		return cmp.Or(cmp.Compare(x.ID, y.ID), cmp.Compare(x.BaseSum+x.HeadSum, y.BaseSum+y.HeadSum))
	})
	return slices.Values(changes)
}

// ranks is the order of changes. Files, which have no kind, come last.
var ranks = []plan.Kind{
	plan.KindBehovsanalys, plan.KindMissiv, plan.KindErbjudande, plan.KindLeveransplan, plan.KindRestvolymer, plan.KindUtfall,
	plan.KindOrganisationer, plan.KindAvtal, plan.KindVardomraden, plan.KindKalender, plan.KindRutiner, plan.KindRoller,
	plan.KindUndantag, plan.KindAvvikelser, plan.KindInstallningar, "",
}

type comparison struct {
	base, head *plan.Set
	changed    []FileChange
	brief      bool                  // see Brief
	files      map[string]FileChange // by path, numbers of persons covered

	baseFiles, headFiles map[string]bool // that hold documents
	told                 map[string]bool // unread files that the change of a document tells of
}

// identity is what documents are paired by.
type identity struct {
	kind plan.Kind
	id   string
}

// identify gives a document's identity. False for what has none: tables, whose rows are
// paired, and a document that lacks its id, which counts as a file that can't be read.
func identify(d plan.Any) (identity, bool) {
	doc := d.Base()
	if _, fixed := plan.FixedPaths[doc.Kind]; fixed {
		return identity{doc.Kind, string(doc.Kind)}, true
	}
	return identity{doc.Kind, doc.ID.V}, doc.ID.Set && doc.Kind != plan.KindUtfall
}

// pair is one document on both sides. A side has several where an id is given twice: which
// one is meant nobody can tell.
type pair struct {
	identity
	base, head []plan.Any
	// The document is missing on one side, and where it stands on the other there is a file
	// that can't be read: most likely it is there, and it can't be told what it says.
	lostBefore, lostAfter bool

	before, after *content // see contents
}

// contents are what stands on both sides.
func (p *pair) contents() (before, after content) {
	if p.before == nil {
		b, a := contentOf(first(p.base)), contentOf(first(p.head))
		p.before, p.after = &b, &a
	}
	return *p.before, *p.after
}

// terms are the values that differ.
func (p *pair) terms() []Term { return terms(p.contents()) }

// alone tells that only one side has the document, and that it is known for certain what that
// side says.
func (p *pair) alone() bool {
	return len(p.base)+len(p.head) == 1 && !p.unreadBefore() && !p.unreadAfter()
}

// unreadBefore and unreadAfter tell that what a side says is not known for certain.
func (p *pair) unreadBefore() bool { return p.lostBefore || unread(p.base) }
func (p *pair) unreadAfter() bool  { return p.lostAfter || unread(p.head) }

// differing gives the documents of a kind that differ, by id.
func (c *comparison) differing(kind plan.Kind) iter.Seq[*pair] {
	return func(yield func(*pair) bool) {
		for _, p := range c.pairs(kind) {
			if c.same(p) {
				p.before, p.after = nil, nil
			} else if !yield(p) {
				return
			}
		}
	}
}

func (c *comparison) pairs(kind plan.Kind) []*pair {
	byID := map[identity]*pair{}
	var out []*pair
	gather := func(set *plan.Set, side func(*pair) *[]plan.Any) {
		for _, d := range set.Documents {
			id, ok := identify(d)
			if !ok || id.kind != kind {
				continue
			}
			p := byID[id]
			if p == nil {
				p = &pair{identity: id}
				byID[id] = p
				out = append(out, p)
			}
			*side(p) = append(*side(p), d)
		}
	}
	gather(c.base, func(p *pair) *[]plan.Any { return &p.base })
	gather(c.head, func(p *pair) *[]plan.Any { return &p.head })
	slices.SortFunc(out, func(a, b *pair) int { return cmp.Compare(a.id, b.id) })
	return out
}

func first(docs []plan.Any) plan.Any {
	if len(docs) == 0 {
		return nil
	}
	return docs[0]
}

// unread tells that what a side says is not known for certain.
func unread(docs []plan.Any) bool { return len(docs) > 1 || slices.ContainsFunc(docs, veiled) }

// same tells that both sides of a pair say the same.
func (c *comparison) same(p *pair) bool {
	if len(p.base) != len(p.head) {
		return false
	}
	if len(p.base) == 1 && c.inPlace(p.base[0], p.head[0]) && sameText(p.base[0], p.head[0]) {
		return true // most documents, most of the time
	}
	if len(p.base) == 1 && !veiled(p.base[0]) && !veiled(p.head[0]) {
		return sameText(p.base[0], p.head[0]) || len(p.terms()) == 0
	}
	for i := range p.base {
		if !c.untouched(p.base[i], p.head[i]) {
			return false
		}
	}
	return true
}

func sameText(a, b plan.Any) bool {
	return string(a.Base().Source.Text) == string(b.Base().Source.Text)
}

// untouched tells that a document that can't be read whole has the same bytes as before.
// Where a number of a person is covered the text can't tell; whether its file differs can.
func (c *comparison) untouched(base, head plan.Any) bool {
	return sameText(base, head) && (!hidesNumber(base) || c.inPlace(base, head))
}

// inPlace tells that two documents stand in one file, and that it is not among those that
// differ.
func (c *comparison) inPlace(base, head plan.Any) bool {
	name := head.Base().File()
	_, listed := c.files[name]
	return base.Base().File() == name && !listed
}

func (c *comparison) document(p *pair) Change {
	switch p.kind {
	case plan.KindLeveransplan:
		return c.plan(p)
	case plan.KindMissiv:
		return c.memo(p)
	case plan.KindErbjudande:
		return c.offer(p)
	case plan.KindBehovsanalys:
		return c.analysis(p)
	}
	return c.register(p)
}

// findLost looks where a document that one side lacks should be.
func (c *comparison) findLost(p *pair) {
	if len(p.base) == 0 {
		name := p.head[0].Base().File()
		p.lostBefore = c.files[name].Before != "" && !c.baseFiles[name]
		c.told[name] = p.lostBefore
	}
	if len(p.head) == 0 {
		name := p.base[0].Base().File()
		p.lostAfter = c.files[name].After != "" && !c.headFiles[name]
		c.told[name] = p.lostAfter
	}
}

// subject names a pair, with what an approval of it is bound to.
func (c *comparison) subject(p *pair) Subject {
	s := c.named(p)
	s.BaseSum, s.HeadSum = c.sum(p, true), c.sum(p, false)
	if p.lostBefore {
		s.BaseSum = c.files[p.head[0].Base().File()].Before
	}
	if p.lostAfter {
		s.HeadSum = c.files[p.base[0].Base().File()].After
	}
	return s
}

// named names a pair.
func (c *comparison) named(p *pair) Subject {
	s := Subject{Kind: p.kind, ID: p.id}
	if d := first(p.base); d != nil {
		s.Base = d.Base().File()
	}
	if d := first(p.head); d != nil {
		s.Head = d.Base().File()
	}
	return s
}

// sum is the sum of one side. What can't be read is bound to its file as well, whose hash
// sees what the text covers.
func (c *comparison) sum(p *pair, before bool) string {
	base, head := p.contents()
	docs, said := p.head, head
	if before {
		docs, said = p.base, base
	}
	if len(docs) == 0 {
		return ""
	}
	if len(docs) == 1 && !veiled(docs[0]) {
		return boundForm(p.kind, said.leaves).Sum()
	}
	return c.unreadForm(docs, before).Sum()
}

// unreadForm is the form of documents that can't be read whole.
func (c *comparison) unreadForm(docs []plan.Any, before bool) Form {
	var all Form
	for _, d := range docs {
		f := c.files[d.Base().File()]
		hash := f.After
		if before {
			hash = f.Before
		}
		all = append(all, hash+" "+Bound(d).Sum()+"\n"...)
	}
	return all
}

// withUnread adds to the kinds of a change that one of the sides could not be read.
func (p *pair) withUnread(kinds []Kind) []Kind {
	if p.unreadBefore() {
		kinds = append(kinds, OlastFore)
	}
	if p.unreadAfter() {
		kinds = append(kinds, OlastEfter)
	}
	return sorted(kinds)
}

func sorted(kinds []Kind) []Kind {
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// looksLikeDocument tells that a file under plans/ is meant as a document by its ending,
// whatever keeps it from being one.
func looksLikeDocument(name string) bool {
	return strings.HasPrefix(name, "plans/") && slices.Contains([]string{".yaml", ".yml", ".csv"}, strings.ToLower(path.Ext(name)))
}
