package rules

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/plan"
)

// excused tells that a reason is stated why an own agreement is not used for a plan: in
// the missiv's answer about it, whose free volume is used; by its id in a reason of the
// missiv or of the plan's changes; or at that step of a search.
func excused(set *plan.Set, pl *plan.Leveransplan, own *plan.Avtal) bool {
	if m := set.Memo(pl.Ursprung.Missiv.V); names(m.Motivering, own) || answeredFull(set, m, own) {
		return true
	}
	return slices.ContainsFunc(pl.Entries(), func(e *plan.Andring) bool {
		step := func(k plan.Kapacitetssok) bool { return k.Steg.V == plan.Sokordning[1] && k.Skal.Set }
		return names(e.Motivering, own) || slices.ContainsFunc(e.Kapacitetssok, step)
	})
}

func names(reason plan.Text, a *plan.Avtal) bool {
	return a.ID.Set && strings.Contains(reason.V, a.ID.V)
}

// answeredFull tells that the missiv says how much was free under an own agreement, and
// that plans of the missiv have taken all of it.
func answeredFull(set *plan.Set, m *plan.Missiv, own *plan.Avtal) bool {
	k := m.Kapacitetstrappa
	if k == nil || k.EgnaAvtal == nil {
		return false
	}
	for _, s := range k.EgnaAvtal.Svar {
		if s.Avtal.V != own.ID.V {
			continue
		}
		taken := 0
		for _, pl := range set.PlansUnder(own.ID.V) {
			// A plan of which nobody can tell the missiv may be of this one.
			if other := set.Memo(pl.Ursprung.Missiv.V); other == nil || other.Broken || other == m {
				taken += pl.OriginalVolume()
			}
		}
		return taken >= s.Ledig.V
	}
	return false
}

// rooms keeps what plans take of each own agreement, which is asked for again and again.
type rooms map[*plan.Avtal]room

type room struct {
	draws []plan.Draw
	whole bool
}

// of tells how much of what a plan draws an own agreement has room for: under every
// ceiling of the plan's time and, week by week, in the capacity that it states. Limited
// tells that there is a ceiling, known that its plans could all be read.
func (r rooms) of(set *plan.Set, own *plan.Avtal, draw plan.Draw) (left int, limited, known bool) {
	rm, seen := r[own]
	if !seen {
		rm.draws, rm.whole = set.DrawsOn(own)
		r[own] = rm
	}
	for _, s := range draw.Slots {
		left += min(s.Volume.V, rm.free(own, s))
	}
	for _, ceiling := range own.Takvolymer {
		if draw.Volume(ceiling.Period.V) == 0 {
			continue
		}
		taken := 0
		for _, d := range rm.draws {
			if d.Plan.Unit() == draw.Plan.Unit() {
				taken += d.Volume(ceiling.Period.V)
			}
		}
		left, limited = min(left, max(0, ceiling.Volym.V-taken)), true
	}
	return left, limited, rm.whole
}

// free is what the capacity stated for a slot has left; where none is stated it is enough.
func (r room) free(own *plan.Avtal, s plan.DrawnSlot) int {
	stated, there := own.Kapacitet.Of(s.Slot.V)
	if !there {
		return s.Volume.V
	}
	left := stated.Volume.V
	for _, d := range r.draws {
		if item, drawn := d.Plan.Periodisering.Of(s.Slot.V); drawn {
			left -= item.Volume.V
		}
	}
	return max(0, left)
}
