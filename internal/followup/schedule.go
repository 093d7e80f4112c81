package followup

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// planned is a week that lies in a slot with volume, with its part of that. Of a quarter each
// week has its even share ([plan.Draw.Volume]), which can be 0.
type planned struct {
	thursday calendar.Day
	volume   int
	even     bool
}

// schedule is a plan's volume by week, in order, each week once.
type schedule []planned

// scheduleOf reckons what a draw has in each week.
func scheduleOf(d plan.Draw) schedule {
	s := make(schedule, 0, len(d.Slots))
	for _, slot := range d.Slots {
		weeks := int(slot.Last-slot.First)/7 + 1
		before := 0
		for i := range weeks {
			until := slot.Volume.V * (i + 1) / weeks
			s = append(s, planned{slot.First.Add(7 * i), until - before, slot.Slot.V.Grain() == calendar.GrainQuarter})
			before = until
		}
	}
	byWeek := func(x, y planned) int { return cmp.Compare(x.thursday, y.thursday) }
	if slices.IsSortedFunc(s, byWeek) && !slices.ContainsFunc(d.Slots, func(x plan.DrawnSlot) bool { return x.Slot.V.Grain() == calendar.GrainQuarter }) {
		return s
	}
	slices.SortStableFunc(s, byWeek)
	out := s[:0] // weeks beside quarters (P102) can meet in a week
	for _, w := range s {
		if n := len(out); n > 0 && out[n-1].thursday == w.thursday {
			out[n-1].volume += w.volume
			out[n-1].even = out[n-1].even || w.even
			continue
		}
		out = append(out, w)
	}
	return out
}

// between adds up the weeks from one Thursday to another.
func (s schedule) between(from, to calendar.Day) int {
	sum := 0
	for _, w := range s {
		if from <= w.thursday && w.thursday <= to {
			sum += w.volume
		}
	}
	return sum
}

// upTo adds up the weeks until a Thursday.
func (s schedule) upTo(to calendar.Day) int { return s.between(0, to) }

func (s schedule) sum() int { return s.upTo(farDay) }

// farDay is after every day that can be written.
const farDay calendar.Day = 1 << 30

// week is a week by every name that it has here.
type week struct {
	slot    calendar.Slot
	quarter calendar.Quarter
}

// week names the week of a Thursday. Plans share weeks, so each is worked out once.
func (b *builder) week(thursday calendar.Day) week {
	w, known := b.weeks[thursday]
	if !known {
		w = week{calendar.SlotOfWeek(thursday.Week()), thursday.Quarter()}
		b.weeks[thursday] = w
	}
	return w
}

// thursday is the Thursday of a week.
func (b *builder) thursday(s calendar.Slot) calendar.Day {
	if s != b.lastSlot {
		b.lastSlot, b.lastDay = s, s.Week().Thursday()
	}
	return b.lastDay
}

type shift struct {
	receiver string
	thursday calendar.Day
}

// thousandths is what a working day weighs.
const thousandths = 1000

// workdays is how much a receiver works in a week, in thousandths of a working day: public
// holidays, the local calendar and, where that says nothing of a summer, half days in it
// ([plan.Set.Staffing]).
func (b *builder) workdays(receiver string, thursday calendar.Day) int {
	key := shift{receiver, thursday}
	n, known := b.shifts[key]
	if !known {
		w := thursday.Week()
		year := shift{receiver, calendar.Day(w.Year)}
		dev, known := b.staffing[year]
		if !known {
			dev = b.set.Staffing(receiver, calendar.Interval{From: calendar.Date(w.Year, 1, 1), To: calendar.Date(w.Year, 12, 31)})
			b.staffing[year] = dev
		}
		n = int(thousandths*calendar.Workdays(w, dev) + 0.5)
		b.shifts[key] = n
	}
	return n
}
