package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AgreementEnds lets a plan be lowered because its agreement ends only where an agreement
// with its receiver does end before the plan is over (N34).
func AgreementEnds() *rule.Rule {
	return &rule.Rule{
		ID:         "P516",
		Title:      lang.T("avtalet som upphör upphör på riktigt", "the agreement said to end does end"),
		Basis:      diag.Default,
		Statements: []string{"N34"},
		Severity:   diag.Error,
		Why: lang.T(
			"Att ett avtal tar slut är ett faktum som står i registret. Står det inte där är det något annat som ligger bakom sänkningen, och det kräver sitt eget underlag.",
			"That an agreement ends is a fact that stands in the register. If it does not stand there, something else is behind the decrease, and that takes evidence of its own."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "orsak: mottagare_kan_inte\n",
			Bad:  "orsak: avtal_upphor\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakAvtalUpphor) {
				if !e.Extension && p.Set.Settled(e.Plan) {
					agreementEnds(p, e)
				}
			}
		},
	}
}

func agreementEnds(p *rule.Pass, e rule.Entry) {
	last, ok := lastWeek(e.Plan.Period.V)
	if !ok || !p.Set.Complete(plan.KindAvtal) {
		return
	}
	f := rule.Finding{
		In: &e.Plan.Document, At: e.Orsak.Span,
		Message: lang.T("planen har inget avtal som kan upphöra", "the plan has no agreement that could end"),
		Hint: lang.T("Skriv den orsak som ligger bakom ändringen, eller rätta giltig_till i %s.",
			"Write the cause that is behind the change, or correct giltig_till in %s.", plan.FixedPaths[plan.KindAvtal]),
	}
	// The plan may have got another agreement since, so any with the receiver will do.
	for _, a := range p.Set.Avtal {
		if a.Owner.Broken || !p.Set.Continues(e.Plan.Mottagare.V, a.Vardgivare.V) {
			continue
		}
		if a.Validity().To < last.Thursday() {
			return
		}
		if a.ID.V == e.Plan.Avtal.V {
			f.Message = lang.T("avtalet %s gäller till %s, hela planens tid", "agreement %s is valid until %s, as long as the plan runs", a.ID.V, a.GiltigTill.V.String())
			f.Related = related(&a.Owner.Document, a.GiltigTill.Span, lang.T("avtalets sista dag", "the agreement's last day"))
		}
	}
	p.Report(f)
}

func lastWeek(period calendar.Interval) (calendar.Week, bool) {
	weeks := period.Weeks()
	if len(weeks) == 0 {
		return calendar.Week{}, false
	}
	return weeks[len(weeks)-1], true
}
