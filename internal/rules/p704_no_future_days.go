package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// actKeys are the keys whose day tells when something was done. All other days are
// validities, periods and deadlines, which may lie ahead.
var actKeys = []string{"datum", "efterfragad", "provad"}

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
				if doc := d.Base(); doc.YAML != nil && !doc.Broken {
					checkDays(p, doc, doc.YAML.Root)
				}
			}
		},
	}
}

func checkDays(p *rule.Pass, d *plan.Document, n *yamldoc.Node) {
	for _, e := range n.Entries {
		if len(e.Value.Entries) > 0 || len(e.Value.Items) > 0 {
			checkDays(p, d, e.Value)
		} else if !slices.Contains(actKeys, e.Key.Text) {
			continue
		} else if day, ok := calendar.ParseDay(e.Value.Text); ok && day > p.Today {
			p.Report(futureDay(d, e.Value, day, p.Today))
		}
	}
	for _, item := range n.Items {
		checkDays(p, d, item)
	}
}

func futureDay(d *plan.Document, n *yamldoc.Node, day, today calendar.Day) rule.Finding {
	return rule.Finding{
		In: d, At: n.Span,
		Message: lang.T("dagen %s ligger efter granskningens dag %s", "the day %s lies after the day of the check, %s", day.String(), today.String()),
		Hint: lang.T("Rätta datumet, eller vänta tills det som ska dateras har skett. Har arkivet en granskningsdag i plans/leveransplan.yaml är det den dagen som gäller.",
			"Correct the date, or wait until what is to be dated has happened. Where the repository has a granskningsdag in plans/leveransplan.yaml that day counts."),
	}
}
