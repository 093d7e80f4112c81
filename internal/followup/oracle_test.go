package followup_test

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// oracle reckons a plan's figures in the plainest way: week by week of the calendar, each figure
// by its own definition, in fractions.
type oracle struct {
	set   *plan.Set
	today calendar.Day
	rows  map[string]map[calendar.Week]plan.Utfallsrad
}

func newOracle(set *plan.Set, today calendar.Day) *oracle {
	o := &oracle{set, today, map[string]map[calendar.Week]plan.Utfallsrad{}}
	for _, u := range set.Utfall {
		for _, r := range u.Rows {
			if r.Vecka.V.Week().Monday() > today || !r.Leveransplan.Set {
				continue
			}
			of := o.rows[r.Leveransplan.V]
			if of == nil {
				of = map[calendar.Week]plan.Utfallsrad{}
				o.rows[r.Leveransplan.V] = of
			}
			of[r.Vecka.V.Week()] = r
		}
	}
	return o
}

// weeks are all that any region of the tests has.
func (o *oracle) weeks(yield func(calendar.Week) bool) {
	for w := (calendar.Week{Year: 2023, Number: 1}); w.Year < 2030; w = w.Next() {
		if !yield(w) {
			return
		}
	}
}

func (o *oracle) planned(p *plan.Leveransplan, w calendar.Week) int {
	return plan.NewDraw(p).Volume(calendar.Interval{From: w.Monday(), To: w.Sunday()})
}

// has tells that a week lies in a slot with volume.
func (o *oracle) has(p *plan.Leveransplan, w calendar.Week) bool {
	if !p.Period.V.ContainsWeek(w) {
		return false
	}
	for _, item := range p.Periodisering.Items {
		if item.Volume.V > 0 && (item.Slot.V == calendar.SlotOfWeek(w) || item.Slot.V == calendar.SlotOfQuarter(w.Quarter())) {
			return true
		}
	}
	return false
}

// paced counts the weeks of a plan with volume and outcome.
func (o *oracle) paced(p *plan.Leveransplan) (n int) {
	for w := range o.rows[p.ID.V] {
		if o.has(p, w) {
			n++
		}
	}
	return n
}

func (o *oracle) figures(p *plan.Leveransplan) followup.Figures {
	f := followup.Figures{Volume: p.Volym.V, Count: 1}
	rows := o.rows[p.ID.V]
	var through calendar.Week
	for w := range rows {
		if through.Compare(w) < 0 {
			through = w
		}
	}
	passed, worked, left := 0, new(big.Rat), new(big.Rat)
	for _, r := range o.set.Rester {
		if r.Slag.V == plan.SlagOutlost && r.Leveransplan.V == p.ID.V && r.Datum.V <= o.today {
			f.Registered += r.Volym.V
		}
	}
	for w := range o.weeks {
		volume, days := o.planned(p, w), new(big.Rat)
		days.SetFloat64(calendar.Workdays(w, o.set.Staffing(p.Mottagare.V, calendar.Interval{From: calendar.Date(2023, 1, 1), To: calendar.Date(2030, 1, 1)})))
		if w.Sunday() < o.today {
			f.DueToday += volume
		}
		r, told := rows[w]
		switch {
		case through.Compare(w) < 0:
			if o.has(p, w) {
				left.Add(left, days)
			}
			continue
		case told && o.has(p, w):
			worked.Add(worked, days)
		case o.has(p, w):
			left.Add(left, days)
			f.Missing++
			f.Untold += volume
		}
		if !told {
			continue
		}
		f.Due += volume
		late := 7 * o.set.Installningar.EfterslapningVeckor.V
		if w.Monday().Add(late) <= through.Monday() || p.Period.V.To.Add(late) < o.today {
			passed += volume
		}
		f.Reported = 1
		f.Done = f.Done.Add(followup.Exactly(r.Utfort.V))
		if r.Kontaktade.Set {
			f.Contacted = f.Contacted.Add(followup.Exactly(r.Kontaktade.V))
		}
		if r.Accepterade.Set {
			f.Accepted = f.Accepted.Add(followup.Exactly(r.Accepterade.V))
		}
	}
	if f.Reported == 0 {
		if f.Registered > 0 {
			f.Unused = followup.Exactly(f.Registered)
		}
		return f
	}
	done, _ := f.Done.Exact()
	f.Gap, f.Unused = followup.Exactly(f.Due-done), followup.Exactly(max(0, passed-done, f.Registered))
	switch {
	case left.Sign() == 0:
		f.Forecast = f.Done
	case worked.Sign() > 0:
		more := new(big.Rat).Mul(new(big.Rat).SetInt64(int64(done)), new(big.Rat).Quo(left, worked))
		more.Add(more, big.NewRat(1, 2))
		f.Forecast = followup.Exactly(done + int(new(big.Int).Quo(more.Num(), more.Denom()).Int64()))
	}
	return f
}

func (o *oracle) status(p *plan.Leveransplan, f followup.Figures) followup.Status {
	done, told := f.Done.Exact()
	gap, _ := f.Gap.Exact()
	late, percent := o.set.Installningar.EfterslapningVeckor.V, o.set.Installningar.AvvikelseProcent.V
	switch {
	case !told && f.DueToday > 0:
		return followup.NoOutcome
	case !told && p.Volym.V > 0:
		return followup.NotYet
	case !told || o.today > p.Period.V.To.Add(7*late):
		return followup.Finished
	case done == 0 && f.Due > 0:
		return followup.NotStarted
	case done == 0 && f.DueToday > 0:
		return followup.NoOutcome
	case done == 0 && p.Volym.V > 0:
		return followup.NotYet
	case gap*100 > percent*f.Due:
		return followup.Behind
	case gap*100 < -percent*f.Due:
		return followup.Ahead
	}
	return followup.OnPlan
}

func TestFiguresAreWhatTheOracleReckons(t *testing.T) {
	statuses, registered := map[followup.Status]int{}, 0
	for seed := range uint64(seeds) {
		set, today := world(t, seed)
		o := newOracle(set, today)
		r := followup.New(set, followup.Options{Today: today})
		if len(r.Plans) != len(set.Leveransplaner) {
			t.Fatalf("seed %d: %d plans of %d", seed, len(r.Plans), len(set.Leveransplaner))
		}
		for _, p := range r.Plans {
			want := o.figures(p.Leveransplan)
			if paced := o.paced(p.Leveransplan); p.Paced != paced {
				t.Errorf("seed %d: the forecast of %s rests on %d weeks, want %d", seed, p.ID.V, p.Paced, paced)
			}
			if diff := cmp.Diff(want, p.Figures); diff != "" {
				t.Fatalf("seed %d, %s, %s (-want +got):\n%s", seed, today, p.ID.V, diff)
			}
			if want := o.status(p.Leveransplan, want); p.Status != want {
				t.Errorf("seed %d, %s: %s, want %s: %+v", seed, p.ID.V, p.Status, want, p.Figures)
			}
			statuses[p.Status]++
			registered += p.Registered
			o.periods(t, p)
		}
	}
	if registered == 0 {
		t.Error("nothing is registered")
	}
	for _, s := range []followup.Status{followup.NotYet, followup.NoOutcome, followup.NotStarted, followup.OnPlan, followup.Behind, followup.Ahead, followup.Finished} {
		if statuses[s] == 0 {
			t.Errorf("no plan is %s: %v", s, statuses)
		}
	}
}

// periods holds a plan's weeks and quarters against the rows, and their sums against its figures.
func (o *oracle) periods(t *testing.T, p *followup.Plan) {
	t.Helper()
	rows := o.rows[p.ID.V]
	for what, periods := range map[string][]followup.Period{"weeks": p.Weeks, "quarters": p.Quarters} {
		var planned int
		var sum followup.Period
		var last followup.Count
		seen := map[calendar.Week]bool{}
		for i, x := range periods {
			if i > 0 && periods[i-1].Slot.Compare(x.Slot) >= 0 {
				t.Errorf("%s: %s come out of order at %s", p.ID.V, what, x.Slot)
			}
			want := followup.Period{Slot: x.Slot, Gap: x.Gap}
			for _, w := range x.Slot.Weeks() {
				seen[w] = true
				want.Planned += o.planned(p.Leveransplan, w)
				if r, told := rows[w]; told {
					want.Due += o.planned(p.Leveransplan, w)
					want.Done = want.Done.Add(followup.Exactly(r.Utfort.V))
					if r.Kontaktade.Set {
						want.Contacted = want.Contacted.Add(followup.Exactly(r.Kontaktade.V))
					}
					if r.Accepterade.Set {
						want.Accepted = want.Accepted.Add(followup.Exactly(r.Accepterade.V))
					}
				} else if w.Compare(p.Through) < 0 && o.has(p.Leveransplan, w) {
					want.Missing++
				}
			}
			if diff := cmp.Diff(want, x, same); diff != "" {
				t.Fatalf("%s %s (-want +got):\n%s", p.ID.V, x.Slot, diff)
			}
			planned, sum.Due, sum.Missing = planned+x.Planned, sum.Due+x.Due, sum.Missing+x.Missing
			sum.Contacted, sum.Accepted, sum.Done = sum.Contacted.Add(x.Contacted), sum.Accepted.Add(x.Accepted), sum.Done.Add(x.Done)
			first := x.Slot.Weeks()[0]
			if told := sum.Done.Known && first.Compare(p.Through) <= 0; x.Gap.Known != told {
				t.Errorf("%s %s: gap told is %v, want %v", p.ID.V, x.Slot, x.Gap.Known, told)
			} else if told {
				due := 0
				for w := range o.weeks {
					if _, told := rows[w]; told && w.Compare(x.Slot.Weeks()[len(x.Slot.Weeks())-1]) <= 0 {
						due += o.planned(p.Leveransplan, w)
					}
				}
				if want := followup.Exactly(due).Sub(sum.Done); x.Gap != want {
					t.Errorf("%s %s: gap %v, want %v", p.ID.V, x.Slot, x.Gap, want)
				}
				last = x.Gap
			}
		}
		if planned != p.Volume || sum.Due != p.Due || sum.Missing != p.Missing || sum.Done != p.Done || sum.Contacted != p.Contacted || sum.Accepted != p.Accepted || last != p.Gap {
			t.Errorf("%s: %s add up to %d planned, %+v, gap %v; the plan has %+v", p.ID.V, what, planned, sum, last, p.Figures)
		}
		for w := range rows {
			if !seen[w] {
				t.Errorf("%s: %s lack %s, which has outcome", p.ID.V, what, w)
			}
		}
		if what == "weeks" && len(p.Weeks) < len(p.Period.V.Weeks()) {
			t.Errorf("%s: %d weeks of a period of %d", p.ID.V, len(p.Weeks), len(p.Period.V.Weeks()))
		}
	}
}
