package allocate

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// lane is what a source has left for one unit, week by week.
type lane struct {
	*source
	grain  calendar.Grain
	open   weekset // the weeks in which something may fall
	weight []int   // of every week, thousandths of a working day
	cap    []int   // of every week, what is left of it; apportion.Unlimited
	bounds []bound // what holds several weeks together, as the source and its plans have it
	root   *branch // those that can bind, one within the other
	exact  bool    // the bounds needed no division to be so
}

// kind is what a bound comes from.
type kind uint8

const (
	byCeiling kind = iota
	byCapacity
	byDraws // weeks that plans by quarter use, nobody knows which
)

// bound is a cap on what falls in some weeks together.
type bound struct {
	kind   kind
	weeks  weekset
	cap    int
	stated int    // the figure that it comes from
	name   string // the ceiling's period, or the quarter
	time   calendar.Interval
}

// lane tells what a source has left of a unit, of which so much is open.
func (p *problem) lane(s *source, unit string, open int) *lane {
	time := p.time(s)
	l := &lane{source: s, weight: p.weightsOf(s.receiver.ID.V), cap: make([]int, len(p.weeks))}
	draws := slices.DeleteFunc(slices.Clone(s.draws), func(d plan.Draw) bool { return d.Plan.Unit() != unit })
	span := p.window(time)
	for i := span.from; i < span.to; i++ {
		l.cap[i] = p.left(s, i, draws)
		if l.weight[i] > 0 && l.cap[i] != 0 {
			l.open = append(l.open, i)
		}
	}
	l.bounds = append(p.ceilings(l, draws), p.quarters(l, span, time, draws)...)
	l.bounds = slices.DeleteFunc(l.bounds, func(b bound) bool { return len(b.weeks) == 0 })
	l.grain = p.grain(l, span)
	binding := slices.DeleteFunc(slices.Clone(l.bounds), func(b bound) bool { return b.cap >= l.capacity(b.weeks, open) })
	l.root, l.exact = nest(l.open, binding)
	return l
}

// left is what a week has left by itself.
func (p *problem) left(s *source, week int, draws []plan.Draw) int {
	w := p.weeks[week]
	if s.byQuarter() {
		if _, stated := s.stated.Of(calendar.SlotOfQuarter(w.Quarter())); !stated && s.offer != nil {
			return 0
		}
		return apportion.Unlimited
	}
	figure, stated := s.stated.Of(calendar.SlotOfWeek(w))
	switch {
	case !stated && s.offer != nil:
		return 0
	case !stated:
		return apportion.Unlimited
	}
	return max(0, figure.Volume.V-inWeek(draws, w.Thursday()))
}

// inWeek adds up what draws take in just that week.
func inWeek(draws []plan.Draw, thursday calendar.Day) int {
	sum := 0
	for _, d := range draws {
		for _, slot := range d.Slots {
			if slot.First == thursday && slot.Last == thursday {
				sum += slot.Volume.V
			}
		}
	}
	return sum
}

// ceilings are the ceilings of an agreement, less what plans draw under them.
func (p *problem) ceilings(l *lane, draws []plan.Draw) []bound {
	if l.agreement == nil {
		return nil
	}
	var out []bound
	for _, t := range l.agreement.Takvolymer {
		b := bound{kind: byCeiling, cap: t.Volym.V, stated: t.Volym.V, name: t.Period.V.String(), time: t.Period.V}
		for _, d := range draws {
			b.cap -= d.Volume(t.Period.V)
		}
		b.cap = max(0, b.cap)
		b.weeks = l.open.where(func(week int) bool { return t.Period.V.ContainsWeek(p.weeks[week]) })
		out = append(out, b)
	}
	return out
}

// quarters are the bounds within each quarter: what is stated for it as a whole, and what
// plans by quarter take out of weeks.
func (p *problem) quarters(l *lane, span window, time calendar.Interval, draws []plan.Draw) []bound {
	var out []bound
	for from := span.from; from < span.to; {
		to := from + 1
		for to < span.to && p.quarter[to] == p.quarter[from] {
			to++
		}
		quarter := p.weeks[from].Quarter()
		weeks := l.open.where(window{from, to}.holds)
		if figure, stated := l.stated.Of(calendar.SlotOfQuarter(quarter)); stated {
			usable := calendar.Interval{From: p.weeks[from].Thursday(), To: p.weeks[to-1].Thursday()}
			room, _ := plan.Room(l.stated, l.limit, usable, draws)
			out = append(out, bound{kind: byCapacity, weeks: weeks, cap: room, stated: figure.Volume.V, name: quarter.String(), time: usable})
		} else if !l.byQuarter() {
			out = append(out, p.drawn(l, weeks, quarter, draws)...)
		}
		from = to
	}
	return out
}

// drawn are the bounds that plans by quarter set in weeks whose capacity is stated: by
// Hall's theorem there is a way to place them beside what is new exactly when every stretch
// that such plans may use has room for both. Where the capacity of a week is not stated it is
// enough for anything.
func (p *problem) drawn(l *lane, weeks weekset, quarter calendar.Quarter, draws []plan.Draw) []bound {
	var out []bound
	for _, stretch := range stretches(draws, quarter) {
		b := bound{kind: byDraws, name: quarter.String(), time: stretch}
		for _, d := range draws {
			for _, slot := range d.Slots {
				if slot.First < slot.Last && stretch.From <= slot.First && slot.Last <= stretch.To {
					b.cap -= slot.Volume.V
				}
			}
		}
		limited := true
		b.weeks = weeks.where(func(week int) bool { return stretch.ContainsWeek(p.weeks[week]) })
		for _, week := range b.weeks {
			limited = limited && l.cap[week] != apportion.Unlimited
			b.cap += l.cap[week]
		}
		if limited {
			b.cap, b.stated = max(0, b.cap), b.cap
			out = append(out, b)
		}
	}
	return out
}

// stretches lists the times, from Thursday to Thursday, that draws by quarter use, and those
// that several of them use together.
func stretches(draws []plan.Draw, quarter calendar.Quarter) []calendar.Interval {
	var out []calendar.Interval
	add := func(iv calendar.Interval) {
		if !slices.Contains(out, iv) {
			out = append(out, iv)
		}
	}
	for _, d := range draws {
		for _, slot := range d.Slots {
			if slot.First < slot.Last && slot.First.Quarter() == quarter {
				add(calendar.Interval{From: slot.First, To: slot.Last})
			}
		}
	}
	for i := 0; i < len(out); i++ {
		for j := range i {
			if out[i].Overlaps(out[j]) {
				add(calendar.Interval{From: min(out[i].From, out[j].From), To: max(out[i].To, out[j].To)})
			}
		}
	}
	return out
}

// grain is how plans in the lane are divided.
func (p *problem) grain(l *lane, span window) calendar.Grain {
	if p.Grain == calendar.GrainWeek || p.Grain == 0 && !l.byQuarter() {
		return calendar.GrainWeek
	}
	if l.agreement != nil {
		for _, t := range l.agreement.Takvolymer {
			for i := span.from + 1; i < span.to; i++ {
				inside, before := t.Period.V.ContainsWeek(p.weeks[i]), t.Period.V.ContainsWeek(p.weeks[i-1])
				if inside != before && p.quarter[i] == p.quarter[i-1] {
					return calendar.GrainWeek
				}
			}
		}
	}
	return calendar.GrainQuarter
}

// weightsOf gives the working days of a receiver's weeks.
func (p *problem) weightsOf(receiver string) []int {
	if known := p.weights[receiver]; known != nil {
		return known
	}
	slots := make([]calendar.Slot, len(p.weeks))
	for i, w := range p.weeks {
		slots[i] = calendar.SlotOfWeek(w)
	}
	weights := make([]int, len(p.weeks))
	for i, place := range apportion.Places(slots, p.Period, p.Set.Staffing(receiver, p.Period)) {
		weights[i] = place.Weight
	}
	p.weights[receiver] = weights
	return weights
}
