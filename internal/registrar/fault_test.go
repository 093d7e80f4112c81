package registrar_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// Whatever goes wrong at whichever call, a record is not made, or it is the one that is made
// when nothing goes wrong.
func TestAnyFaultAtAnyCallGivesNoOtherRecord(t *testing.T) {
	kinds := map[string]func(w *world) fake.Fault{
		"404":       func(*world) fake.Fault { return fake.Answer(http.StatusNotFound) },
		"502":       func(*world) fake.Fault { return fake.Answer(http.StatusBadGateway) },
		"cut short": func(*world) fake.Fault { return fake.CutShort() },
	}
	w := newWorld(t)
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"README.md": fake.Text("x")}})
	w.agreed(fake.Commit{Edit: edited(1)}, fake.Commit{Edit: fake.Edit{}})
	w.Dismiss(w.as(planner), w.pull, w.Dismissable(w.as(siv), w.pull), "")
	w.approve(siv)
	w.MergePull(w.as(vgs), w.pull, fake.Rebase)
	w.Close(w.as(vgs), w.open(fake.Commit{Edit: edited(2)}))
	w.PerPage = 2
	r := w.registrar()
	head := w.revision(r.Repo, w.Head("main"))
	recorded := func() (map[string]string, error) {
		out := map[string]string{}
		decided, err := r.Decided(t.Context(), gitrepo.Revision{}, head, none)
		declined, err2 := r.Declined(t.Context(), time.Time{})
		for _, made := range append(decided, declined...) {
			out[made.Path()] = bytesOf(t, []*record.Record{made})
		}
		return out, errors.Join(err, err2)
	}
	w.Forget()
	all, err := recorded()
	if err != nil || len(all) != 3 {
		t.Fatalf("undisturbed: %d, %v", len(all), err)
	}
	calls := w.Calls()
	if len(calls) < 20 {
		t.Fatalf("only %d calls", len(calls))
	}
	lost := 0
	for kind, fault := range kinds {
		for n, call := range calls {
			w.Script(func(c fake.Call) fake.Fault {
				if c.N >= n+1 && c.Path == call.Path && c.Page == call.Page {
					return fault(w)
				}
				return fake.Fault{}
			})
			w.Forget()
			got, err := recorded()
			if len(got) < len(all) {
				lost++
			}
			if (err == nil) != (len(got) == len(all)) {
				t.Errorf("%s at %s: %d records, %v", kind, call.Path, len(got), err)
			}
			for path, text := range got {
				if text != all[path] {
					t.Errorf("%s at %s makes\n%s\nof\n%s", kind, call.Path, text, all[path])
				}
			}
			var f *gate.Fault
			if err != nil && (!errors.As(err, &f) || f.Hint.IsZero()) {
				t.Errorf("%s at %s: %v", kind, call.Path, err)
			}
		}
	}
	w.Script(nil)
	t.Logf("%d calls, %d kinds of faults, %d times fewer records", len(calls), len(kinds), lost)
	if lost < len(calls) {
		t.Errorf("only %d faults kept anything from being recorded", lost)
	}
}

// without makes a clone that lacks a commit: one in which only main was fetched.
func without(t *testing.T, dir, commit string) string {
	t.Helper()
	git := func(at string, args ...string) {
		t.Helper()
		cmd := exec.Command(need.Tool(t, "git"), args...)
		cmd.Dir = at
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v: %s", args, err, out)
		}
	}
	only := t.TempDir()
	git(only, "clone", "--quiet", "--no-local", "--single-branch", "--branch", "main", dir, ".")
	repo, err := gitrepo.Open(only)
	if err != nil {
		t.Fatal(err)
	}
	defer repo.Close()
	if _, err := repo.Resolve(commit); !errors.Is(err, gitrepo.ErrUnknown) {
		t.Fatalf("%s is there: %v", commit, err)
	}
	return only
}

// What the clone lacks is named, and keeps no other decision from being recorded.
func TestWhatTheCloneLacksIsNamed(t *testing.T) {
	w := newWorld(t)
	w.MergePull(w.as(vgs), w.agreed(), fake.Merge)
	lacks := w.agreed(fake.Commit{Edit: edited(2)})
	w.MergePull(w.as(vgs), lacks, fake.Squash)
	w.MergePull(w.as(vgs), w.agreed(fake.Commit{Edit: edited(1)}), fake.Merge)
	all := w.decided()
	dir := t.TempDir()
	w.Clone(dir)
	repo, err := gitrepo.Open(without(t, dir, lacks.SHA))
	if err != nil {
		t.Fatal(err)
	}
	defer repo.Close()
	r := w.registrar()
	r.Repo = repo
	got, err := r.Decided(t.Context(), gitrepo.Revision{}, w.revision(repo, w.Head("main")), none)
	if err == nil || bytesOf(t, got) != bytesOf(t, []*record.Record{all[0], all[2]}) {
		t.Fatalf("%v: %s", err, bytesOf(t, got))
	}
	var f *gate.Fault
	if !errors.As(err, &f) || !strings.Contains(f.Message.In(lang.SV), lacks.SHA[:8]) || !strings.Contains(f.Hint.In(lang.EN), "refs/pull/*/head") {
		t.Errorf("%v", err)
	}
}

// Where one decision after another can't be found out about, it is not tried for ever.
func TestGivesUpWhereNothingCanBeRead(t *testing.T) {
	w := newWorld(t)
	for range 14 {
		w.PushMain(w.as(office), fake.Commit{})
	}
	w.Script(func(c fake.Call) fake.Fault {
		if strings.HasSuffix(c.Path, "/pulls") {
			return fake.Answer(http.StatusNotFound)
		}
		return fake.Fault{}
	})
	w.Forget()
	got, err := w.attempt(none)
	joined, ok := err.(interface{ Unwrap() []error })
	if got != nil || !ok || len(joined.Unwrap()) != 10 || len(w.Calls()) > 14 {
		t.Errorf("%d calls, %v", len(w.Calls()), err)
	}
}

func TestBrokenOffInTheMiddle(t *testing.T) {
	w := eventful(t)
	r := w.registrar()
	ctx, stop := context.WithCancel(t.Context())
	n := 0
	all := map[string]bool{}
	for _, made := range w.decided() {
		all[bytesOf(t, []*record.Record{made})] = true
	}
	w.Script(func(fake.Call) fake.Fault {
		if n++; n == 20 {
			stop()
		}
		return fake.Fault{}
	})
	got, err := r.Decided(ctx, gitrepo.Revision{}, w.revision(r.Repo, w.Head("main")), none)
	if err == nil || len(got) >= len(all) {
		t.Fatalf("%d of %d, %v", len(got), len(all), err)
	}
	for _, made := range got {
		if !all[bytesOf(t, []*record.Record{made})] {
			t.Errorf("%s", bytesOf(t, []*record.Record{made}))
		}
	}
}
