package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AgreementEnds lets a plan be lowered because its agreement ends only where the plan's own
// agreement, or one that it was under before, does end while the plan runs (N34).
func AgreementEnds() *rule.Rule {
	return &rule.Rule{
		ID:         "P516",
		Title:      lang.T("ett avtal som sägs upphöra gör det", "an agreement that is said to end does end"),
		Basis:      diag.Default,
		Statements: []string{"N06", "N07", "N34"},
		Severity:   diag.Error,
		Why: lang.T(
			"Att ett avtal tar slut är ett faktum som står i registret. Står det inte där är det något annat som ligger bakom sänkningen, och det kräver sitt eget underlag.",
			"That an agreement ends is a fact that stands in the register. If it does not stand there, something else is behind the decrease, and that takes evidence of its own."),
		Example: rule.Example{
			Note: lang.T(
				"Avtalet gäller hela planens tid; det är mottagaren som inte kan ta emot.",
				"The agreement is valid as long as the plan runs; it is the receiver who cannot receive."),
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "    orsak: mottagare_kan_inte\n" +
				"    volym_fore: 15\n" +
				"    volym_efter: 14\n",
			Bad: "    orsak: avtal_upphor\n" +
				"    volym_fore: 15\n" +
				"    volym_efter: 14\n",
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
	a := p.Set.AgreementOf(e.Plan)
	// An external receiver without an agreement is reported for that (P110).
	if !ok || !p.Set.Complete(plan.KindAvtal) || a == nil && p.Set.Extern(e.Plan) {
		return
	}
	end := calendar.Interval{From: e.Plan.Period.V.From, To: last.Thursday() - 1}
	if a != nil && end.Contains(a.Validity().To) || formerEnds(p.Set, e.Plan, end) {
		return
	}
	f := rule.Finding{
		In: &e.Plan.Document, At: e.Orsak.Span,
		Message: lang.T("planen har inget avtal som kan upphöra", "the plan has no agreement that could end"),
		Hint: lang.T("Skriv den orsak som ligger bakom ändringen, eller rätta giltig_till i %s.",
			"Write the cause that is behind the change, or correct giltig_till in %s.", plan.FixedPaths[plan.KindAvtal]),
	}
	if a != nil {
		f.Message = lang.T("avtalet %s upphör inte under planens tid utan gäller %s", "agreement %s does not end while the plan runs, it is valid %s", a.ID.V, a.Validity().String())
		f.Related = related(&a.Owner.Document, a.GiltigTill.Span, lang.T("avtalets sista dag", "the agreement's last day"))
	}
	p.Report(f)
}

// formerEnds tells that an agreement which the plan was under before ends in time: the
// plan's terms have changed, and the agreement is with its receiver about its care.
func formerEnds(set *plan.Set, pl *plan.Leveransplan, end calendar.Interval) bool {
	changed := func(a plan.Andring) bool { return a.Orsak.V == plan.OrsakVillkor }
	if !slices.ContainsFunc(pl.Andringar, changed) {
		return false
	}
	for _, a := range set.Avtal {
		if !a.Owner.Broken && end.Contains(a.Validity().To) && set.Continues(pl.Mottagare.V, a.Vardgivare.V) &&
			len(pl.Scope().Departures(a.Scope())) == 0 {
			return true
		}
	}
	return false
}

func lastWeek(period calendar.Interval) (calendar.Week, bool) {
	weeks := period.Weeks()
	if len(weeks) == 0 {
		return calendar.Week{}, false
	}
	return weeks[len(weeks)-1], true
}
