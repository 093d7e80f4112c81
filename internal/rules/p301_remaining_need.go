package rules

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// RemainingNeed checks a stated remaining need, which is need less capacity (N04). Where
// capacity covers the need it may be written as 0 or as the negative difference.
func RemainingNeed() *rule.Rule {
	return &rule.Rule{
		ID:         "P301",
		Title:      lang.T("kvarvarande är behov minus kapacitet", "kvarvarande is need less capacity"),
		Basis:      diag.Text,
		Statements: []string{"N04"},
		Severity:   diag.Error,
		Why: lang.T(
			"Kvarvarande behov är gapet mellan behov och kapacitet. Ett annat tal betyder att något av de tre är fel, och missivets volymer vilar på dem.",
			"The remaining need is the gap between need and capacity. Another number means that one of the three is wrong, and the missiv's volumes rest on them."),
		Example: rule.Example{
			Note: lang.T(
				"140 minus 120 är 20. Nyckeln kan lämnas bort: den räknas ut.",
				"140 less 120 is 20. The key can be left out: it is computed."),
			File: "plans/2027/behovsanalys.yaml",
			Good: "      - {forvaltning: skas, behov: 140, kapacitet: 120}\n",
			Bad:  "      - {forvaltning: skas, behov: 140, kapacitet: 120, kvarvarande: 30}\n",
		},
		Check: func(p *rule.Pass) {
			for _, b := range p.Set.Behovsanalyser {
				if b.Broken {
					continue
				}
				for _, o := range b.Vardomraden {
					for i := range o.Forvaltningar {
						checkRemaining(p, b, &o.Forvaltningar[i])
					}
				}
			}
		},
	}
}

func checkRemaining(p *rule.Pass, b *plan.Behovsanalys, r *plan.Behovsrad) {
	gap := r.Behov.V - r.Kapacitet.V
	if !r.Kvarvarande.Set || r.Kvarvarande.V == gap || r.Kvarvarande.V == r.Remaining() {
		return
	}
	p.Report(rule.Finding{
		In: &b.Document, At: r.Kvarvarande.Span, Measure: max(r.Kvarvarande.V-gap, gap-r.Kvarvarande.V),
		Message: lang.T("kvarvarande är %d men %d minus %d är %d",
			"kvarvarande is %d but %d less %d is %d", r.Kvarvarande.V, r.Behov.V, r.Kapacitet.V, gap),
		Hint: lang.T("Skriv kvarvarande: %s, eller ta bort nyckeln: den räknas ut.",
			"Write kvarvarande: %s, or remove the key: it is computed.", strconv.Itoa(gap)),
		Related: []rule.Place{{In: &b.Document, At: r.Behov.Span, Message: lang.T("behovet", "the need")},
			{In: &b.Document, At: r.Kapacitet.Span, Message: lang.T("kapaciteten", "the capacity")}},
	})
}
