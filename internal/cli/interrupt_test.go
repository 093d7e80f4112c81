package cli

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// impatient is somebody who asks a run to end when it has come so far: at the n-th time that it
// says something.
type impatient struct {
	mu        sync.Mutex
	said      bytes.Buffer
	word      string
	left      int
	interrupt func() bool
	obeyed    bool
}

func (p *impatient) Write(text []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.word != "" && bytes.Contains(text, []byte(p.word)) {
		if p.left--; p.left == 0 {
			p.obeyed = p.interrupt()
		}
	}
	return p.said.Write(text)
}

// run runs a command on a terminal on which each word of progress is shown.
func (p *impatient) run(dir string, args ...string) (code int, out string) {
	var clock atomic.Int64
	var shown bytes.Buffer
	code = Run(Env{Dir: dir, Args: args, Stdout: &shown, Stderr: p, ErrTerminal: true, Getenv: environment(),
		Now: func() time.Time {
			return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC).Add(time.Duration(clock.Add(1)) * patient)
		},
		Interrupts: func(interrupt func() bool) { p.interrupt = interrupt }})
	return code, shown.String()
}

// A site whose writing somebody ends comes to its end at the page at hand and says what it leaves;
// the next run leaves what a run in one go would have.
func TestAnInterruptedSiteIsMadeWholeByTheNextRun(t *testing.T) {
	h := newHosted(t)
	site := func(p *impatient, dir, day string) (int, string) {
		return p.run(h.dir, "site", dir, "--no-audit", "--as-of", day)
	}
	whole := filepath.Join(t.TempDir(), "webb")
	if code, _ := site(&impatient{}, whole, "2027-03-15"); code != exitOK {
		t.Fatal(code)
	}
	want := wholeFolder(t, whole)
	for _, test := range []struct {
		name  string
		older bool
		pages int
		says  string
	}{
		{"a new folder, at its first page", false, 1, "avbrutet: 1 fil skriven\n  Mappen DIR är inte hel förrän samma kommando har körts igen.\n"},
		{"a new folder, in the middle", false, len(want) / 2, " filer skrivna\n  Mappen DIR är inte hel förrän "},
		{"a folder of another day, in the middle", true, len(want) / 2, " skrivna\n  Mappen DIR har både nya och gamla sidor tills samma kommando har körts igen.\n"},
		{"a folder of another day, at its first page", true, 1, "avbrutet: inga sidor har skrivits\n"},
	} {
		dir := filepath.Join(t.TempDir(), "webb")
		if test.older {
			if code, _ := site(&impatient{}, dir, "2026-12-01"); code != exitOK {
				t.Fatal(code)
			}
		}
		p := &impatient{word: " sidor", left: test.pages}
		code, out := site(p, dir, "2027-03-15")
		if said := strings.ReplaceAll(p.said.String(), dir, "DIR"); code != exitFault || !p.obeyed || out != "" || !strings.Contains(said, test.says) {
			t.Errorf("%s: exit code %d, %q\n%s", test.name, code, out, said)
		}
		got := wholeFolder(t, dir)
		if len(got) < test.pages || cmp.Equal(got, want) {
			t.Errorf("%s: %d files, and so many in the end: %d", test.name, len(got), len(want))
		}
		for name := range got {
			if strings.HasSuffix(name, siteTemp) {
				t.Errorf("%s: %s is left", test.name, name)
			}
		}
		if code, _ := site(&impatient{}, dir, "2027-03-15"); code != exitOK {
			t.Errorf("%s, and then: exit code %d", test.name, code)
		}
		if diff := cmp.Diff(want, wholeFolder(t, dir)); diff != "" {
			t.Errorf("%s, and then (-want +got):\n%s", test.name, diff)
		}
	}
}

// An audit in the clone alone is told to end between two decisions.
func TestAnInterruptedAudit(t *testing.T) {
	for l, want := range map[string]string{"sv": "avbrutet: granskningen blev inte klar\n", "en": "interrupted: the audit was not finished\n"} {
		h := newHosted(t)
		for _, name := range []string{"ett", "två", "tre"} {
			h.PushMain(h.planner, fake.Commit{Edit: fake.Edit{name: fake.Text("förbi\n")}})
		}
		h.Fetch(h.dir)
		h.git("update-ref", "refs/remotes/origin/main", h.Head("main"))
		p := &impatient{word: map[string]string{"sv": " beslut", "en": " decisions"}[l], left: 1}
		if code, out := p.run(h.dir, "audit", "--lang", l); code != exitFault || !p.obeyed || out != "" || !strings.HasSuffix(p.said.String(), "leveransplan: "+want) {
			t.Errorf("exit code %d, %q\n%s", code, out, p.said.String())
		}
	}
}

// Whoever ends a run that asks the host is told so in words, once.
func TestInterruptedWhileTheHostIsAsked(t *testing.T) {
	h := newHosted(t)
	h.request("ett")
	h.request("två")
	h.Fetch(h.dir)
	environ := environment("GITHUB_REPOSITORY", h.Owner+"/"+h.Name, "GITHUB_API_URL", h.URL+"/api/v3", "GITHUB_TOKEN", h.token)
	for _, test := range []struct {
		args []string
		call int // at which somebody asks for the end
		says []string
	}{
		{[]string{"audit", "--online"}, 1, []string{"leveransplan: avbrutet: granskningen blev inte klar\n"}},
		{[]string{"audit", "--online", "--lang", "en"}, 1, []string{"leveransplan: interrupted: the audit was not finished\n"}},
		{[]string{"gate", "--all"}, 1, []string{"leveransplan: avbrutet: prövningen blev inte klar\n"}},
		{[]string{"gate", "--all"}, 3, []string{"leveransplan: avbrutet: prövningen blev inte klar\n", "leveransplan: avbrutet: 1 pull request är inte prövad\n"}},
		{[]string{"record"}, 1, []string{"leveransplan: avbrutet\n"}},
	} {
		var interrupt func() bool
		left := test.call
		h.Script(func(fake.Call) fake.Fault {
			if left--; left == 0 && !interrupt() {
				t.Errorf("%v: not obeyed", test.args)
			}
			return fake.Fault{}
		})
		r := run(Env{Dir: h.dir, Args: test.args, Now: h.Now, Getenv: environ, Interrupts: func(f func() bool) { interrupt = f }})
		if r.code != exitFault || strings.Contains(r.errors, "context") || strings.Contains(r.out, "context") {
			t.Errorf("%v: exit code %d\n%s%s", test.args, r.code, r.out, r.errors)
		}
		for _, said := range test.says {
			if strings.Count(r.errors, said) != 1 {
				t.Errorf("%v: no %q, or more than one\n%s", test.args, said, r.errors)
			}
		}
	}
}

// later sets an app's clock forward.
func later(a *app, by time.Duration) {
	now := a.env.Now().Add(by)
	a.env.Now = func() time.Time { return now }
}

// Who can't be told does not hold the end up: nobody reads what the word is written to.
func TestTheLastWordIsNotWaitedFor(t *testing.T) {
	unread, stuck := io.Pipe()
	defer unread.Close()
	a := &app{env: Env{Stderr: stuck, Now: time.Now}}
	for range 2 {
		if a.interrupt() {
			t.Error("obeyed")
		}
	}
}

// Work that can end in good order does so the first time somebody asks; all else, and the second
// time, ends at once.
func TestWhatEndsInGoodOrder(t *testing.T) {
	for name, test := range map[string]struct {
		work func(a *app)
		said string
	}{
		"nothing that could is under way": {func(a *app) {
			if a.interrupt() {
				t.Error("obeyed")
			}
		}, "leveransplan: avbrutet\n"},
		"work is, and ends; asked again all does": {func(a *app) {
			ctx, stop := a.interruptible()
			defer stop()
			if ctx.Err() != nil || !a.interrupt() || ctx.Err() == nil {
				t.Error("not in this order")
			}
			later(a, sameAsking-1)
			if !a.interrupt() {
				t.Error("the same signal, passed on by another, ended it at once")
			}
			later(a, 1)
			if a.interrupt() {
				t.Error("it can't be ended")
			}
		}, "leveransplan: avbrutet\n"},
		"work within work": {func(a *app) {
			outer, stop := a.interruptible()
			defer stop()
			inner, stopInner := a.interruptible()
			defer stopInner()
			if !a.interrupt() || outer.Err() == nil || inner.Err() == nil {
				t.Error("not both")
			}
		}, ""},
		"work that is over": {func(a *app) {
			outer, stop := a.interruptible()
			_, stopInner := a.interruptible()
			stopInner()
			stopInner()
			if !a.interrupt() || outer.Err() == nil {
				t.Error("the outer work is not over")
			}
			stop()
			if !a.interrupt() {
				t.Error("the same signal, passed on by another, kept it from telling what it leaves")
			}
			later(a, sameAsking)
			if a.interrupt() {
				t.Error("obeyed")
			}
		}, "leveransplan: avbrutet\n"},
		"work that begins when somebody has asked": {func(a *app) {
			_, stop := a.interruptible()
			a.interrupt()
			stop()
			if ctx, stop := a.interruptible(); ctx.Err() == nil {
				t.Error("it goes on")
			} else {
				stop()
			}
		}, ""},
	} {
		var said bytes.Buffer
		test.work(&app{env: Env{Stderr: &said, Now: func() time.Time { return time.Time{}.Add(time.Hour) }}})
		if said.String() != test.said {
			t.Errorf("%s: %q", name, said.String())
		}
	}
}
