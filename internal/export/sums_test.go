package export_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/followup"
)

// group is what measures are told by.
type group struct {
	year int
	unit string
}

// Added up from the tables as the measures do, figures are those of the follow-up: by plan
// year and unit, by plan, and week for week.
func TestFactsAddUpToTheFollowUp(t *testing.T) {
	for name, q := range sources(t) {
		if q.FollowUp == nil || len(q.Years) > 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			all := tables(t, export.New(q))
			volume, done := map[group]int{}, map[group]int{}
			weeks, through := map[string]int{}, map[string]map[calendar.Day]int{}
			p := all["fact_plan_vecka"]
			for i := range p.rows {
				if !p.truth(i, "senaste") {
					continue
				}
				id := p.text(i, "leveransplan")
				volume[group{p.int(i, "planar"), p.text(i, "enhet")}] += p.int(i, "volym")
				weeks[id] += p.int(i, "volym")
				if through[id] == nil {
					through[id] = map[calendar.Day]int{}
				}
				through[id][p.day(i, "veckans_mandag")] += p.int(i, "volym")
			}
			o := all["fact_utfall_vecka"]
			outcome := map[string]map[calendar.Day]int{}
			for i := range o.rows {
				if id := o.text(i, "leveransplan"); o.truth(i, "raknas") && id != "" {
					done[group{o.int(i, "planar"), o.text(i, "enhet")}] += o.int(i, "utfort")
					if outcome[id] == nil {
						outcome[id] = map[calendar.Day]int{}
					}
					outcome[id][o.day(i, "veckans_mandag")] += o.int(i, "utfort")
				}
			}
			wantVolume, wantDone := map[group]int{}, map[group]int{}
			for _, g := range q.FollowUp.Region {
				wantVolume[group{g.Year, g.Unit}] = g.Volume
				if n, exact := g.Done.Exact(); exact && !q.Public {
					wantDone[group{g.Year, g.Unit}] = n
				}
			}
			if d := cmp.Diff(wantVolume, volume); d != "" {
				t.Errorf("plan: %s", d)
			}
			if d := cmp.Diff(wantDone, done); d != "" {
				t.Errorf("outcome: %s", d)
			}
			for _, plan := range q.FollowUp.Plans {
				if weeks[plan.ID.V] != plan.Volume {
					t.Errorf("%s: %d in its weeks, the volume is %d", plan.ID.V, weeks[plan.ID.V], plan.Volume)
				}
				for _, w := range plan.Weeks {
					monday := w.Slot.First()
					n, _ := w.Done.Exact()
					if got := through[plan.ID.V][monday]; got != w.Planned {
						t.Errorf("%s, %s: %d planned, the follow-up has %d", plan.ID.V, w.Slot, got, w.Planned)
					}
					if got := outcome[plan.ID.V][monday]; got != n {
						t.Errorf("%s, %s: %d done, the follow-up has %d", plan.ID.V, w.Slot, got, n)
					}
				}
			}
			asFollowedUp(t, all, q.FollowUp)
		})
	}
}

// asFollowedUp holds the tables that come from the follow-up against it.
func asFollowedUp(t *testing.T, all map[string]content, r *followup.Report) {
	t.Helper()
	same := func(what string, c content, i int, column string, want followup.Count) {
		t.Helper()
		lowest, highest := c.at(i, column+"_lagst"), c.at(i, column+"_hogst")
		got := followup.Count{Low: c.int(i, column+"_lagst"), High: c.int(i, column+"_hogst"), Known: lowest != nil}
		if lowest == nil != (highest == nil) || got != want && (got.Known || want.Known) {
			t.Errorf("%s: %s is %v to %v, the follow-up has %v", what, column, lowest, highest, want)
		}
	}
	c, quarters := all["fact_uppfoljning"], all["fact_uppfoljning_kvartal"]
	if len(c.rows) != len(r.Plans) || len(c.rows) == 0 {
		t.Fatalf("%d rows for %d plans", len(c.rows), len(r.Plans))
	}
	at := 0
	for i, p := range r.Plans {
		if c.text(i, "leveransplan") != p.ID.V || c.int(i, "volym") != p.Volume || c.int(i, "planerat_rapporterat") != p.Due || c.int(i, "planerat_idag") != p.DueToday || c.text(i, "lage") != string(p.Status) {
			t.Errorf("row %d is %v, of %s", i, c.rows[i], p.ID.V)
		}
		for column, want := range map[string]followup.Count{"kontaktade": p.Contacted, "accepterade": p.Accepted, "utfort": p.Done, "gap": p.Gap, "outlost": p.Unused, "prognos": p.Forecast} {
			same(p.ID.V, c, i, column, want)
		}
		planned := 0
		for _, q := range p.Quarters {
			if quarters.text(at, "kvartal") != q.Slot.String() || quarters.text(at, "leveransplan") != p.ID.V {
				t.Fatalf("row %d is %v, of %s in %s", at, quarters.rows[at], p.ID.V, q.Slot)
			}
			planned += quarters.int(at, "planerat")
			for column, want := range map[string]followup.Count{"kontaktade": q.Contacted, "accepterade": q.Accepted, "utfort": q.Done, "gap": q.Gap} {
				same(fmt.Sprint(p.ID.V, " ", q.Slot), quarters, at, column, want)
			}
			at++
		}
		if planned != p.Volume {
			t.Errorf("%s: %d in its quarters, the volume is %d", p.ID.V, planned, p.Volume)
		}
	}
	if at != len(quarters.rows) {
		t.Errorf("%d rows of %d quarters", len(quarters.rows), at)
	}
	capacity, weeks := all["fact_kapacitet"], all["fact_kapacitet_vecka"]
	n := 0
	for _, x := range r.Capacities {
		n += len(x.Weeks)
	}
	if len(capacity.rows) != len(r.Capacities) || len(weeks.rows) != n {
		t.Errorf("%d and %d rows of %d capacities with %d weeks", len(capacity.rows), len(weeks.rows), len(r.Capacities), n)
	}
	planned := 0
	for i := range weeks.rows {
		planned += weeks.int(i, "planerat")
	}
	for _, x := range r.Capacities {
		for _, w := range x.Weeks {
			planned -= w.Planned
		}
	}
	if planned != 0 {
		t.Errorf("the weeks of capacities have %d more planned than the follow-up", planned)
	}
}

// A plan by quarter has its even shares, flagged, and no week outside its own time.
func TestQuartersAreSharedEvenly(t *testing.T) {
	q := sources(t)["the worked region"]
	all := tables(t, export.New(q))
	c, even := all["fact_plan_vecka"], 0
	weeks := map[string][]int{}
	for i := range c.rows {
		if c.truth(i, "jamn_andel") {
			even++
			p := q.Set.Plan(c.text(i, "leveransplan"))
			w := c.day(i, "veckans_mandag").Week()
			if !p.Period.V.ContainsWeek(w) || p.Periodisering.Grain() != calendar.GrainQuarter {
				t.Errorf("%v is no share of %s", c.rows[i], p.ID.V)
			}
			key := p.ID.V + " " + w.Quarter().String()
			weeks[key] = append(weeks[key], c.int(i, "volym"))
		} else if q.Set.Plan(c.text(i, "leveransplan")).Periodisering.Grain() == calendar.GrainQuarter {
			t.Errorf("%v is of a quarter and not flagged", c.rows[i])
		}
	}
	for key, n := range weeks {
		lowest, highest := n[0], n[0]
		for _, x := range n {
			lowest, highest = min(lowest, x), max(highest, x)
		}
		if highest-lowest > 1 {
			t.Errorf("%s: %v is not even", key, n)
		}
	}
	if even < 100 {
		t.Errorf("only %d shares", even)
	}
}

// Facts can be limited to plan years, and nothing else of the star changes.
func TestYearsLimitFacts(t *testing.T) {
	all, some := tables(t, export.New(sources(t)["the history"])), tables(t, export.New(sources(t)["one plan year"]))
	for name, c := range all {
		want := len(c.rows)
		if name == "om_exporten" {
			continue
		}
		if len(name) > 5 && name[:5] == "fact_" && c.Columns[0].Name == "planar" {
			want = 0
			for i := range c.rows {
				if c.int(i, "planar") == 2026 {
					want++
				}
			}
		}
		if got := len(some[name].rows); got != want {
			t.Errorf("%s: %d rows, want %d", name, got, want)
		}
	}
	if len(some["fact_plan_vecka"].rows) == 0 || len(some["fact_plan_vecka"].rows) == len(all["fact_plan_vecka"].rows) {
		t.Error("the limit leaves nothing out, or everything")
	}
}
