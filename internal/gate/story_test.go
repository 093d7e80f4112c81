package gate_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

const approved, pending, refused, failed = approval.StateApproved, approval.StatePending, approval.StateRefused, approval.StateError

func TestApprovedWhenEverybodyHasAgreed(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.expect(pending, "väntar på godkännande av")
	w.approve(vgs, skas)
	w.expect(pending, "representant:siv pending")
	w.approve(siv)
	v := w.expect(approved)
	// The roles last longer than the routine.
	if v.Result.HoldsUntil.String() != "2027-12-31" || v.HoldsUntil.String() != "2026-12-19" {
		t.Errorf("holds until %s, %s", v.Result.HoldsUntil, v.HoldsUntil)
	}
	if met, all := v.Satisfied(); met != 3 || all != 3 {
		t.Errorf("%d of %d", met, all)
	}
}

func TestActorStandsForItsRequirementByPushing(t *testing.T) {
	w := newWorld(t)
	w.request(vgs)
	w.approve(skas, siv)
	v := w.expect(approved)
	for _, o := range v.Result.Requirements {
		if o.ID == "vardgarantiservice" && (len(o.SatisfiedBy) != 1 || !o.SatisfiedBy[0].Push) {
			t.Errorf("%+v", o.SatisfiedBy)
		}
	}
	// Somebody else pushes, if nothing: then the author is not the one who acted last.
	w.Push(w.as(planner), w.pull, fake.Commit{Message: "tom"})
	w.expect(pending, "vardgarantiservice pending")
	w.Push(w.as(vgs), w.pull, fake.Commit{Message: "tom"})
	w.expect(approved)
}

func TestAuthorOfAForkHasNoKnownPush(t *testing.T) {
	w := newWorld(t)
	w.pull = w.OpenFromFork(w.as(vgs), "flytta", "main", fake.Commit{Edit: moved(w.FilesAt(w.Head("main")), 1)})
	w.approve(skas, siv)
	w.expect(pending, "vardgarantiservice pending")
}

func TestErrorsOfTheRequestRefuseIt(t *testing.T) {
	w := newWorld(t)
	edit := moved(files(), 1)
	edit[planFile] = fake.Text(strings.Replace(*edit[planFile], "volym: 6\nperiod", "volym: 7\nperiod", 1))
	w.pull = w.Open(w.as(planner), "fel", "main", fake.Commit{Edit: edit})
	w.approve(vgs, skas, siv)
	if v := w.expect(refused, "P101"); v.Broken() == 0 {
		t.Error("no errors counted")
	}
}

// What main has already is not the request's doing.
func TestErrorsOfMainRefuseNothing(t *testing.T) {
	f := files()
	other := "plans/2027/leveransplaner/nu/lp-2027-nu-su-ogon.yaml"
	f[other] = strings.Replace(f[other], "volym: ", "volym: 1", 1)
	w := worldOf(t, f)
	w.request(planner)
	w.approve(vgs, skas, siv)
	if v := w.expect(approved); len(v.Comparison.Findings) == 0 {
		t.Error("main was meant to have an error")
	}
}

func TestChangedOnBothSidesWaitsForAnUpdate(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas, siv)
	other := strings.Replace(files()[planFile], "Operationskoordinator", "Koordinator", 1)
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{planFile: &other}})
	v := w.judge()
	if v.State != pending || len(v.Comparison.Conflicts) != 1 || v.Broken() > 0 {
		t.Errorf("%s, conflicts %v:\n%s", v.State, v.Comparison.Conflicts, told(v))
	}
}

func TestRequestsThatCannotBeApproved(t *testing.T) {
	t.Run("to another branch", func(t *testing.T) {
		w := newWorld(t)
		// Whoever may push a branch could put herself into its role register.
		w.Branch(w.as(planner), "egen-main", fake.Commit{Edit: fake.Edit{"plans/register/roller.yaml": fake.Text(strings.ReplaceAll(files()["plans/register/roller.yaml"], "900000002", "501"))}})
		w.pull = w.Open(w.as(vgs), "gren", "egen-main", fake.Commit{Edit: moved(files(), 1)})
		w.approve(planner, skas, siv)
		w.expect(pending, "bara det som går till main")
	})
	t.Run("two with one head", func(t *testing.T) {
		w := newWorld(t)
		w.request(planner)
		w.approve(vgs, skas, siv)
		first := w.pull
		second := w.Open(w.as(planner), w.pull.Head, "main")
		if second.SHA != first.SHA {
			t.Fatal("not the same commit")
		}
		w.expect(pending, "pull request 2 har samma commit")
		w.Close(w.as(planner), second)
		w.expect(approved)
	})
	t.Run("closed", func(t *testing.T) {
		w := newWorld(t)
		w.request(planner)
		w.approve(vgs, skas, siv)
		w.Close(w.as(planner), w.pull)
		if v := w.expect(pending, "stängd"); !v.Closed {
			t.Error("not closed")
		}
	})
}

// What changes nothing in meaning, such as layout alone, needs one more pair of eyes.
func TestRequestWithoutAChangeInMeaning(t *testing.T) {
	w := newWorld(t)
	w.pull = w.Open(w.as(planner), "layout", "main", fake.Commit{Edit: fake.Edit{planFile: fake.Text("# layout\n" + files()[planFile])}})
	w.expect(pending)
	w.approve(outsider)
	w.expect(pending)
	w.approve(skas)
	w.expect(approved)
}

// The clone is the runner's: what it lacks is told, and nothing is guessed.
func TestCloneThatLacksTheCommits(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas, siv)
	w.fresh = false
	v := w.expect(failed, "klonen saknar commit "+w.pull.SHA[:8])
	if !strings.Contains(v.Fault.Hint.In(lang.SV), "git fetch") || v.Commit() != w.pull.SHA {
		t.Errorf("%v, for %q", v.Fault, v.Commit())
	}
	w.fresh = true
	w.expect(approved)
	w.fresh = false
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"NEWS.md": fake.Text("ny\n")}})
	w.expect(failed, "klonen saknar commit "+w.Head("main")[:8])
}

func TestCloneThatCannotBeRead(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	g := w.gate()
	g.Open = func() (*gitrepo.Repo, error) { return nil, errors.New("disk") }
	v, err := g.Judge(t.Context(), gate.Target{Number: 1})
	if err != nil || v.State != failed || v.Commit() != w.pull.SHA {
		t.Errorf("%s for %q, %v", v.State, v.Commit(), err)
	}
}

// The day is the one in the region's time zone, and a role ends with it.
func TestRoleThatEndsAtMidnight(t *testing.T) {
	f := files()
	f["plans/register/roller.yaml"] = strings.Replace(f["plans/register/roller.yaml"], "{person: p-005, roll: representant, organisation: siv, fran: 2026-01-01}",
		"{person: p-005, roll: representant, organisation: siv, fran: 2026-01-01, till: 2026-11-21}", 1)
	w := worldOf(t, f)
	w.request(planner)
	w.approve(vgs, skas, siv)
	if v := w.expect(approved); v.HoldsUntil.String() != "2026-11-21" {
		t.Errorf("holds until %s", v.HoldsUntil)
	}
	midnight := time.Date(2026, 11, 21, 23, 0, 0, 0, time.UTC) // in Stockholm
	w.Advance(midnight.Sub(w.Now()) - time.Second)
	w.expect(approved)
	w.Advance(time.Second)
	w.expect(pending, "representant:siv pending")
}

func TestTargets(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	second := w.OpenFromFork(w.as(outsider), "annat", "main", fake.Commit{Edit: fake.Edit{"NEWS.md": fake.Text("ny\n")}})
	w.Close(w.as(planner), w.Open(w.as(planner), "stangd", "main"))
	group := gate.Target{Number: 1, Group: &gate.Group{BaseBranch: "main"}}
	for name, c := range map[string]struct {
		selection gate.Selection
		want      []gate.Target
	}{
		"a number":                    {gate.Selection{Numbers: []int{7}}, []gate.Target{{Number: 7}}},
		"a head":                      {gate.Selection{Heads: []string{second.SHA}}, []gate.Target{{Number: 2}}},
		"a number and its head":       {gate.Selection{Numbers: []int{2}, Heads: []string{second.SHA}}, []gate.Target{{Number: 2}}},
		"a head of no open request":   {gate.Selection{Heads: []string{w.Head("main")}}, nil},
		"all that are open":           {gate.Selection{All: true}, []gate.Target{{Number: 1}, {Number: 2}}},
		"an entry of the merge queue": {gate.Selection{Group: &group}, []gate.Target{group}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := w.gate().Targets(t.Context(), c.selection)
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}
