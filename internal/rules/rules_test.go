package rules_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

func TestSmallRegionIsValid(t *testing.T) {
	if got := findings(t, region.Files(), 0); len(got) > 0 {
		t.Errorf("the small region should have no findings:\n%s", show(got))
	}
}

// Every rule has scenarios that it catches and scenarios that it lets pass.
func TestScenarios(t *testing.T) {
	for _, r := range judging() {
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
						s := readScenario(t, name)
						if caught := wanted(s, r.ID); caught != (kind == "bad") {
							t.Errorf("a %s_ scenario with a want of %s: %v", kind, r.ID, caught)
						}
						match(t, findings(t, s.files, s.asOf), s.wants)
					})
				}
			}
		})
	}
}

func wanted(s scenario, id string) bool {
	for _, w := range s.wants {
		if w.rule == id {
			return true
		}
	}
	return false
}

// What explain shows is true: Good stands in a valid region, Bad breaks that rule and no other.
func TestExamples(t *testing.T) {
	for _, r := range judging() {
		t.Run(r.ID, func(t *testing.T) {
			files := region.Files()
			f := files[r.Example.File]
			if f == nil {
				t.Fatalf("the small region has no %q", r.Example.File)
			}
			if n := strings.Count(string(f.Data), r.Example.Good); n != 1 {
				t.Fatalf("the good example stands %d times in %s", n, r.Example.File)
			}
			files[r.Example.File] = &fstest.MapFile{Data: []byte(strings.Replace(string(f.Data), r.Example.Good, r.Example.Bad, 1))}
			got := findings(t, files, r.Example.AsOf)
			if len(got) == 0 {
				t.Fatal("the bad example is not caught")
			}
			for _, d := range got {
				if d.Rule != r.ID {
					t.Errorf("the bad example also breaks another rule:\n%s", show(got))
				}
			}
		})
	}
}

var idForm = regexp.MustCompile(`^[SPXCAF]\d{3}$`)

func TestCatalogue(t *testing.T) {
	seen := map[string]*rule.Rule{}
	for _, r := range routine.Catalogue() {
		if !idForm.MatchString(r.ID) {
			t.Errorf("%q is no rule id", r.ID)
		}
		if seen[r.ID] != nil {
			t.Errorf("%s stands twice in the catalogue", r.ID)
		}
		seen[r.ID] = r
		for what, text := range map[string]lang.Text{"Title": r.Title, "Why": r.Why} {
			if text.SV == "" || text.EN == "" || text.SV == text.EN {
				t.Errorf("%s: %s wants a Swedish and an English text", r.ID, what)
			}
		}
		if r.Basis == "" {
			t.Errorf("%s says not what it rests on", r.ID)
		}
		for _, n := range r.Statements {
			if _, ok := routine.Statement(n); !ok {
				t.Errorf("%s rests on %s, which is no statement", r.ID, n)
			}
		}
	}
}

// judging lists the rules that judge a tree; those of the loader are tested with it.
func judging() []*rule.Rule {
	var out []*rule.Rule
	for _, r := range routine.Catalogue() {
		if r.Check != nil {
			out = append(out, r)
		}
	}
	return out
}
