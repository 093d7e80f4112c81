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
		Title:      lang.T("minst en av de tre principerna talar för sänkningen", "at least one of the three principles speaks for the decrease"),
		Basis:      diag.Default,
		Statements: []string{"N50", "N50a", "N50b", "N50c"},
		Severity:   diag.Warning,
		Why: lang.T(
			"De tre principerna vägs in när en plan sänks; de räknas inte. En sänkning kan därför godkännas också när alla tre är bedömda med nej, men den som godkänner bör se att ingen av dem talar för den.",
			"The three principles are weighed when a plan is lowered; they are not counted. So a decrease can be approved even where all three are assessed as nej (no), but whoever approves it should see that none of them speaks for it."),
		Example: rule.Example{
			Note: lang.T(
				"Det är två olika sänkningar, med var sitt underlag. En bedömning ändras aldrig för att slippa varningen: den får stå, och motiveringen säger varför sänkningen behövs.",
				"These are two different decreases, each with its own evidence. An assessment is never changed to be rid of the warning: it may stay, and motivering says why the decrease is needed."),
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "    principer:\n" +
				"      forvaltning_uppnatt_vardgaranti: {bedomning: ja, underlag: Väntetidsrapport februari 2026}\n" +
				"      avlastat_annan_forvaltning: {bedomning: nej, underlag: Ingen plan där SkaS tar emot}\n" +
				"      vgr_uppnatt_vardgaranti: {bedomning: delvis, underlag: Väntetidsrapport februari 2026}\n" +
				"    motivering: Egen kapacitet räcker från april\n",
			Bad: "    principer:\n" +
				"      forvaltning_uppnatt_vardgaranti: {bedomning: nej, underlag: Väntetidsrapport mars 2026}\n" +
				"      avlastat_annan_forvaltning: {bedomning: nej, underlag: Ingen plan där SkaS tar emot}\n" +
				"      vgr_uppnatt_vardgaranti: {bedomning: nej, underlag: Väntetidsrapport mars 2026}\n" +
				"    motivering: Två remisser återtogs av patienterna\n",
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
