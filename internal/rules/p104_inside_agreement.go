package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// InsideAgreement keeps a plan's volume inside its agreement's validity (N34).
func InsideAgreement(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P104",
		Title:      lang.T("volymen ligger i avtalets tid", "the volume lies in the agreement's validity"),
		Basis:      diag.Text,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"En extern vårdgivare tar emot patienter för att det finns ett avtal. En vecka före dess första dag eller efter dess sista har inget avtal bakom sig. Ett kvartal behöver minst en vecka i både perioden och avtalet.",
			"An external provider receives patients because there is an agreement. A week before its first day or after its last has no agreement behind it. A quarter needs at least one week in both the period and the agreement."),
		Example: rule.Example{
			Note: lang.T(
				"Planen är kopierad från året före, och avt-2025-009 gällde till 2025-12-31.",
				"The plan was copied from the year before, and avt-2025-009 was valid until 2025-12-31."),
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "mottagare: exk\n" +
				"avtal: avt-2026-014\n",
			Bad: "mottagare: exk\n" +
				"avtal: avt-2025-009\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				a := p.Set.AgreementOf(pl)
				if a == nil {
					continue
				}
				outsideOf(p, pl, a.Validity(), termsFrom(pl), func(stretch []plan.SlotVolume) rule.Finding {
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

// termsFrom is the day from which a plan's agreement answers for its volume: what lies
// before the last change of terms was agreed under those before.
func termsFrom(pl *plan.Leveransplan) calendar.Day {
	var from calendar.Day
	for i := range pl.Andringar {
		if a := &pl.Andringar[i]; a.Orsak.V == plan.OrsakVillkor && a.GallerFran.Set {
			from = a.GallerFran.V.First()
		}
	}
	return from
}
