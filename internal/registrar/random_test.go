package registrar_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/schema"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// season lets requests come and go at random, and gives what the gate said of each at the
// moment before it was merged.
func (w *world) season(random *rand.Rand, rounds int) map[int]approval.State {
	said := map[int]approval.State{}
	for range rounds {
		by := []string{planner, vgs, skas, office}[random.IntN(4)]
		commits := []fake.Commit{{Edit: edited(1 + random.IntN(2))}}
		if random.IntN(3) == 0 {
			commits = append(commits, fake.Commit{By: w.as(siv), Edit: fake.Edit{"README.md": fake.Text(fmt.Sprint(random.IntN(4)))}})
		}
		p := w.Open(w.as(by), fmt.Sprintf("andring-%d", w.Now().Unix()), "main", commits...)
		w.pull = p
		updated := false
		for range random.IntN(2) {
			switch random.IntN(6) {
			case 0:
				w.Push(w.as(planner), p, fake.Commit{Edit: edited(1 + random.IntN(2))})
			case 1:
				w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"nytt.md": fake.Text(fmt.Sprint(w.Now().Unix()))}})
				w.UpdateBranch(w.as(planner), p, nil)
				updated = true
			case 2:
				w.ForcePush(w.as(planner), p, fake.Commit{Edit: edited(1)})
				updated = false
			case 3:
				w.Push(w.as(by), p, fake.Commit{})
			case 4:
				w.Review(w.as(siv), p, "CHANGES_REQUESTED", "")
			}
		}
		for _, who := range []string{vgs, skas, siv, office, steward} {
			if random.IntN(12) > 0 && w.as(who) != p.Author {
				w.Approve(w.as(who), p)
			}
		}
		if r := w.Dismissable(w.as(skas), p); r != nil && random.IntN(8) == 0 {
			w.Dismiss(w.as(planner), p, r, "")
		}
		if random.IntN(10) == 0 {
			w.Close(w.as(by), p)
			continue
		}
		said[p.Number] = w.judge()
		switch how := random.IntN(4); {
		case how == 3:
			w.Leave(w.as(office), w.Queue(w.as(office), p)...)
		case how == 2 && !updated:
			w.MergePull(w.as(office), p, fake.Rebase)
		default:
			w.MergePull(w.as(office), p, []fake.Method{fake.Merge, fake.Squash}[random.IntN(2)])
		}
	}
	return said
}

// A merge is recorded as valid where the gate had approved it the moment before, and nowhere
// else; and from the records and main's line alone the same is approved again.
func TestARecordSaysWhatTheGateSaid(t *testing.T) {
	valid, not := 0, 0
	for seed := range uint64(3) {
		w := newWorld(t)
		said := w.season(rand.New(rand.NewPCG(seed, 17)), 10)
		aftermathOf(w)
		got := w.decided()
		repo := w.clone()
		covered := map[string]bool{}
		for _, r := range got {
			for _, c := range r.Commits {
				if covered[c] {
					t.Errorf("%s is recorded twice", c)
				}
				covered[c] = true
			}
			if r.How == record.Push {
				continue
			}
			if gate := said[r.PullRequest]; (gate == approval.StateApproved) != r.Verdict.Valid {
				t.Errorf("seed %d, #%d (%s): the gate said %s, recorded valid %v: %s", seed, r.PullRequest, r.How, gate, r.Verdict.Valid, reasons(r))
			}
			if r.Verdict.Valid {
				valid++
				w.againByTheLine(repo, r)
			} else {
				not++
			}
			delete(said, r.PullRequest)
		}
		line, err := history.Read(repo, gitrepo.Revision{}, w.revision(repo, w.Head("main")))
		if err != nil {
			t.Fatal(err)
		}
		for i := range line.Len() {
			if s := line.Step(i); covered[s.Commit.Hash] != (s.Shape != history.Root) {
				t.Errorf("%s has no record, or is the root", s.Commit.Hash)
			}
		}
		if len(said) > 0 {
			t.Errorf("no record of %v", said)
		}
	}
	t.Logf("%d valid, %d not", valid, not)
	if valid < 5 || not < 5 {
		t.Errorf("%d valid, %d not: that shows too little", valid, not)
	}
}

// aftermathOf lets time pass, with all that can then happen to the requests.
func aftermathOf(w *world) {
	for _, p := range w.Pulls() {
		w.Review(w.as(siv), p, "CHANGES_REQUESTED", "för sent")
		w.DeleteBranch(w.as(planner), p)
	}
	w.Advance(72 * time.Hour)
}

func outside(changed []gitrepo.Change) []diff.FileChange {
	var out []diff.FileChange
	for _, c := range changed {
		if !strings.HasPrefix(c.Path, check.Root+"/") {
			out = append(out, diff.FileChange{Path: c.Path, Before: c.Before.Hash, After: c.After.Hash})
		}
	}
	return out
}

// againByTheLine judges a decision by what the line says it was and the record says of who
// agreed.
func (w *world) againByTheLine(repo *gitrepo.Repo, r *record.Record) {
	w.t.Helper()
	before, after := w.revision(repo, r.Before), w.revision(repo, r.Decision())
	known := &cache.Cache{}
	reader := &check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return known }}
	changed, err := repo.Changed(before, after, ".")
	if err != nil {
		w.t.Fatal(err)
	}
	changes, err := reader.Changes(before.FS(), after.FS(), outside(changed))
	if err != nil {
		w.t.Fatal(err)
	}
	base, err := check.Load(before.FS(), schemas)
	if err != nil {
		w.t.Fatal(err)
	}
	day, _ := calendar.ParseDay(r.Day)
	policy := routine.Policy(base.Set, day)
	policy.History = []approval.Register{{From: calendar.Date(2024, 1, 1), Roller: base.Set.Roller}}
	needs, _ := approval.Requirements(changes, policy)
	result := approval.Judge(needs, r.Evidence(), policy)
	if result.State != approval.StateApproved {
		w.t.Errorf("#%d is %s by the line: %v %v", r.PullRequest, result.State, result.Reasons, result.Discarded)
	}
	got := map[string][]string{}
	for _, o := range result.Requirements {
		for _, f := range o.SatisfiedBy {
			got[o.ID] = append(got[o.ID], f.Person)
		}
	}
	then := map[string][]string{}
	for _, q := range r.Requirements {
		for _, c := range q.SatisfiedBy {
			then[q.ID] = append(then[q.ID], c.Person)
		}
	}
	if d := cmp.Diff(then, got); d != "" {
		w.t.Errorf("#%d (-recorded +by the line):\n%s", r.PullRequest, d)
	}
	if base.Set.Roller == nil || r.Register != before.FS().Entry(plan.FixedPaths[plan.KindRoller]).Hash {
		w.t.Errorf("#%d: register %s", r.PullRequest, r.Register)
	}
}
