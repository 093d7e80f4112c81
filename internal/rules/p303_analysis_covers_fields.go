package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AnalysisCoversFields asks that a behovsanalys covers every field of the register that is
// in use in its period (N03). A field that a missiv of the analysis has a line in is
// reported there (P205).
func AnalysisCoversFields() *rule.Rule {
	return &rule.Rule{
		ID:         "P303",
		Title:      lang.T("behovsanalysen omfattar alla vårdområden", "the behovsanalys covers all medical fields"),
		Basis:      diag.Text,
		Statements: []string{"N03"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Behovsanalysen görs för samtliga medicinska vårdområden. Ett område som saknas kan ha ett gap som ingen ser.",
			"The behovsanalys is made for all medical fields. A field that is missing may have a gap that nobody sees."),
		Example: rule.Example{
			Note: lang.T(
				"Registret har tre vårdområden; ögonsjukvården har fallit bort.",
				"The register has three fields; ogonsjukvard has dropped out."),
			File: "plans/2027/behovsanalys.yaml",
			Good: "  - vardomrade: ogonsjukvard\n" +
				"    forvaltningar:\n" +
				"      - {forvaltning: skas, behov: 300, kapacitet: 300}\n" +
				"  - vardomrade: handkirurgi\n" +
				"    forvaltningar:\n" +
				"      - {forvaltning: skas, behov: 84, kapacitet: 80}\n" +
				"      - {forvaltning: nu, behov: 63, kapacitet: 60}\n",
			Bad: "  - vardomrade: handkirurgi\n" +
				"    forvaltningar:\n" +
				"      - {forvaltning: skas, behov: 84, kapacitet: 80}\n" +
				"      - {forvaltning: nu, behov: 63, kapacitet: 60}\n",
		},
		Check: func(p *rule.Pass) {
			claimed := claimedFields(p.Set)
			for _, b := range p.Set.Behovsanalyser {
				if b.Broken {
					continue
				}
				var missing lang.List
				for _, f := range p.Set.Vardomraden {
					if f.Validity().Overlaps(b.Period.V) && b.Field(f.ID.V) == nil && !claimed[[2]string{b.ID.V, f.ID.V}] {
						missing = append(missing, f.ID.V)
					}
				}
				if len(missing) > 0 {
					p.Report(fieldsMissing(b, missing))
				}
			}
		},
	}
}

// claimedFields are the pairs of an analysis and a field that some missiv rests on.
func claimedFields(set *plan.Set) map[[2]string]bool {
	claimed := map[[2]string]bool{}
	for _, m := range set.Missiv {
		for _, r := range m.Rader {
			claimed[[2]string{m.Behovsanalys.V, r.Vardomrade.V}] = true
		}
	}
	return claimed
}

func fieldsMissing(b *plan.Behovsanalys, missing lang.List) rule.Finding {
	const shown = 4
	at := b.ID.Span
	if key := b.YAML().KeyAt("/vardomraden"); key != nil {
		at = key.Span
	}
	f := rule.Finding{In: &b.Document, At: at, Measure: len(missing),
		Message: lang.T("vårdområden saknas i analysen: %s", "fields are missing in the analysis: %s", missing),
		Hint: lang.T("Lägg till dem, även om behovet är 0: - {vardomrade: %s, forvaltningar: []}",
			"Add them, even where the need is 0: - {vardomrade: %s, forvaltningar: []}", missing[0]),
	}
	if len(missing) > shown {
		f.Message = lang.T("%d vårdområden saknas i analysen, bland dem %s", "%d fields are missing in the analysis, among them %s",
			len(missing), missing[:shown])
	}
	return f
}
