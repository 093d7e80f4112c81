package allocate

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// frame is the weeks of the plan year, which are told by their place in it.
type frame struct {
	weeks   []calendar.Week
	first   calendar.Day // the Thursday of the first
	start   int          // the first week that volume may fall in
	quarter []int        // of each week, its quarter's place
}

func newFrame(q Question) *frame {
	f := &frame{weeks: q.Period.Weeks()}
	for i, w := range f.weeks {
		if i == 0 {
			f.first = w.Thursday()
		}
		if w.Compare(q.From) < 0 || w.Monday() <= q.Today {
			f.start = i + 1
		}
		if i > 0 && w.Quarter() == f.weeks[i-1].Quarter() {
			f.quarter = append(f.quarter, f.quarter[i-1])
		} else if i > 0 {
			f.quarter = append(f.quarter, f.quarter[i-1]+1)
		} else {
			f.quarter = append(f.quarter, 0)
		}
	}
	return f
}

// window gives the weeks of a time that volume may fall in: from the first place up to, and
// not including, the second.
func (f *frame) window(time calendar.Interval) window {
	w := window{f.start, len(f.weeks)}
	for w.from < w.to && !time.ContainsWeek(f.weeks[w.from]) {
		w.from++
	}
	for w.to > w.from && !time.ContainsWeek(f.weeks[w.to-1]) {
		w.to--
	}
	return w
}

// window is a run of weeks by their places, to not included.
type window struct{ from, to int }

func (w window) empty() bool { return w.from >= w.to }

func (w window) holds(week int) bool { return w.from <= week && week < w.to }

func (w window) meet(o window) window { return window{max(w.from, o.from), min(w.to, o.to)} }

// weekset is a set of weeks by their places, in rising order.
type weekset []int

func (s weekset) holds(week int) bool {
	_, found := slices.BinarySearch(s, week)
	return found
}

func (s weekset) where(keep func(week int) bool) weekset {
	var out weekset
	for _, week := range s {
		if keep(week) {
			out = append(out, week)
		}
	}
	return out
}

func (s weekset) meet(o weekset) weekset { return s.where(o.holds) }

func (s weekset) minus(o weekset) weekset {
	return s.where(func(week int) bool { return !o.holds(week) })
}

func (s weekset) within(o weekset) bool { return len(s.minus(o)) == 0 }

// meetInterval gives the days that two intervals share; From lies after To where there are
// none.
func meetInterval(a, b calendar.Interval) calendar.Interval {
	return calendar.Interval{From: max(a.From, b.From), To: min(a.To, b.To)}
}
