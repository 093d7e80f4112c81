package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// InsideAgreement keeps a plan's volume inside its agreement's validity (N34).
func InsideAgreement() *rule.Rule {
	return &rule.Rule{
		ID:         "P104",
		Title:      lang.T("volymen ligger i avtalets tid", "the volume lies in the agreement's validity"),
		Basis:      diag.Text,
		Statements: []string{"N34"},
		Severity:   diag.Error,
		Why: lang.T(
			"En extern vårdgivare tar emot patienter för att det finns ett avtal. En vecka före dess första eller efter dess sista dag har inget som bär den. Ett kvartal behöver minst en vecka i både perioden och avtalet.",
			"An external provider receives patients because there is an agreement. A week before its first or after its last day rests on nothing. A quarter needs at least one week in both the period and the agreement."),
		Example: rule.Example{
			File: "plans/register/avtal.yaml",
			Good: "    giltig_till: 2027-12-31\n    takvolymer:\n      - {period: 2026-01-01/2026-12-31, volym: 50}\n",
			Bad:  "    giltig_till: 2027-01-31\n    takvolymer:\n      - {period: 2026-01-01/2026-12-31, volym: 50}\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				a := p.Set.AgreementOf(pl)
				if a == nil {
					continue
				}
				outsideOf(p, pl, a.Validity(), func(stretch []plan.SlotVolume) rule.Finding {
					end := a.GiltigTill
					if stretch[0].Slot.V.First() < a.GiltigFran.V {
						end = a.GiltigFran
					}
					return rule.Finding{
						Message: lang.T("%s ligger utanför avtalet %s, som gäller %s", "%s lies outside agreement %s, which is valid %s",
							slotSpan(stretch), a.ID.V, a.Validity().String()),
						Hint: lang.T("Flytta volymen till veckor som avtalet täcker, eller lägg den på ett annat avtal.",
							"Move the volume to weeks that the agreement covers, or place it under another agreement."),
						Related: related(&a.Owner.Document, end.Span, lang.T("avtalets tid", "the agreement's validity")),
					}
				})
			}
		},
	}
}
