package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OutcomeAbovePlan tells, once per plan, that more was done than agreed (N57). Facts are
// never refused, so it is a warning.
func OutcomeAbovePlan() *rule.Rule {
	return &rule.Rule{
		ID:         "F104",
		Title:      lang.T("utfallet ryms i planens volym", "outcome stays within the plan's volume"),
		Basis:      diag.Default,
		Statements: []string{"N57"},
		Severity:   diag.Warning,
		Why: lang.T(
			"När mer är utfört än överenskommet har behovet eller mottagandet blivit större än någon har tagit ställning till. Det ska synas medan planen ännu kan ändras.",
			"When more is done than agreed, the need or the reception has become bigger than anybody has taken a position on. That should show while the plan can still be changed."),
		Example: rule.Example{
			Note: lang.T(
				"Fyra utfördes; siffran är felskriven. Stämmer en hög siffra står raden kvar, och behovet tas upp som en ändring av planen.",
				"Four were done; the figure is a slip. If a high figure is right the row stays, and the need is taken up as a change of the plan."),
			File: "plans/2026/utfall/2026-W06.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W06;4;6\n",
			Bad: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W06;14;16\n",
		},
		Check: func(p *rule.Pass) {
			rows, order := rowsByPlan(p)
			for _, pl := range order {
				if f, above := abovePlan(pl, rows[pl]); above {
					p.Report(f)
				}
			}
		},
	}
}

// rowsByPlan gathers the rows of each plan, every week once. Plans come in the order in
// which they are first named.
func rowsByPlan(p *rule.Pass) (rows map[*plan.Leveransplan][]outcomeRow, order []*plan.Leveransplan) {
	again := map[*plan.Utfallsrad]bool{}
	for row := range repeated(p.Set) {
		again[row.Utfallsrad] = true
	}
	rows = map[*plan.Leveransplan][]outcomeRow{}
	for row := range outcome(p.Set) {
		pl := planned(p, row)
		if pl == nil || again[row.Utfallsrad] {
			continue
		}
		if rows[pl] == nil {
			order = append(order, pl)
		}
		rows[pl] = append(rows[pl], row)
	}
	return rows, order
}

// abovePlan finds the row, by time, with which the outcome of a plan goes above its volume.
func abovePlan(pl *plan.Leveransplan, rows []outcomeRow) (rule.Finding, bool) {
	slices.SortStableFunc(rows, func(a, b outcomeRow) int { return a.Vecka.V.Compare(b.Vecka.V) })
	var passes *outcomeRow
	sum := 0
	for i := range rows {
		sum += rows[i].Utfort.V
		if passes == nil && sum > pl.Volym.V {
			passes = &rows[i]
		}
	}
	if passes == nil {
		return rule.Finding{}, false
	}
	return rule.Finding{
		In: &passes.table.Document, At: passes.Utfort.Span, Measure: sum - pl.Volym.V,
		Message: lang.T("%s: %d är utförda men planens volym är %d", "%s: %d are done but the plan's volume is %d", pl.ID.V, sum, pl.Volym.V),
		Hint: lang.T("Kontrollera siffran. Stämmer den: ta upp det ökade behovet som en ändring av planen.",
			"Check the figure. If it is right, take up the higher need as a change of the plan."),
		Related: related(&pl.Document, pl.Volym.Span, lang.T("planens volym", "the plan's volume")),
	}, true
}
