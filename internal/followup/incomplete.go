package followup

import (
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Incomplete is what the figures leave out or can't be sure of, so that nothing is lost without
// a word. Everything in it is a fault that a check reports too. It counts rows and never what
// they say.
type Incomplete struct {
	// Unread are kinds of which a file could not be read at all.
	Unread []plan.Kind
	// Broken are plans, missiv, agreements, offers, tables and rests with faults of form. Such
	// plans, tables and rests are left out: what they hold nobody can tell.
	Broken []*plan.Document
	// Twins are plans, missiv and offers whose id an earlier document has; they are left out.
	Twins []*plan.Document
	// Uneven are plans whose weeks do not add up to their volume, or lie outside their period.
	Uneven []*plan.Leveransplan
	// Rows that are left out, by why: the plan that they name is not there or is left out;
	// an earlier row has the same plan and week; their week had not begun; they name neither a
	// plan nor parties and field.
	Unknown, Twice, Ahead, Nameless int
}

// None tells that nothing is left out or in doubt.
func (i *Incomplete) None() bool {
	return len(i.Unread)+len(i.Broken)+len(i.Twins)+len(i.Uneven) == 0 && i.Rows() == 0
}

// Rows counts the rows that are left out.
func (i *Incomplete) Rows() int { return i.Unknown + i.Twice + i.Ahead + i.Nameless }

// figured are the kinds of documents that figures come from.
var figured = []plan.Kind{plan.KindLeveransplan, plan.KindMissiv, plan.KindErbjudande, plan.KindAvtal, plan.KindUtfall, plan.KindKalender, plan.KindRestvolymer}

// documents fills what can be told before any row is read.
func (i *Incomplete) documents(set *plan.Set) {
	counts := map[plan.Kind]bool{}
	for _, k := range figured {
		counts[k] = true
		if !set.Complete(k) {
			i.Unread = append(i.Unread, k)
		}
	}
	twin := map[plan.Any]bool{}
	for _, d := range set.Twins {
		if twin[d] = true; counts[d.Base().Kind] {
			i.Twins = append(i.Twins, d.Base())
		}
	}
	for _, d := range set.Documents {
		if b := d.Base(); b.Broken && counts[b.Kind] && !twin[d] {
			i.Broken = append(i.Broken, b)
		}
	}
}
