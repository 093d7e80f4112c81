package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OutcomeOnce allows one row per plan and week over all tables (N57).
func OutcomeOnce() *rule.Rule {
	return &rule.Rule{
		ID:         "F102",
		Title:      lang.T("ett utfall per plan och vecka", "one outcome per plan and week"),
		Basis:      diag.Default,
		Statements: []string{"N57"},
		Severity:   diag.Error,
		Why: lang.T(
			"Två rader för samma plan och vecka räknas antingen dubbelt eller säger emot varandra. Vilken som gäller går inte att se.",
			"Two rows for one plan and week are either counted twice or contradict each other. There is no telling which one holds."),
		Example: rule.Example{
			Note: lang.T(
				"Vecka 6 har redan sin rad i 2026-W06.csv.",
				"Week 6 has its row in 2026-W06.csv already."),
			File: "plans/2026/utfall/2026-W11.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W11;3;6\n",
			Bad: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W06;3;6\n",
		},
		Check: func(p *rule.Pass) {
			var faults sharedFaults
			for row, first := range repeated(p.Set) {
				faults.add(row, first, first.table.File())
			}
			for _, f := range faults.order {
				row, first := f.row, f.other
				p.Report(rule.Finding{
					In: &row.table.Document, At: row.Vecka.Span, Measure: f.rows,
					Message: f.message(lang.T("%s har redan en rad för %s: %d utförda", "%s has a row for %s already: %d done",
						row.Leveransplan.V, row.Vecka.V.String(), first.Utfort.V)),
					Hint:    lang.T("Rätta veckan eller planen, eller ta bort den rad som är fel.", "Correct the week or the plan, or take out the row that is wrong."),
					Related: related(&first.table.Document, first.Vecka.Span, lang.T("den första raden", "the first row")),
				})
			}
		},
	}
}
