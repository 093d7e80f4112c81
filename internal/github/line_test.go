package github_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

func TestFactsOfAMergedRequest(t *testing.T) {
	for _, how := range []fake.Method{fake.Merge, fake.Squash, fake.Rebase} {
		for _, deletes := range []bool{false, true} {
			w := newWorld(t)
			w.DeletesMerged = deletes
			w.PushMain(w.bertil, fake.Commit{})
			w.Push(w.anna, w.pull, fake.Commit{Edit: fake.Edit{"README.md": fake.Text("x")}})
			kept := w.Approve(w.bertil, w.pull)
			lost := w.Review(w.cecilia, w.pull, "CHANGES_REQUESTED", "nej")
			w.Dismiss(w.anna, w.pull, lost, "löst")
			dismissed := w.Now()
			before := w.Head("main")
			merge := w.MergePull(w.cecilia, w.pull, how)
			at := w.Now()
			w.Dismiss(w.anna, w.pull, kept, "för sent")
			w.PushMain(w.bertil, fake.Commit{})
			f, err := w.reader(t).Facts(t.Context(), 1)
			if err != nil {
				t.Fatal(err)
			}
			by := account(w.cecilia)
			if f.Open || !f.Merged.Equal(at) || !f.Closed.Equal(at) || f.MergeCommit != merge || f.Count != 2 || !cmp.Equal(f.MergedBy, &by) || !cmp.Equal(f.ClosedBy, &by) {
				t.Errorf("%+v", f)
			}
			if len(f.Signers) != 2 || f.Head != w.pull.SHA {
				t.Errorf("%d commits of %s", len(f.Signers), f.Head)
			}
			for i, want := range []gate.Review{{Was: approval.Approved, Dismissed: w.Now().Add(-time.Minute)}, {Was: approval.ChangesRequested, Dismissed: dismissed}} {
				if r := f.Reviews[i]; r.State != approval.Dismissed || r.Was != want.Was || !r.Dismissed.Equal(want.Dismissed) {
					t.Errorf("review %+v, want %+v", r, want)
				}
			}
			// They go back to when the request was opened, and one step further.
			if n := len(f.BaseMoves); n != 4 || f.BaseMoves[2].How != gate.PullMerged || f.BaseMoves[2].Before != before || f.BaseMoves[2].After != merge {
				t.Errorf("moves of the base: %+v", f.BaseMoves)
			}
			gone := 0
			for _, m := range f.Moves {
				if m.How == gate.Deleted {
					gone++
				}
			}
			if want := map[bool]int{true: 2}[deletes]; gone != want { // by the timeline and the activity
				t.Errorf("deleted %d times, want %d", gone, want)
			}
		}
	}
}

func TestFactsOfAClosedRequest(t *testing.T) {
	w := newWorld(t)
	w.Close(w.anna, w.pull)
	w.Reopen(w.anna, w.pull)
	w.Close(w.bertil, w.pull)
	f, err := w.reader(t).Facts(t.Context(), 1)
	by := account(w.bertil)
	if err != nil || f.Open || !f.Closed.Equal(w.Now()) || !cmp.Equal(f.ClosedBy, &by) || !f.Merged.IsZero() || f.MergeCommit != "" || f.MergedBy != nil {
		t.Errorf("%+v, %v", f, err)
	}
	w.Reopen(w.anna, w.pull)
	if f, err = w.reader(t).Facts(t.Context(), 1); err != nil || !f.Open || !f.Closed.IsZero() || f.ClosedBy != nil {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestWhatHappenedToMain(t *testing.T) {
	w := newWorld(t)
	root := w.Head("main")
	merge := w.MergePull(w.bertil, w.pull, fake.Squash)
	since := w.Now()
	push := w.PushMain(w.anna, fake.Commit{}, fake.Commit{})
	w.Branch(w.anna, "annan", fake.Commit{})
	force := w.ForcePushMain(w.anna, root, fake.Commit{Message: "om"})
	type step struct {
		How           gate.MoveKind
		Before, After string
		By            int64
	}
	want := []step{
		{gate.Created, strings.Repeat("0", 40), root, fake.WebFlow.ID}, {gate.PullMerged, root, merge, w.bertil.ID},
		{gate.Pushed, merge, push, w.anna.ID}, {gate.ForcePushed, push, force, w.anna.ID},
	}
	for from, since := range map[int]time.Time{0: {}, 1: since.Add(time.Second)} { // one step further back than asked for
		for _, pages := range []int{1, 2, 100} {
			w.PerPage = pages
			list, err := w.reader(t).Line(t.Context(), since)
			if err != nil {
				t.Fatal(err)
			}
			var got []step
			for _, m := range list {
				got = append(got, step{m.How, m.Before, m.After, m.By.ID})
			}
			if diff := cmp.Diff(want[from:], got); diff != "" {
				t.Errorf("from %s (-want +got):\n%s", since, diff)
			}
		}
	}
}

func TestWhichRequestsBroughtACommit(t *testing.T) {
	w := newWorld(t)
	w.Branch(w.anna, "annan", fake.Commit{})
	aside := w.Open(w.anna, "sido", "annan", fake.Commit{})
	w.MergePull(w.anna, aside, fake.Merge)
	other := w.Open(w.anna, "mer", "main", fake.Commit{Edit: fake.Edit{"b": fake.Text("1")}}, fake.Commit{Edit: fake.Edit{"b": fake.Text("2")}})
	w.MergePull(w.anna, other, fake.Rebase)
	pushed := w.PushMain(w.anna, fake.Commit{})
	for commit, want := range map[string][]int{
		w.pull.SHA: nil, aside.MergeCommit: nil, other.Brought[0]: {other.Number}, other.Brought[1]: {other.Number}, other.SHA: {other.Number}, pushed: nil,
	} {
		got, err := w.reader(t).Merged(t.Context(), commit)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
	}
	if _, err := w.reader(t).Merged(t.Context(), strings.Repeat("a", 40)); err == nil {
		t.Error("a commit that is not there was brought by nobody")
	}
}

func TestDeclinedRequests(t *testing.T) {
	w := newWorld(t)
	w.Branch(w.anna, "annan", fake.Commit{})
	closed := func(head, base string) { w.Close(w.anna, w.Open(w.anna, head, base, fake.Commit{})) }
	closed("a", "main")  // 2
	closed("b", "annan") // 3: to another branch
	w.MergePull(w.anna, w.Open(w.anna, "c", "main", fake.Commit{}), fake.Squash)
	w.Advance(time.Hour)
	closed("d", "main") // 5
	at := w.Now()
	closed("e", "main") // 6
	w.Comment(w.anna, w.Pulls()[1], "ännu ett ord om det som stängdes först")
	for n, since := range map[int]time.Time{0: {}, 1: at, 2: at.Add(time.Second), 3: w.Now().Add(time.Hour)} {
		for _, pages := range []int{1, 2, 100} {
			w.PerPage = pages
			got, err := w.reader(t).Declined(t.Context(), since)
			if diff := cmp.Diff([]int{2, 5, 6}[n:], got, cmp.Transformer("", func(l []int) []int { return append([]int{}, l...) })); diff != "" || err != nil {
				t.Errorf("since %s: %v (-want +got):\n%s", since, err, diff)
			}
		}
	}
}

// A request that is touched while the list is read comes to the top of it, where it has been
// passed: it is not lost.
func TestDeclinedRequestsThatMoveMeanwhile(t *testing.T) {
	w := newWorld(t)
	for _, head := range []string{"a", "b", "c", "d"} {
		w.Close(w.anna, w.Open(w.anna, head, "main", fake.Commit{}))
	}
	w.PerPage = 1
	touched := 0
	w.Script(func(c fake.Call) fake.Fault {
		if c.Page == "2" && touched == 0 {
			touched++
			w.Comment(w.anna, w.Pulls()[1], "ett ord")
		}
		return fake.Fault{}
	})
	got, err := w.reader(t).Declined(t.Context(), time.Time{})
	if diff := cmp.Diff([]int{2, 3, 4, 5}, got); diff != "" || err != nil || touched != 1 {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	// One that never rests is a fault.
	w.Script(func(c fake.Call) fake.Fault {
		if c.Page == "2" {
			w.Comment(w.anna, w.Pulls()[1], "ännu ett")
		}
		return fake.Fault{}
	})
	got, err = w.reader(t).Declined(t.Context(), time.Time{})
	var f *gate.Fault
	if !errors.As(err, &f) || got != nil || f.Message.In(lang.SV) == f.Message.In(lang.EN) {
		t.Errorf("%v, %v", got, err)
	}
}
