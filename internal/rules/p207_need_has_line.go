package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// NeedHasLine asks that no förvaltning with a remaining need is left out of a field that
// the missiv takes up (N33).
func NeedHasLine() *rule.Rule {
	return &rule.Rule{
		ID:         "P207",
		Title:      lang.T("ingen med kvarvarande behov är utelämnad", "nobody with a remaining need is left out"),
		Basis:      diag.Text,
		Statements: []string{"N33"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Alla förvaltningar ska klara vårdgarantin. En förvaltning som saknar rad syns inte för forumet och har inte hörts, fast analysen visar att den har patienter den inte hinner med.",
			"All förvaltningar are to meet the care guarantee. One without a line is invisible to the forum and was not heard, though the analysis shows that it has patients it can't take care of in time."),
		Example: rule.Example{
			Note: lang.T(
				"Analysen ger NU ett kvarvarande behov på 3. Även en rad med volymen 0 visar att NU är hörd.",
				"The analysis gives NU a remaining need of 3. A line with the volume 0 also shows that NU was heard."),
			File: "plans/2027/missiv/missiv-2027-handkirurgi.yaml",
			Good: "rader:\n" +
				"  - id: skas-handkirurgi\n" +
				"    forvaltning: skas\n" +
				"    vardomrade: handkirurgi\n" +
				"    enhet: atgard\n" +
				"    volym: 4\n" +
				"  - id: nu-handkirurgi\n" +
				"    forvaltning: nu\n" +
				"    vardomrade: handkirurgi\n" +
				"    enhet: atgard\n" +
				"    volym: 0\n",
			Bad: "rader:\n" +
				"  - id: skas-handkirurgi\n" +
				"    forvaltning: skas\n" +
				"    vardomrade: handkirurgi\n" +
				"    enhet: atgard\n" +
				"    volym: 4\n",
		},
		Check: func(p *rule.Pass) {
			for _, n := range judgedNeeds(p) {
				var without []*plan.Behovsrad
				for i := range n.Field.Forvaltningar {
					row := &n.Field.Forvaltningar[i]
					if row.Remaining() > 0 && p.Set.IsForvaltning(row.Forvaltning.V) && !hasLines(p.Set, n, row.Forvaltning.V) {
						without = append(without, row)
					}
				}
				if len(without) > 0 {
					p.Report(leftOut(n, without))
				}
			}
		},
	}
}

func leftOut(n *plan.Need, without []*plan.Behovsrad) rule.Finding {
	first := n.Lines[0]
	f := rule.Finding{In: &first.Missiv.Document, At: first.Vardomrade.Span}
	var names lang.List
	for _, row := range without {
		names = append(names, row.Forvaltning.V)
		f.Measure += row.Remaining()
		f.Related = append(f.Related, rule.Place{In: &n.Analysis.Document, At: row.Span,
			Message: lang.T("%s: kvarvarande behov %d", "%s: remaining need %d", row.Forvaltning.V, row.Remaining())})
	}
	f.Message = lang.T("%s har kvarvarande behov i %s men ingen rad i missivet",
		"remaining need in %[2]s but no line in the missiv: %[1]s", names, n.Field.Vardomrade.V)
	f.Hint = lang.T("Lägg till en rad för %s efter dialog. Även volym: 0 är en rad, och en dialog.",
		"Add a line for %s after a dialogue. A volym: 0 is a line too, and a dialogue.", without[0].Forvaltning.V)
	return f
}
