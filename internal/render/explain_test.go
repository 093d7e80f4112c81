package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
)

func explained(t *testing.T, r *rule.Rule, l lang.Language) string {
	t.Helper()
	var b bytes.Buffer
	if err := Explain(&b, r, Style{Language: l}); err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func catalogued(t *testing.T, id string) *rule.Rule {
	t.Helper()
	for _, r := range routine.Catalogue() {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("no rule %s", id)
	return nil
}

// Two lines that look alike are told apart by the numbers of their characters.
func TestExamplesShowWhatCannotBeSeen(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a letter and its loose ring": {"namn: \"Va\u030ard\"\n", `namn: "Va<U+030A>rd"`},
		"the same in one character":   {"namn: \"Vård\"\n", `namn: "Vård"`},
		"a no-break space":            {"volym:\u00a010\n", "volym:<U+00A0>10"},
		"a typographic minus":         {"volym: \u22123\n", "volym: <U+2212>3"},
		"a tab":                       {"a:\n\tb: 1\n", "a:\n<U+0009>b: 1"},
		"a mark of no width":          {"\ufeffvolym: 1\n", "<U+FEFF>volym: 1"},
		"a replacement character":     {"V\ufffdntetid\n", "V<U+FFFD>ntetid"},
		"a byte that is no text":      {"Sk\xf6vde\n", "Sk<0xF6>vde"},
		"indentation of all lines":    {"    a: 1\n      b: 2\n", "a: 1\n  b: 2"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := dedent(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestExplainSaysWhatTheRuleIs(t *testing.T) {
	made := &rule.Rule{
		ID: "Z102", Severity: diag.Warning, Basis: diag.Text, MissingEvidence: true,
		Title: lang.T("volymen är placerad", "the volume is placed"), Why: lang.T("Patienter väntar.", "Patients wait."),
		Lighter: lang.T("Innan perioden är det en upplysning.", "Before the period it is information."),
		Example: rule.Example{Note: lang.T("Ett kryss saknas.", "A cross is missing."), Good: "a: x\n", Bad: "a:\n"},
	}
	for name, c := range map[string]struct {
		rule     *rule.Rule
		language lang.Language
		want     string
	}{
		"when it weighs less":              {made, lang.SV, "Innan perioden är det en upplysning."},
		"what the example has wrong":       {made, lang.EN, "A cross is missing. Bad a: Good a: x"},
		"that the routine is not its base": {made, lang.SV, "Regeln följer av hur filerna är uppbyggda, inte av rutinen."},
		"who supplies the evidence":        {made, lang.SV, "fyller planeraren i före sammanslagningen"},
		"a severity of an older version":   {catalogued(t, "P107"), lang.SV, "Enligt rutin 6.0 är det ett fel."},
		"a basis of an older version":      {catalogued(t, "P107"), lang.EN, "The newest routine says nothing expressly here; this is the tool's prudent reading. Routine 6.0 says so expressly."},
		"a reason of an older version":     {catalogued(t, "P203"), lang.EN, "Routine 6.0 decides the volume of twelve months"},
		"the words of an older version":    {catalogued(t, "P104"), lang.SV, "N34 rutinen: kräver en process"},
		"a noun of the routine":            {catalogued(t, "P202"), lang.EN, "missiv: the proposal of volumes that goes to the forum; förvaltning: one of the region's hospital administrations"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := explained(t, c.rule, c.language); !strings.Contains(got, c.want) {
				t.Errorf("no %q in\n%s", c.want, got)
			}
		})
	}
	if got := explained(t, catalogued(t, "P202"), lang.SV); strings.Contains(got, "missiv:") {
		t.Errorf("Swedish nouns are explained in Swedish:\n%s", got)
	}
}

func TestRuleTableHasHeadings(t *testing.T) {
	for l, head := range map[lang.Language]string{
		lang.SV: "Regel  Grad      Rutin     Detta ska gälla",
		lang.EN: "Rule   Severity  Routine   What must hold",
	} {
		var b bytes.Buffer
		if err := RuleTable(&b, routine.Catalogue(), Style{Language: l}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		if lines[0] != head {
			t.Errorf("%s: %q", l, lines[0])
		}
		column := strings.Index(head, strings.Fields(head)[3])
		for i, r := range routine.Catalogue() {
			if title := r.Title.In(l); lines[i+1][column:] != title {
				t.Errorf("%s: the title of %s does not stand in its column: %q", l, r.ID, lines[i+1])
			}
		}
	}
}
