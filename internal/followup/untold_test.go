package followup_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Where every week that is told of went as planned, nothing is behind or unused, however many
// weeks nobody has told of.
func TestWeeksWithoutARowAreNoneBehind(t *testing.T) {
	untold, onPlan := 0, 0
	for seed := range uint64(seeds) {
		set, _ := world(t, seed)
		set.Rester = nil
		rng := rand.New(rand.NewPCG(seed, 9))
		var rows []plan.Utfallsrad
		for _, p := range set.Leveransplaner {
			draw := plan.NewDraw(p)
			for _, w := range p.Period.V.Weeks() {
				if rng.IntN(3) == 0 {
					rows = append(rows, rowOf(p.ID.V, w.String(), draw.Volume(calendar.Interval{From: w.Monday(), To: w.Sunday()})))
				}
			}
		}
		set.Utfall = []*plan.Utfall{table(rows)}
		for _, under := range []int{0, 5} {
			for _, p := range followup.New(set, followup.Options{Today: calendar.Date(2027, 2, 1), MaskUnder: under}).Plans {
				if p.Done.Known && (!p.Gap.Holds(0) || !p.Unused.Holds(0)) || p.Status == followup.Behind || p.Status == followup.Ahead {
					t.Errorf("seed %d, %s is %s: %+v", seed, p.ID.V, p.Status, p.Figures)
				}
				for _, x := range slices.Concat(p.Weeks, p.Quarters) {
					if x.Gap.Known && !x.Gap.Holds(0) {
						t.Errorf("seed %d, %s %s: gap %v", seed, p.ID.V, x.Slot, x.Gap)
					}
				}
				untold += p.Untold
				if p.Status == followup.OnPlan {
					onPlan++
				}
			}
		}
	}
	if untold < 1000 || onPlan < 20 {
		t.Errorf("%d planned in weeks without a row, %d plans on plan: too few", untold, onPlan)
	}
}
