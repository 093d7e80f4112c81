package history

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// itemOf tells of a change what the register keeps.
func itemOf(c diff.Change) Item {
	about := c.About()
	text := diff.Summary(c)
	it := Item{
		Kinds: c.Kinds(), Type: about.Kind, ID: about.ID, File: cmp.Or(about.Head, about.Base),
		Summary: lang.Text{SV: text.In(lang.SV), EN: text.In(lang.EN)},
		Unread:  slices.Contains(c.Kinds(), diff.OlastEfter), Whole: slices.Contains(c.Kinds(), diff.OlastFore),
	}
	switch c := c.(type) {
	case *diff.Plan:
		it.plan(c)
	case *diff.Memo:
		it.memo(c)
	case *diff.Offer:
		it.offer(c)
	case *diff.Analysis:
		it.analysis(c)
	case *diff.Rest:
		it.rest(c)
	case *diff.Outcome:
		it.outcome(c)
	case *diff.Register:
		it.register(c)
	case *diff.File:
		it.New, it.Gone = c.Before == "", c.After == ""
	}
	it.Parties, it.Fields, it.Names = each(it.Parties), each(it.Fields), each(it.Names)
	return it
}

// each lists values once, sorted, without empty ones.
func each(list []string) []string {
	list = slices.DeleteFunc(list, func(s string) bool { return s == "" })
	slices.Sort(list)
	return slices.Compact(list)
}

func (it *Item) presence(base, head bool) { it.New, it.Gone = !base, !head && !it.Unread }

func (it *Item) plan(c *diff.Plan) {
	p := c.Head
	if p == nil {
		p = c.Base
	}
	it.presence(c.Base != nil || it.Whole, c.Head != nil)
	it.From, it.To, it.Period = c.Sender, c.Receiver, p.Period.V
	it.Number = caseNumber(p.Arende)
	it.Parties, it.Fields = []string{c.Sender, c.Receiver}, []string{p.Vardomrade.V}
	for _, e := range c.Entries {
		it.Number = cmp.Or(it.Number, e.Referens.V)
		it.Entries = append(it.Entries, e.Nr.V)
	}
	if c.Base != nil && !it.Whole {
		it.Before = new(c.Base.Volym.V) // the item holds nothing of the plan
	}
	if c.Head == nil || it.Unread {
		if it.Gone {
			it.Slots = slotsOf(c, false)
		}
		return
	}
	it.After = new(c.Head.Volym.V)
	if it.Whole {
		it.Entries = nil
		for i := range c.Head.Andringar {
			it.Entries = append(it.Entries, c.Head.Andringar[i].Nr.V)
		}
	}
	it.Slots = slotsOf(c, it.Whole)
}

// slotsOf lists in order the weeks and quarters whose number differs. Where it can't be told
// what a plan was before, that counts 0.
func slotsOf(c *diff.Plan, whole bool) []Slot {
	var out []Slot
	for _, s := range c.Slots {
		if whole {
			s.Before = 0
		}
		if s.Before != s.After {
			out = append(out, Slot(s))
		}
	}
	return slices.Clone(out) // as long as it has to be: a first commit has those of all plans
}

func caseNumber(a *plan.Arende) string {
	if a == nil {
		return ""
	}
	return a.Diarienummer.V
}

func (it *Item) memo(c *diff.Memo) {
	m := c.Head
	if m == nil {
		m = c.Base
	}
	it.presence(c.Base != nil || it.Whole, c.Head != nil)
	it.Number, it.To, it.Period = caseNumber(m.Arende), m.Till.V, m.Period.V
	lines := c.Lines
	if c.Outside || len(lines) == 0 {
		for i := range m.Rader {
			lines = append(lines, diff.Line{Head: &m.Rader[i]})
		}
	}
	for _, l := range lines {
		for _, r := range []*plan.Missivrad{l.Base, l.Head} {
			if r != nil {
				it.Parties, it.Fields = append(it.Parties, r.Forvaltning.V), append(it.Fields, r.Vardomrade.V)
			}
		}
	}
}

func (it *Item) offer(c *diff.Offer) {
	o := c.Head
	if o == nil {
		o = c.Base
	}
	it.presence(c.Base != nil || it.Whole, c.Head != nil)
	it.Number, it.From, it.To, it.Period = caseNumber(o.Arende), o.Lyft.Av.V, o.Mottagare.V, o.Period.V
	it.Parties, it.Fields = []string{it.From, it.To}, []string{o.Vardomrade.V}
}

func (it *Item) analysis(c *diff.Analysis) {
	b := c.Head
	if b == nil {
		b = c.Base
	}
	it.presence(c.Base != nil || it.Whole, c.Head != nil)
	it.Number, it.Period = b.Referens.V, b.Period.V
	for _, t := range c.Terms {
		at := strings.Split(t.Pointer, "/") // /vardomraden/ortopedi/forvaltningar/skas/behov
		if len(at) > 2 && at[1] == "vardomraden" {
			it.Fields = append(it.Fields, at[2])
		}
		if len(at) > 4 && at[3] == "forvaltningar" {
			it.Parties = append(it.Parties, at[4])
		}
	}
}

func (it *Item) rest(c *diff.Rest) {
	r := c.Head
	if r == nil {
		r = c.Base
	}
	it.presence(c.Base != nil || it.Whole, c.Head != nil)
	it.From = c.Sender
	it.Parties, it.Fields = []string{c.Sender, c.BaseSender}, []string{c.Names.Field}
	if r == nil {
		return
	}
	it.Number = r.Referens.V
	it.Names = []string{r.Missiv.V, r.Leveransplan.V}
	if r.Owner != nil {
		it.Period = r.Owner.Period.V
	}
}
