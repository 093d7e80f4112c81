package rules

import (
	"path"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// WeekOfFile warns, once per table, of rows of another week than the one that the file is
// named after (N57). Tables with other names hold what they like.
func WeekOfFile() *rule.Rule {
	return &rule.Rule{
		ID:         "F109",
		Title:      lang.T("utfallet är från den vecka som filen heter", "outcome is of the week that the file is named after"),
		Basis:      diag.Default,
		Statements: []string{"N57"},
		Severity:   diag.Warning,
		Why: lang.T(
			"En fil som heter 2026-W41.csv läses som utfallet för den veckan. Står där en annan vecka är det oftast förra veckans rader som följde med, eller ett filnamn som blev fel.",
			"A file named 2026-W41.csv is read as the outcome of that week. Another week in it is most often rows of the week before that came along, or a file name gone wrong."),
		Example: rule.Example{
			Note: lang.T(
				"Filen heter 2026-W41.csv.",
				"The file is named 2026-W41.csv."),
			File: "plans/2026/utfall/2026-W41.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W41;4;6\n",
			Bad: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W42;4;6\n",
		},
		Check: func(p *rule.Pass) {
			again := map[*plan.Utfallsrad]bool{}
			for row := range repeated(p.Set) {
				again[row.Utfallsrad] = true
			}
			var faults sharedFaults
			for row := range outcome(p.Set) {
				named, ok := weekOfFile(row.table)
				if ok && row.Vecka.V.Week() != named && !again[row.Utfallsrad] && !outOfTime(p, row) {
					faults.add(row, outcomeRow{}, "")
				}
			}
			for _, f := range faults.order {
				p.Report(rule.Finding{
					In: &f.row.table.Document, At: f.row.Vecka.Span, Measure: f.rows,
					Message: f.message(lang.T("raden gäller %s men filen heter %s", "the row is of %s but the file is named %s", f.row.Vecka.V.String(), path.Base(f.row.table.File()))),
					Hint: lang.T("Rätta veckan, flytta raden till sin egen fil, eller döp om filen till %s.csv.",
						"Correct the week, move the row to a file of its own, or rename the file to %s.csv.", f.row.Vecka.V.String()),
				})
			}
		},
	}
}

// weekOfFile is the week that a table is named after: 2026-W41.csv.
func weekOfFile(u *plan.Utfall) (calendar.Week, bool) {
	return calendar.ParseWeek(strings.TrimSuffix(path.Base(u.File()), ".csv"))
}

// outOfTime tells that a row's week is wrong in itself, and told of as that (F101, F103).
func outOfTime(p *rule.Pass, row outcomeRow) bool {
	if future(p, row.Vecka.V.Week()) {
		return true
	}
	pl := planned(p, row)
	if pl == nil {
		return false
	}
	_, outside := outcomeInPeriod(p, row, pl)
	return outside
}
