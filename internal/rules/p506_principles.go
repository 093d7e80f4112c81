package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Principles asks that the three principles were assessed before a plan is lowered, each
// with a basis (N50). Their values decide nothing.
func Principles() *rule.Rule {
	return &rule.Rule{
		ID:              "P506",
		Title:           lang.T("de tre principerna är bedömda vid minskat behov", "the three principles are assessed for a lower need"),
		Basis:           diag.Text,
		Statements:      []string{"N50", "N50a", "N50b", "N50c"},
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"Rutinen säger att tre principer vägs in när en plan sänks. Bedömningen får falla ut hur som helst, men den ska gå att läsa, med det den bygger på.",
			"The routine says that three principles are weighed when a plan is lowered. The assessment may come out any way, but it has to be there to read, with what it rests on."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "    principer:\n" +
				"      forvaltning_uppnatt_vardgaranti: {bedomning: ja, underlag: Väntetidsrapport februari 2026}\n" +
				"      avlastat_annan_forvaltning: {bedomning: nej, underlag: Ingen plan där SkaS tar emot}\n" +
				"      vgr_uppnatt_vardgaranti: {bedomning: delvis, underlag: Väntetidsrapport februari 2026}\n",
			Bad: "    principer:\n" +
				"      forvaltning_uppnatt_vardgaranti: {bedomning: ja, underlag: Väntetidsrapport februari 2026}\n" +
				"      avlastat_annan_forvaltning: {bedomning: nej}\n" +
				"      vgr_uppnatt_vardgaranti: {bedomning: delvis, underlag: Väntetidsrapport februari 2026}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakMinskatBehov) {
				if e.Principer == nil {
					p.Report(lacks(e, "principer", lang.T(
						"Bedöm de tre principerna i principer: %s, var och en med bedomning och underlag.",
						"Assess the three principles in principer: %s, each with bedomning and underlag.", principleKeys)))
					continue
				}
				assessed(p, e)
			}
		},
	}
}

var principleKeys = lang.List{"forvaltning_uppnatt_vardgaranti", "avlastat_annan_forvaltning", "vgr_uppnatt_vardgaranti"}

// principles lists the three in the order of principleKeys.
func principles(a *plan.Andring) []*plan.Princip {
	return []*plan.Princip{&a.Principer.ForvaltningUppnattVardgaranti, &a.Principer.AvlastatAnnanForvaltning, &a.Principer.VGRUppnattVardgaranti}
}

func assessed(p *rule.Pass, e rule.Entry) {
	var missing lang.List
	for i, pr := range principles(e.Andring) {
		switch {
		case !pr.Set:
			missing = append(missing, principleKeys[i])
		case !pr.Underlag.Set:
			p.Report(rule.Finding{
				In: &e.Plan.Document, At: pr.Bedomning.Span,
				Message: lang.T("principen %s är bedömd utan underlag", "the principle %s is assessed without a basis", principleKeys[i]),
				Hint: lang.T("Skriv underlag: vad bedömningen bygger på, till exempel en väntetidsrapport.",
					"Write underlag: what the assessment rests on, such as a report on waiting times."),
			})
		}
	}
	if len(missing) > 0 {
		p.Report(rule.Finding{
			In: &e.Plan.Document, At: e.Principer.Span,
			Message: lang.T("inte bedömt: %s", "not assessed: %s", missing),
			Hint: lang.T("Skriv bedomning (ja, nej eller delvis) och underlag för var och en.",
				"Write bedomning (ja, nej or delvis) and underlag for each."),
		})
	}
}
