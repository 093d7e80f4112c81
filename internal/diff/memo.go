package diff

import (
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/plan"
)

func (c *comparison) memo(p *pair) Change {
	base, head := first(p.base), first(p.head)
	out := &Memo{Subject: c.subject(p), Terms: p.terms()}
	out.Base, _ = base.(*plan.Missiv)
	out.Head, _ = head.(*plan.Missiv)
	out.Entries = newMemoEntries(out.Base, out.Head)
	c.lines(out)
	switch {
	case p.lostAfter:
	case out.Base == nil:
		out.Is = []Kind{MissivNytt}
	case len(out.Terms) > 0 && onlyEditorial(plan.KindMissiv, out.Terms):
		out.Is = []Kind{Redaktionell}
	case len(out.Terms) > 0:
		out.Is = []Kind{MissivAndrat}
	}
	if unread(p.base) && out.Head != nil {
		out.Is = append(out.Is, MissivNytt)
	}
	if p.unreadBefore() || p.unreadAfter() {
		out.Outside = true // it can't be told which lines are concerned
	}
	out.Is = p.withUnread(out.Is)
	return out
}

// lines tells which lines a change of a missiv is about: those that differ and those that
// have a new entry; and whether it is about more than lines.
func (c *comparison) lines(out *Memo) {
	concerned := map[string]bool{}
	for _, e := range out.Entries {
		concerned[e.Rad.V] = true
	}
	entries := map[string]bool{}
	for _, e := range out.Entries {
		entries["andringar/"+strconv.Itoa(e.Nr.V)] = true
	}
	for _, t := range out.Terms {
		switch {
		case editorial(plan.KindMissiv, t.Pointer) || entries[t.entry()]:
		case t.Key() == "rader" && t.entry() != "":
			concerned[unescaper.Replace(t.entry()[len("rader/"):])] = true
		default:
			out.Outside = true
		}
	}
	for _, id := range lineIDs(out.Base, out.Head) {
		if concerned[id] {
			out.Lines = append(out.Lines, c.line(out, id))
			delete(concerned, id)
		}
	}
	// What names no line of either side concerns all of them.
	out.Outside = out.Outside || len(concerned) > 0
}

func (c *comparison) line(m *Memo, id string) Line {
	l := Line{ID: id}
	if m.Base != nil {
		l.Base = m.Base.Rad(id)
	}
	if m.Head != nil {
		l.Head = m.Head.Rad(id)
	}
	r := l.Head
	if r == nil {
		r = l.Base
	}
	l.Names = Names{Sender: c.nameOf(r.Forvaltning.V), Field: c.nameOfField(r.Vardomrade.V)}
	return l
}

// lineIDs lists the lines of both sides, those of head first, each once.
func lineIDs(base, head *plan.Missiv) []string {
	var out []string
	for _, m := range []*plan.Missiv{head, base} {
		if m == nil {
			continue
		}
		for i := range m.Rader {
			if id := m.Rader[i].ID.V; !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

func newMemoEntries(base, head *plan.Missiv) []*plan.Missivandring {
	if head == nil {
		return nil
	}
	var out []*plan.Missivandring
	for i := range head.Andringar {
		e := &head.Andringar[i]
		if base == nil || !slices.ContainsFunc(base.Andringar, func(b plan.Missivandring) bool { return b.Nr.V == e.Nr.V }) {
			out = append(out, e)
		}
	}
	return out
}
