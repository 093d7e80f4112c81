package check

import (
	"github.com/leveransplan/leveransplan/internal/plan"
)

// changedPlan selects what a changed plan is judged with, on either side of the step.
func (s *selection) changedPlan(id string, b *both[*plan.Leveransplan]) {
	for _, p := range b.sides() {
		if !p.Ursprung.Missiv.Set && !p.Ursprung.Erbjudande.Set {
			s.everything("a plan without an origin")
			return
		}
		s.line(p.Ursprung.Missiv.V, p.Ursprung.Rad.V)
		s.pair(pairOf(p))
		s.all(between(p))
		if p.Avtal.Set {
			s.all(under(p.Avtal.V))
		}
		if e := p.Ursprung.Erbjudande; e.Set {
			s.all(called(e.V))
			s.all(offer(p.Ursprung))
		}
		for _, key := range groups(p) {
			s.named(key)
		}
		for _, e := range p.Entries() {
			s.search(p, e)
		}
	}
	s.namedBy(id, b)
	s.outcome(id, b)
}

// named selects the documents that a group of those that name them is about.
func (s *selection) named(key string) {
	if id, ok := cutName(key); ok {
		s.all(called(id))
	}
}

// namedBy selects the documents that name a changed plan, as far as they are judged by it.
func (s *selection) namedBy(id string, b *both[*plan.Leveransplan]) {
	for _, f := range s.members(naming(id)) {
		switch f.meaning.kind {
		case plan.KindLeveransplan:
			s.take(f)
			for _, key := range f.meaning.has {
				s.named(key)
			}
		case plan.KindRestvolymer:
			s.take(f)
			if d, ok := s.before(f).(*plan.Restvolymer); ok {
				for i := range d.Rester {
					if r := &d.Rester[i]; r.Leveransplan.V == id {
						s.all(called(r.Missiv.V))
					}
				}
			}
		case plan.KindMissiv:
			s.take(f)
			if m, ok := s.before(f).(*plan.Missiv); ok {
				s.takesUp(m, id, b)
			}
		}
	}
}

// takesUp selects what a missiv that takes up entries of a changed plan is judged with.
func (s *selection) takesUp(m *plan.Missiv, id string, b *both[*plan.Leveransplan]) {
	for _, change := range m.Andringar {
		for _, r := range change.Reglerar {
			if r.Leveransplan.V != id {
				continue
			}
			s.line(m.ID.V, change.Rad.V)
			if !b.stays() || !alike(b.before.Entry(r.Nr.V), b.after.Entry(r.Nr.V)) || b.before.Ursprung.Rad.V != b.after.Ursprung.Rad.V ||
				b.before.Ursprung.Missiv.V != b.after.Ursprung.Missiv.V {
				s.needs(m)
			}
		}
	}
}

// alike tells that two entries do the same to their line, on the same day.
func alike(a, b *plan.Andring) bool {
	return a == b || a != nil && b != nil && a.Effect() == b.Effect() && a.Datum.V == b.Datum.V
}
