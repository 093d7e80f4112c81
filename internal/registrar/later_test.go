package registrar_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/registrar"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// eventful brings something to main in each way, and declines a request.
func eventful(t testing.TB) *world {
	w := newWorld(t)
	w.agreed()
	w.Review(w.as(siv), w.pull, "COMMENTED", "bra")
	w.MergePull(w.as(vgs), w.pull, fake.Merge)
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"README.md": fake.Text("x")}})
	w.open(fake.Commit{Edit: edited(2)}, fake.Commit{Edit: fake.Edit{}})
	w.approve(vgs, skas, siv)
	w.Dismiss(w.as(planner), w.pull, w.Dismissable(w.as(skas), w.pull), "")
	w.MergePull(w.as(office), w.pull, fake.Rebase)
	w.open(fake.Commit{Edit: edited(0)})
	w.approve(vgs, skas)
	w.ForcePush(w.as(planner), w.pull, fake.Commit{Edit: edited(1)})
	w.approve(siv)
	w.Leave(w.as(office), w.Queue(w.as(office), w.pull)...)
	w.open(fake.Commit{Edit: edited(2)})
	w.Close(w.as(vgs), w.pull)
	return w
}

// aftermath is whatever can happen to requests once they are closed, and to main.
func aftermath(w *world) {
	w.Advance(time.Hour)
	for n := range 4 {
		p := w.Pulls()[n]
		for _, who := range []string{vgs, skas, siv, office} {
			if r := w.Dismissable(w.as(who), p); r != nil {
				w.Dismiss(w.as(planner), p, r, "för sent")
			}
			w.Review(w.as(who), p, []string{"APPROVED", "CHANGES_REQUESTED"}[n%2], "för sent")
		}
		w.Comment(w.as(siv), p, "för sent")
		w.Push(w.as(siv), p, fake.Commit{Edit: fake.Edit{"sent.md": fake.Text("sent")}})
		w.ForcePush(w.as(siv), p, fake.Commit{Edit: fake.Edit{"senare.md": fake.Text("sent")}})
		w.DeleteBranch(w.as(siv), p)
		w.Branch(w.as(siv), p.Head, fake.Commit{Edit: fake.Edit{"senast.md": fake.Text("sent")}})
	}
	w.PushMain(w.as(office), fake.Commit{Edit: replaced(rolesFile, "version: 1", "version: 2", "organisation: siv, fran: 2026-01-01", "organisation: siv, fran: 2026-01-01, till: 2026-11-20")})
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"plans/leveransplan.yaml": fake.Text(strings.Replace(files()["plans/leveransplan.yaml"], "Europe/Stockholm", "Pacific/Kiritimati", 1))}})
	w.Advance(7 * 24 * time.Hour)
}

// What is recorded at once and what is recorded a week later are the same bytes, whatever has
// happened since and however the service puts its answers.
func TestRecordedAtOnceAndAWeekLater(t *testing.T) {
	for _, deletes := range []bool{false, true} {
		w := newWorld(t)
		w.DeletesMerged = deletes
		at := map[string]string{} // recorded when main had just got it
		once := func() {
			for _, r := range w.decided() {
				if text := bytesOf(t, []*record.Record{r}); at[r.Path()] == "" {
					at[r.Path()] = text
				} else if d := cmp.Diff(at[r.Path()], text); d != "" {
					t.Errorf("(-at once +later):\n%s", d)
				}
			}
		}
		w.agreed()
		w.MergePull(w.as(vgs), w.pull, fake.Merge)
		once()
		w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"README.md": fake.Text("x")}})
		once()
		w.agreed(fake.Commit{Edit: edited(2)}, fake.Commit{Edit: fake.Edit{"b.md": fake.Text("b")}})
		w.Dismiss(w.as(planner), w.pull, w.Dismissable(w.as(skas), w.pull), "")
		w.MergePull(w.as(office), w.pull, fake.Rebase)
		once()
		w.agreed(fake.Commit{Edit: edited(0)})
		w.ForcePush(w.as(planner), w.pull, fake.Commit{Edit: edited(1)})
		w.approve(siv)
		w.MergePull(w.as(office), w.pull, fake.Squash)
		once()
		w.open(fake.Commit{Edit: edited(2)})
		w.MergePull(w.as(office), w.pull, fake.Squash) // without a single review
		once()
		if len(at) != 5 {
			t.Fatalf("%d records", len(at))
		}
		aftermath(w)
		once()
		w.PerPage = 1
		once()
	}
}

// shuffled answers with lists in any order that a service may give.
type shuffled struct {
	registrar.Host
	random *rand.Rand
}

func (h shuffled) Facts(ctx context.Context, number int) (*gate.Facts, error) {
	f, err := h.Host.Facts(ctx, number)
	if err == nil {
		h.random.Shuffle(len(f.Reviews), func(i, j int) { f.Reviews[i], f.Reviews[j] = f.Reviews[j], f.Reviews[i] })
	}
	return f, err
}

func TestOrderOfAnswersDoesNotMatter(t *testing.T) {
	w := eventful(t)
	wanted := bytesOf(t, append(w.decided(), w.declined(time.Time{})...))
	random := rand.New(rand.NewPCG(3, 5))
	for n := range 6 {
		w.PerPage = 1 + n
		w.around = func(h registrar.Host) registrar.Host { return shuffled{h, random} }
		if d := cmp.Diff(wanted, bytesOf(t, append(w.decided(), w.declined(time.Time{})...))); d != "" {
			t.Fatalf("(-as it is +in another order):\n%s", d)
		}
	}
}

// lagging is a service whose lists are not up to date yet.
type lagging struct {
	registrar.Host
	moves  func([]gate.Move) []gate.Move
	merged func([]int) []int
	facts  func(*gate.Facts)
}

func (h lagging) Line(ctx context.Context, since time.Time) ([]gate.Move, error) {
	list, err := h.Host.Line(ctx, since)
	if h.moves != nil {
		list = h.moves(list)
	}
	return list, err
}

func (h lagging) Merged(ctx context.Context, commit string) ([]int, error) {
	list, err := h.Host.Merged(ctx, commit)
	if h.merged != nil {
		list = h.merged(list)
	}
	return list, err
}

func (h lagging) Facts(ctx context.Context, number int) (*gate.Facts, error) {
	f, err := h.Host.Facts(ctx, number)
	if err == nil && h.facts != nil {
		h.facts(f)
	}
	return f, err
}

// What the service does not tell yet is no push and no bypass: nothing is recorded of it.
func TestWhatTheServiceDoesNotTellYet(t *testing.T) {
	w := eventful(t)
	all := w.decided()
	last := all[len(all)-1].PullRequest
	for name, tt := range map[string]struct {
		lag   lagging
		whole int // records that there are all the same
	}{
		"the last move":       {lagging{moves: func(m []gate.Move) []gate.Move { return m[:len(m)-1] }}, len(all) - 1},
		"a move in between":   {lagging{moves: func(m []gate.Move) []gate.Move { return slices.Delete(slices.Clone(m), 2, 3) }}, len(all) - 1},
		"which request it is": {lagging{merged: func([]int) []int { return nil }}, 1},
		"that it is merged": {lagging{facts: func(f *gate.Facts) {
			if f.Number == last {
				f.Merged, f.MergeCommit = time.Time{}, ""
			}
		}}, len(all) - 1},
	} {
		t.Run(name, func(t *testing.T) {
			w.around = func(h registrar.Host) registrar.Host { tt.lag.Host = h; return tt.lag }
			got, err := w.attempt(none)
			var f *gate.Fault
			if err == nil || !asFault(err, &f) || f.Hint.IsZero() || len(got) != tt.whole {
				t.Fatalf("%d records, want %d: %v", len(got), tt.whole, err)
			}
			for _, r := range got {
				if !slices.ContainsFunc(all, func(o *record.Record) bool { return bytesOf(t, []*record.Record{o}) == bytesOf(t, []*record.Record{r}) }) {
					t.Errorf("another record: %s", bytesOf(t, []*record.Record{r}))
				}
			}
		})
	}
}

// Where the service has no memory of what happened to main, what it knows of requests is
// enough for them; what it knows nothing of was pushed.
func TestAServiceWithoutAMemoryOfMain(t *testing.T) {
	w := eventful(t)
	p := w.agreed(fake.Commit{Edit: fake.Edit{"README.md": fake.Text("direkt")}})
	w.PushPull(w.as(office), p)
	all := w.decided()
	w.around = func(h registrar.Host) registrar.Host {
		return lagging{Host: h, moves: func([]gate.Move) []gate.Move { return nil }}
	}
	got := w.decided()
	if len(got) != len(all) {
		t.Fatalf("%s", bytesOf(t, got))
	}
	for i, r := range got {
		switch {
		case r.How != all[i].How || !slices.Equal(r.Commits, all[i].Commits):
			t.Errorf("%s of %v", r.How, r.Commits)
		case r.How == record.Push && (r.By != nil || r.Verdict.Valid):
			t.Errorf("%+v", r)
		case r.How != record.Push && bytesOf(t, got[i:i+1]) != bytesOf(t, all[i:i+1]):
			t.Errorf("%s", cmp.Diff(all[i], r))
		}
	}
	// It remembers only the last moves.
	w.around = func(h registrar.Host) registrar.Host {
		return lagging{Host: h, moves: func(m []gate.Move) []gate.Move { return m[len(m)-2:] }}
	}
	if got, err := w.attempt(none); err != nil || len(got) != len(all) {
		t.Errorf("%v, %s", err, bytesOf(t, got))
	}
}
