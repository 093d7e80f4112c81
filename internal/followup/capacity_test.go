package followup_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// inTime tells what a plan's rows in a time say was done, and what was planned in their weeks
// as far as they lie within a limit.
func (o *oracle) inTime(p *plan.Leveransplan, time, limit calendar.Interval) (done followup.Count, due int) {
	for w, r := range o.rows[p.ID.V] {
		if time.ContainsWeek(w) {
			done = done.Add(followup.Exactly(r.Utfort.V))
			if limit.ContainsWeek(w) {
				due += o.planned(p, w)
			}
		}
	}
	return done, due
}

// Every ceiling, agreement without one and offer is told once for each unit, with the volumes
// and the outcome of the plans that draw on it, and its weeks add up to them.
func TestCapacitiesAreWhatTheOracleReckons(t *testing.T) {
	told, done := 0, 0
	for seed := range uint64(seeds) {
		set, today := world(t, seed)
		o := newOracle(set, today)
		r := followup.New(set, followup.Options{Today: today})
		seen := map[any]int{}
		for _, c := range r.Capacities {
			var plans []*plan.Leveransplan
			var limit calendar.Interval
			var stated *plan.Slots
			ceiling, known := 0, c.Takvolym != nil
			if c.Agreement != nil {
				plans, limit, stated = set.PlansUnder(c.Agreement.ID.V), c.Agreement.Validity(), &c.Agreement.Kapacitet
				seen[c.Agreement]++
				if c.Takvolym != nil {
					ceiling = c.Takvolym.Volym.V
				}
			} else {
				plans, limit, stated = set.PlansFrom(c.Offer.ID.V), c.Offer.Period.V, &c.Offer.Kapacitet
				seen[c.Offer]++
				ceiling, known = stated.Sum(), len(stated.Items) > 0
			}
			want := followup.Capacity{Ceiling: ceiling, Stated: known}
			weeks := map[calendar.Week]int{}
			for _, p := range plans {
				if p.Unit() != c.Unit {
					continue
				}
				volume := 0
				for w := range o.weeks {
					if n := o.planned(p, w); n > 0 && c.Time.ContainsWeek(w) && limit.ContainsWeek(w) {
						volume += n
						weeks[w] += n
					}
				}
				d, due := o.inTime(p, c.Time, limit)
				if volume == 0 && !d.Known {
					continue
				}
				want.Count++
				if want.Count > len(c.Plans) || c.Plans[want.Count-1].Leveransplan != p {
					t.Errorf("seed %d: %s is not among the plans of %s", seed, p.ID.V, c.Receiver)
				}
				want.Planned += volume
				want.Done, want.Due = want.Done.Add(d), want.Due+due
				if len(o.rows[p.ID.V]) > 0 {
					want.Reported++
				}
			}
			if want.Stated {
				want.Left = want.Ceiling - want.Planned
			}
			got := followup.Capacity{Ceiling: c.Ceiling, Stated: c.Stated, Planned: c.Planned, Left: c.Left, Done: c.Done, Due: c.Due, Count: c.Count, Reported: c.Reported}
			if diff := cmp.Diff(want, got, same); diff != "" {
				t.Fatalf("seed %d, %s, %s (-want +got):\n%s", seed, c.Receiver, c.Time, diff)
			}
			if d, _ := c.Done.Exact(); d > 0 {
				done++
			}
			told++
			capacityWeeks(t, c, weeks, stated, limit)
		}
		for _, a := range set.Avtal {
			if seen[a] < max(1, len(a.Takvolymer)) {
				t.Errorf("seed %d: %s is told %d times", seed, a.ID.V, seen[a])
			}
		}
	}
	if told < 100 || done < 20 {
		t.Errorf("%d capacities, %d with something done: too few", told, done)
	}
}

// capacityWeeks holds a capacity's weeks against the plans' and against what is stated.
func capacityWeeks(t *testing.T, c *followup.Capacity, planned map[calendar.Week]int, stated *plan.Slots, limit calendar.Interval) {
	t.Helper()
	sums := map[calendar.Slot]int{}
	for i, w := range c.Weeks {
		if w.Planned != planned[w.Week] {
			t.Errorf("%s %s: %d planned, want %d", c.Receiver, w.Week, w.Planned, planned[w.Week])
		}
		delete(planned, w.Week)
		if i > 0 && c.Weeks[i-1].Week.Next() != w.Week {
			t.Errorf("%s: %s comes after %s", c.Receiver, w.Week, c.Weeks[i-1].Week)
		}
		week, quarter := calendar.SlotOfWeek(w.Week), calendar.SlotOfQuarter(w.Week.Quarter())
		_, byWeek := stated.Of(week)
		_, byQuarter := stated.Of(quarter)
		if w.Known != (limit.ContainsWeek(w.Week) && (byWeek || byQuarter)) {
			t.Errorf("%s %s: a capacity is told: %v", c.Receiver, w.Week, w.Known)
		}
		sums[week] += w.Stated
		sums[quarter] += w.Stated
	}
	if len(planned) > 0 {
		t.Errorf("%s: weeks lack %v", c.Receiver, planned)
	}
	for _, item := range stated.Items {
		inside := func(w calendar.Week) bool { return c.Time.ContainsWeek(w) && limit.ContainsWeek(w) }
		if !slices.ContainsFunc(item.Slot.V.Weeks(), func(w calendar.Week) bool { return limit.ContainsWeek(w) && !inside(w) }) && sums[item.Slot.V] != item.Volume.V && slices.ContainsFunc(item.Slot.V.Weeks(), inside) {
			t.Errorf("%s: %s is %d in weeks, and stated as %d", c.Receiver, item.Slot.V, sums[item.Slot.V], item.Volume.V)
		}
	}
}

// A brief report says of plans and capacities what the whole one does.
func TestABriefReportSaysTheSame(t *testing.T) {
	for seed := range uint64(seeds) {
		set, today := world(t, seed)
		want := followup.New(set, followup.Options{Today: today})
		for _, p := range want.Plans {
			p.Quarters, p.Weeks = nil, nil
		}
		for _, c := range want.Capacities {
			c.Weeks = nil
		}
		want.Lines, want.Senders, want.Receivers, want.Fields, want.Region = nil, nil, nil, nil, nil
		if diff := different(want, followup.New(set, followup.Options{Today: today, Brief: true})); diff != "" {
			t.Fatalf("seed %d:\n%s", seed, diff)
		}
	}
}

// A report of some plans adds up those and no others.
func TestOnlySomePlans(t *testing.T) {
	set, today := world(t, 2)
	r := followup.New(set, followup.Options{Today: today})
	sender := r.Plans[0].Skickande.V
	some := r.Only(func(p *followup.Plan) bool { return p.Skickande.V == sender })
	if diff := cmp.Diff(some.Senders, slices.DeleteFunc(slices.Clone(r.Senders), func(g *followup.Group) bool { return g.ID != sender }), same); diff != "" {
		t.Error(diff)
	}
	if len(some.Plans) == 0 || len(some.Plans) == len(r.Plans) {
		t.Errorf("%d of %d plans", len(some.Plans), len(r.Plans))
	}
}
