package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// NearerCapacityUsed lets a search go on to the next step only when the capacity found
// before it is placed, or a reason says why it is not (N55).
func NearerCapacityUsed() *rule.Rule {
	return &rule.Rule{
		ID:              "P510",
		Title:           lang.T("ledig kapacitet används innan nästa steg", "free capacity is used before the next step"),
		Basis:           diag.Text,
		Statements:      []string{"N55"},
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"Andra hand betyder när första hand är slut. Ledig kapacitet som lämnas utan skäl är en kö som kunde ha varit kortare, eller vård som köptes i onödan.",
			"The second place comes when the first is used up. Free capacity left without a reason is a queue that could be shorter, or care bought for nothing."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "{steg: egen_regi, datum: 2026-05-09, ledig: 0}",
			Bad:  "{steg: egen_regi, datum: 2026-05-09, ledig: 2}",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakOkatBehov) {
				if _, usable := searchFault(p.Set, e); !usable {
					continue
				}
				for i := range e.Kapacitetssok {
					stepUsed(p, e, &e.Kapacitetssok[i], i == len(e.Kapacitetssok)-1)
				}
			}
		},
	}
}

func stepUsed(p *rule.Pass, e rule.Entry, k *plan.Kapacitetssok, last bool) {
	placed := 0
	var places []rule.Place
	for _, pl := range k.Placerat {
		placed += pl.Volym.V
		places = append(places, related(&e.Plan.Document, pl.Volym.Span,
			lang.T("%d i %s", "%d in %s", pl.Volym.V, pl.Leveransplan.V))...)
	}
	f := rule.Finding{In: &e.Plan.Document, At: k.Ledig.Span, Related: places, Measure: max(placed-k.Ledig.V, k.Ledig.V-placed)}
	switch {
	case placed > k.Ledig.V:
		f.Message = lang.T("%s: %d är placerade men bara %d var lediga", "%s: %d are placed but only %d were free", k.Steg.V, placed, k.Ledig.V)
		f.Hint = lang.T("Rätta ledig eller placerat.", "Correct ledig or placerat.")
	case placed < k.Ledig.V && !last && !k.Skal.Set:
		f.Message = lang.T("%s: %d var lediga men bara %d är placerade, utan skäl", "%s: %d were free but only %d are placed, without a reason", k.Steg.V, k.Ledig.V, placed)
		f.Hint = lang.T("Placera resten först och skriv det i placerat, eller skriv skal: varför den inte kunde användas.",
			"Place the remainder first and write it in placerat, or write skal: why it could not be used.")
	default:
		return
	}
	p.Report(f)
}
