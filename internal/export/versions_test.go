package export_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// written are the weeks of a plan, shared out by hand from what its file says.
func written(p *plan.Leveransplan) map[string]int {
	out := map[string]int{}
	for _, item := range p.Periodisering.Items {
		var weeks []calendar.Week
		for _, w := range item.Slot.V.Weeks() {
			if item.Slot.V.Grain() == calendar.GrainWeek || p.Period.V.ContainsWeek(w) {
				weeks = append(weeks, w)
			}
		}
		left := item.Volume.V
		for i, w := range weeks { // the last weeks get what does not divide
			share := left / (len(weeks) - i)
			if share > 0 {
				out[w.String()] += share
			}
			left -= share
		}
	}
	return out
}

// versionsOf are the weeks of every version of every plan, by plan and decision.
func versionsOf(all map[string]content) map[string]map[string]int {
	out, names := map[string]map[string]int{}, map[string]string{}
	v, c := all["dim_planversion"], all["fact_plan_vecka"]
	for i := range v.rows {
		name := v.text(i, "leveransplan") + " " + v.text(i, "beslut")
		out[name], names[v.text(i, "planversion")] = map[string]int{}, name
	}
	for i := range c.rows {
		out[names[c.text(i, "planversion")]][c.text(i, "vecka")] += c.int(i, "volym")
	}
	return out
}

// Every version is what the tree of its commit says, read by itself, and no decision about a
// plan is without one.
func TestVersionsAreWhatWasDecided(t *testing.T) {
	h := demonstration(t)
	all := tables(t, export.New(sources(t)["the history"]))
	got := versionsOf(all)
	last := map[string]map[string]int{}
	versions := 0
	for _, e := range h.entries {
		loaded, err := check.Load(h.rev(t, e.Commit.Hash).FS(), schemas())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range loaded.Set.Leveransplaner {
			name, want := p.ID.V+" "+e.Commit.Hash, written(p)
			version, there := got[name]
			switch {
			case there:
				versions++
				if d := cmp.Diff(total(want), total(version)); d != "" || p.Periodisering.Grain() == calendar.GrainWeek && !maps.Equal(want, version) {
					t.Errorf("%s: %s%s", name, d, cmp.Diff(want, version))
				}
				last[p.ID.V] = want
			case !maps.Equal(last[p.ID.V], want):
				t.Errorf("%s has other weeks than before, and no version", name)
			}
		}
	}
	if versions != len(all["dim_planversion"].rows) || versions < len(h.entries) {
		t.Errorf("%d of %d versions were found in the trees of %d decisions", versions, len(all["dim_planversion"].rows), len(h.entries))
	}
}

func total(weeks map[string]int) int {
	sum := 0
	for _, n := range weeks {
		sum += n
	}
	return sum
}

// The question that the tables are made for: what the plans came to as decided on a day is what
// the tree of that day says.
func TestAsDecidedOnADay(t *testing.T) {
	h, q := demonstration(t), sources(t)["the history"]
	all := tables(t, export.New(q))
	v, c := all["dim_planversion"], all["fact_plan_vecka"]
	asked, changed := 0, map[int]bool{}
	for day := h.From; day <= h.To; day += 3 {
		var at string
		for _, e := range h.entries {
			if calendar.FromTime(e.At.In(q.Zone)) <= day {
				at = e.Commit.Hash
			}
		}
		if at == "" {
			continue
		}
		standing := map[string]bool{}
		for i := range v.rows {
			replaced, ended := v.at(i, "ersatt_dag").(calendar.Day)
			if v.day(i, "beslutad_dag") <= day && (!ended || replaced > day) {
				standing[v.text(i, "planversion")] = true
			}
		}
		got, want := map[string]int{}, map[string]int{}
		for i := range c.rows {
			if standing[c.text(i, "planversion")] {
				got[c.text(i, "leveransplan")] += c.int(i, "volym")
			}
		}
		loaded, err := check.Load(h.rev(t, at).FS(), schemas())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range loaded.Set.Leveransplaner {
			if p.Volym.V > 0 {
				want[p.ID.V] = p.Volym.V
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", day, d)
		}
		asked++
		changed[total(got)] = true
	}
	if asked < 10 || len(changed) < 5 {
		t.Errorf("%d days with %d answers", asked, len(changed))
	}
}

// The latest version is the plan of the commit shown, also where the history is another's or
// there is none.
func TestTheLatestVersionIsThePlan(t *testing.T) {
	for name, q := range sources(t) {
		if len(q.Years) > 0 {
			continue
		}
		all := tables(t, export.New(q))
		c, v := all["fact_plan_vecka"], all["dim_planversion"]
		got, want := map[string]int{}, map[string]int{}
		for i := range c.rows {
			if c.truth(i, "senaste") {
				got[c.text(i, "leveransplan")+" "+c.text(i, "vecka")] += c.int(i, "volym")
			}
		}
		for _, p := range q.Set.Leveransplaner {
			if p.Periodisering.Grain() == calendar.GrainWeek {
				for w, n := range written(p) {
					want[p.ID.V+" "+w] = n
				}
			} else {
				maps.DeleteFunc(got, func(k string, _ int) bool { return len(k) > len(p.ID.V) && k[:len(p.ID.V)+1] == p.ID.V+" " })
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		latest := map[string]int{}
		for i := range v.rows {
			if v.truth(i, "senaste") {
				latest[v.text(i, "leveransplan")]++
			}
			if decided := v.at(i, "beslut") != nil; q.History == nil && decided {
				t.Errorf("%s: %v", name, v.rows[i])
			}
		}
		for id, n := range latest {
			if n != 1 {
				t.Errorf("%s: %s has %d latest versions", name, id, n)
			}
		}
		if len(latest) < len(q.Set.Leveransplaner) {
			t.Errorf("%s: %d plans of %d have a latest version", name, len(latest), len(q.Set.Leveransplaner))
		}
	}
}

// What was agreed and is not in the commit shown is told as taken away, without a decision.
func TestAPlanThatTheCommitLacks(t *testing.T) {
	q := sources(t)["the history without what is agreed"]
	all := tables(t, export.New(q))
	v := all["dim_planversion"]
	gone := 0
	for i := range v.rows {
		if v.truth(i, "borttagen") {
			gone++
			if v.at(i, "beslut") != nil || v.int(i, "volym") != 0 || !v.truth(i, "senaste") || q.Set.Plan(v.text(i, "leveransplan")) != nil {
				t.Errorf("%v", v.rows[i])
			}
		}
	}
	plans := all["dim_plan"]
	for i := range plans.rows {
		if !plans.truth(i, "finns") && (plans.text(i, "skickande") == "" || plans.text(i, "mottagare_namn") == "" || plans.int(i, "planar") == 0) {
			t.Errorf("nothing is told of %v", plans.rows[i])
		}
	}
	if gone < 5 {
		t.Errorf("only %d", gone)
	}
}

// Decisions are those of the history, with the audit's verdicts, approvals and all that was
// changed.
func TestDecisions(t *testing.T) {
	h := demonstration(t)
	all := tables(t, export.New(sources(t)["the history"]))
	c, changes, approvals := all["dim_beslut"], all["fact_beslut_andring"], all["fact_godkannande"]
	place := map[string]int{}
	for i := range c.rows {
		place[c.text(i, "beslut")] = i
	}
	items := 0
	for n, e := range h.entries {
		i, there := place[e.Commit.Hash]
		if !there || c.int(i, "ordning") != n+1 || c.int(i, "andringar") != len(e.Items) || c.day(i, "dag") != calendar.FromTime(e.At.In(stockholm())) {
			t.Errorf("%s: %v", e.Commit.Hash, c.rows[i])
		}
		items += len(e.Items)
	}
	if len(c.rows) != len(h.entries) || len(changes.rows) != items {
		t.Errorf("%d decisions of %d, %d changes of %d", len(c.rows), len(h.entries), len(changes.rows), items)
	}
	given, wanted := map[string][]string{}, map[string][]string{}
	for i := range approvals.rows {
		if approvals.int(i, "nr") > 0 {
			given[approvals.text(i, "beslut")] = append(given[approvals.text(i, "beslut")], fmt.Sprint(approvals.text(i, "krav"), " ", approvals.text(i, "person"), " ", approvals.day(i, "given_dag")))
		}
	}
	for i := range h.audit.Decisions {
		d := &h.audit.Decisions[i]
		at := place[d.Commit()]
		if !d.Genesis && (c.at(at, "giltigt") != d.Valid || c.at(at, "bevisat") != d.Proven) || d.Genesis && c.at(at, "giltigt") != nil || c.int(at, "brister") != len(d.Violations) {
			t.Errorf("%v is not what the audit says of %s", c.rows[at], d.Commit())
		}
		for _, r := range d.Requirements {
			for _, s := range r.SatisfiedBy {
				wanted[d.Commit()] = append(wanted[d.Commit()], fmt.Sprint(r.ID, " ", s.Person, " ", s.Day))
			}
		}
		slices.Sort(wanted[d.Commit()])
		slices.Sort(given[d.Commit()])
	}
	if d := cmp.Diff(wanted, given, cmp.Comparer(func(a, b []string) bool { return slices.Equal(a, b) })); d != "" || len(given) < 10 {
		t.Errorf("%d decisions have approvals: %s", len(given), d)
	}
	corrections := 0
	for _, e := range h.entries {
		for _, it := range e.Items {
			corrections += len(it.Corrections)
		}
	}
	if n := len(all["fact_utfallsrattelse"].rows); n != corrections {
		t.Errorf("%d corrections of %d", n, corrections)
	}
}
