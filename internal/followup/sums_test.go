package followup_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Every group is the sum of the plans that belong to it, and every plan is in one group of each
// kind.
func TestGroupsAreSumsOfTheirPlans(t *testing.T) {
	for seed := range uint64(seeds) {
		set, today := world(t, seed)
		r := followup.New(set, followup.Options{Today: today, MaskUnder: int(seed%3) * 5})
		for what, list := range map[string][]*followup.Group{"sender": r.Senders, "receiver": r.Receivers, "field": r.Fields, "region": r.Region, "line": r.Lines} {
			belongs := func(p *followup.Plan, g *followup.Group) bool {
				id, rad := map[string]string{"sender": p.Skickande.V, "receiver": p.Mottagare.V, "field": p.Vardomrade.V, "line": p.Ursprung.Missiv.V}[what], ""
				if what == "line" {
					if rad = p.Ursprung.Rad.V; p.Line == nil {
						id, rad = "", ""
					}
				}
				return p.Year == g.Year && p.Unit() == g.Unit && id == g.ID && rad == g.Rad
			}
			in := 0
			for _, g := range list {
				var want followup.Figures
				var plans []*followup.Plan
				for _, p := range r.Plans {
					if belongs(p, g) {
						in++
						plans = append(plans, p)
						want.Volume += p.Volume
						want.DueToday += p.DueToday
						want.Due += p.Due
						want.Missing += p.Missing
						want.Untold += p.Untold
						want.Registered += p.Registered
						want.Count++
						want.Reported += p.Reported
						for _, c := range []struct {
							sum *followup.Count
							of  followup.Count
						}{{&want.Contacted, p.Contacted}, {&want.Accepted, p.Accepted}, {&want.Done, p.Done}, {&want.Gap, p.Gap}, {&want.Unused, p.Unused}, {&want.Forecast, p.Forecast}} {
							if c.of.Known {
								*c.sum = followup.Count{Low: c.sum.Low + c.of.Low, High: c.sum.High + c.of.High, Known: true}
							}
						}
					}
				}
				if diff := cmp.Diff(want, g.Figures); diff != "" {
					t.Fatalf("seed %d, %s %s (-want +got):\n%s", seed, what, g.ID, diff)
				}
				if diff := cmp.Diff(plans, g.Plans, same); diff != "" {
					t.Fatalf("seed %d, %s %s: other plans:\n%s", seed, what, g.ID, diff)
				}
				groupQuarters(t, g)
			}
			if in != len(r.Plans) {
				t.Errorf("seed %d: %d plans by %s, of %d", seed, in, what, len(r.Plans))
			}
		}
	}
}

// groupQuarters holds a group's quarters against its plans: at each, what every plan that has
// begun to be told of was behind then, or when its outcome ended.
func groupQuarters(t *testing.T, g *followup.Group) {
	t.Helper()
	var last followup.Count
	for _, q := range g.Quarters {
		want := followup.Period{Slot: q.Slot}
		ahead := true // no plan's outcome reaches here
		for _, p := range g.Plans {
			var gap followup.Count
			for _, of := range p.Quarters {
				if of.Slot == q.Slot {
					want.Planned, want.Due, want.Missing = want.Planned+of.Planned, want.Due+of.Due, want.Missing+of.Missing
					want.Contacted, want.Accepted, want.Done = want.Contacted.Add(of.Contacted), want.Accepted.Add(of.Accepted), want.Done.Add(of.Done)
				}
				if of.Gap.Known && of.Slot.Compare(q.Slot) <= 0 {
					gap = of.Gap
				}
			}
			if !p.Through.IsZero() && p.Through.Quarter().Compare(q.Slot.Quarter()) >= 0 {
				ahead = false
			}
			want.Gap = want.Gap.Add(gap)
		}
		if ahead {
			want.Gap = followup.Count{}
		}
		if diff := cmp.Diff(want, q, same); diff != "" {
			t.Fatalf("%s %s (-want +got):\n%s", g.ID, q.Slot, diff)
		}
		if q.Gap.Known {
			last = q.Gap
		}
	}
	due := 0
	for _, q := range g.Quarters {
		due += q.Due
	}
	if due != g.Due {
		t.Errorf("%s: %d due by quarter, %d in all", g.ID, due, g.Due)
	}
	if last != g.Gap {
		t.Errorf("%s: the last gap is %v, the whole %v", g.ID, last, g.Gap)
	}
}

// In which order rows and tables come is all the same.
func TestTheOrderOfRowsIsAllTheSame(t *testing.T) {
	for seed := range uint64(seeds) {
		set, today := world(t, seed)
		for _, under := range []int{0, 5} {
			o := followup.Options{Today: today, MaskUnder: under}
			want := followup.New(set, o)
			var rows []plan.Utfallsrad
			for _, u := range set.Utfall {
				rows = append(rows, u.Rows...)
			}
			rng := rand.New(rand.NewPCG(seed, 3))
			rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			tables := set.Utfall
			set.Utfall = []*plan.Utfall{table(rows[:len(rows)/3]), table(rows[len(rows)/3:])}
			if diff := different(want, followup.New(set, o)); diff != "" {
				t.Fatalf("seed %d:\n%s", seed, diff)
			}
			set.Utfall = tables
		}
	}
}

// Outcome without a plan is told by itself, all of it.
func TestStrayOutcomeIsToldByItself(t *testing.T) {
	all := 0
	for seed := range uint64(seeds) {
		all += strayOutcome(t, seed)
	}
	if all < 50 {
		t.Errorf("only %d told", all)
	}
}

func strayOutcome(t *testing.T, seed uint64) int {
	set, today := world(t, seed)
	r := followup.New(set, followup.Options{Today: today})
	want, got := map[string]int{}, map[string]int{}
	for _, u := range set.Utfall {
		for _, row := range u.Rows {
			if w := row.Vecka.V.Week(); !row.Leveransplan.Set && w.Monday() <= today {
				want[row.Skickande.V+row.Mottagare.V+row.Vardomrade.V+w.Thursday().String()[:4]] += row.Utfort.V
			}
		}
	}
	for _, s := range r.Stray {
		n, _ := s.Done.Exact()
		got[s.Skickande+s.Mottagare+s.Vardomrade+calendar.Date(s.Year, 1, 1).String()[:4]] += n
		var quarters followup.Count
		for _, q := range s.Quarters {
			quarters = quarters.Add(q.Done)
		}
		if quarters != s.Done {
			t.Errorf("%v by quarter is %v", s, quarters)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("seed %d (-want +got):\n%s", seed, diff)
	}
	return len(got)
}

func TestCountArithmetic(t *testing.T) {
	var unknown followup.Count
	low := followup.Count{Low: 0, High: 4, Known: true}
	for _, tt := range []struct {
		name      string
		got, want followup.Count
	}{
		{"a sum", followup.Exactly(3).Add(low), followup.Count{Low: 3, High: 7, Known: true}},
		{"a sum leaves out what is not told", followup.Exactly(3).Add(unknown), followup.Exactly(3)},
		{"of nothing told nothing is", unknown.Add(unknown), unknown},
		{"a difference", followup.Exactly(3).Sub(low), followup.Count{Low: -1, High: 3, Known: true}},
		{"a difference of two that are not told in full", low.Sub(low), followup.Count{Low: -4, High: 4, Known: true}},
		{"a difference to what is not told", followup.Exactly(3).Sub(unknown), unknown},
		{"per cent are rounded", followup.Exactly(3556).Percent(3789), followup.Exactly(94)},
		{"half a per cent counts as one", followup.Exactly(1).Percent(200), followup.Exactly(1)},
		{"less than half counts as none", followup.Exactly(1).Percent(201), followup.Exactly(0)},
		{"each end is rounded", followup.Count{Low: 5, High: 6, Known: true}.Percent(7), followup.Count{Low: 71, High: 86, Known: true}},
		{"no per cent of nothing", followup.Exactly(1).Percent(0), unknown},
		{"nothing below 0", followup.Exactly(3).Sub(low).AtLeast0(), followup.Count{Low: 0, High: 3, Known: true}},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, tt.got, tt.want)
		}
	}
	if n, exact := low.Exact(); exact {
		t.Errorf("%v is told in full as %d", low, n)
	}
	if low.Holds(5) || !low.Holds(4) || unknown.Holds(0) {
		t.Error("what a count holds")
	}
}
