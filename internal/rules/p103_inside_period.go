package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// InsidePeriod keeps a plan's weeks and quarters inside its period (N41).
func InsidePeriod() *rule.Rule {
	return &rule.Rule{
		ID:         "P103",
		Title:      lang.T("veckor och kvartal ligger i planens period", "weeks and quarters lie in the plan's period"),
		Basis:      diag.Text,
		Statements: []string{"N41"},
		Severity:   diag.Error,
		Why: lang.T(
			"Perioden säger när planen gäller. En vecka utanför den har ingen tagit ställning till. En vecka hör dit dess torsdag hör; ett kvartal behöver minst en vecka i perioden.",
			"The period says when the plan applies. Nobody has taken a position on a week outside it. A week belongs where its Thursday does; a quarter needs at least one week in the period."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "periodisering:\n" +
				"  2027-W02: 3\n" +
				"  2027-W03: 3\n" +
				"  2027-W04: 3\n" +
				"  2027-W05: 3\n",
			Bad: "periodisering:\n" +
				"  2027-W02: 3\n" +
				"  2027-W03: 3\n" +
				"  2027-W04: 3\n" +
				"  2028-W05: 3\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				// Where the period itself is in doubt (P113) its weeks are most likely right.
				if p.Set.OutsideMemo(pl) {
					continue
				}
				outside := func(item plan.SlotVolume) bool { return !plan.Touches(item.Slot.V, pl.Period.V) }
				for _, stretch := range stretches(pl.Periodisering.Items, outside) {
					p.Report(rule.Finding{
						In: &pl.Document, At: stretch[0].Slot.Span, Measure: len(stretch),
						Message: lang.T("%s ligger utanför planens period %s", "%s lies outside the plan's period %s",
							slotSpan(stretch), pl.Period.V.String()),
						Hint: lang.T("Flytta volymen till en vecka eller ett kvartal i perioden, eller rätta perioden.",
							"Move the volume to a week or quarter in the period, or correct the period."),
						Related: related(&pl.Document, pl.Period.Span, lang.T("planens period", "the plan's period")),
					})
				}
			}
		},
	}
}
