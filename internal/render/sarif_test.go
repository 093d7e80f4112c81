package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// officialSARIF is the schema of the standard; testdata/sarif tells where it comes from.
func officialSARIF(t testing.TB) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("testdata/sarif/sarif-2.1.0-rtm.5.json")
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	c.LoadURL = func(string) (io.ReadCloser, error) { return nil, errors.New("nothing is fetched") }
	if err := c.AddResource("sarif.json", bytes.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decoded(t testing.TB, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSARIFIsValidWithTheWholeCatalogue(t *testing.T) {
	schema := officialSARIF(t)
	for _, l := range lang.Languages {
		var b bytes.Buffer
		r := checked(sample()...)
		r.Waiting = []plan.Kind{plan.KindMissiv}
		if err := CheckSARIF(&b, r, r.Findings, routine.Catalogue(), l); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(decoded(t, b.String())); err != nil {
			t.Errorf("%s: %#v", l, err)
		}
		if want := waiting(r).In(l); !strings.Contains(b.String(), want) {
			t.Errorf("%s: rules that wait are not told of", l)
		}
	}
}

// The schema does find faults, or the test above says nothing.
func TestTheSchemaOfSARIFRefuses(t *testing.T) {
	good := output(t, "sarif", lang.SV, sample()...)
	for name, change := range map[string][2]string{
		"another version":        {`"version": "2.1.0"`, `"version": "2.2"`},
		"a key that is unknown":  {`"columnKind"`, `"columnkind"`},
		"a column of 0":          {`"startColumn": 8`, `"startColumn": 0`},
		"a level that is no one": {`"level": "note"`, `"level": "info"`},
		"a URI that is none":     {`"uri": "plans/2027/%C3%B6.yaml"`, `"uri": "plans/2027/%%.yaml"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good || officialSARIF(t).Validate(decoded(t, bad)) == nil {
			t.Errorf("%s passes", name)
		}
	}
}

func TestSARIFRulesAreTheCatalogue(t *testing.T) {
	var log sarifLog
	var b bytes.Buffer
	catalogue := routine.Catalogue()
	if err := CheckSARIF(&b, checked(sample()...), sample(), catalogue, lang.EN); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	rules := log.Runs[0].Tool.Driver.Rules
	for i, r := range catalogue {
		got := rules[i]
		if got.ID != r.ID || got.Short.Text != r.Title.In(lang.EN) || got.Full.Text != r.Why.In(lang.EN) || got.Help.Markdown == "" ||
			!slices.Equal(got.Properties.Versions, routine.InVersions(r.ID)) || !slices.Equal(got.Properties.Statements, r.Statements) || got.Configuration.Level != sarifLevel(r.Severity) {
			t.Errorf("rule %d is %+v", i, got)
		}
	}
}

func TestSARIFResultsPointToTheirRules(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(output(t, "sarif", lang.SV, sample()...)), &log); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, result := range log.Runs[0].Results {
		got[result.RuleID] = "no rule"
		if result.RuleIndex != nil {
			got[result.RuleID] = log.Runs[0].Tool.Driver.Rules[*result.RuleIndex].ID
		}
	}
	want := map[string]string{"Z101": "Z101", "Z106": "Z106", "X102": "no rule", "S101": "no rule", "S402": "no rule", "P107": "no rule", "X101": "no rule"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A finding keeps its fingerprint when it moves, and no two findings share one.
func TestFingerprintsFollowTheFinding(t *testing.T) {
	prints := func(list ...diag.Diagnostic) []string {
		var log sarifLog
		if err := json.Unmarshal([]byte(output(t, "sarif", lang.SV, list...)), &log); err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range log.Runs[0].Results {
			out = append(out, r.Fingerprints["leveransplan/v1"])
		}
		return out
	}
	d := sample()[1]
	moved := d
	moved.Range, moved.Message = lines(20, 1, 20, 2), lang.Plain("other words")
	if diff := cmp.Diff(prints(d), prints(moved)); diff != "" {
		t.Errorf("moved: %s", diff)
	}
	elsewhere, other := d, d
	elsewhere.Pointer, other.Document = "/syfte", "lp-2"
	seen := map[string]bool{}
	for _, p := range prints(d, d, elsewhere, other) {
		seen[p] = true
	}
	if len(seen) != 4 {
		t.Errorf("four findings have %d fingerprints", len(seen))
	}
}

// Whatever a finding holds, the log is valid, and its messages hold neither links nor
// places for arguments.
func FuzzSARIFIsValid(f *testing.F) {
	seeds(f)
	schema := officialSARIF(f)
	f.Fuzz(func(t *testing.T, s string) {
		log := output(t, "sarif", lang.SV, everywhere(s)...)
		if err := schema.Validate(decoded(t, log)); err != nil {
			t.Fatalf("%q: %#v", s, err)
		}
		var v sarifLog
		if err := json.Unmarshal([]byte(log), &v); err != nil {
			t.Fatal(err)
		}
		for _, r := range v.Runs[0].Results {
			if strings.Contains(r.Message.Text, "](") || argument.MatchString(r.Message.Text) {
				t.Errorf("%q acts in a message: %q", s, r.Message.Text)
			}
		}
	})
}
