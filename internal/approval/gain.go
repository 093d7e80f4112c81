package approval

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// gains lists the persons who gain by a change of the role register: an assignment or a
// delegation that is new or lasts longer, or another account to use it with.
func gains(c *diff.Register) []string {
	head, ok := c.Head.(*plan.Roller)
	if !ok || head == nil {
		return nil
	}
	base, _ := c.Base.(*plan.Roller)
	if base == nil {
		base = &plan.Roller{}
	}
	var out []string
	for _, u := range head.Uppdrag {
		if !slices.ContainsFunc(base.Uppdrag, func(o plan.Uppdrag) bool {
			return assignmentKey(&o) == assignmentKey(&u) && lastDay(u.Till) <= lastDay(o.Till)
		}) {
			out = append(out, u.Person.V)
		}
	}
	for _, d := range head.Delegeringar {
		if !slices.ContainsFunc(base.Delegeringar, func(o plan.Delegering) bool {
			return delegationKey(&o) == delegationKey(&d) && lastDay(d.Till) <= lastDay(o.Till)
		}) {
			out = append(out, d.TillPerson.V)
		}
	}
	for _, p := range head.Personer {
		if !slices.ContainsFunc(base.Personer, func(o plan.Person) bool {
			return o.ID.V == p.ID.V && o.Github.ID.V == p.Github.ID.V
		}) {
			out = append(out, p.ID.V)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
