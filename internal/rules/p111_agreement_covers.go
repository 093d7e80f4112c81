package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AgreementCovers keeps a plan inside what its agreement covers (N06, N07, N34).
func AgreementCovers(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P111",
		Title:      lang.T("avtalet omfattar planens vård", "the agreement covers the plan's care"),
		Basis:      diag.Text,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Avtalet säger vilken vård vårdgivaren får ge: vårdområden och ibland åtgärder, vårdform, ASA-klasser och enhet. En plan som lämnar en sådan gräns öppen gäller även det som avtalet inte omfattar.",
			"The agreement says which care the provider may give: medical fields and sometimes procedures, form of care, ASA classes and unit. A plan that leaves such a limit open is for what the agreement does not cover too."),
		Example: rule.Example{
			Note: lang.T(
				"avt-2026-020 omfattar bara slutenvård.",
				"avt-2026-020 covers inpatient care (slutenvard) only."),
			File: "plans/2027/leveransplaner/su/lp-2027-su-klb-hoftprotes.yaml",
			Good: "avtal: avt-2026-020\n" +
				"vardomrade: ortopedi\n" +
				"atgarder: [NFB49]\n" +
				"vardform: slutenvard\n",
			Bad: "avtal: avt-2026-020\n" +
				"vardomrade: ortopedi\n" +
				"atgarder: [NFB49]\n" +
				"vardform: dagkirurgi\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				a := p.Set.AgreementOf(pl)
				if a == nil {
					continue
				}
				l := limiter{in: &a.Owner.Document, whole: a.ID.Span, ref: pl.Avtal,
					name:  lang.T("avtalet %s", "agreement %s", a.ID.V),
					other: lang.T("ett annat avtal", "another agreement")}
				l.report(p, pl, beyond(p.Set.AgreementDepartures(pl), p.Set.LineDepartures(pl), p.Set.OfferDepartures(pl)))
			}
		},
	}
}
