package plan

import (
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Draw is what one plan takes of an agreement's or an offer's volume.
type Draw struct {
	Plan  *Leveransplan
	Slots []DrawnSlot // those with volume, in the order of the plan

	// slack is what the periodisation holds above the plan's volume. A slip in one week
	// makes it; it is the plan's own fault (P101) and must not look like an overdraft.
	slack int
}

// DrawnSlot is a week or quarter of a plan with the weeks in which its volume can fall.
type DrawnSlot struct {
	*SlotVolume
	First, Last calendar.Day // the Thursdays of the first and the last such week
}

// NewDraw reckons what a plan takes within limits, such as an agreement's validity. A week
// belongs to them by its Thursday; a quarter counts its weeks that lie inside the plan's
// period and every limit. A slot with no such week takes nothing here: that it lies
// outside is a fault of its own.
func NewDraw(p *Leveransplan, limits ...calendar.Interval) Draw {
	inside := p.Period.V
	for _, l := range limits {
		inside = meet(inside, l)
	}
	items := p.Periodisering.Items
	d := Draw{Plan: p, Slots: make([]DrawnSlot, 0, len(items)), slack: max(0, p.Periodisering.Sum()-p.Volym.V)}
	for i := range items {
		if items[i].Volume.V == 0 {
			continue
		}
		if first, last, ok := weeksOf(items[i].Slot.V, inside); ok {
			d.Slots = append(d.Slots, DrawnSlot{SlotVolume: &items[i], First: first, Last: last})
		}
	}
	return d
}

// Volume is the plan's volume between two days. The volume of a quarter that is partly
// outside is shared evenly over its weeks: of a volume v over n weeks the first i hold
// v*i/n, rounded down, so that intervals which share no week never count a patient twice
// and together miss none.
func (d Draw) Volume(iv calendar.Interval) int {
	sum, from, to := 0, thursdayFrom(iv.From), thursdayUpTo(iv.To)
	for _, s := range d.Slots {
		sum += s.share(from, to)
	}
	return max(0, sum-d.slack)
}

// share is the slot's volume from one Thursday to another.
func (s DrawnSlot) share(from, to calendar.Day) int {
	from, to = max(s.First, from), min(s.Last, to)
	switch {
	case from > to:
		return 0
	case from == s.First && to == s.Last:
		return s.Volume.V
	}
	until := func(day calendar.Day) int { return s.Volume.V * weeks(s.First, day) / weeks(s.First, s.Last) }
	return until(to) - until(from-7)
}

// weeks counts the weeks from one Thursday to another, both included.
func weeks(first, last calendar.Day) int { return int(last-first)/7 + 1 }

// Touches tells that a slot has a week inside the interval: for a week, that it lies
// inside.
func Touches(s calendar.Slot, iv calendar.Interval) bool {
	_, _, ok := weeksOf(s, iv)
	return ok
}

// weeksOf gives the Thursdays of a slot's first and last week inside an interval.
func weeksOf(s calendar.Slot, iv calendar.Interval) (first, last calendar.Day, ok bool) {
	if s.Grain() == calendar.GrainWeek {
		thursday := s.Week().Thursday()
		return thursday, thursday, iv.Contains(thursday)
	}
	q := s.Quarter()
	inside := meet(calendar.Interval{From: q.First(), To: q.Last()}, iv)
	first, last = thursdayFrom(inside.From), thursdayUpTo(inside.To)
	return first, last, first <= last
}

// meet gives the days that two intervals share; From lies after To where there are none.
func meet(a, b calendar.Interval) calendar.Interval {
	return calendar.Interval{From: max(a.From, b.From), To: min(a.To, b.To)}
}

func thursdayFrom(d calendar.Day) calendar.Day {
	return d.Add(int(time.Thursday-d.Weekday()+7) % 7)
}

func thursdayUpTo(d calendar.Day) calendar.Day {
	return d.Add(-(int(d.Weekday()-time.Thursday+7) % 7))
}

// DrawsOn lists what the plans under an agreement take of it, in the order of the tree.
// Whole tells that no plan which could take more was unreadable; without it sums mean
// nothing.
func (s *Set) DrawsOn(a *Avtal) (draws []Draw, whole bool) {
	whole = s.Complete(KindLeveransplan) && !a.Owner.Broken
	for _, p := range s.PlansUnder(a.ID.V) {
		whole = whole && !p.Broken
		if s.AgreementOf(p) == a {
			draws = append(draws, NewDraw(p, a.Validity()))
		}
	}
	return draws, whole
}

// DrawsFrom lists what plans take of an offer, in the order of the tree. Whole is as for
// [Set.DrawsOn].
func (s *Set) DrawsFrom(o *Erbjudande) (draws []Draw, whole bool) {
	whole = s.Complete(KindLeveransplan) && !o.Broken
	for _, p := range s.PlansFrom(o.ID.V) {
		whole = whole && !p.Broken
		if s.OfferOf(p) == o {
			draws = append(draws, NewDraw(p, o.Period.V))
		}
	}
	return draws, whole
}

// ByUnit parts draws by what their plans count, in the order in which units first appear:
// patients and procedures are never added up.
func ByUnit(draws []Draw) [][]Draw {
	var out [][]Draw
	place := map[string]int{}
	for _, d := range draws {
		unit := d.Plan.Unit()
		i, seen := place[unit]
		if !seen {
			i = len(out)
			place[unit], out = i, append(out, nil)
		}
		out[i] = append(out[i], d)
	}
	return out
}
