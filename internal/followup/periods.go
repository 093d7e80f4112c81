package followup

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// longestYears is the longest period of which every week is listed. A longer one is a slip, and
// only its weeks with volume or outcome are.
const longestYears = 5

// periodWeeks lists, in order and by their Thursdays, the weeks that a plan is shown by: those
// of its period, and every other one that has outcome.
func (x *reckoned) periodWeeks() []calendar.Day {
	period := x.Period.V
	out := make([]calendar.Day, 0, len(x.schedule)+len(x.told.weeks)+1)
	if period.To.Year()-period.From.Year() <= longestYears {
		for thursday := period.From.Add(3).Week().Thursday(); thursday <= period.To; thursday += 7 {
			if period.Contains(thursday) {
				out = append(out, thursday)
			}
		}
	} else {
		for _, w := range x.schedule {
			out = append(out, w.thursday)
		}
	}
	sorted := true
	for _, thursday := range x.told.weeks {
		if !period.Contains(thursday) || period.To.Year()-period.From.Year() > longestYears {
			out, sorted = append(out, thursday), false
		}
	}
	if !sorted {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out
}

// quarters tells the plan's quarters: those of its weeks.
func (b *builder) quarters(x *reckoned) []Period {
	var out []Period
	for _, thursday := range x.periodWeeks() {
		slot := calendar.SlotOfQuarter(b.week(thursday).quarter)
		if n := len(out); n == 0 || out[n-1].Slot != slot {
			out = append(out, Period{Slot: slot})
		}
	}
	at := 0
	place := func(q calendar.Quarter) *Period {
		for ; at < len(out); at++ {
			if out[at].Slot.Quarter() == q {
				return &out[at]
			}
		}
		return nil
	}
	for _, w := range x.schedule {
		if p := place(b.week(w.thursday).quarter); p != nil {
			p.Planned += w.volume
		}
	}
	at = 0
	for _, q := range x.told.quarters {
		if p := place(q.quarter); p != nil {
			p.Contacted, p.Accepted, p.Done = q.contacted, q.accepted, q.done
		}
	}
	b.cumulate(x, out, func(p *Period) calendar.Day { return p.Slot.Quarter().Last() })
	return out
}

// byWeek tells the plan's weeks.
func (b *builder) byWeek(x *reckoned) []Period {
	weeks := x.periodWeeks()
	out := make([]Period, len(weeks))
	i, j := 0, 0
	for at, thursday := range weeks {
		p := &out[at]
		p.Slot = b.week(thursday).slot
		if i < len(x.schedule) && x.schedule[i].thursday == thursday {
			p.Planned = x.schedule[i].volume
			i++
		}
		if j < len(x.told.rows) && x.told.rows[j].thursday == thursday {
			r := x.told.rows[j]
			p.Contacted, p.Accepted, p.Done = exact(r.contacted), exact(r.accepted), exact(r.done)
			j++
		}
	}
	b.cumulate(x, out, func(p *Period) calendar.Day { return b.thursday(p.Slot) })
	return out
}

// Behind is Due less Done: above 0 where outcome lags behind within the period.
func (p *Period) Behind() Count { return Exactly(p.Due).Sub(p.Done) }

// cumulate fills in what was due in each period, in how many of its weeks outcome is missing, and
// the gap at the end of each period, or at Through where that comes before it, of the weeks that
// outcome tells of: so the last gap told is the plan's. There is none before the first outcome.
func (b *builder) cumulate(x *reckoned, periods []Period, last func(*Period) calendar.Day) {
	through, due := x.told.through(), 0
	var done Count
	next := 0
	from := calendar.Day(0)
	for i := range periods {
		p := &periods[i]
		if through == 0 || from > through {
			return
		}
		end := min(last(p), through)
		for ; next < len(x.schedule) && x.schedule[next].thursday <= end; next++ {
			if x.told.has(x.schedule[next].thursday) {
				p.Due += x.schedule[next].volume
			} else {
				p.Missing++
			}
		}
		due, done = due+p.Due, done.Add(p.Done)
		p.Gap = Exactly(due).Sub(done)
		from = last(p) + 1
	}
}
