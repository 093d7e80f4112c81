package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// SearchBeforePosition holds the minutes of an increase against its search for capacity:
// the proposal that the forum takes position on comes out of the search (N55, N56). The day
// is read from a reference in free form, so it only warns.
func SearchBeforePosition() *rule.Rule {
	return &rule.Rule{
		ID:         "P521",
		Title:      lang.T("kapaciteten är sökt före ställningstagandet", "capacity was looked for before the position was taken"),
		Basis:      diag.Default,
		Statements: []string{"N55", "N56"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Förslaget till ändrad plan bygger på vad sökningen efter kapacitet gav. Ett protokoll som är äldre än sökningen gäller något annat, eller har fått fel datum.",
			"The proposal for a changed plan rests on what the search for capacity gave. Minutes older than the search are about something else, or have the wrong date."),
		Example: rule.Example{
			Note: lang.T(
				"Sökningen gjordes den 9 och 11 maj och mötet hölls den 14; dagen är felskriven.",
				"The search was made on 9 and 11 May and the meeting held on the 14th; the day is a slip."),
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "    motivering: Fler remisser än väntat under våren\n" +
				"    protokoll: \"2026-05-14 § 3\"\n",
			Bad: "    motivering: Fler remisser än väntat under våren\n" +
				"    protokoll: \"2026-05-10 § 3\"\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakOkatBehov) {
				held, dated := minutesDay(e.Protokoll)
				last := lastSearched(e.Andring)
				if !dated || !last.Set || last.V > p.Today || held >= last.V {
					continue
				}
				p.Report(rule.Finding{
					In: &e.Plan.Document, At: e.Protokoll.Span,
					Message: lang.T("%s: protokollet är från %s, före sökningen efter kapacitet %s", "%s: the minutes are of %s, before the search for capacity of %s",
						entryName(e), held.String(), last.V.String()),
					Hint: lang.T("Rätta det datum som är fel, eller lyft förslaget på nytt.",
						"Correct the date that is wrong, or raise the proposal again."),
					Related: related(&e.Plan.Document, last.Span, lang.T("sökningens sista dag", "the last day of the search")),
				})
			}
		},
	}
}

// lastSearched is the day of the search's last step.
func lastSearched(a *plan.Andring) plan.Day {
	var last plan.Day
	for _, k := range a.Kapacitetssok {
		if k.Datum.Set && k.Datum.V > last.V {
			last = k.Datum
		}
	}
	return last
}
