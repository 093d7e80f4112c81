package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AllPrinciplesNo tells of a decrease that none of the three principles speaks for (N50).
// The routine leaves the weighing to the head office, so it stops nothing.
func AllPrinciplesNo() *rule.Rule {
	return &rule.Rule{
		ID:         "P507",
		Title:      lang.T("någon princip talar för sänkningen", "some principle speaks for the decrease"),
		Basis:      diag.Default,
		Statements: []string{"N50", "N50a", "N50b", "N50c"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Tre gånger nej hindrar ingen sänkning: principerna vägs, de räknas inte. Men den som godkänner bör se att ingen av dem är uppfylld.",
			"Three times no keeps nobody from a decrease: the principles are weighed, not counted. But whoever approves it should see that none of them is met."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "      forvaltning_uppnatt_vardgaranti: {bedomning: ja, underlag: Väntetidsrapport februari 2026}\n" +
				"      avlastat_annan_forvaltning: {bedomning: nej, underlag: Ingen plan där SkaS tar emot}\n" +
				"      vgr_uppnatt_vardgaranti: {bedomning: delvis, underlag: Väntetidsrapport februari 2026}\n",
			Bad: "      forvaltning_uppnatt_vardgaranti: {bedomning: nej, underlag: Väntetidsrapport februari 2026}\n" +
				"      avlastat_annan_forvaltning: {bedomning: nej, underlag: Ingen plan där SkaS tar emot}\n" +
				"      vgr_uppnatt_vardgaranti: {bedomning: nej, underlag: Väntetidsrapport februari 2026}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakMinskatBehov) {
				if e.Principer == nil || !allNo(e.Andring) {
					continue
				}
				p.Report(rule.Finding{
					In: &e.Plan.Document, At: e.Principer.Span,
					Message: lang.T("ingen av de tre principerna talar för sänkningen från %d till %d",
						"none of the three principles speaks for the decrease from %d to %d", e.VolymFore.V, e.VolymEfter.V),
					Hint: lang.T("Sänkningen kan godkännas ändå. Se till att motiveringen säger varför.",
						"The decrease can be approved all the same. Make sure that motivering says why."),
				})
			}
		},
	}
}

func allNo(a *plan.Andring) bool {
	for _, pr := range principles(a) {
		if pr.Bedomning.V != "nej" {
			return false
		}
	}
	return true
}
