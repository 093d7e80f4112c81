package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// DistributionWithinNeed tells of a förvaltning that is given more places than it lacks
// capacity for, by the analysis that the review names (N26). The routine sets no limit: it
// says that the proposal is held against the analysis.
func DistributionWithinNeed() *rule.Rule {
	return &rule.Rule{
		ID:         "P420",
		Title:      lang.T("fördelningen svarar mot behovet", "the distribution answers the need"),
		Basis:      diag.Default,
		Statements: []string{"N26"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Förslaget valideras mot behovsanalysen. Får en förvaltning fler platser än den saknar enligt analysen går de ifrån någon annan, eller så är analysen gammal.",
			"The proposal is validated against the behovsanalys. If a förvaltning gets more places than it lacks according to the analysis they are taken from somebody else, or the analysis is out of date."),
		Example: rule.Example{
			Note: lang.T(
				"Kapaciteten var 497; siffran är felskriven. Stämmer analysen är det fördelningen som ändras.",
				"The capacity was 497; the figure is a slip. If the analysis is right it is the distribution that is changed."),
			File: "plans/2024/behovsanalys.yaml",
			Good: "      - {forvaltning: su, behov: 500, kapacitet: 497}\n",
			Bad:  "      - {forvaltning: su, behov: 500, kapacitet: 498}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				if e.Beslutsforslag == nil || e.Granskning == nil {
					continue
				}
				b := p.Set.Analysis(e.Granskning.MotBehovsanalys.V)
				if b == nil || b.Broken || !b.Period.V.Overlaps(e.Period.V) {
					continue
				}
				for _, part := range e.Beslutsforslag.Fordelning {
					row := b.Row(e.Vardomrade.V, part.Forvaltning.V)
					if row == nil || part.Volym.V <= row.Remaining() {
						continue
					}
					p.Report(rule.Finding{
						In: &e.Document, At: part.Volym.Span, Measure: part.Volym.V - row.Remaining(),
						Message: lang.T("%s får %d men saknar %d enligt behovsanalysen", "%s gets %d but lacks %d according to the behovsanalys",
							part.Forvaltning.V, part.Volym.V, row.Remaining()),
						Hint: lang.T("Sänk volymen med %d, eller uppdatera behovsanalysen om behovet har vuxit.",
							"Lower the volume by %d, or update the behovsanalys if the need has grown.", part.Volym.V-row.Remaining()),
						Related: related(&b.Document, row.Span, lang.T("behov %d, kapacitet %d", "need %d, capacity %d", row.Behov.V, row.Kapacitet.V)),
					})
				}
			}
		},
	}
}
