package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OfferPeriod keeps an offer's weeks and quarters inside its period (N54).
func OfferPeriod(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P402",
		Title:      lang.T("kapaciteten ligger i erbjudandets period", "the capacity lies in the offer's period"),
		Basis:      diag.Text,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Perioden säger när platserna finns. En vecka utanför den räknas inte när en plan drar på erbjudandet. En vecka hör dit dess torsdag hör; ett kvartal behöver minst en vecka i perioden.",
			"The period says when the places exist. A week outside it does not count when a plan draws on the offer. A week belongs where its Thursday does; a quarter needs at least one week in the period."),
		Example: rule.Example{
			Note: lang.T(
				"Erbjudandets period är 2027-01-01/2027-03-31.",
				"The offer's period is 2027-01-01/2027-03-31."),
			File: "plans/2027/erbjudanden/erb-2027-siv-ortopedi.yaml",
			Good: "kapacitet: {2027-W06: 2, 2027-W07: 2, 2027-W08: 2, 2027-W09: 2}\n",
			Bad:  "kapacitet: {2027-W06: 2, 2027-W07: 2, 2027-W08: 2, 2027-W29: 2}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				outside := func(item plan.SlotVolume) bool { return !plan.Touches(item.Slot.V, e.Period.V) }
				for _, stretch := range stretches(e.Kapacitet.Items, outside) {
					p.Report(rule.Finding{
						In: &e.Document, At: stretch[0].Slot.Span, Measure: len(stretch),
						Message: lang.T("%s ligger utanför erbjudandets period %s", "%s lies outside the offer's period %s",
							slotSpan(stretch), e.Period.V.String()),
						Hint: lang.T("Flytta kapaciteten till veckor i perioden, eller rätta perioden.",
							"Move the capacity to weeks in the period, or correct the period."),
						Related: related(&e.Document, e.Period.Span, lang.T("erbjudandets period", "the offer's period")),
					})
				}
			}
		},
	}
}
