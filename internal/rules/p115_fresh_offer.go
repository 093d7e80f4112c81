package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// FreshOffer asks that an offer still held when the plan was reconciled (N54). The routine
// sets no such time; it is judged once, on the plan's document day, and never again.
func FreshOffer() *rule.Rule {
	return &rule.Rule{
		ID:         "P115",
		Title:      lang.T("erbjudandet gällde när planen stämdes av", "the offer held when the plan was reconciled"),
		Basis:      diag.Default,
		Statements: []string{"N54"},
		Severity:   diag.Error,
		Why: lang.T(
			"Ledig kapacitet är färskvara. Efter giltig_till, eller sex veckor efter att kapaciteten lyftes om inget anges, kan platserna ha gått till någon annan.",
			"Free capacity does not keep. After giltig_till, or six weeks after the capacity was raised where nothing is said, the places may have gone to somebody else."),
		Example: rule.Example{
			File: "plans/2027/erbjudanden/erb-2027-siv-ortopedi.yaml",
			Good: "giltig_till: 2026-12-31\n",
			Bad:  "giltig_till: 2026-10-31\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				o := p.Set.OfferOf(pl)
				day, known := pl.Day()
				if o == nil || !known || day <= o.LastDay() {
					continue
				}
				p.Report(rule.Finding{
					In: &pl.Document, At: pl.Ursprung.Erbjudande.Span,
					Message: lang.T("erbjudandet %s gällde till %s men planen stämdes av %s", "offer %s held until %s but the plan was reconciled on %s",
						o.ID.V, o.LastDay().String(), day.String()),
					Hint: lang.T("Fråga mottagaren om platserna finns kvar och låt den lyfta kapaciteten i ett nytt erbjudande.",
						"Ask the receiver whether the places are still there, and let it raise the capacity in a new offer."),
					Related: related(&o.Document, lastDayPlace(o), lang.T("erbjudandets sista dag är %s", "the offer's last day is %s", o.LastDay().String())),
				})
			}
		},
	}
}

func lastDayPlace(o *plan.Erbjudande) diag.Span {
	if o.GiltigTill.Set {
		return o.GiltigTill.Span
	}
	return o.Lyft.Datum.Span
}
