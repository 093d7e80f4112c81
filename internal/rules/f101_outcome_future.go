package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OutcomeFuture refuses outcome of weeks that have not begun (N57). The running week may
// have a figure.
func OutcomeFuture() *rule.Rule {
	return &rule.Rule{
		ID:         "F101",
		Title:      lang.T("utfall gäller veckor som har börjat", "outcome is of weeks that have begun"),
		Basis:      diag.Default,
		Statements: []string{"N57"},
		Severity:   diag.Error,
		Why: lang.T(
			"Utfall är det som har skett. En rad för en vecka som inte har börjat är en prognos, eller ett år som blivit fel.",
			"Outcome is what has happened. A row for a week that has not begun is a forecast, or a year gone wrong."),
		Example: rule.Example{
			File: "plans/2026/utfall/2026-W41.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W41;4;6\n",
			Bad: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W51;4;6\n",
		},
		Check: func(p *rule.Pass) {
			var faults sharedFaults
			for row := range outcome(p.Set) {
				if future(p, row.Vecka.V.Week()) {
					faults.add(row, outcomeRow{}, "")
				}
			}
			for _, f := range faults.order {
				p.Report(rule.Finding{
					In: &f.row.table.Document, At: f.row.Vecka.Span, Measure: f.rows,
					Message: f.message(lang.T("veckan %s har inte börjat den %s", "the week %s has not begun by %s", f.row.Vecka.V.String(), p.Today.String())),
					Hint:    lang.T("Rätta veckan, eller ta bort raden tills utfallet finns.", "Correct the week, or take the row out until there is an outcome."),
				})
			}
		},
	}
}

func future(p *rule.Pass, w calendar.Week) bool { return w.Compare(p.Today.Week()) > 0 }
