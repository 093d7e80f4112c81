package registrar_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/schema"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

func TestTheRootNeedsNoRecord(t *testing.T) {
	if got := newWorld(t).decided(); got != nil {
		t.Errorf("%s", bytesOf(t, got))
	}
}

func TestWhatARecordTellsOfAMerge(t *testing.T) {
	w := newWorld(t)
	before := w.Head("main")
	p := w.agreed()
	merge := w.MergePull(w.as(vgs), p, fake.Merge)
	at := w.Now()
	r := w.one()
	want(t, r, record.Merge)
	type told struct {
		Number                   int
		Before, Head, At, Day    string
		Commits                  []string
		Routine, Register, Rules string
		Author, By               record.Actor
		Hands                    []record.Hand
		Who                      []string
	}
	got := told{r.PullRequest, r.Before, r.Head, r.At, r.Day, r.Commits, r.Routine, r.Register, r.Rules, *r.Author, *r.By, r.Hands, nil}
	for _, q := range r.Requirements {
		for _, c := range q.SatisfiedBy {
			got.Who = append(got.Who, q.ID+" "+c.Person+" "+c.Commit[:7])
		}
	}
	short := " " + p.SHA[:7]
	expected := told{p.Number, before, p.SHA, at.UTC().Format(time.RFC3339), "2026-11-21", []string{merge}, "9.0", gitrepo.BlobHash([]byte(files()[rolesFile])), routine.RulesHash(),
		record.Actor{Account: 501}, record.Actor{Account: 900_000_002, Person: vgs},
		[]record.Hand{{Account: 501, Documents: []string{"leveransplan/lp-2027-skas-siv-hoftprotes"}}},
		[]string{"representant:siv " + siv + short, "representant:skas " + skas + short, "vardgarantiservice " + vgs + short}}
	if d := cmp.Diff(expected, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Each way to main gives the records that it should.
func TestWaysToMain(t *testing.T) {
	three := []fake.Commit{{Edit: edited(1)}, {Edit: fake.Edit{}}, {Edit: edited(2)}}
	type way struct {
		name  string
		bring func(w *world) []string // the commits of each record, joined
		how   record.How
	}
	for _, tt := range []way{
		{"merge", func(w *world) []string { return []string{w.MergePull(w.as(vgs), w.agreed(three...), fake.Merge)} }, record.Merge},
		{"squash", func(w *world) []string { return []string{w.MergePull(w.as(vgs), w.agreed(three...), fake.Squash)} }, record.Squash},
		{"rebase", func(w *world) []string {
			p := w.agreed(three...)
			w.MergePull(w.as(vgs), p, fake.Rebase)
			return []string{strings.Join(p.Brought, " ")}
		}, record.Rebase},
		{"rebase of one commit", func(w *world) []string { return []string{w.MergePull(w.as(vgs), w.agreed(), fake.Rebase)} }, record.Squash},
		{"merge queue", func(w *world) []string {
			return []string{w.Leave(w.as(vgs), w.Queue(w.as(vgs), w.agreed())...)}
		}, record.Squash},
		{"merge queue that merges", func(w *world) []string {
			return []string{w.Leave(w.as(vgs), w.QueueBy(w.as(vgs), fake.Merge, w.agreed(three...))...)}
		}, record.Merge},
		{"updated from main before", func(w *world) []string {
			w.open()
			main := w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"ny.txt": fake.Text("ny")}})
			w.UpdateBranch(w.as(planner), w.pull, nil)
			w.approve(vgs, skas, siv)
			return []string{main, w.MergePull(w.as(vgs), w.pull, fake.Merge)}
		}, record.Merge},
		{"behind main", func(w *world) []string {
			w.agreed()
			main := w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"ny.txt": fake.Text("ny")}})
			return []string{main, w.MergePull(w.as(vgs), w.pull, fake.Squash)}
		}, record.Squash},
		{"from a fork", func(w *world) []string {
			w.pull = w.OpenFromFork(w.as(planner), "gren", "main", fake.Commit{Edit: edited(1)})
			w.approve(vgs, skas, siv)
			return []string{w.MergePull(w.as(vgs), w.pull, fake.Merge)}
		}, record.Merge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, deletes := range []bool{false, true} {
				w := newWorld(t)
				w.DeletesMerged = deletes
				commits := tt.bring(w)
				got := w.decided()
				var covered []string
				for _, r := range got {
					covered = append(covered, strings.Join(r.Commits, " "))
				}
				if d := cmp.Diff(commits, covered); d != "" {
					t.Fatalf("(-want +got):\n%s", d)
				}
				last := got[len(got)-1]
				want(t, last, tt.how)
				if last.PullRequest != w.pull.Number || last.Head != w.pull.SHA {
					t.Errorf("#%d of %s", last.PullRequest, last.Head)
				}
			}
		})
	}
}

// The queue brings several decisions in one push.
func TestAQueueBringsSeveralDecisions(t *testing.T) {
	w := newWorld(t)
	first := w.agreed()
	second := w.Open(w.as(planner), "text", "main", fake.Commit{Edit: fake.Edit{"README.md": fake.Text("ny")}}, fake.Commit{Edit: fake.Edit{"README.md": fake.Text("nyare")}})
	w.Approve(w.as(steward), second)
	w.Approve(w.as(office), second)
	third := w.Open(w.as(planner), "mer", "main", fake.Commit{Edit: fake.Edit{"x.md": fake.Text("x")}}, fake.Commit{Edit: fake.Edit{"y.md": fake.Text("y")}})
	groups := w.QueueBy(w.as(vgs), fake.Rebase, first, second, third)
	w.LeaveTogether(w.as(office), groups...)
	got := w.decided()
	if len(got) != 3 {
		t.Fatalf("%s", bytesOf(t, got))
	}
	want(t, got[0], record.Squash)
	want(t, got[1], record.Rebase)
	want(t, got[2], record.Rebase, "is missing")
	for i, p := range []*fake.Pull{first, second, third} {
		if got[i].PullRequest != p.Number || !slices.Equal(got[i].Commits, p.Brought) {
			t.Errorf("#%d: %v", got[i].PullRequest, got[i].Commits)
		}
	}
}

// A direct push is one record for each commit, with who pushed and when.
func TestADirectPushIsRecordedByCommit(t *testing.T) {
	w := newWorld(t)
	before := w.Head("main")
	tip := w.PushMain(w.as(office), fake.Commit{By: w.as(planner), Edit: edited(1), Dated: fake.Start.AddDate(-3, 0, 0)}, fake.Commit{Edit: fake.Edit{"README.md": fake.Text("x")}, Email: "ingen@example.org"})
	at := w.Now().UTC().Format(time.RFC3339)
	got := w.decided()
	if len(got) != 2 || got[0].Before != before || got[1].Before != got[0].Decision() || got[1].Decision() != tip {
		t.Fatalf("%s", bytesOf(t, got))
	}
	for _, r := range got {
		want(t, r, record.Push, "came to main without a pull request", "is missing")
		if r.At != at || r.By == nil || r.By.Person != office || r.Author != nil || r.PullRequest != 0 || r.Head != "" {
			t.Errorf("%+v", r)
		}
		for _, q := range r.Requirements {
			if len(q.SatisfiedBy) > 0 {
				t.Errorf("%s by %v", q.ID, q.SatisfiedBy)
			}
		}
	}
	hands := [][]record.Hand{
		{{Account: 501, Documents: []string{"leveransplan/lp-2027-skas-siv-hoftprotes"}}},
		{{Commit: tip, Documents: []string{"fil/README.md"}}},
	}
	if d := cmp.Diff(hands, [][]record.Hand{got[0].Hands, got[1].Hands}); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// What a record says has changed is what main's line says.
func TestARecordsChangesAreThoseOfTheLine(t *testing.T) {
	w := newWorld(t)
	w.MergePull(w.as(vgs), w.agreed(fake.Commit{Edit: with(edited(1), fake.Edit{"README.md": fake.Text("x"), "plans/2027/trasig.yaml": fake.Text("]]"), ".github/workflows/x.yml": fake.Text("on: push\n")})}), fake.Merge)
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"plans/2027/trasig.yaml": fake.Text("[["), "README.md": nil}})
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{rolesFile: nil}})
	w.MergePull(w.as(vgs), w.agreed(fake.Commit{Edit: edited(2)}), fake.Squash)
	repo := w.clone()
	line, err := history.Read(repo, gitrepo.Revision{}, w.revision(repo, w.Head("main")))
	if err != nil {
		t.Fatal(err)
	}
	known := &cache.Cache{}
	wanted := map[string][]record.Change{}
	for d, err := range line.Decisions(&check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return known }}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range d.Changes {
			about := c.About()
			one := record.Change{Document: about.String(), Before: about.BaseSum, After: about.HeadSum}
			for _, k := range c.Kinds() {
				one.Kinds = append(one.Kinds, string(k))
			}
			slices.Sort(one.Kinds)
			wanted[d.Commit.Hash] = append(wanted[d.Commit.Hash], one)
		}
		slices.SortFunc(wanted[d.Commit.Hash], func(a, b record.Change) int { return strings.Compare(a.Document, b.Document) })
	}
	got := w.decided()
	if len(got) != 4 {
		t.Fatalf("%d records", len(got))
	}
	for _, r := range got {
		if d := cmp.Diff(wanted[r.Decision()], r.Changes); d != "" || len(r.Changes) == 0 {
			t.Errorf("(-line +record):\n%s", d)
		}
	}
}

func TestWhatIsKnownIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	w.MergePull(w.as(vgs), w.agreed(), fake.Merge)
	first := w.Head("main")
	p := w.agreed(fake.Commit{Edit: fake.Edit{"a.md": fake.Text("1")}}, fake.Commit{Edit: fake.Edit{"b.md": fake.Text("2")}}, fake.Commit{Edit: fake.Edit{"c.md": fake.Text("3")}})
	w.MergePull(w.as(vgs), p, fake.Rebase)
	all := w.decided()
	if len(all) != 2 {
		t.Fatalf("%d records", len(all))
	}
	w.Forget()
	got, err := w.attempt(func(string) bool { return true })
	if err != nil || got != nil || len(w.Calls()) > 0 {
		t.Errorf("%v, %v, %d calls", got, err, len(w.Calls()))
	}
	got, err = w.attempt(func(c string) bool { return c == first })
	if err != nil || bytesOf(t, got) != bytesOf(t, all[1:]) {
		t.Errorf("%v, %s", err, bytesOf(t, got))
	}
	r := w.registrar()
	part := func(after, head string) ([]*record.Record, error) {
		var from gitrepo.Revision
		if after != "" {
			from = w.revision(r.Repo, after)
		}
		return r.Decided(t.Context(), from, w.revision(r.Repo, head), none)
	}
	for name, tt := range map[string]struct {
		after, head string
		want        []*record.Record
		fails       string
	}{
		"from the first merge on":        {first, w.Head("main"), all[1:], ""},
		"up to the first merge":          {"", first, all[:1], ""},
		"up to the middle of a decision": {"", p.Brought[1], all[:1], ""},
		"from the middle of one":         {p.Brought[0], w.Head("main"), nil, "began to reach main before"},
		"from near the end of one":       {p.Brought[1], w.Head("main"), nil, "began to reach main before"},
		"in the middle of one":           {p.Brought[0], p.Brought[1], nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := part(tt.after, tt.head)
			if (err != nil) != (tt.fails != "") || err != nil && !strings.Contains(err.Error(), tt.fails) {
				t.Errorf("%v", err)
			}
			if tt.fails == "" && bytesOf(t, got) != bytesOf(t, tt.want) {
				t.Errorf("%s", bytesOf(t, got))
			}
		})
	}
}
