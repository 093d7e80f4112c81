package followup

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// capacities tells what agreements and offers have left.
func (b *builder) capacities(plans map[*plan.Leveransplan]*reckoned) []*Capacity {
	var out []*Capacity
	for _, a := range b.set.Avtal {
		draws, _ := b.set.DrawsOn(a)
		draws = whole(draws)
		for _, same := range byUnit(draws, a.Enhet.V) {
			base := Capacity{Receiver: a.Vardgivare.V, Unit: same.unit, Agreement: a, Time: a.Validity()}
			if len(a.Takvolymer) == 0 {
				out = append(out, b.capacity(base, &a.Kapacitet, a.Validity(), same.draws, plans))
			}
			for i := range a.Takvolymer {
				c := base
				c.Takvolym = &a.Takvolymer[i]
				c.Time, c.Ceiling, c.Stated = c.Takvolym.Period.V, c.Takvolym.Volym.V, true
				out = append(out, b.capacity(c, &a.Kapacitet, a.Validity(), same.draws, plans))
			}
		}
	}
	for _, o := range b.set.Erbjudanden {
		if o.Broken || o.Lyft.Riktning.V == needed {
			continue
		}
		draws, _ := b.set.DrawsFrom(o)
		draws = whole(draws)
		for _, same := range byUnit(draws, o.Unit()) {
			c := Capacity{Receiver: o.Mottagare.V, Unit: same.unit, Offer: o, Time: o.Period.V}
			if same.unit == o.Unit() { // plans that count something else are a fault of their own (P114)
				c.Ceiling, c.Stated = o.Kapacitet.Sum(), len(o.Kapacitet.Items) > 0
			}
			out = append(out, b.capacity(c, &o.Kapacitet, o.Period.V, same.draws, plans))
		}
	}
	slices.SortStableFunc(out, func(x, y *Capacity) int {
		return cmp.Or(cmp.Compare(x.Receiver, y.Receiver), cmp.Compare(x.id(), y.id()), cmp.Compare(x.Time.From, y.Time.From), cmp.Compare(x.Unit, y.Unit))
	})
	return out
}

// needed is an offer's direction where it asks for capacity instead of giving some.
const needed = "behovd"

func (c *Capacity) id() string {
	if c.Agreement != nil {
		return c.Agreement.ID.V
	}
	return c.Offer.ID.V
}

// Fields lists the medical fields that a capacity is for.
func (c *Capacity) Fields() []plan.Text {
	if c.Agreement != nil {
		return c.Agreement.Vardomraden
	}
	return []plan.Text{c.Offer.Vardomrade}
}

// whole leaves out plans that the report leaves out.
func whole(draws []plan.Draw) []plan.Draw {
	return slices.DeleteFunc(draws, func(d plan.Draw) bool { return d.Plan.Broken })
}

type unitDraws struct {
	unit  string
	draws []plan.Draw
}

// byUnit parts draws by what their plans count. Where there are none, what the agreement or
// offer itself counts is all there is to tell, or nothing.
func byUnit(draws []plan.Draw, own string) []unitDraws {
	if len(draws) == 0 {
		return []unitDraws{{own, nil}}
	}
	var out []unitDraws
	for _, same := range plan.ByUnit(draws) {
		out = append(out, unitDraws{same[0].Plan.Unit(), same})
	}
	return out
}

// capacity fills in what plans take of a capacity. Limit is the time in which it can be drawn on
// at all.
func (b *builder) capacity(c Capacity, stated *plan.Slots, limit calendar.Interval, draws []plan.Draw, plans map[*plan.Leveransplan]*reckoned) *Capacity {
	for _, d := range draws {
		x, volume := plans[d.Plan], d.Volume(c.Time)
		done := x.told.sum(c.Time.From, c.Time.To)
		if volume == 0 && !done.Known {
			continue
		}
		c.Planned, c.Done = c.Planned+volume, c.Done.Add(done)
		if done.Known {
			// A slip that puts more into weeks than the plan's volume is no overdraft.
			c.Due += min(volume, x.told.due(scheduleOf(d), c.Time))
		}
		c.Plans, c.Count, c.Reported = append(c.Plans, x.Plan), c.Count+1, c.Reported+x.Reported
		if forecast := b.forecast(x, c.Time); forecast.Known {
			c.Forecast = c.Forecast.Add(forecast)
		} else {
			c.Silent += volume
		}
	}
	if c.Stated {
		c.Left = c.Ceiling - c.Planned
	}
	if !b.Brief {
		c.Weeks = b.capacityWeeks(c.Time, statedWeeks(stated, limit), draws)
	}
	return &c
}

// capacityWeeks tells a capacity and what plans take of it week by week, from the first to the
// last week within a time that has either.
func (b *builder) capacityWeeks(time calendar.Interval, stated schedule, draws []plan.Draw) []CapacityWeek {
	weeks := map[calendar.Day]*CapacityWeek{}
	at := func(w planned) *CapacityWeek {
		x := weeks[w.thursday]
		if x == nil {
			x = &CapacityWeek{Week: b.week(w.thursday).slot.Week()}
			weeks[w.thursday] = x
		}
		x.Even = x.Even || w.even
		return x
	}
	for _, d := range draws {
		for _, w := range scheduleOf(d) {
			if time.Contains(w.thursday) {
				at(w).Planned += w.volume
			}
		}
	}
	for _, w := range stated {
		if time.Contains(w.thursday) {
			x := at(w)
			x.Stated, x.Known = w.volume, true
		}
	}
	return b.inRow(weeks)
}

// statedWeeks shares a capacity over weeks. Where weeks and quarters stand side by side (P403,
// P808) the week counts.
func statedWeeks(stated *plan.Slots, limit calendar.Interval) schedule {
	own := map[calendar.Slot]bool{}
	for _, item := range stated.Items {
		own[item.Slot.V] = true
	}
	var out schedule
	for _, item := range stated.Items {
		weeks := slices.DeleteFunc(item.Slot.V.Weeks(), func(w calendar.Week) bool { return !limit.ContainsWeek(w) })
		before, quarter := 0, item.Slot.V.Grain() == calendar.GrainQuarter
		for i, w := range weeks {
			until := item.Volume.V * (i + 1) / len(weeks)
			if !quarter || !own[calendar.SlotOfWeek(w)] {
				out = append(out, planned{w.Thursday(), until - before, quarter})
			}
			before = until
		}
	}
	return out
}

// inRow lists weeks from the first to the last, with those between that nothing is said of.
func (b *builder) inRow(weeks map[calendar.Day]*CapacityWeek) []CapacityWeek {
	var days []calendar.Day
	for day := range weeks {
		days = append(days, day)
	}
	if len(days) == 0 {
		return nil
	}
	slices.Sort(days)
	first, last := days[0], days[len(days)-1]
	if last.Year()-first.Year() > longestYears { // a slip
		out := make([]CapacityWeek, len(days))
		for i, day := range days {
			out[i] = *weeks[day]
		}
		return out
	}
	var out []CapacityWeek
	for day := first; day <= last; day += 7 {
		if w := weeks[day]; w != nil {
			out = append(out, *w)
			continue
		}
		out = append(out, CapacityWeek{Week: b.week(day).slot.Week()})
	}
	return out
}

// strays tells what was done without a plan.
func (b *builder) strays(byParties map[strayKey][]row) []Stray {
	var out []Stray
	for key, rows := range byParties {
		inOrder(rows)
		t := b.tell(rows)
		for _, q := range t.quarters {
			n := len(out)
			if n == 0 || out[n-1].key() != key || out[n-1].Year != q.quarter.Year {
				out = append(out, Stray{Skickande: key.skickande, Mottagare: key.mottagare, Vardomrade: key.vardomrade, Year: q.quarter.Year})
				n++
			}
			s := &out[n-1]
			s.Contacted, s.Accepted, s.Done = s.Contacted.Add(q.contacted), s.Accepted.Add(q.accepted), s.Done.Add(q.done)
			s.Quarters = append(s.Quarters, Period{Slot: calendar.SlotOfQuarter(q.quarter), Contacted: q.contacted, Accepted: q.accepted, Done: q.done})
		}
	}
	slices.SortFunc(out, func(x, y Stray) int {
		return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(x.Skickande, y.Skickande), cmp.Compare(x.Mottagare, y.Mottagare), cmp.Compare(x.Vardomrade, y.Vardomrade))
	})
	return out
}

func (s *Stray) key() strayKey { return strayKey{s.Skickande, s.Mottagare, s.Vardomrade} }
