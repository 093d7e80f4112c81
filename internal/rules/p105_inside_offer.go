package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// InsideOffer keeps a plan's volume inside the period of the offer it draws on (N54).
func InsideOffer(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P105",
		Title:      lang.T("volymen ligger i erbjudandets period", "the volume lies in the offer's period"),
		Basis:      diag.Text,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Mottagaren har lyft kapacitet för en viss tid. Utanför den har ingen sagt att det finns plats. Ett kvartal behöver minst en vecka i både planens och erbjudandets period.",
			"The receiver raised capacity for a certain time. Outside it nobody has said that there is room. A quarter needs at least one week in the periods of both the plan and the offer."),
		Example: rule.Example{
			Note: lang.T(
				"Erbjudandet gäller 2027-01-01/2027-03-31.",
				"The offer is for 2027-01-01/2027-03-31."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml",
			Good: "periodisering:\n" +
				"  2027-W06: 2\n" +
				"  2027-W07: 2\n" +
				"  2027-W08: 2\n",
			Bad: "periodisering:\n" +
				"  2027-W06: 2\n" +
				"  2027-W07: 2\n" +
				"  2027-W18: 2\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				o := p.Set.OfferOf(pl)
				// An offer whose own capacity lies outside its period is mended first (P402).
				if o == nil || strayCapacity(o) {
					continue
				}
				outsideOf(p, pl, o.Period.V, 0, func(stretch []plan.SlotVolume) rule.Finding {
					return rule.Finding{
						Message: lang.T("%s ligger utanför erbjudandet %s, som gäller %s", "%s lies outside offer %s, which is for %s",
							slotSpan(stretch), o.ID.V, o.Period.V.String()),
						Hint: lang.T("Flytta volymen till veckor som erbjudandet omfattar, eller peka på ett erbjudande som omfattar dem.",
							"Move the volume to weeks that the offer covers, or point to an offer that covers them."),
						Related: related(&o.Document, o.Period.Span, lang.T("erbjudandets period", "the offer's period")),
					}
				})
			}
		},
	}
}
