package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// WeeksOnly asks that a plan is laid out by week (N41), as version 6.0 says. Version 9.0
// does not name the grain and takes quarters as well.
func WeeksOnly() *rule.Rule {
	return &rule.Rule{
		ID:         "P130",
		Title:      lang.T("planen är periodiserad per vecka", "the plan is periodised by week"),
		Basis:      diag.Text,
		Statements: []string{"N41"},
		Severity:   diag.Error,
		Why: lang.T(
			"Rutin 6.0 periodiserar den beslutade volymen per vecka. Ett kvartal säger inte när patienterna kommer, och då kan varken mottagare eller uppföljning räkna med det.",
			"Routine 6.0 periodises the decided volume by week. A quarter does not say when patients come, so neither the receiver nor the follow-up can count on it."),
		Example: rule.Example{
			File: "plans/2024/leveransplaner/su/lp-2024-su-siv-hoftprotes.yaml",
			Good: "periodisering:\n" +
				"  2024-W17: 2\n" +
				"  2024-W37: 2\n",
			Bad: "periodisering:\n" +
				"  2024-Q2: 2\n" +
				"  2024-Q3: 2\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				quarter, found := pl.Periodisering.First(calendar.GrainQuarter)
				if !found {
					continue
				}
				p.Report(rule.Finding{
					In: &pl.Document, At: quarter.Slot.Span,
					Message: lang.T("rutin %s periodiserar per vecka, men här står %s", "routine %s periodises by week, but here is %s",
						p.Version, quarter.Slot.V.String()),
					Hint: lang.T("Fördela kvartalets volym på dess veckor, en rad per vecka.",
						"Distribute the quarter's volume over its weeks, one line for each week."),
				})
			}
		},
	}
}
