package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// VolumeWithinNeed tells of a förvaltning that is to send more than it lacks capacity for
// (N33). The routine sets no such limit.
func VolumeWithinNeed() *rule.Rule {
	return &rule.Rule{
		ID:         "P208",
		Title:      lang.T("volymen ryms i förvaltningens kvarvarande behov", "the volume is within the förvaltning's remaining need"),
		Basis:      diag.Default,
		Statements: []string{"N33"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Missivet tar hand om det behov som förvaltningen inte klarar själv. Är volymen större skickas patienter som den enligt analysen har plats för, eller så är analysen gammal.",
			"The missiv takes care of the need that the förvaltning can't meet itself. If the volume is larger, patients are sent whom it has room for according to the analysis, or the analysis is out of date."),
		Example: rule.Example{
			Note: lang.T(
				"Analysen ger SkaS ett kvarvarande behov på 4.",
				"The analysis gives SkaS a remaining need of 4."),
			File: "plans/2027/missiv/missiv-2027-handkirurgi.yaml",
			Good: "  - id: skas-handkirurgi\n" +
				"    forvaltning: skas\n" +
				"    vardomrade: handkirurgi\n" +
				"    enhet: atgard\n" +
				"    volym: 4\n",
			Bad: "  - id: skas-handkirurgi\n" +
				"    forvaltning: skas\n" +
				"    vardomrade: handkirurgi\n" +
				"    enhet: atgard\n" +
				"    volym: 6\n",
		},
		Check: func(p *rule.Pass) {
			for _, n := range judgedNeeds(p) {
				for i := range n.Field.Forvaltningar {
					row := &n.Field.Forvaltningar[i]
					lines := n.Of(row.Forvaltning.V)
					volume, oneUnit := plan.Sum(lines)
					if oneUnit && volume > row.Remaining() {
						p.Report(aboveNeed(n, row, lines, volume))
					}
				}
			}
		},
	}
}

func aboveNeed(n *plan.Need, row *plan.Behovsrad, lines []plan.MemoLine, volume int) rule.Finding {
	f := rule.Finding{
		In: &lines[0].Missiv.Document, At: lines[0].Volym.Span, Measure: volume - row.Remaining(),
		Message: lang.T("%s skickar %d i %s men har %d i kvarvarande behov",
			"%s sends %d in %s but has a remaining need of %d", row.Forvaltning.V, volume, n.Field.Vardomrade.V, row.Remaining()),
		Hint: lang.T("Sänk volymen med %d, eller uppdatera behovsanalysen om behovet har vuxit.",
			"Lower the volume by %d, or update the behovsanalys if the need has grown.", volume-row.Remaining()),
		Related: []rule.Place{{In: &n.Analysis.Document, At: row.Span,
			Message: lang.T("behov %d, kapacitet %d", "need %d, capacity %d", row.Behov.V, row.Kapacitet.V)}},
	}
	for _, l := range lines[1:] {
		f.Related = append(f.Related, rule.Place{In: &l.Missiv.Document, At: l.Volym.Span,
			Message: lang.T("raden %s räknas med: %d", "line %s counts too: %d", l.ID.V, l.Original())})
	}
	return f
}
