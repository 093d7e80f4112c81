package plan

import "slices"

// PlanYear is the plan year that a plan belongs to: the one in which the period of its missiv
// begins or, from an offer alone, its own. 0 where neither is told.
func (s *Set) PlanYear(p *Leveransplan) int {
	if l := s.LineOf(p); l != nil && l.Missiv.Period.Set {
		return l.Missiv.Period.V.From.Year()
	}
	if !p.Period.Set {
		return 0
	}
	return p.Period.V.From.Year()
}

// PlanYears lists the plan years that have plans, in order.
func (s *Set) PlanYears() []int {
	var years []int
	for _, p := range s.Leveransplaner {
		if y := s.PlanYear(p); y != 0 && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	return years
}
