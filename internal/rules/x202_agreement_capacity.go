package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AgreementCapacity holds the plans under an agreement against the capacity that it states
// by week or quarter (N06, N34). Weeks it says nothing about are not limited.
func AgreementCapacity() *rule.Rule {
	return &rule.Rule{
		ID:         "X202",
		Title:      lang.T("planerna ryms i avtalets kapacitet per vecka", "plans fit the agreement's capacity by week"),
		Basis:      diag.Default,
		Statements: []string{"N06", "N34"},
		Severity:   diag.Error,
		Why: lang.T(
			"Vårdgivaren har sagt hur många den kan ta emot i en vecka eller ett kvartal. Ligger planerna högre får patienter vänta fast årets summa stämmer.",
			"The provider has said how many it can receive in a week or a quarter. If plans go higher patients wait although the year's sum is right."),
		Example: rule.Example{
			Note: lang.T(
				"Avtalet ger 4 platser i veckan.",
				"The agreement gives 4 places a week."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "periodisering:\n" +
				"  2027-W02: 3\n" +
				"  2027-W03: 3\n" +
				"  2027-W04: 3\n" +
				"  2027-W05: 3\n",
			Bad: "periodisering:\n" +
				"  2027-W02: 5\n" +
				"  2027-W03: 1\n" +
				"  2027-W04: 3\n" +
				"  2027-W05: 3\n",
		},
		Check: func(p *rule.Pass) {
			for _, a := range p.Set.Avtal {
				// Weeks beside quarters are mended first (P808).
				if _, _, mixed := a.Kapacitet.Mixed(); mixed || len(a.Kapacitet.Items) == 0 {
					continue
				}
				draws, whole := p.Set.DrawsOn(a)
				if !whole {
					continue
				}
				reported := map[plan.Slot]bool{}
				for _, same := range plan.ByUnit(draws) {
					for _, short := range plan.Shortages(&a.Kapacitet, plan.Unlimited, same) {
						if !reported[short.Stated.Slot] {
							reported[short.Stated.Slot] = true
							p.Report(overCapacity(&a.Owner.Document, a.ID.V, short))
						}
					}
				}
			}
		},
	}
}

// overCapacity reports at the stated figure, and shows every plan that takes of it.
func overCapacity(in *plan.Document, id string, short plan.Shortage) rule.Finding {
	f := rule.Finding{
		In: in, At: short.Stated.Volume.Span, Measure: short.Taken - short.Capacity,
		Message: lang.T("kapaciteten i %s är %s för %s men planerna tar %s", "the capacity of %s is %s for %s but plans take %s",
			id, short.Capacity, slotRange(short.From, short.To), short.Taken),
		Hint: lang.T("Flytta %s till veckor där det finns plats, eller sänk planerna.",
			"Move %s to weeks with room, or lower the plans.", short.Taken-short.Capacity),
	}
	for _, t := range short.Takers {
		f.Related = append(f.Related, rule.Place{In: &t.Plan.Document, At: t.Slot.Span,
			Message: lang.T("%s tar %s", "%s takes %s", t.Plan.ID.V, t.Volume)})
	}
	return f
}
