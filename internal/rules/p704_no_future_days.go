package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// NoFutureDays refuses days of acts that lie after the day of the check: a document tells
// what has been done.
func NoFutureDays() *rule.Rule {
	return &rule.Rule{
		ID:       "P704",
		Title:    lang.T("ingen dag ligger i framtiden", "no day lies in the future"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Ett datum i ett dokument säger när något skedde: en dialog, en avstämning, ett beslut. En dag som inte har kommit har ingenting skett.",
			"A date in a document says when something happened: a dialogue, a reconciliation, a decision. On a day that has not come nothing has."),
		Example: rule.Example{
			Note: lang.T(
				"Avstämningen hölls i november 2026; året är felskrivet. Har den inte hållits än skrivs den in när den är det.",
				"The reconciliation was held in November 2026; the year is a slip. If it has not been held yet, it is written once it has."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "avstamningar:\n" +
				"  - {part: skas, datum: 2026-11-10}\n",
			Bad: "avstamningar:\n" +
				"  - {part: skas, datum: 2027-11-10}\n",
		},
		Check: func(p *rule.Pass) {
			for _, d := range p.Set.Documents {
				doc := d.Base()
				if doc.Broken || doc.LastAct() <= p.Today {
					continue
				}
				for _, act := range plan.Acts(doc) {
					if act.Day > p.Today {
						p.Report(futureDay(doc, act, p.Today))
					}
				}
			}
		},
	}
}

func futureDay(d *plan.Document, act plan.Act, today calendar.Day) rule.Finding {
	return rule.Finding{
		In: d, At: act.At,
		Message: lang.T("dagen %s ligger efter granskningens dag %s", "the day %s lies after the day of the check, %s", act.Day.String(), today.String()),
		Hint: lang.T("Rätta datumet, eller vänta tills det som ska dateras har skett. Har arkivet en granskningsdag i plans/leveransplan.yaml är det den dagen som gäller.",
			"Correct the date, or wait until what is to be dated has happened. Where the repository has a granskningsdag in plans/leveransplan.yaml that day counts."),
	}
}
