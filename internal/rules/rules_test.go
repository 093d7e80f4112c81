package rules_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/rules"
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
						got := findings(t, s.files, s.asOf)
						match(t, got, s.wants)
						for _, d := range got {
							if d.Rule == r.ID && d.Severity > stated(r.ID) && r.Lighter.IsZero() {
								t.Errorf("a lighter finding, and the rule says not when:\n%s", show(diag.List{d}))
							}
						}
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

// What explain shows is true: one of the two stands in a valid region, Good has nothing
// against it, and Bad breaks that rule. Informations may come with it: work that goes on.
func TestExamples(t *testing.T) {
	for _, r := range judging() {
		t.Run(r.ID, func(t *testing.T) {
			e := r.Example
			for what, lines := range map[string]string{"Good": e.Good, "Bad": e.Bad} {
				if lines == "" || !strings.HasSuffix(lines, "\n") {
					t.Fatalf("%s is not whole lines: %q", what, lines)
				}
			}
			for _, d := range findings(t, exampleFiles(t, e, e.Good), e.AsOf) {
				if d.Rule == r.ID || e.AsOf == 0 {
					t.Errorf("the good example has a finding:\n%s", show(diag.List{d}))
				}
			}
			bad := findings(t, exampleFiles(t, e, e.Bad), e.AsOf)
			if !slices.ContainsFunc(bad, func(d diag.Diagnostic) bool { return d.Rule == r.ID }) {
				t.Fatalf("the bad example is not caught:\n%s", show(bad))
			}
			for _, d := range bad {
				if d.Rule != r.ID && d.Severity != diag.Info {
					t.Errorf("the bad example also breaks another rule:\n%s", show(bad))
				}
			}
		})
	}
}

// exampleFiles is the small region with the lines in the place of the example.
func exampleFiles(t *testing.T, e rule.Example, lines string) fstest.MapFS {
	t.Helper()
	files := region.Files()
	f := files[e.File]
	if f == nil {
		t.Fatalf("the small region has no %q", e.File)
	}
	for _, stands := range []string{e.Good, e.Bad} {
		if n := strings.Count("\n"+string(f.Data), "\n"+stands); n == 1 {
			text := strings.Replace("\n"+string(f.Data), "\n"+stands, "\n"+lines, 1)
			files[e.File] = &fstest.MapFile{Data: []byte(text[1:])}
			return files
		}
	}
	t.Fatalf("neither example stands once in %s", e.File)
	return nil
}

// Where a rule has two severities its explanation says when it is which, and its scenarios
// show both.
func TestLighterFindingsAreShown(t *testing.T) {
	for _, r := range judging() {
		if r.Lighter.IsZero() {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			names, err := filepath.Glob(filepath.Join("testdata", r.ID, "*", "bad_*.txtar"))
			if err != nil {
				t.Fatal(err)
			}
			shown := map[bool]bool{}
			for _, name := range names {
				s := readScenario(t, name)
				for _, d := range findings(t, s.files, s.asOf) {
					if d.Rule == r.ID {
						shown[d.Severity > stated(r.ID)] = true
					}
				}
			}
			if len(shown) != 2 {
				t.Errorf("the scenarios show findings as stated: %v, and lighter ones: %v", shown[false], shown[true])
			}
		})
	}
}

// stated is the severity that versions give the rule, the lightest where they differ.
func stated(id string) diag.Severity {
	severity := diag.Error
	for _, line := range registered() {
		if line.rule.ID == id {
			severity = max(severity, line.rule.Severity)
		}
	}
	return severity
}

// registration is a rule as it stands in a version.
type registration struct {
	version string
	rule    *rule.Rule
}

// registered lists the rules of every version, those that no version changes in each.
func registered() []registration {
	var out []registration
	for _, v := range routine.Versions() {
		for _, line := range slices.Concat(routine.Common(), v.Rules) {
			out = append(out, registration{v.ID, line.Rule})
		}
	}
	return out
}

// A rule that says it rests on the routine's words has words of the version that it is in.
func TestTextRulesHaveWordsInTheirVersion(t *testing.T) {
	for _, line := range registered() {
		r := line.rule
		if r.Basis != diag.Text || len(r.Statements) == 0 {
			continue
		}
		if !slices.ContainsFunc(r.Statements, func(id string) bool {
			s, _ := routine.Statement(id)
			return len(s.In(line.version)) > 0
		}) {
			t.Errorf("%s rests on %v, which have no words in %s", r.ID, r.Statements, line.version)
		}
	}
}

// A rule that the loader carries out has an example to show as well, and its file examples
// do what they say.
func TestLoaderRulesHaveExamples(t *testing.T) {
	for _, r := range rules.Loader() {
		if r.Example.Good == "" || r.Example.Bad == "" || r.Example.Good == r.Example.Bad {
			t.Errorf("%s has no example", r.ID)
		}
	}
	for _, id := range []string{rules.FileName, rules.FileUnknown, rules.FilePlace, rules.FileTwins} {
		t.Run(id, func(t *testing.T) {
			e := loaderRule(t, id).Example
			for lines, wanted := range map[string]bool{e.Good: false, e.Bad: true} {
				files := fstest.MapFS{}
				for name := range strings.Lines(lines) {
					files[strings.TrimSpace(name)] = &fstest.MapFile{Data: []byte("dokument: avtal/v1\navtal: []\n")}
				}
				got := slices.ContainsFunc(findings(t, files, 0), func(d diag.Diagnostic) bool { return d.Rule == id })
				if got != wanted {
					t.Errorf("%q: caught %v", lines, got)
				}
			}
		})
	}
}

func loaderRule(t *testing.T, id string) *rule.Rule {
	t.Helper()
	for _, r := range rules.Loader() {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("the loader has no rule %s", id)
	return nil
}

// capitalised is a word as a sentence begins with it; ASA is none.
var capitalised = regexp.MustCompile(`^\p{Lu}(\P{Lu}|$)`)

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
		for _, title := range []string{r.Title.SV, r.Title.EN} {
			if capitalised.MatchString(title) || strings.HasSuffix(title, ".") {
				t.Errorf("%s: a title begins in lower case and has no full stop: %q", r.ID, title)
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
