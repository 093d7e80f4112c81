package diff

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/plan"
)

// restEntry is a rest with all that belongs to it: its values and the period of its document.
type restEntry struct {
	rest *plan.Rest
	key  string // as in pointers
	content
}

func (e *restEntry) form() Form { return formOf(e.leaves, func(leaf) bool { return true }) }

// restsOf takes a document of rests apart.
func restsOf(d *plan.Restvolymer) []*restEntry {
	all := contentOf(d)
	list := d.Root().Get("rester")
	if list == nil || len(list.Items) != len(d.Rester) {
		return nil
	}
	byKey := map[string]*restEntry{}
	var out []*restEntry
	for i, key := range entryKeys(string(plan.KindRestvolymer), "rester", list) {
		e := &restEntry{rest: &d.Rester[i], key: key, content: content{source: all.source}}
		out, byKey[key] = append(out, e), e
	}
	for _, l := range all.leaves {
		if l.pointer == "/period" {
			for _, e := range out {
				e.leaves = append(e.leaves, l)
			}
		} else if key, inside := strings.CutPrefix(Term{Pointer: l.pointer}.entry(), "rester/"); inside && byKey[key] != nil {
			byKey[key].leaves = append(byKey[key].leaves, l)
		}
	}
	return out
}

// restSide is one side of a pair of documents of rests, by the keys of the rests.
type restSide map[string]*restEntry

func restSideOf(docs []plan.Any) restSide {
	out := restSide{}
	if d, ok := first(docs).(*plan.Restvolymer); ok {
		for _, e := range restsOf(d) {
			out[e.key] = e
		}
	}
	return out
}

// rests compares the rests of the documents that differ, one by one. A rest that is found
// unchanged in another document has only been moved.
func (c *comparison) rests(pairs []*pair) (out []Change) {
	var differing []*restPair
	for _, p := range pairs {
		differing = append(differing, c.restsOfPair(p)...)
	}
	gone, come := map[string]int{}, map[string]int{}
	for _, d := range differing {
		if key, ok := d.alone(d.base, d.head); ok {
			gone[key]++
		}
		if key, ok := d.alone(d.head, d.base); ok {
			come[key]++
		}
	}
	for _, d := range differing {
		key, ok := d.alone(d.base, d.head)
		if !ok {
			key, ok = d.alone(d.head, d.base)
		}
		if !ok || gone[key] != come[key] {
			out = append(out, d.change)
		}
	}
	return out
}

// restPair is a rest that differs, or is on one side only.
type restPair struct {
	base, head *restEntry
	unread     bool
	change     *Rest
}

// alone names a rest that is on one side only by what it says: by that it is found again in
// another document.
func (d *restPair) alone(one, other *restEntry) (string, bool) {
	if one == nil || other != nil || d.unread {
		return "", false
	}
	return string(one.form()), true
}

func (c *comparison) restsOfPair(p *pair) []*restPair {
	base, head := restSideOf(p.base), restSideOf(p.head)
	doubtful := unread(p.base) || unread(p.head)
	subject := c.subject(p)
	var out []*restPair
	add := func(key string, b, h *restEntry) {
		d := &restPair{base: b, head: h, unread: doubtful, change: &Rest{Subject: subject}}
		d.change.ID += "/" + unescaper.Replace(key)
		c.describeRest(d)
		if doubtful { // what the document may hold besides belongs to each of them
			d.change.BaseSum, d.change.HeadSum = subject.BaseSum, subject.HeadSum
		}
		d.change.Is = p.withUnread(d.change.Is)
		out = append(out, d)
	}
	for key, b := range base {
		if h := head[key]; h == nil || doubtful || string(b.form()) != string(h.form()) {
			add(key, b, h)
		}
	}
	for key, h := range head {
		if base[key] == nil {
			add(key, nil, h)
		}
	}
	if len(base) == 0 && len(head) == 0 || doubtful {
		whole := &Rest{Subject: subject, Terms: p.terms()}
		whole.Is = c.documentKinds(p, whole.Terms, RestvolymNy, RestvolymAndrad, RestvolymBorttagen)
		out = append(out, &restPair{unread: true, change: whole})
	}
	return out
}

// describeRest fills in what a change of a rest is about.
func (c *comparison) describeRest(d *restPair) {
	r := d.change
	var before, after content
	r.Is = []Kind{RestvolymAndrad}
	if d.base != nil {
		r.Base, before, r.BaseSum = d.base.rest, d.base.content, d.base.form().Sum()
		r.Names, r.BaseSender = c.lineOf(c.base, r.Base)
		r.Sender = r.BaseSender
	} else {
		r.Is, r.Subject.Base, r.BaseSum = []Kind{RestvolymNy}, "", ""
	}
	if d.head != nil {
		r.Head, after, r.HeadSum = d.head.rest, d.head.content, d.head.form().Sum()
		r.Names, r.Sender = c.lineOf(c.head, r.Head)
	} else {
		r.Is, r.Subject.Head, r.HeadSum = []Kind{RestvolymBorttagen}, "", ""
	}
	r.Terms = terms(before, after)
	if d.base == nil || d.head == nil {
		// The period is the document's: it neither comes nor goes with one rest.
		r.Terms = slices.DeleteFunc(r.Terms, func(t Term) bool { return t.Pointer == "/period" })
	}
}

// lineOf names the line that a rest is of, and its förvaltning.
func (c *comparison) lineOf(set *plan.Set, r *plan.Rest) (names Names, sender string) {
	l := set.Line(r.Missiv.V, r.Rad.V)
	if l == nil {
		return Names{}, ""
	}
	sender = l.Rad.Forvaltning.V
	return Names{Sender: c.nameOf(sender), Field: c.nameOfField(l.Rad.Vardomrade.V)}, sender
}
