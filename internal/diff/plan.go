package diff

import (
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func (c *comparison) plan(p *pair) Change {
	base, head := first(p.base), first(p.head)
	out := &Plan{}
	out.Base, _ = base.(*plan.Leveransplan)
	out.Head, _ = head.(*plan.Leveransplan)
	if c.brief && p.alone() {
		out.Subject = c.named(p)
	} else {
		out.Subject = c.subject(p)
		for _, t := range p.terms() {
			if t.Key() != "periodisering" {
				out.Terms = append(out.Terms, t)
			}
		}
	}
	out.Slots = slots(periodised(out.Base), periodised(out.Head))
	out.Entries = newEntries(out.Base, out.Head)
	c.parties(out)
	if !p.lostAfter {
		out.Is = c.planKinds(out)
	}
	if unread(p.base) && out.Head != nil {
		// What was agreed is not known: all of it is agreed on anew.
		out.Is = append(out.Is, newPlan(out.Head))
	}
	out.Is = p.withUnread(out.Is)
	return out
}

// parties names the parties of a plan. Who is external is told by the base, whose register
// has been decided on; by the head only for whom the base does not know.
func (c *comparison) parties(out *Plan) {
	p := out.Head
	if p == nil {
		p = out.Base
	}
	out.Sender, out.Receiver = p.Skickande.V, p.Mottagare.V
	o := c.base.Organisation(out.Receiver)
	if o == nil {
		o = c.head.Organisation(out.Receiver)
	}
	out.Extern = o == nil || o.Typ.V != plan.TypForvaltning
	out.Names = Names{Sender: c.nameOf(out.Sender), Receiver: c.nameOf(out.Receiver), Field: c.nameOfField(p.Vardomrade.V)}
}

// nameOf is the name of an organisation, or its id.
func (c *comparison) nameOf(id string) string {
	for _, set := range []*plan.Set{c.head, c.base} {
		if o := set.Organisation(id); o != nil && o.Name() != "" {
			return o.Name()
		}
	}
	return id
}

func (c *comparison) nameOfField(id string) string {
	for _, set := range []*plan.Set{c.head, c.base} {
		if f := set.Field(id); f != nil && f.Namn.Set {
			return f.Namn.V
		}
	}
	return id
}

func periodised(p *plan.Leveransplan) *plan.Slots {
	if p == nil {
		return &plan.Slots{}
	}
	return &p.Periodisering
}

// slots lists the weeks and quarters of both sides, in order. What is neither stands in no
// document that can be read.
func slots(base, head *plan.Slots) []Slot {
	all := make([]Slot, 0, len(base.Items)+len(head.Items))
	for _, item := range base.Items {
		all = append(all, Slot{Slot: item.Slot.V, Before: item.Volume.V})
	}
	for _, item := range head.Items {
		all = append(all, Slot{Slot: item.Slot.V, After: item.Volume.V})
	}
	slices.SortFunc(all, func(a, b Slot) int { return a.Slot.Compare(b.Slot) })
	out := all[:0]
	for _, s := range all {
		switch last := len(out) - 1; {
		case s.Slot == calendar.Slot{}:
		case last >= 0 && out[last].Slot == s.Slot:
			out[last].Before, out[last].After = out[last].Before+s.Before, out[last].After+s.After
		default:
			out = append(out, s)
		}
	}
	return out
}

// newEntries lists the changes of a plan that the base does not have.
func newEntries(base, head *plan.Leveransplan) []*plan.Andring {
	if head == nil {
		return nil
	}
	var out []*plan.Andring
	for i := range head.Andringar {
		e := &head.Andringar[i]
		if base == nil || !slices.ContainsFunc(base.Andringar, func(b plan.Andring) bool { return b.Nr.V == e.Nr.V }) {
			out = append(out, e)
		}
	}
	return out
}

// added tells that a term is part of an entry that is new.
func (c *Plan) added(t Term) bool {
	return slices.ContainsFunc(c.Entries, func(e *plan.Andring) bool { return t.entry() == "andringar/"+strconv.Itoa(e.Nr.V) })
}
