// Package followup holds plans against outcome: what was planned, contacted, accepted and
// done, how far outcome lags behind, where the pace leads and what capacity is left (N46,
// N57). Documents in, figures out; the day is handed in.
package followup

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Options say how outcome is followed up.
type Options struct {
	Today calendar.Day
	// MaskUnder masks: a plan's count in a quarter that is smaller is known only to lie from 0
	// to MaskUnder-1, and every figure is reckoned from what is known then. So nothing that is
	// told, and no sum of it, says more of that count. 0 and 1 mask nothing.
	MaskUnder int
	// Brief leaves out weeks, quarters and groups, which are most of a report.
	Brief bool
}

// New makes the report of a tree. What it can't make sure of stands in Report.Incomplete.
func New(set *plan.Set, o Options) *Report {
	b := &builder{
		Options: o, set: set, late: set.Installningar.EfterslapningVeckor.V, percent: set.Installningar.AvvikelseProcent.V,
		weeks: map[calendar.Day]week{}, shifts: map[shift]int{}, staffing: map[shift][]calendar.Deviation{},
	}
	b.missing.documents(set)
	b.registered = registered(set, o.Today)
	strays := b.gather(set)
	r := &Report{Today: o.Today}
	if b.masks() {
		r.MaskUnder = o.MaskUnder
	}
	reckoned := make(map[*plan.Leveransplan]*reckoned, len(set.Leveransplaner))
	for _, p := range set.Leveransplaner {
		if p.Broken {
			continue
		}
		x := b.plan(p)
		reckoned[p] = x
		r.Plans = append(r.Plans, x.Plan)
	}
	slices.SortStableFunc(r.Plans, func(x, y *Plan) int {
		return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(x.ID.V, y.ID.V))
	})
	if !o.Brief {
		r.group()
	}
	r.Capacities = b.capacities(reckoned)
	r.Stray = b.strays(strays)
	r.Incomplete = b.missing
	return r
}

// builder makes a report.
type builder struct {
	Options
	set        *plan.Set
	late       int // weeks after which what was planned is no longer awaited
	percent    int
	rows       map[*plan.Leveransplan][]row
	missing    Incomplete
	registered map[*plan.Leveransplan]int // what is registered as outlöst
	weeks      map[calendar.Day]week
	shifts     map[shift]int
	staffing   map[shift][]calendar.Deviation // by receiver and year
	lastSlot   calendar.Slot
	lastDay    calendar.Day
}

// masks tells that outcome is masked.
func (b *builder) masks() bool { return b.MaskUnder > 1 }

// reckoned is a plan with what capacities need of it.
type reckoned struct {
	*Plan
	schedule schedule
	told     *told
	// worked is how much its receiver worked in the weeks that have both planned volume and
	// outcome, in thousandths of a working day: what Done took.
	worked int
}

// plan reckons one plan.
func (b *builder) plan(p *plan.Leveransplan) *reckoned {
	x := &reckoned{Plan: &Plan{Leveransplan: p, Year: b.set.PlanYear(p), Line: b.set.LineOf(p)}, schedule: scheduleOf(plan.NewDraw(p)), told: b.tell(b.rows[p])}
	if x.schedule.sum() != p.Volym.V {
		b.missing.Uneven = append(b.missing.Uneven, p)
	}
	if len(x.schedule) > 0 {
		x.From = x.schedule[0].thursday
	}
	through := x.told.through()
	if through != 0 {
		x.Through = b.week(through).slot.Week()
	}
	x.Volume, x.Count = p.Volym.V, 1
	x.DueToday = x.schedule.upTo(b.Today.Add(-4)) // a week has ended when its Sunday has passed
	for _, q := range x.told.quarters {
		x.Contacted, x.Accepted, x.Done = x.Contacted.Add(q.contacted), x.Accepted.Add(q.accepted), x.Done.Add(q.done)
	}
	if through != 0 {
		x.Reported = 1
		x.Due = x.told.due(x.schedule, calendar.Interval{To: through})
		x.Gap = Exactly(x.Due).Sub(x.Done)
		gone := through.Add(-7 * b.late)
		if b.over(p) {
			gone = through
		}
		x.Unused = Exactly(x.told.due(x.schedule, calendar.Interval{To: gone})).Sub(x.Done).AtLeast0()
	}
	b.register(x.Plan)
	for _, w := range x.schedule {
		switch has := x.told.has(w.thursday); {
		case w.thursday > through:
		case has:
			x.worked += b.workdays(p.Mottagare.V, w.thursday)
			x.Paced++
		default:
			x.Missing, x.Untold = x.Missing+1, x.Untold+w.volume
		}
	}
	x.Forecast = b.forecast(x, calendar.Interval{From: 0, To: farDay})
	if !b.Brief {
		x.Quarters = b.quarters(x)
		if !b.masks() {
			x.Weeks = b.byWeek(x)
		}
	}
	x.Status = b.status(x)
	return x
}

// forecast is what is done within a time if the pace goes on: what has been done in it, and of
// all that has been done the part that the working days of the weeks in it without a figure are
// of those that it took. Those weeks are the ones to come and, since nobody says that nothing
// was done in them, those that have passed without a row. Only weeks that lie in a slot with
// volume count: those in which nobody was ever to be received say nothing of the pace. No figure
// without outcome, nor while nothing can be said of the pace.
func (b *builder) forecast(x *reckoned, time calendar.Interval) Count {
	if x.told.through() == 0 {
		return Count{}
	}
	left := 0
	for _, w := range x.schedule {
		if time.Contains(w.thursday) && !x.told.has(w.thursday) {
			left += b.workdays(x.Mottagare.V, w.thursday)
		}
	}
	done := x.told.sum(time.From, time.To)
	if !done.Known {
		done = Exactly(0)
	}
	switch {
	case left == 0:
		return done
	case x.worked == 0:
		return Count{}
	}
	// Half a patient counts as one.
	return done.Add(x.Done.each(func(n int) int { return (2*n*left + x.worked) / (2 * x.worked) }))
}
