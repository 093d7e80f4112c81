package gate_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/lang"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// publishing makes a gate that publishes with plain words.
func (w *world) publishing(token string) *gate.Gate {
	w.t.Helper()
	g := w.gate()
	to, err := github.NewWriter(w.options(token))
	if err != nil {
		w.t.Fatal(err)
	}
	g.To = to
	g.Words = func(v *gate.Verdict) gate.Words {
		return gate.Words{Status: string(v.State), Comment: "utslag: " + string(v.State)}
	}
	return g
}

// agreed is a request that everybody has agreed to.
func agreed(t testing.TB) *world {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas, siv)
	return w
}

func (w *world) status(commit string) string {
	s, ok := w.StatusOf(commit, gate.Context)
	if !ok {
		return "none"
	}
	return s.State
}

// verdicts lists the comments of the gate.
func (w *world) verdicts() []string {
	var out []string
	for _, c := range w.Comments(w.pull) {
		if c.User == fake.ActionsBot {
			out = append(out, c.Body)
		}
	}
	return out
}

// T11, T13, invariant 6: whatever goes wrong at whichever call, the verdict is never
// approved, and what is published is never success.
func TestT11AnyFaultAtAnyCallIsNoApproval(t *testing.T) {
	kinds := map[string]func(w *world) fake.Fault{
		"404":               func(*world) fake.Fault { return fake.Answer(http.StatusNotFound) },
		"403":               func(*world) fake.Fault { return fake.Answer(http.StatusForbidden) },
		"502":               func(*world) fake.Fault { return fake.Answer(http.StatusBadGateway) },
		"used up":           func(w *world) fake.Fault { return fake.UsedUp(w.Now().Add(time.Hour)) },
		"cut in the answer": func(*world) fake.Fault { return fake.CutShort() },
	}
	w := agreed(t)
	w.PerPage = 2
	w.Forget()
	if v, err := w.publishing(w.GateToken()).Judge(t.Context(), gate.Target{Number: 1}); err != nil || v.State != approved || w.status(w.pull.SHA) != "success" {
		t.Fatalf("undisturbed: %s, %v", v.State, err)
	}
	calls := w.Calls()
	if len(calls) < 12 {
		t.Fatalf("only %d calls", len(calls))
	}
	for kind, fault := range kinds {
		for n, call := range calls {
			w.Script(nil)
			w.SetStatus(fake.ActionsBot, w.pull.SHA, gate.Context, "pending", "")
			broken := false
			w.Script(func(c fake.Call) fake.Fault {
				broken = broken || c.N == n+1
				if broken && c.Path == call.Path && c.Method == call.Method && c.Page == call.Page {
					return fault(w)
				}
				return fake.Fault{}
			})
			w.Forget()
			v, err := w.publishing(w.GateToken()).Judge(t.Context(), gate.Target{Number: 1})
			reading := call.Method == http.MethodGet && !strings.HasSuffix(call.Path, "/comments") && call.Path != "/user"
			switch {
			case reading && (v.State != failed || v.Fault == nil):
				t.Errorf("%s at %s %s: %s", kind, call.Method, call.Path, v.State)
			case reading && w.status(w.pull.SHA) == "success":
				t.Errorf("%s at %s %s: published success", kind, call.Method, call.Path)
			case strings.Contains(call.Path, "/statuses/") && err == nil && w.status(w.pull.SHA) != "success":
				t.Errorf("%s at %s %s: a status that is not there is no fault", kind, call.Method, call.Path)
			case !reading && v.State != approved:
				t.Errorf("%s at %s %s: %s, though all was read", kind, call.Method, call.Path, v.State)
			}
		}
	}
}

// A fault takes back an older yes: somebody may have said no since.
func TestFaultTakesBackAnOlderYes(t *testing.T) {
	w := agreed(t)
	judge := func() *gate.Verdict {
		v, err := w.publishing(w.GateToken()).Judge(t.Context(), gate.Target{Number: 1})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if judge(); w.status(w.pull.SHA) != "success" {
		t.Fatal(w.status(w.pull.SHA))
	}
	w.Review(w.as(siv), w.pull, "CHANGES_REQUESTED", "nej")
	w.Script(func(c fake.Call) fake.Fault {
		if strings.HasSuffix(c.Path, "/reviews") {
			return fake.Answer(http.StatusBadGateway)
		}
		return fake.Fault{}
	})
	if v := judge(); v.State != failed || w.status(w.pull.SHA) != "error" {
		t.Errorf("%s, published %s", v.State, w.status(w.pull.SHA))
	}
	w.Script(nil)
	if v := judge(); v.State != pending || w.status(w.pull.SHA) != "pending" {
		t.Errorf("%s, published %s\n%s", v.State, w.status(w.pull.SHA), told(v))
	}
}

// T10: what moves while it is judged is judged anew, and nothing is said of what is no more.
func TestT10HeadMovesMeanwhile(t *testing.T) {
	w := agreed(t)
	old := w.pull.SHA
	moves := 0
	w.Script(func(c fake.Call) fake.Fault {
		if strings.HasSuffix(c.Path, "/timeline") && moves == 0 {
			moves++
			w.Push(w.as(planner), w.pull, fake.Commit{Edit: fake.Edit{planFile: moved(files(), 2)[planFile]}})
		}
		return fake.Fault{}
	})
	v, err := w.publishing(w.GateToken()).Judge(t.Context(), gate.Target{Number: 1})
	if err != nil || v.State != pending || v.Commit() != w.pull.SHA {
		t.Errorf("%s for %s, %v\n%s", v.State, v.Commit(), err, told(v))
	}
	if got := w.status(old); got != "none" {
		t.Errorf("the old head has %s", got)
	}
	if got := w.status(w.pull.SHA); got != "pending" {
		t.Errorf("the new head has %s", got)
	}
}

func TestT10MainMovesMeanwhile(t *testing.T) {
	w := agreed(t)
	done := false
	w.Script(func(c fake.Call) fake.Fault {
		if strings.HasSuffix(c.Path, "/timeline") && !done {
			done = true
			// siv's representative loses the role.
			text := strings.Replace(files()[rolesFile], "organisation: siv, fran: 2026-01-01", "organisation: siv, fran: 2026-01-01, till: 2026-11-20", 1)
			w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{rolesFile: &text}})
		}
		return fake.Fault{}
	})
	v, err := w.publishing(w.GateToken()).Judge(t.Context(), gate.Target{Number: 1})
	if err != nil || v.State != pending || v.Tips.Base != w.Head("main") {
		t.Errorf("%s, %v\n%s", v.State, err, told(v))
	}
}

func TestT10HeadThatNeverRests(t *testing.T) {
	w := agreed(t)
	pushes := 0
	w.Script(func(c fake.Call) fake.Fault {
		if strings.HasSuffix(c.Path, "/timeline") {
			pushes++
			w.Push(w.as(planner), w.pull, fake.Commit{Message: "en till"})
		}
		return fake.Fault{}
	})
	v, err := w.publishing(w.GateToken()).Judge(t.Context(), gate.Target{Number: 1})
	if err != nil || v.State != pending || pushes != 3 || !strings.Contains(told(v), "den prövas igen") {
		t.Errorf("%s after %d, %v\n%s", v.State, pushes, err, told(v))
	}
	if got := w.status(w.pull.SHA); got != "pending" {
		t.Errorf("the newest head has %s", got)
	}
}

// T04: where nothing may be written the verdict is the same, and it is told.
func TestT04NoRightToComment(t *testing.T) {
	w := agreed(t)
	token := w.Token(fake.ActionsBot, fake.Actions, "contents", "read", "pull-requests", "read", "statuses", "write")
	v, err := w.publishing(token).Judge(t.Context(), gate.Target{Number: 1})
	if err != nil || v.State != approved || v.Unwritten == nil || w.status(w.pull.SHA) != "success" {
		t.Errorf("%s, %v, %v", v.State, v.Unwritten, err)
	}
	// The status is what counts: without it the job is not done.
	v, err = w.publishing(w.ReadToken()).Judge(t.Context(), gate.Target{Number: 1})
	if err == nil || v.State != approved {
		t.Errorf("%s, %v", v.State, err)
	}
}

// T06: without --publish nothing but GET reaches the server.
func TestT06ReadOnlyGateOnlyReads(t *testing.T) {
	w := agreed(t)
	w.Forget()
	w.expect(approved)
	for _, c := range w.Calls() {
		if c.Method != http.MethodGet {
			t.Errorf("%s %s", c.Method, c.Path)
		}
	}
}

func TestPublishedOnTheHeadAndInOneComment(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	judge := func() {
		t.Helper()
		if _, err := w.publishing(w.GateToken()).Judge(t.Context(), gate.Target{Number: 1}); err != nil {
			t.Fatal(err)
		}
	}
	judge()
	w.approve(vgs, skas, siv)
	judge()
	if got := w.verdicts(); len(got) != 1 || !strings.HasSuffix(got[0], "utslag: approved") || w.status(w.pull.SHA) != "success" {
		t.Errorf("%q, %s", got, w.status(w.pull.SHA))
	}
	// The order of the calls: the status comes before the comment.
	var writes []string
	for _, c := range w.Calls() {
		if c.Method != http.MethodGet {
			writes = append(writes, c.Method+" "+c.Path[strings.LastIndex(c.Path, "planer/")+7:strings.LastIndex(c.Path, "/")])
		}
	}
	if want := []string{"POST statuses", "POST issues/1", "POST statuses", "PATCH issues/comments"}; !slices.Equal(writes, want) {
		t.Errorf("wrote %q", writes)
	}
}

func TestClosedRequestsAreLeftAlone(t *testing.T) {
	w := agreed(t)
	w.MergePull(w.as(vgs), w.pull, fake.Merge)
	v, err := w.publishing(w.GateToken()).Judge(t.Context(), gate.Target{Number: 1})
	if err != nil || v.State == approved || !v.Closed || w.status(w.pull.SHA) != "none" || len(w.verdicts()) > 0 {
		t.Errorf("%s, %v, %s, %q", v.State, err, w.status(w.pull.SHA), w.verdicts())
	}
}

// A verdict that nobody has a word for is no yes.
func TestEveryFaultHasWords(t *testing.T) {
	w := agreed(t)
	w.Script(func(fake.Call) fake.Fault { return fake.Answer(http.StatusBadGateway) })
	v := w.judge()
	if v.State != approval.StateError || v.Fault.Message.In(lang.SV) == v.Fault.Message.In(lang.EN) || v.Fault.Hint.IsZero() || v.Commit() != "" {
		t.Errorf("%+v", v)
	}
}
