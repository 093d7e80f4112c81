package audit_test

import (
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/longline"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// longAfter is a day after the last decision of a long history.
var longAfter = calendar.Date(2026, 12, 18)

// longTree is what a long history begins with.
func longTree(plans int) fstest.MapFS { return corpus.New(plans, 1) }

// longQuestion opens a long history and asks for all of it.
func longQuestion(t testing.TB, dir string) (*gitrepo.Repo, audit.Question) {
	t.Helper()
	repo, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { repo.Close() })
	q := audit.Question{Today: longAfter}
	if q.Head, err = repo.Resolve("main"); err != nil {
		t.Fatal(err)
	}
	q.Records, _ = repo.Resolve("protokoll") // the one without records has none
	return repo, q
}

func auditOf(repo *gitrepo.Repo) *audit.Audit {
	known := &cache.Cache{}
	return &audit.Audit{Repo: repo, Schemas: schema.Load, Reader: &check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return known }}}
}

// What is measured is worth it: everything in the long history was agreed to and proven, and
// nothing in the other one.
func TestALongHistoryAuditsClean(t *testing.T) {
	for _, broken := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "longline")
		const commits = 120
		if err := longline.Write(dir, longline.Options{Git: need.Tool(t, "git"), Plans: longTree, Size: 150, Commits: commits, Broken: broken}); err != nil {
			t.Fatal(err)
		}
		repo, q := longQuestion(t, dir)
		r, err := auditOf(repo).Run(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		s := r.Summary
		if !broken && (!r.Clean() || s.Valid != commits || s.Proven != commits || s.TodayInvalid > 0 || s.Recorded != commits) {
			t.Errorf("%s", told(r))
		}
		if broken && (s.Violating != commits || s.Violations != 5*commits) {
			t.Errorf("%s", told(r))
		}
		for i := range r.Decisions {
			if d := &r.Decisions[i]; !broken && len(d.Findings)+len(d.Notes) > 0 {
				t.Errorf("%s brings %+v, %+v", d.Commit(), d.Findings, d.Notes)
			}
		}
	}
}
