package rules

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OutcomeNamed asks of each row that it names its plan or, where there was none, sender,
// receiver and field.
func OutcomeNamed() *rule.Rule {
	return &rule.Rule{
		ID:         "F106",
		Title:      lang.T("utfallet säger vad det gäller", "outcome says what it is about"),
		Basis:      diag.Default,
		Statements: []string{"N57"},
		Severity:   diag.Error,
		Why: lang.T(
			"En siffra utan plan och utan parter går inte att följa upp mot något.",
			"A figure without a plan and without parties can't be held against anything."),
		Example: rule.Example{
			File: "plans/2026/utfall/2026-W11.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W11;3;6\n",
			Bad: "leveransplan;vecka;utfort;kontaktade\n" +
				";2026-W11;3;6\n",
		},
		Check: func(p *rule.Pass) {
			var faults sharedFaults
			for row := range outcome(p.Set) {
				if missing := unnamed(row); !row.Leveransplan.Set && len(missing) > 0 {
					faults.add(row, outcomeRow{}, strings.Join(missing, " "))
				}
			}
			for _, f := range faults.order {
				missing := unnamed(f.row)
				p.Report(rule.Finding{
					In: &f.row.table.Document, At: f.row.Span, Measure: f.rows,
					Message: f.message(lang.T("raden för %s har ingen leveransplan och saknar %s", "the row for %s has no leveransplan and lacks %s",
						f.row.Vecka.V.String(), missing)),
					Hint: lang.T("Skriv planens id i kolumnen leveransplan, eller fyll i %s.", "Write the plan's id in the column leveransplan, or fill in %s.", missing),
				})
			}
		},
	}
}
