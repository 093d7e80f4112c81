package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// planSlot is a week or quarter of a plan that has volume.
type planSlot struct {
	plan *plan.Leveransplan
	slot plan.DrawnSlot
}

// byThursday gathers what plans have in each week; a quarter counts for all its weeks that
// lie in the plan's period.
func byThursday(plans []*plan.Leveransplan) map[calendar.Day][]planSlot {
	out := map[calendar.Day][]planSlot{}
	for _, pl := range plans {
		for _, s := range plan.NewDraw(pl).Slots {
			for day := s.First; day <= s.Last; day += 7 {
				out[day] = append(out[day], planSlot{pl, s})
			}
		}
	}
	return out
}

// sameCare tells that two plans in one field can be about the same patients: neither
// procedures, care form nor ASA classes keep them apart. What a plan leaves out does not.
func sameCare(a, b *plan.Leveransplan) bool {
	apart := func(x, y []string) bool {
		return len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(v string) bool { return slices.Contains(y, v) })
	}
	return !apart(codes(a), codes(b)) && !apart(form(a), form(b)) && !apart(classes(a), classes(b))
}

func codes(pl *plan.Leveransplan) []string {
	var out []string
	for _, c := range pl.Atgarder {
		out = append(out, c.V)
	}
	return out
}

func form(pl *plan.Leveransplan) []string {
	if !pl.Vardform.Set {
		return nil
	}
	return []string{pl.Vardform.V}
}

func classes(pl *plan.Leveransplan) []string {
	var out []string
	for _, c := range pl.AsaKlass {
		out = append(out, digits(c.V))
	}
	return out
}
