package rules_test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// request is a change scenario: three trees. Its sections are those of a scenario with the
// side before them: base for what the request starts from (the small region with changes),
// main for what has reached main meanwhile, head for what the request does to base.
type request struct {
	base, main, head fstest.MapFS
	asOf             calendar.Day
	wants            []want
}

func readRequest(t *testing.T, name string) request {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := request{base: region.Files(), asOf: asOf(t, name, archive.Comment)}
	for _, side := range []string{"base", "main", "head"} {
		files := r.base
		if side != "base" {
			files = maps.Clone(r.base)
		}
		for _, f := range archive.Files {
			if section, ok := strings.CutPrefix(f.Name, side+" "); ok {
				apply(t, name, files, section, f.Data)
			}
		}
		switch side {
		case "main":
			r.main = files
		case "head":
			r.head = files
		}
	}
	for _, f := range archive.Files {
		side, _, _ := strings.Cut(f.Name, " ")
		switch {
		case f.Name == "want":
			r.wants = append(r.wants, listedWants(t, f.Data)...)
		case !slices.Contains([]string{"base", "main", "head"}, side):
			t.Fatalf("%s: unknown section %q", name, f.Name)
		}
	}
	for name, f := range r.head {
		r.wants = append(r.wants, commentedWants(name, f.Data)...)
	}
	return r
}

// judged lists what counts against a request.
func judged(t *testing.T, r request) diag.List {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	c, err := check.Compare(check.Trees{MergeBase: r.base, Base: r.main, Head: r.head},
		check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21), AsOf: r.asOf})
	if err != nil {
		t.Fatal(err)
	}
	counting, _, _ := c.Findings.Divide()
	return counting
}

// changing lists the rules that judge a change.
func changing() []*rule.Rule {
	var out []*rule.Rule
	for _, r := range routine.Catalogue() {
		if r.CheckChange != nil {
			out = append(out, r)
		}
	}
	return out
}

// Every change rule has requests that it catches and requests that it lets pass.
func TestRequests(t *testing.T) {
	for _, r := range changing() {
		t.Run(r.ID, func(t *testing.T) {
			for _, kind := range []string{"bad", "ok"} {
				names, err := filepath.Glob(filepath.Join("testdata", r.ID, "*", kind+"_*.txtar"))
				if err != nil {
					t.Fatal(err)
				}
				if len(names) == 0 {
					t.Errorf("no testdata/%s/<version>/%s_*.txtar", r.ID, kind)
				}
				for _, name := range names {
					t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
						s := readRequest(t, name)
						caught := slices.ContainsFunc(s.wants, func(w want) bool { return w.rule == r.ID })
						if caught != (kind == "bad") {
							t.Errorf("a %s_ request with a want of %s: %v", kind, r.ID, caught)
						}
						match(t, judged(t, s), s.wants)
					})
				}
			}
		})
	}
}

// A request that changes nothing has nothing against it.
func TestNoChangeIsNoFinding(t *testing.T) {
	if got := judged(t, request{base: region.Files(), main: region.Files(), head: region.Files()}); len(got) > 0 {
		t.Errorf("an empty request has findings:\n%s", show(got))
	}
}

// What explain shows of a change rule is true: the request that writes Good has nothing
// against it, the one that writes Bad has no other error. Examples of several files are
// listings, which the requests above stand for.
func TestChangeExamples(t *testing.T) {
	for _, r := range changing() {
		t.Run(r.ID, func(t *testing.T) {
			e := r.Example
			if e.Good == "" || e.Bad == "" || e.Good == e.Bad {
				t.Fatal("no example")
			}
			if e.File == "" {
				return
			}
			files := region.Files()
			if n := strings.Count("\n"+string(files[e.File].Data), "\n"+e.Base); n != 1 {
				t.Fatalf("Base stands %d times in %s", n, e.File)
			}
			with := func(lines string) fstest.MapFS {
				out := maps.Clone(files)
				text := strings.Replace("\n"+string(files[e.File].Data), "\n"+e.Base, "\n"+lines, 1)
				out[e.File] = &fstest.MapFile{Data: []byte(text[1:])}
				return out
			}
			if got := judged(t, request{base: files, main: files, head: with(e.Good), asOf: e.AsOf}); len(got) > 0 {
				t.Errorf("the good example has findings:\n%s", show(got))
			}
			bad := judged(t, request{base: files, main: files, head: with(e.Bad), asOf: e.AsOf})
			if !slices.ContainsFunc(bad, func(d diag.Diagnostic) bool { return d.Rule == r.ID }) || slices.ContainsFunc(bad, func(d diag.Diagnostic) bool { return d.Rule != r.ID && d.Severity == diag.Error }) {
				t.Errorf("the bad example breaks:\n%s", show(bad))
			}
		})
	}
}
