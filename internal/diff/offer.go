package diff

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/plan"
)

func (c *comparison) offer(p *pair) Change {
	base, head := first(p.base), first(p.head)
	out := &Offer{Subject: c.subject(p)}
	out.Base, _ = base.(*plan.Erbjudande)
	out.Head, _ = head.(*plan.Erbjudande)
	all := p.terms()
	for _, t := range all {
		out.Blocks = append(out.Blocks, t.Key())
		if t.Key() != "kapacitet" {
			out.Terms = append(out.Terms, t)
		}
	}
	slices.Sort(out.Blocks)
	out.Blocks = slices.Compact(out.Blocks)
	out.Slots = slots(offered(out.Base), offered(out.Head))
	out.Is = c.documentKinds(p, all, ErbjudandeNytt, ErbjudandeAndrat, ErbjudandeBorttaget)
	o := out.Head
	if o == nil {
		o = out.Base
	}
	out.Names = Names{Receiver: c.nameOf(o.Mottagare.V), Field: c.nameOfField(o.Vardomrade.V)}
	return out
}

func offered(o *plan.Erbjudande) *plan.Slots {
	if o == nil {
		return &plan.Slots{}
	}
	return &o.Kapacitet
}

func (c *comparison) analysis(p *pair) Change {
	base, head := first(p.base), first(p.head)
	out := &Analysis{Subject: c.subject(p), Terms: p.terms()}
	out.Base, _ = base.(*plan.Behovsanalys)
	out.Head, _ = head.(*plan.Behovsanalys)
	out.Is = c.documentKinds(p, out.Terms, BehovsanalysNy, BehovsanalysAndrad, BehovsanalysBorttagen)
	return out
}

// documentKinds gives the kinds of a document that is new, changed or gone as a whole.
func (c *comparison) documentKinds(p *pair, differs []Term, fresh, changed, gone Kind) []Kind {
	var kinds []Kind
	switch {
	case p.lostAfter:
	case len(p.head) == 0:
		kinds = []Kind{gone}
	case len(p.base) == 0:
		kinds = []Kind{fresh}
	case len(differs) == 0:
	case onlyEditorial(p.kind, differs):
		kinds = []Kind{Redaktionell}
	default:
		kinds = []Kind{changed}
	}
	if unread(p.base) && len(p.head) > 0 {
		kinds = append(kinds, fresh)
	}
	return p.withUnread(kinds)
}
