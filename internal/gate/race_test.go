package gate_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// meanwhile does something at each last look before a verdict is published.
type meanwhile struct {
	gate.Host
	do func(look int)
	n  int
}

func (m *meanwhile) Tips(ctx context.Context, number int) (gate.Tips, error) {
	out, err := m.Host.Tips(ctx, number)
	m.n++
	m.do(m.n)
	return out, err
}

// T10: of two runs at once the one that knows less does not have the last word.
func TestT10OlderRunHasNotTheLastWord(t *testing.T) {
	for name, c := range map[string]struct {
		do     func(a *app, r *fake.Review)
		status string
	}{
		"an approval is dismissed": {func(a *app, r *fake.Review) { a.Dismiss(a.as(planner), a.pull, r, "") }, "pending"},
		"somebody says no":         {func(a *app, _ *fake.Review) { a.Review(a.as(skas), a.pull, "CHANGES_REQUESTED", "nej") }, "pending"},
		"a role ends on main": {func(a *app, _ *fake.Review) {
			text := strings.Replace(files()[rolesFile], "organisation: siv, fran: 2026-01-01", "organisation: siv, fran: 2026-01-01, till: 2026-11-20", 1)
			a.PushMain(a.as(office), fake.Commit{Edit: fake.Edit{rolesFile: &text}})
		}, "pending"},
		"the base is changed": {func(a *app, _ *fake.Review) {
			a.Branch(a.as(planner), "annan", fake.Commit{})
			a.Retarget(a.as(planner), a.pull, "annan")
		}, "pending"},
		"another request has the same commit": {func(a *app, _ *fake.Review) { a.Open(a.as(planner), a.pull.Head, "main") }, "pending"},
		"nothing":                             {func(*app, *fake.Review) {}, "success"},
	} {
		t.Run(name, func(t *testing.T) {
			a := withApp(t, newWorld(t))
			a.request(planner)
			a.approve(vgs, skas)
			r := a.Approve(a.as(siv), a.pull)
			g := a.gateOfApp()
			g.Host = &meanwhile{Host: g.Host, do: func(look int) {
				if look == 1 {
					c.do(a, r)
					a.run() // what the event starts
				}
			}}
			v, err := g.Judge(t.Context(), gate.Target{Number: a.pull.Number})
			if got := a.status(a.pull.SHA); err != nil || got != c.status || (v.State == approved) != (got == "success") {
				t.Errorf("%s, %v, and the status is %s", v.State, err, got)
			}
		})
	}
}

// T10: a request that changes after every verdict gets none that could let it through.
func TestT10FactsThatNeverRest(t *testing.T) {
	w := agreed(t)
	g := w.publishing(w.GateToken())
	g.Host = &meanwhile{Host: g.Host, do: func(int) { w.Review(w.as(office), w.pull, "COMMENTED", "än en gång") }}
	v, err := g.Judge(t.Context(), gate.Target{Number: 1})
	if err != nil || v.State != pending || w.status(w.pull.SHA) != "pending" || !strings.Contains(told(v), "den prövas igen") {
		t.Errorf("%s, %v, and the status is %s:\n%s", v.State, err, w.status(w.pull.SHA), told(v))
	}
	if got := w.verdicts(); len(got) != 1 || got[0] == "" || strings.Contains(got[0], "approved") {
		t.Errorf("told %q", got)
	}
}

// A verdict that can't be put in words, or not be published, is a fault of that request alone.
func TestPanicsAreFaultsOfOneRequest(t *testing.T) {
	w := agreed(t)
	g := w.publishing(w.GateToken())
	put := g.Words
	g.Words = func(v *gate.Verdict) gate.Words {
		if v.Number == 1 {
			panic("no words")
		}
		return put(v)
	}
	v, err := g.Judge(t.Context(), gate.Target{Number: 1})
	if err != nil || v.State != failed || v.Fault == nil || w.status(w.pull.SHA) != "error" || len(w.verdicts()) > 0 {
		t.Errorf("%s, %v, and the status is %s", v.State, err, w.status(w.pull.SHA))
	}
	g.Words, g.To = put, broken{g.To}
	if v, err := g.Judge(t.Context(), gate.Target{Number: 1}); err == nil || !strings.Contains(err.Error(), "panic") || v.State != approved {
		t.Errorf("%s, %v", v.State, err)
	}
}

// broken panics where a comment is written.
type broken struct{ gate.Publisher }

func (broken) Comment(context.Context, int, string) error { panic("no comment") }

// An attestation that GitHub does not take costs neither the comment nor the verdict.
func TestCommentComesBeforeTheAttestation(t *testing.T) {
	a := withApp(t, newWorld(t))
	a.request(planner)
	a.approve(vgs, skas, siv)
	var writes []string
	posts := 0
	a.Script(func(c fake.Call) fake.Fault {
		if c.Method == http.MethodPost && !strings.HasPrefix(c.Path, "/app") {
			writes = append(writes, c.Path)
		}
		if c.Method == http.MethodPost && strings.Contains(c.Path, "/statuses/") {
			if posts++; posts > 1 {
				return fake.Answer(http.StatusUnprocessableEntity)
			}
		}
		return fake.Fault{}
	})
	g := a.gateOfApp()
	g.Words = func(v *gate.Verdict) gate.Words { return gate.Words{Status: string(v.State), Comment: "hej"} }
	v, err := g.Judge(t.Context(), gate.Target{Number: 1})
	if err != nil || v.State != approved || v.Unwritten == nil {
		t.Errorf("%s, %v, %v", v.State, v.Unwritten, err)
	}
	comment := -1
	for i, path := range writes {
		if strings.HasSuffix(path, "/comments") {
			comment = i
		}
	}
	if comment != 1 || len(writes) != 3 {
		t.Errorf("wrote %q", writes)
	}
}

// Who may write can post any number of statuses: they cost a few calls, and nothing is
// believed of what stands among them.
func TestA02FloodOfStatuses(t *testing.T) {
	a := withApp(t, newWorld(t))
	a.request(planner)
	a.approve(vgs, skas, siv)
	a.want(approved)
	old := a.pull.SHA
	for range 25 {
		a.SetStatus(a.as(planner), old, "bygge", "success", "")
	}
	a.PerPage = 2
	if v := a.run(); v.State != approved || v.Unwritten == nil {
		t.Errorf("%s, %v: that nothing could be attested is not told", v.State, v.Unwritten)
	}
	a.rebase(1)
	a.Forget()
	a.want(approval.StatePending, "grinden hade inte sett den")
	read := 0
	for _, c := range a.Calls() {
		if strings.HasSuffix(c.Path, old+"/statuses") {
			read++
		}
	}
	if read != 10 {
		t.Errorf("%d pages of statuses were read", read)
	}
}
