package followup

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// registered adds up, by plan, what the rests say is outlöst (N46) that had been registered by a
// day. A plan without any is not among them.
func registered(set *plan.Set, day calendar.Day) map[*plan.Leveransplan]int {
	out := map[*plan.Leveransplan]int{}
	for _, r := range set.Rester {
		if r.Slag.V != plan.SlagOutlost || r.Owner.Broken || r.Datum.V > day {
			continue
		}
		if p := set.Plan(r.Leveransplan.V); p != nil {
			out[p] += r.Volym.V
		}
	}
	return out
}

// register adds to a plan's figures what is registered as outlöst. Part of it has passed, or it is
// known of before it has: either way it is the same volume. How much it is tells of outcome, so
// where that is masked no more is told than that there is some: as far as anybody can see it may
// be the whole plan.
func (b *builder) register(x *Plan) {
	volume, there := b.registered[x.Leveransplan]
	switch {
	case !there:
	case b.masks():
		x.Unused = Count{x.Unused.Low, max(x.Unused.High, x.Volume), true}
	default:
		x.Registered, x.Unused = volume, Exactly(max(volume, x.Unused.Low))
	}
}
