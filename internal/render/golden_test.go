package render

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// outputs are all forms in which a check reports.
var outputs = map[string]func(io.Writer, *check.Result, diag.List, lang.Language) error{
	"txt": func(w io.Writer, r *check.Result, shown diag.List, l lang.Language) error {
		return CheckText(w, r, shown, Style{Language: l})
	},
	"json": CheckJSON,
	"sarif": func(w io.Writer, r *check.Result, shown diag.List, l lang.Language) error {
		return CheckSARIF(w, r, shown, someRules(), l)
	},
	"github": func(w io.Writer, r *check.Result, shown diag.List, l lang.Language) error {
		return CheckGitHub(w, r, shown, Style{Language: l})
	},
	"xml": func(w io.Writer, r *check.Result, shown diag.List, l lang.Language) error {
		return CheckJUnit(w, r, shown, []string{"plans/2027/missiv/missiv-2027-hud.yaml", prostata}, l)
	},
	"md": func(w io.Writer, r *check.Result, shown diag.List, l lang.Language) error {
		return CheckMarkdown(w, r, shown, l, CommentLimit)
	},
}

// output writes findings in one of the forms.
func output(t testing.TB, form string, l lang.Language, list ...diag.Diagnostic) string {
	t.Helper()
	var b bytes.Buffer
	if err := outputs[form](&b, checked(list...), list, l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func checked(list ...diag.Diagnostic) *check.Result {
	return &check.Result{Findings: list, Set: plan.NewSet(nil, nil), Files: 57, AsOf: calendar.Date(2026, 11, 21)}
}

// someRules are no rules of the catalogue: goldens stay as they are whatever happens to it.
func someRules() []*rule.Rule {
	return []*rule.Rule{
		{
			ID: "Z101", Severity: diag.Error, Basis: diag.Text,
			Title: lang.T("summan är volymen", "the sum is the volume"), Why: lang.T("Annars vet ingen vilket tal som gäller.", "Else nobody knows which number holds."),
			Example: rule.Example{Bad: "    volym: 12\n    periodisering: {2027-W02: 4}\n", Good: "volym: 12\nperiodisering: {2027-W02: 12}\n"},
		},
		{
			ID: "Z106", Severity: diag.Warning, Basis: diag.Default, MissingEvidence: true, Statements: []string{"N51"},
			Title: lang.T("alla parter har stämt av", "all parties have reconciled"), Why: lang.T("* Planen binder _båda_.", "* The plan binds _both_."),
		},
	}
}

const prostata = "plans/2027/leveransplaner/skas/lp-2027-skas-exempelkliniken-prostata.yaml"

// hostile is what a document or its name may try.
const hostile = "a%0A::error::x,y](http://x.se) ![b](c) <img src=x> `k` *f* | @org/team #12 :smile: www.x.se $z$ {0} ##[error]n &lt; \x1b[31m\u2028=1+1"

// sample has one finding of each kind that outputs treat differently.
func sample() diag.List {
	list := diag.List{
		{
			Rule: "Z101", Severity: diag.Error, Basis: diag.Text, Statements: []string{"N41"}, File: prostata,
			Range: lines(17, 8, 17, 10), Line: "volym: 50", Document: "lp-2027-skas-exempelkliniken-prostata", Pointer: "/volym",
			Message: lang.T("volymen är %d men periodiseringen summerar till %d", "the volume is %d but the periodisation adds up to %d", 50, 51),
			Hint:    lang.T("Rätta volymen eller veckorna.", "Correct the volume or the weeks."),
			Related: []diag.Related{{File: prostata, Range: lines(19, 3, 67, 14), Message: lang.T("periodiseringen: 51 i summa", "the periodisation: 51 in all")}},
		},
		{
			Rule: "Z106", Severity: diag.Warning, Basis: diag.Default, Statements: []string{"N41", "N43"}, File: prostata, MissingEvidence: true,
			Range: lines(70, 1, 72, 5), Line: "avstamningar:", Document: "lp-2027-skas-exempelkliniken-prostata", Pointer: "/avstamningar",
			Message: lang.T("skas har inte stämt av", "skas has not reconciled"),
			Hint:    lang.T("Lägg till raden - {part: skas, datum: ÅÅÅÅ-MM-DD} under avstamningar.", "Add the line - {part: skas, datum: YYYY-MM-DD} under avstamningar."),
		},
		{
			Rule: "X102", Severity: diag.Info, Basis: diag.Text, File: "plans/2027/missiv/missiv-2027-hud.yaml", Range: lines(22, 12, 22, 15), Line: "    volym: 850",
			Message: lang.T("raden su-nybesok: %d är inte placerade", "the line su-nybesok: %d are not placed", 12345),
		},
		{
			Rule: "S101", Severity: diag.Error, Basis: diag.Text, File: "plans/2027/ö.yaml",
			Message: lang.T("filen är en länk", "the file is a link"), Hint: lang.T("Lägg in filen själv.", "Add the file itself."),
		},
		{
			Rule: "S402", Severity: diag.Error, Basis: diag.Text, File: "plans/2027/" + hostile + ".yaml", Range: lines(3, 1, 3, 9), Line: hostile,
			Document: hostile, Message: lang.T("nyckeln %s finns inte", "there is no key %s", hostile), Hint: lang.Plain(hostile),
			Related: []diag.Related{{File: hostile, Message: lang.Plain(hostile)}},
		},
		{
			Rule: "P107", Severity: diag.Error, Basis: diag.Text, File: prostata, Range: lines(80, 1, 80, 10), Line: "kontakter:",
			Document: "lp-2027-skas-exempelkliniken-prostata", Pointer: "/kontakter",
			Message: lang.T("kontakt saknas hos skas", "no contact at skas"), Hint: lang.T("Lägg till en kontakt.", "Add a contact."),
			Waived: &diag.Waiver{File: "plans/undantag.yaml", Range: lines(5, 5, 5, 90), Reason: "kontakten utses i januari; " + hostile,
				Decision: "HS 2026-00500", LastDay: "2027-02-28"},
		},
		{
			Rule: "X101", Severity: diag.Error, Basis: diag.Text, File: prostata, Range: lines(90, 1, 90, 10), Line: "volym: 12", Pointer: "/x", Inherited: true,
			Message: lang.T("mer är planerat än beslutat", "more is planned than decided"), Hint: lang.T("Sänk.", "Lower it."),
		},
	}
	list.Sort()
	return list
}

func lines(fromLine, fromColumn, toLine, toColumn int) diag.Range {
	return diag.Range{Start: diag.Pos{Line: fromLine, Column: fromColumn}, End: diag.Pos{Line: toLine, Column: toColumn}}
}

// One list of findings in all forms and languages. UPDATE=1 writes the files anew; read the
// difference before you keep it.
func TestGoldens(t *testing.T) {
	for form := range outputs {
		for _, l := range lang.Languages {
			name := filepath.Join("testdata", "golden", fmt.Sprintf("check.%s.%s", l, form))
			t.Run(filepath.Base(name), func(t *testing.T) {
				got := output(t, form, l, sample()...)
				golden(t, name, got)
			})
		}
	}
}

func TestSameInputGivesTheSameBytes(t *testing.T) {
	for form := range outputs {
		if a, b := output(t, form, lang.SV, sample()...), output(t, form, lang.SV, sample()...); a != b {
			t.Errorf("%s differs from run to run", form)
		}
	}
}

// golden holds an output against a file; UPDATE=1 writes it anew.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
