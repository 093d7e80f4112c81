package check

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/plan"
)

// search selects what was free when a new entry's capacity was looked for (C117): the offers
// in the plan's field and the agreements that cover it, with the plans that draw on them.
func (s *selection) search(p *plan.Leveransplan, e *plan.Andring) {
	if e.Orsak.V != plan.OrsakOkatBehov || len(e.Kapacitetssok) == 0 || !s.once("search "+p.Vardomrade.V) {
		return
	}
	for _, field := range []string{p.Vardomrade.V, ""} {
		for _, f := range s.members(offering(field), plan.KindErbjudande) {
			s.take(f)
			for _, key := range f.meaning.has {
				if id, ok := cutCalled(key); ok {
					s.all(offer(plan.Ursprung{Erbjudande: plan.Text{V: id}}))
				}
			}
		}
	}
	for _, a := range s.register.Avtal {
		if len(a.Vardomraden) == 0 || covers(a, p.Vardomrade.V) {
			s.all(under(a.ID.V))
		}
	}
}

func covers(a *plan.Avtal, field string) bool {
	return slices.ContainsFunc(a.Vardomraden, func(f plan.Text) bool { return f.V == field })
}

// ownAgreements selects what plans under other regions' agreements are judged with (X212),
// where a change may have a part in that: of such a plan, of one of their missiv, or of a
// plan under an own agreement that could be used instead.
func (s *selection) ownAgreements(c changes) {
	fields := map[string]bool{}
	for _, b := range c.plans {
		for _, p := range b.sides() {
			a := s.register.Agreement(p.Avtal.V)
			switch {
			case a == nil:
			case s.register.Own(a):
				for _, f := range a.Vardomraden {
					fields[f.V] = true
				}
			default:
				s.foreign(p)
			}
		}
	}
	for _, a := range s.register.Avtal {
		if s.register.Own(a) {
			continue
		}
		for _, f := range s.members(under(a.ID.V), plan.KindLeveransplan) {
			p, ok := s.before(f).(*plan.Leveransplan)
			if !ok {
				s.everything("a plan that can't be read")
				return
			}
			_, memo := c.missiv[p.Ursprung.Missiv.V]
			if p.Period.V.To >= s.today && (memo || fields[p.Vardomrade.V]) {
				s.foreign(p)
			}
		}
	}
}

// foreign selects what a plan under another region's agreement is judged with: its missiv with
// all lines, and the own agreements in its field with all that draw on them.
func (s *selection) foreign(p *plan.Leveransplan) {
	if s.once("foreign " + p.Ursprung.Missiv.V) {
		for _, m := range s.memos(p.Ursprung.Missiv.V) {
			for _, r := range m.Rader {
				s.line(m.ID.V, r.ID.V)
			}
		}
	}
	if !s.once("own in " + p.Vardomrade.V) {
		return
	}
	for _, a := range s.register.Avtal {
		if s.register.Own(a) && covers(a, p.Vardomrade.V) {
			s.all(under(a.ID.V))
		}
	}
}

// large gives up where a request may move so much of a year's volume that this is told of
// (C116), which takes the whole year. The plans of one missiv are a part of theirs: where
// little of each part moves, little of the year does.
func (s *selection) large(plans map[string]*both[*plan.Leveransplan]) {
	if s.at.figures[anyPlanned].count < fewPlans {
		return
	}
	change := map[string]int{}
	for _, b := range plans {
		if !b.stays() {
			continue
		}
		change[planned(b.before)] += moved(&b.before.Periodisering, &b.after.Periodisering)
		if m := b.before.Ursprung.Missiv; m.Set && len(s.at.has[called(m.V)]) == 0 {
			s.everything("a plan whose year can't be told")
		}
	}
	for part, moved := range change {
		if 100*moved > s.register.Installningar.StorAndringProcent.V*s.at.figures[part].sum {
			s.everything("a large part of a year")
		}
	}
}

// fewPlans is the number of plans below which no change is called large.
const fewPlans = 10

// moved is how much two ways to spread a volume over weeks and quarters differ, at most.
func moved(a, b *plan.Slots) int {
	sum := 0
	for _, item := range a.Items {
		other, _ := b.Of(item.Slot.V)
		sum += max(item.Volume.V-other.Volume.V, other.Volume.V-item.Volume.V)
	}
	for _, item := range b.Items {
		if _, there := a.Of(item.Slot.V); !there {
			sum += item.Volume.V
		}
	}
	return sum
}
