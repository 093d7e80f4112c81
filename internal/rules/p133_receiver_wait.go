package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// GuaranteeDays is the care guarantee's limit for planned treatment, in days. The law's
// limit can change, so a version of the routine is handed its own.
const GuaranteeDays = 90

// ReceiverWait warns of a plan to a receiver whose own expected wait, by its offer or its
// agreement, is not below the care guarantee's limit (N33). A wait that nobody stated is
// unknown. A plan whose period is over is left alone: what registers say today is not about
// it.
func ReceiverWait(limit int) *rule.Rule {
	return &rule.Rule{
		ID:         "P133",
		Title:      lang.T("mottagaren klarar själv vårdgarantin", "the receiver itself meets the care guarantee"),
		Parameter:  lang.T("gräns: %d dagar", "limit: %d days", limit),
		Basis:      diag.Default,
		Statements: []string{"N33"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Patienter överförs för att få vård inom vårdgarantin. Är väntan lika lång hos mottagaren har överföringen inte hjälpt dem, och någon annan hade behövt platsen.",
			"Patients are transferred to get care within the guarantee. If the wait is as long at the receiver the transfer has not helped them, and somebody else needed the place."),
		Example: rule.Example{
			Note: lang.T(
				"Det andra erbjudandet anger en väntan på 120 dagar.",
				"The other offer states a wait of 120 days."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v12.yaml",
			Good: "ursprung: {erbjudande: erb-2027-siv-ogon}\n",
			Bad:  "ursprung: {erbjudande: erb-2027-siv-ogon-kvall}\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				in, wait := expectedWait(p.Set, pl)
				if !wait.Set || wait.V < limit || pl.Volym.V == 0 || pl.Period.V.To < p.Today {
					continue
				}
				p.Report(rule.Finding{
					In: &pl.Document, At: pl.Mottagare.Span, Measure: wait.V - limit + 1,
					Message: lang.T("%s har själv %d dagars väntan; vårdgarantin är %d dagar", "%s itself has a wait of %d days; the care guarantee is %d days",
						pl.Mottagare.V, wait.V, limit),
					Hint: lang.T("Välj en mottagare med kortare väntan, eller uppdatera vantetid_dagar om uppgiften är gammal.",
						"Choose a receiver with a shorter wait, or update vantetid_dagar if the figure is old."),
					Related: related(in, wait.Span, lang.T("mottagarens väntetid", "the receiver's wait")),
				})
			}
		},
	}
}

// expectedWait is what the plan's agreement or offer says of the receiver's own wait.
func expectedWait(set *plan.Set, pl *plan.Leveransplan) (*plan.Document, plan.Int) {
	if a := set.AgreementOf(pl); a != nil {
		return &a.Owner.Document, a.VantetidDagar
	}
	if e := set.OfferOf(pl); e != nil {
		return &e.Document, e.VantetidDagar
	}
	return nil, plan.Int{}
}
