package gate_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// world is the small region on a server, with the persons of its role register and a clone.
type world struct {
	*fake.Server
	t       testing.TB
	dir     string
	persons map[string]*fake.User
	pull    *fake.Pull
	fresh   bool // the clone is brought up to date before every judgement
}

// The persons of the region's role register, by what they do.
const (
	office   = "p-001" // koncernkontoret
	vgs      = "p-002" // vardgarantiservice
	skas     = "p-003"
	su       = "p-004"
	siv      = "p-005"
	forum    = "p-006"
	steward  = "p-007"
	planner  = "planerare" // nobody's account in the register
	outsider = "utomstaende"
)

var schemas = func() *schema.Set {
	s, err := schema.Load()
	if err != nil {
		panic(err)
	}
	return s
}()

func files() fake.Files {
	out := fake.Files{"README.md": "planer\n", ".github/workflows/gate.yml": "on: pull_request_target\n"}
	for name, f := range region.Files() {
		out[name] = string(f.Data)
	}
	return out
}

func newWorld(t testing.TB) *world {
	t.Helper()
	return worldOf(t, files())
}

func worldOf(t testing.TB, f fake.Files) *world {
	t.Helper()
	w := &world{Server: fake.New(t, f), t: t, dir: t.TempDir(), persons: map[string]*fake.User{}, fresh: true}
	for i := range 9 {
		name := fmt.Sprintf("p-%03d", i+1)
		w.persons[name] = w.Person(900_000_001+int64(i), "konto-"+name)
	}
	w.persons[planner], w.persons[outsider] = w.Person(501, planner), w.Person(502, outsider)
	w.Clone(w.dir)
	return w
}

func (w *world) as(name string) *fake.User {
	u := w.persons[name]
	if u == nil {
		w.t.Fatalf("nobody is called %s", name)
	}
	return u
}

// The plan that the requests below are about: from skas to siv, in weeks.
const planFile = region.Movable

// moved moves volume in it, with the entry that says so. It needs vardgarantiservice, who may
// act, and the representatives of skas and siv.
func moved(f fake.Files, volume int) fake.Edit {
	text := region.Moved(f[planFile], volume)
	return fake.Edit{planFile: &text}
}

// request opens the usual request.
func (w *world) request(by string) *fake.Pull {
	w.pull = w.Open(w.as(by), "flytta-volym", "main", fake.Commit{Edit: moved(w.FilesAt(w.Head("main")), 1)})
	return w.pull
}

func (w *world) approve(names ...string) {
	for _, name := range names {
		w.Approve(w.as(name), w.pull)
	}
}

// gate makes a gate that publishes nothing.
func (w *world) gate() *gate.Gate {
	w.t.Helper()
	r, err := github.NewReader(w.options(w.ReadToken()))
	if err != nil {
		w.t.Fatal(err)
	}
	return &gate.Gate{
		Host: r, Lister: r, Schemas: schemas, Now: w.Now,
		Open: func() (*gitrepo.Repo, error) {
			if w.fresh {
				w.Fetch(w.dir)
			}
			return gitrepo.Open(w.dir)
		},
	}
}

func (w *world) options(token string) github.Options {
	return github.Options{
		Repository: w.Owner + "/" + w.Name, BaseURL: w.URL, Token: token, Now: w.Now,
		Sleep: func(_ context.Context, d time.Duration) error { w.Advance(d); return nil },
	}
}

// judge judges the world's request.
func (w *world) judge() *gate.Verdict {
	w.t.Helper()
	v, err := w.gate().Judge(w.t.Context(), gate.Target{Number: w.pull.Number})
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

// expect judges and holds the verdict against a state and, where given, against a text that
// must be among the reasons.
func (w *world) expect(state approval.State, reasons ...string) *gate.Verdict {
	w.t.Helper()
	v := w.judge()
	said := told(v)
	if v.State != state {
		w.t.Errorf("%s, want %s:\n%s", v.State, state, said)
	}
	for _, r := range reasons {
		if !strings.Contains(said, r) {
			w.t.Errorf("want %q in:\n%s", r, said)
		}
	}
	return v
}

// told is everything that a verdict says.
func told(v *gate.Verdict) string {
	var b strings.Builder
	line := func(head string, t lang.Text) { fmt.Fprintf(&b, "  %s: %s\n", head, t.In(lang.SV)) }
	for _, r := range v.Reasons {
		line("request", r)
	}
	if v.Fault != nil {
		line("fault", v.Fault.Message)
		fmt.Fprintln(&b, "   ", v.Fault.Err)
	}
	for _, r := range v.Refusals {
		line("refused", r.Message)
	}
	for _, r := range v.Result.Reasons {
		line("result", r)
	}
	for _, o := range v.Result.Requirements {
		fmt.Fprintf(&b, "  %s %s", o.ID, o.State)
		for _, f := range o.SatisfiedBy {
			fmt.Fprintf(&b, " %s", f.Person)
		}
		fmt.Fprintln(&b)
		for _, r := range o.Reasons {
			line("  because", r)
		}
	}
	for _, d := range v.Result.Discarded {
		line(fmt.Sprintf("discarded %s %s", d.Person, d.Requirement), d.Reason)
	}
	if v.Comparison != nil {
		for _, c := range v.Comparison.Changes {
			fmt.Fprintf(&b, "  change %s %v\n", c.About(), c.Kinds())
		}
		counting, _, _ := v.Comparison.Findings.Divide()
		for _, d := range counting {
			fmt.Fprintf(&b, "  %s %s %s:%d %s\n", d.Severity, d.Rule, d.File, d.Range.Start.Line, d.Message.In(lang.SV))
		}
	}
	return b.String()
}

// queued judges an entry of the merge queue.
func (w *world) queued(g fake.Group) *gate.Verdict {
	w.t.Helper()
	selection, err := github.Event(w.GroupEvent(g), w.Owner+"/"+w.Name)
	if err != nil {
		w.t.Fatal(err)
	}
	v, err := w.gate().Judge(w.t.Context(), *selection.Group)
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}
