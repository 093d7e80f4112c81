package sql_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/cache"
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

// sourceOf makes what a star is made of from a tree.
func sourceOf(t testing.TB, tree fs.FS) export.Source {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	result, err := check.Tree(tree, check.Options{Schemas: schemas, Today: corpus.AsOf})
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	return export.Source{
		Set: result.Set, Findings: result.Findings, FollowUp: followup.New(result.Set, followup.Options{Today: result.AsOf}),
		Commit: strings.Repeat("0123456789", 4), OnMain: true, Day: result.AsOf, Zone: zone, Language: lang.SV,
	}
}

// demonstration is the source at the end of some weeks of the demonstration history.
func demonstration(t testing.TB) export.Source {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "demo")
	h, err := demo.Write(dir, demo.Short(os.DirFS("../../..")))
	if err != nil {
		t.Fatal(err)
	}
	repo, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	revision := func(hash string) gitrepo.Revision {
		rev, err := repo.Resolve(hash)
		if err != nil {
			t.Fatal(err)
		}
		return rev
	}
	known := &cache.Cache{}
	reader := &check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return known }}
	line, err := history.Read(repo, gitrepo.Revision{}, revision(h.Main))
	if err != nil {
		t.Fatal(err)
	}
	q := sourceOf(t, revision(h.Main).FS())
	q.Commit = h.Main
	if q.History, err = line.All(reader); err != nil {
		t.Fatal(err)
	}
	work := &audit.Audit{Repo: repo, Reader: reader, Schemas: schema.Load}
	if q.Audit, err = work.Run(t.Context(), audit.Question{Head: revision(h.Main), Records: revision(h.Records), Today: h.To, Details: true}); err != nil {
		t.Fatal(err)
	}
	return q
}

// The figures of the follow-up are those of the measures, in every sink.
func TestEverySinkHoldsWhatTheFollowUpSays(t *testing.T) {
	s := started(t)
	sources := map[string]export.Source{
		"the sample region":         sourceOf(t, region.Files()),
		"the worked region":         sourceOf(t, os.DirFS("../../..")),
		"the demonstration history": demonstration(t),
	}
	for seed := range uint64(3) {
		sources["a random region "+fmt.Sprint(seed)] = sourceOf(t, corpus.Region(seed))
	}
	public := sources["the demonstration history"]
	public.Public, public.FollowUp = true, followup.New(public.Set, followup.Options{Today: public.Day, MaskUnder: 5})
	sources["the demonstration history in public"] = public
	for name, q := range sources {
		t.Run(name, func(t *testing.T) {
			got := alike(t, s, export.New(q))
			low := func(f func(*followup.Plan) followup.Count) []string {
				return byUnit(q.FollowUp.Plans, func(p *followup.Plan) (int, bool) { return f(p).Low, f(p).Known })
			}
			high := func(f func(*followup.Plan) followup.Count) []string {
				return byUnit(q.FollowUp.Plans, func(p *followup.Plan) (int, bool) { return f(p).High, f(p).Known })
			}
			done, gap := func(p *followup.Plan) followup.Count { return p.Done }, func(p *followup.Plan) followup.Count { return p.Gap }
			want := map[string][]string{"Gap": low(gap), "Utfall": low(done)}
			if q.Public {
				want = map[string][]string{"Gap lägst": low(gap), "Gap högst": high(gap), "Utfall lägst": low(done), "Utfall högst": high(done)}
			}
			for measure, figures := range want {
				if diff := cmp.Diff(figures, withFigure(got[measure])); diff != "" {
					t.Errorf("%s (-follow-up +sinks):\n%s", measure, diff)
				}
			}
			if len(got["Plan"]) == 0 || len(rowsOf(tableOf(export.New(q), "fact_plan_vecka"))) == 0 {
				t.Error("nothing is planned")
			}
		})
	}
}

// byUnit adds up a figure by plan year and unit, where there is any.
func byUnit(plans []*followup.Plan, of func(*followup.Plan) (int, bool)) []string {
	sums := map[string]int{}
	for _, p := range plans {
		if n, known := of(p); known {
			sums[fmt.Sprintf("%d | %s", p.Year, p.Unit())] += n
		}
	}
	lines := []string{}
	for key, n := range sums {
		lines = append(lines, fmt.Sprintf("%s | %d", key, n))
	}
	slices.Sort(lines)
	return lines
}

// withFigure leaves out groups of which nothing is known.
func withFigure(lines []string) []string {
	out := []string{}
	for _, l := range lines {
		if !strings.HasSuffix(l, nothing) {
			out = append(out, l)
		}
	}
	return out
}
