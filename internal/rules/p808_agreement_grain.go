package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AgreementGrain keeps weeks and quarters apart within the capacity of one agreement (N34).
func AgreementGrain() *rule.Rule {
	return &rule.Rule{
		ID:         "P808",
		Title:      lang.T("avtalets kapacitet står i veckor eller kvartal, inte båda", "an agreement's capacity is by week or by quarter, not both"),
		Basis:      diag.Default,
		Statements: []string{"N34"},
		Severity:   diag.Error,
		Why: lang.T(
			"Ett kvartal innehåller sina veckor. Står båda i samma avtal går det inte att säga hur många vårdgivaren tar emot en vecka.",
			"A quarter contains its weeks. With both in one agreement there is no telling how many the provider receives in a week."),
		Example: rule.Example{
			File: "plans/register/avtal.yaml",
			Good: "    kapacitet: {2027-W02: 4, 2027-W03: 4, 2027-W04: 4, 2027-W05: 4}\n",
			Bad:  "    kapacitet: {2027-W02: 4, 2027-W03: 4, 2027-W04: 4, 2027-Q1: 4}\n",
		},
		Check: func(p *rule.Pass) {
			for _, a := range p.Set.Avtal {
				first, other, mixed := a.Kapacitet.Mixed()
				if !mixed || a.Owner.Broken {
					continue
				}
				p.Report(rule.Finding{
					In: &a.Owner.Document, At: other.Span,
					Message: lang.T("kapaciteten i %s blandar veckor och kvartal: %s och %s",
						"the capacity of %s mixes weeks and quarters: %s and %s", a.ID.V, first.V.String(), other.V.String()),
					Hint: lang.T("Skriv hela kapaciteten i veckor, eller hela i kvartal.",
						"Write the whole capacity in weeks, or the whole of it in quarters."),
					Related: related(&a.Owner.Document, first.Span, lang.T("här är den andra indelningen", "the other division stands here")),
				})
			}
		},
	}
}
