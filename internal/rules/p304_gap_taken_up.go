package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// GapTakenUp tells of a field with a gap that no missiv takes up (N04), once the period of
// the analysis has begun: until then the missiv may still come.
func GapTakenUp() *rule.Rule {
	return &rule.Rule{
		ID:         "P304",
		Title:      lang.T("ett gap i behovsanalysen tas upp i ett missiv", "a gap in the behovsanalys is taken up in a missiv"),
		Basis:      diag.Text,
		Statements: []string{"N04"},
		Severity:   diag.Warning,
		Why: lang.T(
			"När analysen visar ett gap mellan totalt behov och samlad kapacitet startar en process för att ta hand om det kvarvarande behovet. Har perioden börjat utan missiv har den inte startat.",
			"When the analysis shows a gap between total need and joint capacity, a process starts to care for the remaining need. If the period has begun without a missiv, it has not."),
		Example: rule.Example{
			Note: lang.T(
				"Kapaciteten var 300; siffran är felskriven. Är gapet verkligt ändras inte analysen: då tas det upp i ett missiv.",
				"The capacity was 300; the figure is a slip. If the gap is real the analysis is not changed: then it is taken up in a missiv."),
			File: "plans/2026/behovsanalys.yaml",
			Good: "  - vardomrade: ogonsjukvard\n" +
				"    forvaltningar:\n" +
				"      - {forvaltning: skas, behov: 300, kapacitet: 300}\n",
			Bad: "  - vardomrade: ogonsjukvard\n" +
				"    forvaltningar:\n" +
				"      - {forvaltning: skas, behov: 300, kapacitet: 290}\n",
		},
		Check: func(p *rule.Pass) {
			if !p.Set.Complete(plan.KindMissiv) {
				return
			}
			taken, known := takenUp(p.Set)
			if !known {
				return
			}
			for _, b := range p.Set.Behovsanalyser {
				if b.Broken || p.Today < b.Period.V.From {
					continue
				}
				for i := range b.Vardomraden {
					o := &b.Vardomraden[i]
					if o.Gap() && p.Set.Field(o.Vardomrade.V) != nil && !overlapsAny(taken[o.Vardomrade.V], b.Period.V) {
						p.Report(gapLeft(b, o))
					}
				}
			}
		},
	}
}

// takenUp gives the periods of the missiv that have lines in a field. It can't be told
// while a missiv is broken or a line names a field that does not exist.
func takenUp(set *plan.Set) (periods map[string][]calendar.Interval, known bool) {
	periods = map[string][]calendar.Interval{}
	for _, m := range set.Missiv {
		if m.Broken {
			return nil, false
		}
		for _, r := range m.Rader {
			if set.Field(r.Vardomrade.V) == nil {
				return nil, false
			}
			periods[r.Vardomrade.V] = append(periods[r.Vardomrade.V], m.Period.V)
		}
	}
	return periods, true
}

func overlapsAny(periods []calendar.Interval, iv calendar.Interval) bool {
	for _, p := range periods {
		if p.Overlaps(iv) {
			return true
		}
	}
	return false
}

func gapLeft(b *plan.Behovsanalys, o *plan.Behovsomrade) rule.Finding {
	need, capacity := o.Totals()
	return rule.Finding{
		In: &b.Document, At: o.Vardomrade.Span, Measure: need - capacity,
		Message: lang.T("%s har behovet %d och kapaciteten %d, men inget missiv tar upp det",
			"%s has a need of %d and a capacity of %d, but no missiv takes it up", o.Vardomrade.V, need, capacity),
		Hint: lang.T("Skriv ett missiv med rader för %s, eller rätta analysen om gapet inte finns.",
			"Write a missiv with lines for %s, or correct the analysis if there is no gap.", o.Vardomrade.V),
	}
}
