package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OfferGrain keeps weeks and quarters apart within one offer (N54).
func OfferGrain(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P403",
		Title:      lang.T("kapaciteten står i veckor eller kvartal, inte båda", "capacity is by week or by quarter, not both"),
		Basis:      diag.Default,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Ett kvartal innehåller sina veckor. Står båda i samma erbjudande går det inte att säga hur många platser en vecka har.",
			"A quarter contains its weeks. With both in one offer there is no telling how many places a week has."),
		Example: rule.Example{
			File: "plans/2027/erbjudanden/erb-2027-siv-ortopedi.yaml",
			Good: "kapacitet: {2027-W06: 2, 2027-W07: 2, 2027-W08: 2, 2027-W09: 2}\n",
			Bad:  "kapacitet: {2027-W06: 2, 2027-W07: 2, 2027-W08: 2, 2027-Q1: 2}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				first, other, mixed := e.Kapacitet.Mixed()
				if !mixed {
					continue
				}
				p.Report(rule.Finding{
					In: &e.Document, At: other.Span,
					Message: lang.T("kapaciteten blandar veckor och kvartal: %s och %s",
						"the capacity mixes weeks and quarters: %s and %s", first.V.String(), other.V.String()),
					Hint: lang.T("Skriv hela kapaciteten i veckor, eller hela i kvartal.",
						"Write the whole capacity in weeks, or the whole of it in quarters."),
					Related: related(&e.Document, first.Span, lang.T("här är den andra indelningen", "the other division stands here")),
				})
			}
		},
	}
}
