package registrar_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/registrar"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

func asFault(err error, f **gate.Fault) bool { return errors.As(err, f) }

func (w *world) declined(since time.Time) []*record.Record {
	w.t.Helper()
	out, err := w.registrar().Declined(w.t.Context(), since)
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

func TestADeclinedRequestIsADecision(t *testing.T) {
	w := newWorld(t)
	p := w.agreed(fake.Commit{Edit: with(edited(1), fake.Edit{"README.md": fake.Text("x")})})
	w.Close(w.as(vgs), p)
	at := w.Now().UTC().Format(time.RFC3339)
	got := w.declined(time.Time{})
	if len(got) != 1 {
		t.Fatalf("%s", bytesOf(t, got))
	}
	r := got[0]
	want(t, r, record.Closed)
	changes := r.Changes
	r.Changes, r.Rules = nil, ""
	expected := &record.Record{Version: record.Version, How: record.Closed, PullRequest: p.Number, Head: p.SHA, At: at, Day: "2026-11-21",
		Author: &record.Actor{Account: 501}, By: &record.Actor{Account: 900_000_002, Person: vgs}, Verdict: record.Verdict{State: "closed", Valid: true}}
	if d := cmp.Diff(expected, r); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if len(changes) != 2 || changes[0].Document != "fil/README.md" || changes[1].Document != "leveransplan/lp-2027-skas-siv-hoftprotes" {
		t.Errorf("%+v", changes)
	}
}

// Only what was closed without a merge, wanted to main and touched plans/ is a decision.
func TestWhichRequestsWereDeclined(t *testing.T) {
	w := newWorld(t)
	closed := func(p *fake.Pull) { w.Close(w.as(vgs), p) }
	w.open()                                                                            // 1: open
	w.MergePull(w.as(vgs), w.agreed(), fake.Merge)                                      // 2: merged
	closed(w.open(fake.Commit{Edit: fake.Edit{"README.md": fake.Text("x")}}))           // 3: no plan
	w.Branch(w.as(office), "annan", fake.Commit{})                                      //
	closed(w.Open(w.as(planner), "sido", "annan", fake.Commit{Edit: edited(2)}))        // 4: to another branch
	closed(w.open(fake.Commit{Edit: edited(2)}))                                        // 5
	w.Reopen(w.as(planner), w.pull)                                                     // and open again
	closed(w.open(fake.Commit{Edit: edited(2)}, fake.Commit{Edit: edited(1)}))          // 6: touched, though nothing is left of it
	closed(w.OpenFromFork(w.as(planner), "gren", "main", fake.Commit{Edit: edited(2)})) // 7
	w.open(fake.Commit{Edit: fake.Edit{"a.md": fake.Text("x")}})                        // 8: only what it took over from main is a plan
	w.PushMain(w.as(office), fake.Commit{Edit: replaced(planFile, "NFB49", "NFB39")})
	w.UpdateBranch(w.as(planner), w.pull, nil)
	closed(w.pull)
	w.Advance(48 * time.Hour)
	since := w.Now()
	closed(w.open(fake.Commit{Edit: edited(2)})) // 9
	for name, tt := range map[string]struct {
		since time.Time
		want  []int
	}{
		"ever":                {time.Time{}, []int{6, 7, 9}},
		"since":               {since, []int{9}},
		"at that very moment": {w.Now(), []int{9}},
		"after it":            {w.Now().Add(time.Second), nil},
	} {
		for _, pages := range []int{1, 2, 100} {
			w.PerPage = pages
			var got []int
			for _, r := range w.declined(tt.since) {
				got = append(got, r.PullRequest)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("%s, by %d (-want +got):\n%s", name, pages, d)
			}
		}
	}
}

// What a declined request would have changed is told as it was seen then.
func TestADeclinedRequestAWeekLater(t *testing.T) {
	w := newWorld(t)
	p := w.open()
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"README.md": fake.Text("x")}})
	w.Close(w.as(vgs), p)
	at := bytesOf(t, w.declined(time.Time{}))
	again := w.Open(w.as(planner), "en gang till", "main", fake.Commit{Merges: p.SHA, Edit: edited(1)})
	w.MergePull(w.as(office), again, fake.Merge)
	w.PushMain(w.as(office), fake.Commit{Edit: replaced(rolesFile, "version: 1", "version: 2", "id: 900000002", "id: 900000022")})
	w.DeleteBranch(w.as(planner), p)
	w.Review(w.as(siv), p, "APPROVED", "")
	w.Advance(7 * 24 * time.Hour)
	later := w.declined(time.Time{})
	if d := cmp.Diff(at, bytesOf(t, later)); d != "" || len(later) != 1 || len(later[0].Changes) != 1 {
		t.Errorf("(-at once +later):\n%s", d)
	}
	w.around = func(h registrar.Host) registrar.Host {
		return lagging{Host: h, moves: func([]gate.Move) []gate.Move { return nil }}
	}
	if d := cmp.Diff(at, bytesOf(t, w.declined(time.Time{}))); d != "" {
		t.Errorf("(-at once +without a memory of main):\n%s", d)
	}
}

// What is not in the clone is told, and keeps nothing else from being recorded.
func TestADeclinedRequestThatTheCloneLacks(t *testing.T) {
	w := newWorld(t)
	w.Close(w.as(vgs), w.open())
	r := w.registrar()
	w.Close(w.as(vgs), w.open(fake.Commit{Edit: edited(2)}))
	got, err := r.Declined(t.Context(), time.Time{})
	var f *gate.Fault
	if len(got) != 1 || got[0].PullRequest != 1 || !asFault(err, &f) || !errors.Is(err, gitrepo.ErrUnknown) {
		t.Fatalf("%v, %s", err, bytesOf(t, got))
	}
	for _, l := range lang.Languages {
		if said := f.Message.In(l) + f.Hint.In(l); !strings.Contains(said, "pull request 2") || !strings.Contains(said, "git fetch origin") || !strings.Contains(said, w.pull.SHA[:8]) {
			t.Errorf("%q", said)
		}
	}
}
