package registrar_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/registrar"
	"github.com/leveransplan/leveransplan/internal/schema"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// world is the small region on a server, with the persons of its role register.
type world struct {
	*fake.Server
	t       testing.TB
	dir     string
	persons map[string]*fake.User
	pull    *fake.Pull
	around  func(registrar.Host) registrar.Host
}

// The persons of the region's role register, by what they do.
const (
	office  = "p-001"
	vgs     = "p-002"
	skas    = "p-003"
	siv     = "p-005"
	forum   = "p-006"
	steward = "p-007"
	planner = "planerare" // nobody's account in the register
)

const (
	rolesFile = "plans/register/roller.yaml"
	planFile  = region.Movable
)

var schemas = func() *schema.Set {
	s, err := schema.Load()
	if err != nil {
		panic(err)
	}
	return s
}()

func files() fake.Files {
	out := fake.Files{"README.md": "planer\n"}
	for name, f := range region.Files() {
		out[name] = string(f.Data)
	}
	return out
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{Server: fake.New(t, files()), t: t, dir: t.TempDir(), persons: map[string]*fake.User{}}
	for i := range 9 {
		name := fmt.Sprintf("p-%03d", i+1)
		w.persons[name] = w.Person(900_000_001+int64(i), "konto-"+name)
	}
	w.persons[planner] = w.Person(501, planner)
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

// edited is a change of the plan: volume moved.
func edited(volume int) fake.Edit {
	text := region.Moved(files()[planFile], volume)
	return fake.Edit{planFile: &text}
}

// open opens a request that moves volume. It needs vardgarantiservice and the representatives
// of skas and siv.
func (w *world) open(commits ...fake.Commit) *fake.Pull {
	if commits == nil {
		commits = []fake.Commit{{Edit: edited(1)}}
	}
	w.pull = w.Open(w.as(planner), fmt.Sprintf("andring-%d", w.Now().Unix()), "main", commits...)
	return w.pull
}

func (w *world) approve(names ...string) {
	for _, name := range names {
		w.Approve(w.as(name), w.pull)
	}
}

// agreed opens a request that everybody agrees to.
func (w *world) agreed(commits ...fake.Commit) *fake.Pull {
	w.open(commits...)
	w.approve(vgs, skas, siv)
	return w.pull
}

func (w *world) options() github.Options {
	return github.Options{
		Repository: w.Owner + "/" + w.Name, BaseURL: w.URL, Token: w.ReadToken(), Now: w.Now,
		Sleep: func(_ context.Context, d time.Duration) error { w.Advance(d); return nil },
	}
}

func (w *world) host() *github.Reader {
	w.t.Helper()
	r, err := github.NewReader(w.options())
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// clone is a clone as a workflow has it: made now, with what the server's branches and
// requests have.
func (w *world) clone() *gitrepo.Repo {
	w.t.Helper()
	w.Fetch(w.dir)
	repo, err := gitrepo.Open(w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = repo.Close() })
	return repo
}

func (w *world) registrar() *registrar.Registrar {
	w.t.Helper()
	var host registrar.Host = w.host()
	if w.around != nil {
		host = w.around(host)
	}
	return &registrar.Registrar{Host: host, Repo: w.clone(), Schemas: schemas, Now: w.Now}
}

func none(string) bool { return false }

// decided records all that main has.
func (w *world) decided() []*record.Record {
	w.t.Helper()
	out, err := w.attempt(none)
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

func (w *world) attempt(known func(string) bool) ([]*record.Record, error) {
	w.t.Helper()
	r := w.registrar()
	return r.Decided(w.t.Context(), gitrepo.Revision{}, w.revision(r.Repo, w.Head("main")), known)
}

func (w *world) revision(repo *gitrepo.Repo, hash string) gitrepo.Revision {
	w.t.Helper()
	rev, err := repo.Resolve(hash)
	if err != nil {
		w.t.Fatal(err)
	}
	return rev
}

// one records what main has, which has to be one decision.
func (w *world) one() *record.Record {
	w.t.Helper()
	out := w.decided()
	if len(out) != 1 {
		w.t.Fatalf("%d records:\n%s", len(out), bytesOf(w.t, out))
	}
	return out[0]
}

// bytesOf is what the records are on the branch.
func bytesOf(t testing.TB, list []*record.Record) string {
	t.Helper()
	var b strings.Builder
	for _, r := range list {
		text, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n%s\n", r.Path(), text)
	}
	return b.String()
}

// reasons are why a decision was not valid, as English readers have them.
func reasons(r *record.Record) string {
	var out []string
	for _, t := range r.Verdict.Reasons {
		out = append(out, t.EN)
	}
	return strings.Join(out, "; ")
}

// want holds a record against how it came and what is wrong with it: nothing, or each of some
// texts.
func want(t testing.TB, r *record.Record, how record.How, wrong ...string) {
	t.Helper()
	if r.How != how || r.Verdict.Valid != (len(wrong) == 0) {
		t.Errorf("%s, valid %v, want %s, %v: %s", r.How, r.Verdict.Valid, how, len(wrong) == 0, reasons(r))
	}
	for _, text := range wrong {
		if !strings.Contains(reasons(r), text) {
			t.Errorf("want %q in %q", text, reasons(r))
		}
	}
}

// judge is what the gate says of the world's request now.
func (w *world) judge() approval.State {
	w.t.Helper()
	g := &gate.Gate{Host: w.host(), Lister: w.host(), Schemas: schemas, Now: w.Now, Open: func() (*gitrepo.Repo, error) {
		w.Fetch(w.dir)
		return gitrepo.Open(w.dir)
	}}
	v, err := g.Judge(w.t.Context(), gate.Target{Number: w.pull.Number})
	if err != nil {
		w.t.Fatal(err)
	}
	return v.State
}

func with(edits ...fake.Edit) fake.Edit {
	out := fake.Edit{}
	for _, e := range edits {
		maps.Copy(out, e)
	}
	return out
}

// replaced is an edit of a file of the region.
func replaced(name string, pairs ...string) fake.Edit {
	old := files()[name]
	text := strings.NewReplacer(pairs...).Replace(old)
	if text == old {
		panic("nothing changes in " + name)
	}
	return fake.Edit{name: &text}
}
