package demo_test

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/demo"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

var sample = os.DirFS(filepath.Join("..", "..", ".."))

// shared is the folder of the histories that several tests look at.
var shared string

func TestMain(m *testing.M) {
	var err error
	if shared, err = os.MkdirTemp("", "demo"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(shared)
	os.Exit(code)
}

// kept writes a history once, which no test changes.
func kept(name string, o demo.Options) func(t *testing.T) (*demo.History, *gitrepo.Repo, string) {
	write := sync.OnceValues(func() (*demo.History, error) { return demo.Write(filepath.Join(shared, name), o) })
	return func(t *testing.T) (*demo.History, *gitrepo.Repo, string) {
		t.Helper()
		h, err := write()
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(shared, name)
		return h, opened(t, dir), dir
	}
}

var (
	whole = kept("whole", demo.Options{Sample: sample})
	short = kept("short", demo.Short(sample))
	clean = kept("clean", demo.Short(sample).Clean())
)

// written makes a history of one's own.
func written(t *testing.T, o demo.Options) (*demo.History, *gitrepo.Repo, string) {
	t.Helper()
	dir := t.TempDir()
	h, err := demo.Write(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return h, opened(t, dir), dir
}

func opened(t *testing.T, dir string) *gitrepo.Repo {
	t.Helper()
	repo, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { repo.Close() })
	return repo
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command(need.Tool(t, "git"), args...)
	cmd.Dir = dir
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	cmd.Env = append(env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %q: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func at(t *testing.T, repo *gitrepo.Repo, hash string) gitrepo.Revision {
	t.Helper()
	rev, err := repo.Resolve(hash)
	if err != nil {
		t.Fatal(err)
	}
	return rev
}

func schemas(t *testing.T) *schema.Set {
	t.Helper()
	s, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// hashed is a revision's files for a comparison, which leaves alone what is the same.
type hashed struct{ *gitrepo.Tree }

func (h hashed) Hash(name string) (string, bool) {
	hash := h.Entry(name).Hash
	return hash, hash != ""
}

// compared tells what a request does to main, by reading everything.
func compared(t *testing.T, on calendar.Day, past, base, head gitrepo.Revision) *check.Comparison {
	t.Helper()
	c, err := check.Compare(check.Trees{MergeBase: hashed{past.FS()}, Base: hashed{base.FS()}, Head: hashed{head.FS()}}, check.Options{Schemas: schemas(t), AsOf: on})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// newErrors are those that main does not have, and nobody lets go of.
func newErrors(findings diag.List) []string {
	var out []string
	for _, f := range findings {
		if f.Severity == diag.Error && !f.Inherited && f.Waived == nil {
			out = append(out, fmt.Sprintf("%s %s: %s", f.Rule, f.File, f.Message.In(lang.EN)))
		}
	}
	return out
}

// judged holds what a decision brought to main against the rules of its day: nothing but the
// bypass brings an error.
func judged(t *testing.T, d demo.Decision, findings diag.List) {
	t.Helper()
	if found := newErrors(findings); (len(found) > 0) != (d.How == record.Push) {
		t.Errorf("%s, %s (%s): %q", d.Day, d.Title, d.How, found)
	}
}

func TestNoMergeBringsAnError(t *testing.T) {
	t.Run("in the short history", func(t *testing.T) {
		h, repo, _ := short(t)
		for _, d := range h.Decisions {
			if d.How != record.Closed {
				before := at(t, repo, d.Before)
				judged(t, d, compared(t, d.Day, before, before, at(t, repo, d.Commit())).Findings)
			}
		}
	})
	t.Run("in the whole history, step by step", func(t *testing.T) {
		h, repo, _ := whole(t)
		walk, err := reader().Walk(at(t, repo, h.Genesis).FS())
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range h.Decisions {
			if d.How == record.Closed {
				continue
			}
			before, after := at(t, repo, d.Before), at(t, repo, d.Commit())
			brought, err := walk.Brought(after.FS(), outside(t, repo, before, after), check.Options{Schemas: schemas(t), AsOf: d.Day})
			if err != nil {
				t.Fatal(err)
			}
			judged(t, d, brought.Findings)
		}
	})
}

// Requests began some decisions back, and what they bring is what they ask for.
func TestRequestsAreUpToDate(t *testing.T) {
	h, repo, _ := short(t)
	behind := 0
	for _, d := range h.Decisions {
		if d.How != record.Merge {
			continue
		}
		base, head := at(t, repo, d.Before), at(t, repo, d.Head)
		past, err := repo.MergeBase(base, head)
		if err != nil {
			t.Fatal(err)
		}
		if past.Hash == base.Hash {
			continue
		}
		behind++
		c := compared(t, d.Day, past, base, head)
		if found := newErrors(c.Findings); len(found) > 0 {
			t.Errorf("%s, %s: %q", d.Day, d.Title, found)
		}
		if len(c.Changes) != len(d.Record.Changes) {
			t.Errorf("%s, %s: the request has %d changes, the record %d", d.Day, d.Title, len(c.Changes), len(d.Record.Changes))
		}
	}
	if behind == 0 {
		t.Error("no request began before the decision before it")
	}
}

func TestBothEndsAreSound(t *testing.T) {
	for name, of := range map[string]func(*testing.T) (*demo.History, *gitrepo.Repo, string){"whole": whole, "short": short, "clean": clean} {
		t.Run(name, func(t *testing.T) {
			h, repo, _ := of(t)
			for _, c := range []struct {
				commit string
				on     calendar.Day
				worst  diag.Severity
			}{{h.Genesis, h.From, diag.Error}, {h.Main, h.To, diag.Warning}} {
				r, err := check.Tree(at(t, repo, c.commit).FS(), check.Options{Schemas: schemas(t), AsOf: c.on})
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range r.Findings {
					if f.Waived == nil && (f.Severity == diag.Error || f.Severity == c.worst) {
						t.Errorf("on %s: %s %s: %s", c.on, f.Rule, f.File, f.Message.In(lang.EN))
					}
				}
			}
		})
	}
}

func TestSameOptionsGiveTheSameHistory(t *testing.T) {
	first, _, _ := short(t)
	again, _, dir := written(t, demo.Short(sample))
	if first.Main != again.Main || first.Records != again.Records {
		t.Errorf("main %s and %s, records %s and %s", first.Main, again.Main, first.Records, again.Records)
	}
	if got := git(t, dir, "rev-parse", "main", record.Branch); got != first.Main+"\n"+first.Records {
		t.Errorf("the branches stand at %q", got)
	}
}

func TestGitFindsNoFault(t *testing.T) {
	_, _, dir := whole(t)
	if out := git(t, dir, "fsck", "--strict", "--full"); strings.Contains(out, "dangling") {
		t.Errorf("objects that nothing leads to:\n%s", out)
	}
}

// The dates of main rise, and each record's moment is that of its commit.
func TestTimesFit(t *testing.T) {
	h, repo, dir := whole(t)
	var last time.Time
	for c, err := range repo.FirstParent(at(t, repo, h.Main), gitrepo.Revision{}) {
		if err != nil {
			t.Fatal(err)
		}
		if !last.IsZero() && c.Committer.Time.After(last) {
			t.Errorf("%s is of %s, later than what followed", c.Hash, c.Committer.Time)
		}
		last = c.Committer.Time
	}
	moments := map[string]time.Time{}
	for line := range strings.Lines(git(t, dir, "log", "--first-parent", "--format=%H %ct", "main")) {
		var hash string
		var seconds int64
		if _, err := fmt.Sscan(line, &hash, &seconds); err != nil {
			t.Fatal(err)
		}
		moments[hash] = time.Unix(seconds, 0)
	}
	for _, d := range h.Decisions {
		for _, hash := range d.Commits {
			if recorded, err := time.Parse(time.RFC3339, d.Record.At); err != nil || !recorded.Equal(moments[hash]) {
				t.Errorf("%s, %s: record of %s, commit %s of %s", d.Day, d.Title, d.Record.At, hash, moments[hash])
			}
		}
		for _, q := range d.Record.Requirements {
			for _, s := range q.SatisfiedBy {
				if s.Given > d.Record.At {
					t.Errorf("%s, %s: approved at %s, after it was merged at %s", d.Day, d.Title, s.Given, d.Record.At)
				}
			}
		}
	}
	for line := range strings.Lines(git(t, dir, "log", "--format=%at %ct", "main")) {
		var author, committer int64
		if _, err := fmt.Sscan(line, &author, &committer); err != nil || author > committer {
			t.Errorf("written at %d, committed at %d", author, committer)
		}
	}
}

func TestOddDecisionsCanBeLeftOut(t *testing.T) {
	with, _, _ := short(t)
	without, _, _ := clean(t)
	if with.Bypass == nil || with.FollowUp == nil || with.Expired == nil || with.Declined == nil {
		t.Fatalf("not all odd decisions are there: %+v", with)
	}
	if without.Bypass != nil || without.FollowUp != nil || without.Expired != nil || without.Declined != nil {
		t.Errorf("odd decisions in a clean history: %+v", without)
	}
	if n := len(with.Decisions) - len(without.Decisions); n != 4 {
		t.Errorf("a clean history has %d decisions less, want 4", n)
	}
	for _, d := range without.Decisions {
		if !d.Record.Verdict.Valid || d.How == record.Push || d.How == record.Closed {
			t.Errorf("%s, %s: %s, %+v", d.Day, d.Title, d.How, d.Record.Verdict)
		}
	}
	for _, d := range with.Decisions {
		odd := d.How == record.Push || d.Title == with.Expired.Title
		if d.Record.Verdict.Valid == odd {
			t.Errorf("%s, %s: valid %v", d.Day, d.Title, d.Record.Verdict.Valid)
		}
	}
}

func TestFollowUpNamesTheBypass(t *testing.T) {
	h, repo, _ := short(t)
	text, err := fs.ReadFile(at(t, repo, h.FollowUp.Commit()).FS(), "plans/avvikelser.yaml")
	if err != nil || !strings.Contains(string(text), h.Bypass.Commit()) {
		t.Errorf("%v: %s", err, text)
	}
}
