package export_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/demo"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

var (
	schemas = sync.OnceValue(func() *schema.Set {
		s, err := schema.Load()
		if err != nil {
			panic(err)
		}
		return s
	})
	stockholm = sync.OnceValue(func() *time.Location {
		zone, err := time.LoadLocation("Europe/Stockholm")
		if err != nil {
			panic(err)
		}
		return zone
	})
)

// sourceOf makes what a star is made of from a tree.
func sourceOf(t testing.TB, tree fs.FS) export.Source {
	t.Helper()
	result, err := check.Tree(tree, check.Options{Schemas: schemas(), Today: corpus.AsOf})
	if err != nil {
		t.Fatal(err)
	}
	return export.Source{
		Set: result.Set, Findings: result.Findings, FollowUp: followup.New(result.Set, followup.Options{Today: result.AsOf}),
		Commit: "0123456789abcdef0123456789abcdef01234567", OnMain: true, Day: result.AsOf, Zone: stockholm(), Language: lang.SV,
	}
}

// inPublic is the same source as the public may see it.
func inPublic(q export.Source, under int) export.Source {
	q.Public = true
	q.FollowUp = followup.New(q.Set, followup.Options{Today: q.Day, MaskUnder: under})
	return q
}

// told is some weeks of the demonstration history.
type told struct {
	*demo.History
	repo    *gitrepo.Repo
	reader  *check.Reader
	entries []history.Entry
	audit   *audit.Report
}

var theHistory struct {
	sync.Mutex
	*told
}

// demonstration gives the history, read once for all tests.
func demonstration(t testing.TB) *told {
	t.Helper()
	theHistory.Lock()
	defer theHistory.Unlock()
	if theHistory.told != nil {
		return theHistory.told
	}
	dir := filepath.Join(folder, "demo")
	h := &told{}
	var err error
	if h.History, err = demo.Write(dir, demo.Short(os.DirFS("../.."))); err != nil {
		t.Fatal(err)
	}
	if h.repo, err = gitrepo.Open(dir); err != nil {
		t.Fatal(err)
	}
	known := &cache.Cache{}
	h.reader = &check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return known }}
	line, err := history.Read(h.repo, gitrepo.Revision{}, h.rev(t, h.Main))
	if err != nil {
		t.Fatal(err)
	}
	if h.entries, err = line.All(h.reader); err != nil {
		t.Fatal(err)
	}
	work := &audit.Audit{Repo: h.repo, Reader: h.reader, Schemas: schema.Load}
	h.audit, err = work.Run(t.Context(), audit.Question{Head: h.rev(t, h.Main), Records: h.rev(t, h.Records), Today: h.To, Details: true})
	if err != nil {
		t.Fatal(err)
	}
	theHistory.told = h
	return h
}

func (h *told) rev(t testing.TB, hash string) gitrepo.Revision {
	t.Helper()
	rev, err := h.repo.Resolve(hash)
	if err != nil {
		t.Fatal(err)
	}
	return rev
}

// source is the source at the end of a history.
func (h *told) source(t testing.TB) export.Source {
	t.Helper()
	q := sourceOf(t, h.rev(t, h.Main).FS())
	q.Commit, q.History, q.Audit = h.Main, h.entries, h.audit
	return q
}

// folder holds what the tests write.
var folder string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "export")
	if err != nil {
		panic(err)
	}
	folder = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

var theSources map[string]export.Source

// sources are the regions that every property is held against. They are made once, for tests
// that change nothing in them.
func sources(t testing.TB) map[string]export.Source {
	t.Helper()
	if theSources == nil {
		theSources = allSources(t)
	}
	return theSources
}

func allSources(t testing.TB) map[string]export.Source {
	t.Helper()
	out := map[string]export.Source{
		"the sample region": sourceOf(t, region.Files()),
		"the worked region": sourceOf(t, os.DirFS("../..")),
		"the history":       demonstration(t).source(t),
	}
	out["the history without an audit"] = without(out["the history"], func(q *export.Source) { q.Audit = nil })
	out["the history without what is agreed"] = without(out["the history"], func(q *export.Source) { q.Set, q.FollowUp = out["the sample region"].Set, nil })
	out["the audit alone"] = without(out["the history"], func(q *export.Source) { q.History = nil })
	out["one plan year"] = without(out["the history"], func(q *export.Source) { q.Years = []int{2026} })
	for seed := range uint64(6) {
		out["a random region "+string(rune('a'+seed))] = sourceOf(t, corpus.Region(seed))
	}
	for _, name := range []string{"the worked region", "the history"} {
		out[name+", in public"] = inPublic(out[name], 5)
	}
	return out
}

func without(q export.Source, change func(*export.Source)) export.Source {
	change(&q)
	return q
}

// content is a table's rows with their cells by name.
type content struct {
	*export.Table
	rows []export.Row
	keys func() map[any]bool // the values of its first key, for those that refer to it
}

func (c content) at(i int, column string) any {
	at := slices.IndexFunc(c.Columns, func(x export.Column) bool { return x.Name == column })
	if at < 0 {
		panic(c.Name + " has no column " + column)
	}
	return c.rows[i][at]
}

func (c content) text(i int, column string) string { s, _ := c.at(i, column).(string); return s }
func (c content) int(i int, column string) int     { n, _ := c.at(i, column).(int64); return int(n) }
func (c content) day(i int, column string) calendar.Day {
	d, _ := c.at(i, column).(calendar.Day)
	return d
}
func (c content) truth(i int, column string) bool { b, _ := c.at(i, column).(bool); return b }

func read(t testing.TB, table *export.Table) content {
	t.Helper()
	c := content{Table: table}
	for row, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		c.rows = append(c.rows, row)
	}
	c.keys = sync.OnceValue(func() map[any]bool {
		known := make(map[any]bool, len(c.rows))
		for i := range c.rows {
			known[c.at(i, c.Key[0])] = true
		}
		return known
	})
	return c
}

// tables reads all of a star.
func tables(t testing.TB, s *export.Star) map[string]content {
	t.Helper()
	out := map[string]content{}
	for _, table := range s.Tables {
		out[table.Name] = read(t, table)
	}
	return out
}
