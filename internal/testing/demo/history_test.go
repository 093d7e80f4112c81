package demo_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/schema"
)

func reader() *check.Reader {
	known := new(cache.Cache)
	return &check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return known }}
}

// What the records say of content is what main's history says, read on its own.
func TestRecordsTellWhatMainGot(t *testing.T) {
	h, repo, _ := whole(t)
	genesis := at(t, repo, h.Genesis)
	line, err := history.Read(repo, genesis, at(t, repo, h.Main))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]map[string][2]string{} // by commit, sums by document
	for d, err := range line.Decisions(reader()) {
		if err != nil {
			t.Fatal(err)
		}
		got[d.Commit.Hash] = sums(d.Changes)
	}
	commits := 0
	for _, d := range h.Decisions {
		commits += len(d.Commits)
		if len(d.Commits) != 1 {
			continue // its commits each hold a part
		}
		want := map[string][2]string{}
		for _, c := range d.Record.Changes {
			want[c.Document] = [2]string{c.Before, c.After}
		}
		if diff := cmp.Diff(want, got[d.Commit()]); diff != "" {
			t.Errorf("%s, %s: record and history (-record +history):\n%s", d.Day, d.Title, diff)
		}
	}
	if len(got) != commits {
		t.Errorf("main has %d commits after the first, the decisions have %d", len(got), commits)
	}
}

func sums(changes []diff.Change) map[string][2]string {
	out := map[string][2]string{}
	for _, c := range changes {
		about := c.About()
		out[about.String()] = [2]string{about.BaseSum, about.HeadSum}
	}
	return out
}

// A plan is shown as it was before and after a change of it, and the diary has all that was
// decided of it.
func TestHistoryAnswers(t *testing.T) {
	h, repo, _ := whole(t)
	line, err := history.Read(repo, gitrepo.Revision{}, at(t, repo, h.Main))
	if err != nil {
		t.Fatal(err)
	}
	r := reader()
	all, err := line.All(r)
	if err != nil {
		t.Fatal(err)
	}
	const id = "lp-2026-skas-strandangen-knaprotes" // lowered from 40 to 28 from week 25 of 2026 on
	var steps []int
	for i, e := range all {
		if slices.ContainsFunc(e.Items, func(it history.Item) bool { return it.ID == id }) {
			steps = append(steps, i+1)
		}
	}
	if len(steps) != 2 {
		t.Fatalf("%d decisions about %s, want two", len(steps), id)
	}
	for _, c := range []struct {
		known int
		valid string
		want  int
	}{
		{steps[0], "2026-07-01", 40},
		{steps[1], "2026-05-01", 40},
		{steps[1], "2026-07-01", 28},
		{len(all), "2026-07-01", 28},
	} {
		valid, _ := calendar.ParseDay(c.valid)
		s, err := line.Show(r, all, history.Question{ID: id, Valid: valid, Known: c.known})
		if err != nil {
			t.Fatal(err)
		}
		if s.Plan == nil || s.Plan.Volume != c.want {
			t.Errorf("after %d decisions, on %s: %+v, want %d", c.known, c.valid, s.Plan, c.want)
		}
	}
}

// The history holds every kind of change that a legitimate history can hold.
func TestHistoryHoldsOneOfEverything(t *testing.T) {
	h, _, _ := whole(t)
	kinds, ways, roles := map[string]int{}, map[record.How]int{}, map[string]int{}
	delegated, hands, replaced, reserved := 0, 0, 0, 0
	for _, d := range h.Decisions {
		ways[d.How]++
		for _, c := range d.Record.Changes {
			for _, k := range c.Kinds {
				kinds[k]++
			}
		}
		for _, q := range d.Record.Requirements {
			for _, s := range q.SatisfiedBy {
				roles[s.Role]++
				if s.Delegation != "" {
					delegated++
				}
			}
		}
		if len(d.Record.Hands) > 1 {
			hands++
		}
		for _, x := range d.Record.Discarded {
			if x.ReplacedBy != 0 {
				replaced++
			}
		}
		reserved += len(d.Record.Reservations)
	}
	t.Log(len(h.Decisions), ways, kinds, roles, "delegated", delegated, "several hands", hands, "replaced", replaced, "reservations", reserved)
	if len(h.Decisions) < 150 {
		t.Errorf("%d decisions, want 150 or more", len(h.Decisions))
	}
	wanted := []diff.Kind{diff.PlanNy, diff.PlanMinskning, diff.PlanFrigjord, diff.PlanOkning, diff.PlanPafyllning, diff.PlanOmperiodisering, diff.PlanVillkor, diff.PlanMottagande,
		diff.Redaktionell, diff.OkandAndrad}
	for _, k := range wanted {
		if kinds[string(k)] == 0 {
			t.Errorf("no %s", k)
		}
	}
	for _, family := range []string{"behovsanalys.", "missiv.nytt", "missiv.andrat", "erbjudande.", "restvolym.", "utfall.", "register.", "roller.", "undantag.", "avvikelse."} {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(kinds)), func(k string) bool { return len(k) >= len(family) && k[:len(family)] == family }) {
			t.Errorf("no %s", family)
		}
	}
	for _, how := range []record.How{record.Merge, record.Squash, record.Rebase, record.Push, record.Closed} {
		if ways[how] == 0 {
			t.Errorf("nothing came by %s", how)
		}
	}
	for what, n := range map[string]int{"approved by delegation": delegated, "by several hands": hands, "reviewed twice": replaced, "with a reservation": reserved} {
		if n == 0 {
			t.Errorf("nothing %s", what)
		}
	}
}
