package followup

import "github.com/leveransplan/leveransplan/internal/plan"

// registered adds up, by plan, what the rests say is outlöst (N46). That somebody has registered
// it tells of outcome, so where outcome is masked there is none.
func registered(set *plan.Set, masked bool) map[*plan.Leveransplan]int {
	out := map[*plan.Leveransplan]int{}
	if masked {
		return out
	}
	for _, r := range set.Rester {
		if r.Slag.V != plan.SlagOutlost || r.Owner.Broken {
			continue
		}
		if p := set.Plan(r.Leveransplan.V); p != nil {
			out[p] += r.Volym.V
		}
	}
	return out
}
