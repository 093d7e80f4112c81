package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// FreshOffer asks that an offer still held when the plan was reconciled (N54). The routine
// sets no such time; it is judged once, on the plan's document day, and never again. A plan
// without a reconciliation is judged, and only warned, on the day of the check.
func FreshOffer(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P115",
		Title:      lang.T("erbjudandet gällde när planen stämdes av", "the offer held when the plan was reconciled"),
		Basis:      diag.Default,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Ledig kapacitet är färskvara. Efter giltig_till, eller sex veckor efter att kapaciteten lyftes om inget anges, kan platserna ha gått till någon annan.",
			"Free capacity does not keep. After giltig_till, or six weeks after the capacity was raised where nothing is said, the places may have gone to somebody else."),
		Lighter: lang.T(
			"Är planen inte avstämd än är det en varning.",
			"While the plan is not reconciled yet it is a warning."),
		Example: rule.Example{
			Note: lang.T(
				"Sommarens erbjudande gällde till 2026-10-01, och planen stämdes av 2026-11-11. Mottagaren har därefter lyft platserna i ett nytt erbjudande.",
				"The offer of the summer held until 2026-10-01, and the plan was reconciled on 2026-11-11. The receiver has since raised the places in a new offer."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml",
			Good: "ursprung: {missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, erbjudande: erb-2027-siv-ortopedi}\n",
			Bad:  "ursprung: {missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, erbjudande: erb-2027-siv-ortopedi-sommar}\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				o := p.Set.OfferOf(pl)
				day, reconciled := pl.Day()
				if !reconciled {
					day = p.Today
				}
				if o == nil || day <= o.LastDay() {
					continue
				}
				f := rule.Finding{
					In: &pl.Document, At: pl.Ursprung.Erbjudande.Span,
					// Without a reconciliation it is time alone that passes.
					Lighter: !reconciled,
					Message: lang.T("erbjudandet %s gällde till %s men planen stämdes av %s", "offer %s held until %s but the plan was reconciled on %s",
						o.ID.V, o.LastDay().String(), day.String()),
					Hint: lang.T("Fråga mottagaren om platserna finns kvar och låt den lyfta kapaciteten i ett nytt erbjudande.",
						"Ask the receiver whether the places are still there, and let it raise the capacity in a new offer."),
					Related: related(&o.Document, lastDayPlace(o), lang.T("erbjudandets sista dag är %s", "the offer's last day is %s", o.LastDay().String())),
				}
				if !reconciled {
					f.Message = lang.T("erbjudandet %s gällde till %s och planen är ännu inte avstämd", "offer %s held until %s and the plan is not reconciled yet",
						o.ID.V, o.LastDay().String())
				}
				p.Report(f)
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
