package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AsItsOffer holds a plan against the offer whose capacity it takes (N54).
func AsItsOffer(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P114",
		Title:      lang.T("planen är som sitt erbjudande", "the plan is as its offer"),
		Basis:      diag.Text,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Kapaciteten som mottagaren har lyft gäller en viss vård: ett vårdområde och ibland åtgärder, vårdform och ASA-klasser. Plats för dagkirurgi är inte plats i slutenvården.",
			"The capacity that the receiver raised is for certain care: one field and sometimes procedures, form of care and ASA classes. Room in day surgery is no room on a ward."),
		Example: rule.Example{
			Note: lang.T(
				"Erbjudandet som planen tar av gäller slutenvård.",
				"The offer that the plan draws on is for inpatient care (slutenvard)."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml",
			Good: "vardform: slutenvard\n",
			Bad:  "vardform: dagkirurgi\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				o := p.Set.Offer(pl.Ursprung.Erbjudande.V)
				if o == nil {
					continue
				}
				l := limiter{in: &o.Document, whole: o.ID.Span, ref: pl.Ursprung.Erbjudande,
					name:  lang.T("erbjudandet %s", "offer %s", o.ID.V),
					other: lang.T("ett annat erbjudande", "another offer")}
				l.report(p, pl, beyond(p.Set.OfferDepartures(pl), p.Set.LineDepartures(pl)))
			}
		},
	}
}
