package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// LinesAnalysed asks that the need behind each line stands in the behovsanalys (N03).
func LinesAnalysed() *rule.Rule {
	return &rule.Rule{
		ID:         "P205",
		Title:      lang.T("radernas behov står i behovsanalysen", "the need behind the lines is in the behovsanalys"),
		Basis:      diag.Text,
		Statements: []string{"N03"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Behovsanalysen omfattar alla vårdområden. En rad vars vårdområde eller förvaltning saknas där vilar på ett behov som ingen har räknat på.",
			"The behovsanalys covers all medical fields. A line whose field or förvaltning is missing there rests on a need that nobody has worked out."),
		Example: rule.Example{
			Note: lang.T(
				"SU har en rad i missivet men har fallit bort ur analysen.",
				"SU has a line in the missiv but has dropped out of the analysis."),
			File: "plans/2027/behovsanalys.yaml",
			Good: "  - vardomrade: ortopedi\n" +
				"    forvaltningar:\n" +
				"      - {forvaltning: skas, behov: 140, kapacitet: 120}\n" +
				"      - {forvaltning: su, behov: 500, kapacitet: 492}\n" +
				"      - {forvaltning: siv, behov: 90, kapacitet: 100}\n",
			Bad: "  - vardomrade: ortopedi\n" +
				"    forvaltningar:\n" +
				"      - {forvaltning: skas, behov: 140, kapacitet: 120}\n" +
				"      - {forvaltning: siv, behov: 90, kapacitet: 100}\n",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Memos() {
				b := p.Set.Analysis(m.Behovsanalys.V)
				if b == nil || b.Broken || !b.Period.V.Holds(m.Period.V) {
					continue
				}
				reported := map[[2]string]bool{}
				for i := range m.Rader {
					f, gap := notAnalysed(p.Set, m, b, &m.Rader[i])
					if gap != [2]string{} && !reported[gap] {
						reported[gap] = true
						p.Report(f)
					}
				}
			}
		},
	}
}

// analysed tells that a field's analysis has a row for a förvaltning, or for one that it
// has succeeded.
func analysed(set *plan.Set, o *plan.Behovsomrade, forvaltning string) bool {
	return slices.ContainsFunc(o.Forvaltningar, func(r plan.Behovsrad) bool { return set.Continues(forvaltning, r.Forvaltning.V) })
}

// notAnalysed tells what the analysis lacks for a line: a field, or a förvaltning in it.
// The pair names the gap, so that lines with one gap in common give one finding.
func notAnalysed(set *plan.Set, m *plan.Missiv, b *plan.Behovsanalys, r *plan.Missivrad) (rule.Finding, [2]string) {
	field, forvaltning := r.Vardomrade.V, r.Forvaltning.V
	f := rule.Finding{In: &m.Document}
	switch {
	case set.Field(field) == nil:
	case b.Field(field) == nil:
		f.At = r.Vardomrade.Span
		f.Message = lang.T("vårdområdet %s finns inte i behovsanalysen %s", "the field %s is not in the behovsanalys %s", field, b.ID.V)
		f.Hint = lang.T("Lägg till vårdområdet i analysen, eller vila missivet på en analys som har det.",
			"Add the field to the analysis, or rest the missiv on an analysis that has it.")
		f.Related = []rule.Place{{In: &b.Document, At: b.ID.Span, Message: lang.T("analysen", "the analysis")}}
		return f, [2]string{field}
	case set.IsForvaltning(forvaltning) && !analysed(set, b.Field(field), forvaltning):
		f.At = r.Forvaltning.Span
		f.Message = lang.T("%s finns inte under %s i behovsanalysen %s", "%s is not under %s in the behovsanalys %s", forvaltning, field, b.ID.V)
		f.Hint = lang.T("Lägg till {forvaltning: %s, behov: …, kapacitet: …} under vårdområdet i analysen.",
			"Add {forvaltning: %s, behov: …, kapacitet: …} under the field in the analysis.", forvaltning)
		f.Related = []rule.Place{{In: &b.Document, At: b.Field(field).Vardomrade.Span, Message: lang.T("vårdområdet i analysen", "the field in the analysis")}}
		return f, [2]string{field, forvaltning}
	}
	return f, [2]string{}
}
