package audit_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	git "github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/demo"
)

// world is a written history, and what audits of it and of forgeries of it share, whatever
// test they are of: objects, what files mean, and what steps between trees mean. A forgery is
// further commits in the same store; the branches of the history never move.
type world struct {
	*demo.History
	dir   string
	repo  *gitrepo.Repo
	now   *gitrepo.Repo // that has seen what was written later
	store *git.Repository
	audit *audit.Audit
	today calendar.Day
}

var worlds = struct {
	sync.Mutex
	dir  string
	made map[bool]*world
	open []*gitrepo.Repo // for trees that what is shared may ask again
}{made: map[bool]*world{}}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "audit")
	if err != nil {
		panic(err)
	}
	worlds.dir = dir
	code := m.Run()
	for _, repo := range worlds.open {
		repo.Close()
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// newWorld gives some weeks of the demonstration history, with its odd decisions or without.
// An audit of it keeps nothing that a test before had it keep.
func newWorld(t testing.TB, clean bool) *world {
	t.Helper()
	worlds.Lock()
	defer worlds.Unlock()
	if worlds.made[clean] == nil {
		worlds.made[clean] = writtenWorld(t, clean)
	}
	w := *worlds.made[clean]
	own := *w.audit
	w.audit = &own
	return &w
}

func writtenWorld(t testing.TB, clean bool) *world {
	t.Helper()
	o := demo.Short(os.DirFS("../.."))
	if clean {
		o = o.Clean()
	}
	w := &world{dir: filepath.Join(worlds.dir, map[bool]string{true: "clean", false: "odd"}[clean])}
	var err error
	if w.History, err = demo.Write(w.dir, o); err != nil {
		t.Fatal(err)
	}
	w.today = w.To
	w.repo = openedRepo(t, w.dir)
	w.now = w.repo
	if w.store, err = git.PlainOpen(w.dir); err != nil {
		t.Fatal(err)
	}
	known := &cache.Cache{}
	w.audit = &audit.Audit{Repo: w.repo, Schemas: schema.Load, Reader: &check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return known }}}
	w.audit.Remember()
	return w
}

// openedRepo opens a repository until the last test has ended.
func openedRepo(t testing.TB, dir string) *gitrepo.Repo {
	t.Helper()
	repo, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	worlds.open = append(worlds.open, repo)
	return repo
}

// rev resolves a commit; empty is what comes before the first one.
func (w *world) rev(t testing.TB, hash string) gitrepo.Revision {
	t.Helper()
	if hash == "" {
		return gitrepo.Revision{}
	}
	worlds.Lock()
	defer worlds.Unlock()
	rev, err := w.now.Resolve(hash)
	if err != nil { // it was written since, to a store that has been read already
		w.now = openedRepo(t, w.dir)
		if rev, err = w.now.Resolve(hash); err != nil {
			t.Fatal(err)
		}
	}
	return rev
}

// run audits main and records as they end in two commits.
func (w *world) run(t testing.TB, main, records string, more ...func(*audit.Question)) *audit.Report {
	t.Helper()
	q := audit.Question{Head: w.rev(t, main), Records: w.rev(t, records), Today: w.today}
	for _, set := range more {
		set(&q)
	}
	r, err := w.audit.Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func hashOf(s string) plumbing.Hash { return plumbing.NewHash(s) }

func (w *world) commit(t testing.TB, hash string) *object.Commit {
	t.Helper()
	c, err := w.store.CommitObject(hashOf(hash))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// line lists a first-parent line, the oldest first.
func (w *world) line(t testing.TB, tip string) []string {
	t.Helper()
	var out []string
	for tip != "" {
		out = append([]string{tip}, out...)
		c := w.commit(t, tip)
		tip = ""
		if len(c.ParentHashes) > 0 {
			tip = c.ParentHashes[0].String()
		}
	}
	return out
}

// put stores a commit.
func (w *world) put(t testing.TB, c *object.Commit) string {
	t.Helper()
	o := w.store.Storer.NewEncodedObject()
	if err := c.Encode(o); err != nil {
		t.Fatal(err)
	}
	h, err := w.store.Storer.SetEncodedObject(o)
	if err != nil {
		t.Fatal(err)
	}
	return h.String()
}

// edit stores a changed copy of a commit on another first parent (empty: the same). A
// signature that is no longer for it stays where the change leaves it.
func (w *world) edit(t testing.TB, hash, parent string, change func(*object.Commit)) string {
	t.Helper()
	c := *w.commit(t, hash)
	c.ParentHashes = append([]plumbing.Hash(nil), c.ParentHashes...)
	if parent != "" && len(c.ParentHashes) > 0 {
		c.ParentHashes[0] = hashOf(parent)
	}
	if change != nil {
		change(&c)
	}
	return w.put(t, &c)
}

// rebuild puts commits of a line on a parent, each as it was, and gives the tip.
func (w *world) rebuild(t testing.TB, parent string, commits []string) string {
	t.Helper()
	for _, hash := range commits {
		parent = w.edit(t, hash, parent, nil)
	}
	return parent
}

// told gives what an audit found, for messages of tests.
func told(r *audit.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%+v\n", r.Summary)
	for _, v := range r.Violations {
		fmt.Fprintf(&b, "%s: %s\n", v.Code, v.Message.In(lang.EN))
	}
	for i := range r.Decisions {
		d := &r.Decisions[i]
		for _, v := range d.Violations {
			fmt.Fprintf(&b, "%s #%d %s: %s\n", d.Day, d.PullRequest, v.Code, v.Message.In(lang.EN))
		}
	}
	return b.String()
}

func rngOf(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, seed)) }
