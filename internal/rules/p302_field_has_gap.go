package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// FieldHasGap tells of a field whose need the förvaltningar can meet between them: there
// is no gap for a missiv to care for (N04). Lines that were added during the year, or ask
// for nothing, are no sign of one.
func FieldHasGap() *rule.Rule {
	return &rule.Rule{
		ID:         "P302",
		Title:      lang.T("missivet svarar mot ett gap", "the missiv answers a gap"),
		Basis:      diag.Text,
		Statements: []string{"N04"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Processen startar när behovsanalysen visar ett gap mellan det totala behovet och den samlade kapaciteten. Räcker kapaciteten finns inget kvarvarande behov för missivet att ta hand om.",
			"The process starts when the behovsanalys shows a gap between total need and joint capacity. Where capacity is enough there is no remaining need for the missiv to take care of."),
		Example: rule.Example{
			Note: lang.T(
				"Ögonsjukvården har inget gap i analysen: behovet är 300 och kapaciteten 300.",
				"The field ogonsjukvard has no gap in the analysis: the need is 300 and the capacity 300."),
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "  - id: su-hoftprotes\n" +
				"    forvaltning: su\n" +
				"    vardomrade: ortopedi\n" +
				"    enhet: atgard\n" +
				"    volym: 8\n",
			Bad: "  - id: su-hoftprotes\n" +
				"    forvaltning: su\n" +
				"    vardomrade: ortopedi\n" +
				"    enhet: atgard\n" +
				"    volym: 8\n" +
				"  - id: skas-katarakt\n" +
				"    forvaltning: skas\n" +
				"    vardomrade: ogonsjukvard\n" +
				"    enhet: atgard\n" +
				"    volym: 4\n",
		},
		Check: func(p *rule.Pass) {
			for _, n := range p.Set.Needs() {
				first := n.Lines[0]
				volume, _ := plan.Sum(n.Lines)
				if !n.Whole || n.Field.Gap() || volume == 0 || first.Missiv.Rutin.V != p.Version {
					continue
				}
				need, capacity := n.Field.Totals()
				p.Report(rule.Finding{
					In: &first.Missiv.Document, At: first.Vardomrade.Span,
					Message: lang.T("%s har inget gap: behovet är %d och kapaciteten %d",
						"%s has no gap: the need is %d and the capacity %d", n.Field.Vardomrade.V, need, capacity),
					Hint: lang.T("Ta bort vårdområdet ur missivet, eller rätta behovsanalysen om behovet är större.",
						"Take the field out of the missiv, or correct the behovsanalys if the need is larger."),
					Related: []rule.Place{{In: &n.Analysis.Document, At: n.Field.Vardomrade.Span,
						Message: lang.T("vårdområdet i analysen", "the field in the analysis")}},
				})
			}
		},
	}
}
