package schema

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

var builtIn = sync.OnceValues(Load)

func set(t testing.TB) *Set {
	t.Helper()
	s, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// read parses a text that the loader has nothing against.
func read(t testing.TB, file, text string) *yamldoc.Document {
	t.Helper()
	doc, list := yamldoc.Parse(diag.NewSource(file, []byte(text)))
	if len(list) > 0 {
		t.Fatalf("%s: the loader finds %s", file, list[0].Message.In(lang.EN))
	}
	return doc
}

// show writes findings as "S402 3:36-3:47 giltig_från | message": the rule, the place,
// what stands there (cut out by characters, apart from how the place was worked out)
// and the Swedish words.
func show(text string, list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, fmt.Sprintf("%s %d:%d-%d:%d %s | %s", d.Rule, d.Range.Start.Line, d.Range.Start.Column,
			d.Range.End.Line, d.Range.End.Column, cut(text, d.Range), d.Message.In(lang.SV)))
	}
	return out
}

func cut(text string, r diag.Range) string {
	line := []rune(strings.Split(text, "\n")[r.Start.Line-1])
	if r.End.Line != r.Start.Line {
		return string(line[r.Start.Column-1:]) + "…"
	}
	return string(line[r.Start.Column-1 : r.End.Column-1])
}

// files reads a folder of test data: name without ending -> text.
func files(t testing.TB, folder string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", folder, "*.yaml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files in testdata/%s: %v", folder, err)
	}
	out := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(path), ".yaml")] = string(text)
	}
	return out
}

// kindOfFile is the kind in a name such as missiv-9.
func kindOfFile(name string) string {
	kind, _, _ := strings.Cut(name, "-")
	return kind
}

func TestValidDocumentsOfEveryKindHaveNoFindings(t *testing.T) {
	seen := map[string]bool{}
	for name, text := range files(t, "valid") {
		t.Run(name, func(t *testing.T) {
			kind, list := set(t).Check(read(t, name, text))
			if kind != kindOfFile(name) || len(list) > 0 {
				t.Errorf("kind %q, findings:\n%s", kind, strings.Join(show(text, list), "\n"))
			}
		})
		seen[kindOfFile(name)] = true
	}
	if diff := cmp.Diff(set(t).Kinds(), sortedKeys(seen)); diff != "" {
		t.Errorf("kinds with a valid document (-known +tested):\n%s", diff)
	}
}

// Each file says at its end what is wrong with it: "# want S402 3:5-3:10 volmy | …".
func TestInvalidDocumentsOfEveryKindGiveTheFindingsThatTheySay(t *testing.T) {
	seen := map[string]bool{}
	for name, text := range files(t, "invalid") {
		t.Run(name, func(t *testing.T) {
			body, wanted, _ := strings.Cut(text, "\n# want ")
			want := strings.Split(strings.TrimSpace(wanted), "\n# want ")
			kind, list := set(t).Check(read(t, name, text))
			if kind != kindOfFile(name) {
				t.Errorf("kind %q", kind)
			}
			if diff := cmp.Diff(want, show(text, list)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			for _, d := range list {
				judge(t, body, d)
			}
		})
		seen[kindOfFile(name)] = true
	}
	if diff := cmp.Diff(set(t).Kinds(), sortedKeys(seen)); diff != "" {
		t.Errorf("kinds with an invalid document (-known +tested):\n%s", diff)
	}
}

// judge holds what is true of every finding of this package.
func judge(t testing.TB, text string, d diag.Diagnostic) {
	t.Helper()
	if !strings.HasPrefix(d.Rule, "S40") || d.Basis != diag.Text || d.Statements != nil || d.File == "" || !strings.HasPrefix(d.Pointer, "/") {
		t.Errorf("odd finding: %+v", d)
	}
	if lines := strings.Split(text, "\n"); d.Line != lines[d.Range.Start.Line-1] && !strings.Contains(d.Line, "•") {
		t.Errorf("line is %q, file has %q", d.Line, lines[d.Range.Start.Line-1])
	}
	for _, l := range lang.Languages {
		message, hint := d.Message.In(l), d.Hint.In(l)
		if message == "" || hint == "" || strings.Contains(message+hint, "%!") || strings.ContainsAny(message+hint, "\n\r") {
			t.Errorf("%s: message %q, hint %q", l, message, hint)
		}
	}
	if d.Message.In(lang.SV) == d.Message.In(lang.EN) {
		t.Errorf("one language for both: %q", d.Message.In(lang.SV))
	}
}

func TestEachRulesBadFileBreaksItAloneAndTheGoodOneNothing(t *testing.T) {
	for _, r := range Rules() {
		t.Run(r.ID, func(t *testing.T) {
			check := func(text string) diag.List {
				doc := read(t, "plans/undantag.yaml", text)
				kind, list := set(t).Check(doc)
				if r.ID == ruleNoModeline || r.ID == ruleModeline { // the other rules' files are shown without the line
					list = append(list, set(t).CheckModeline(doc, kind)...)
				}
				return list
			}
			if list := check(r.Bad); len(list) != 1 || list[0].Rule != r.ID || list[0].Severity != r.Severity {
				t.Errorf("bad file gives\n%s", strings.Join(show(r.Bad, list), "\n"))
			}
			if list := check(r.Good); len(list) != 0 {
				t.Errorf("good file gives\n%s", strings.Join(show(r.Good, list), "\n"))
			}
			if r.Title.IsZero() || r.Why.IsZero() || r.Title.In(lang.SV) == r.Title.In(lang.EN) || r.Why.In(lang.SV) == r.Why.In(lang.EN) {
				t.Error("title or reason lacks a language")
			}
		})
	}
}

func TestManyGoroutinesGetTheSameFindings(t *testing.T) {
	for name, text := range files(t, "invalid") {
		_, list := set(t).Check(read(t, name, text))
		want := show(text, list)
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				_, list := set(t).Check(read(t, name, text))
				if diff := cmp.Diff(want, show(text, list)); diff != "" {
					t.Errorf("%s differs:\n%s", name, diff)
				}
			})
		}
		group.Wait()
	}
}
