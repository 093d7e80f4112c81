package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// RoutineExpired refuses, or with the setting only warns of, documents decided after the
// last day of the newest routine known (N64). A document without a day is no decision
// yet: it is only warned.
func RoutineExpired() *rule.Rule {
	return &rule.Rule{
		ID:         "P702",
		Title:      lang.T("inga nya beslut under en utgången rutin", "no new decisions under a routine that has run out"),
		Basis:      diag.Default,
		Statements: []string{"N64"},
		Severity:   diag.Error,
		Why: lang.T(
			"Rutinen säger till och med vilken dag den gäller. Vad som gäller därefter vet ingen förrän en ny version finns eller den gamla har förlängts. Vill ni fortsätta ändå skriver ni utgangen_rutin: varna i plans/leveransplan.yaml.",
			"The routine says until what day it holds. What holds after that nobody knows until there is a new version or the old one has been prolonged. To go on all the same, write utgangen_rutin: varna in plans/leveransplan.yaml."),
		Lighter: lang.T(
			"Är planen inte avstämd än, eller står utgangen_rutin: varna i plans/leveransplan.yaml, är det en varning.",
			"While the plan is not reconciled yet, or with utgangen_rutin: varna in plans/leveransplan.yaml, it is a warning."),
		Example: rule.Example{
			Note: lang.T(
				"Avstämningen hölls den 10 november; månaden och dagen är felskrivna. Hölls den verkligen efter rutinens sista dag ändras inte datumet: då behövs en ny version eller en registrerad förlängning.",
				"The reconciliation was held on 10 November; month and day are slips. If it was really held after the last day of the routine, the date is not changed: then a new version or a registered prolongation is needed."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "avstamningar:\n" +
				"  - {part: skas, datum: 2026-11-10}\n",
			Bad: "avstamningar:\n" +
				"  - {part: skas, datum: 2026-12-20}\n",
			AsOf: calendar.Date(2026, 12, 20),
		},
		Check: func(p *rule.Pass) {
			for _, g := range governedDocuments(p) {
				if !lateDocument(p, g) {
					continue
				}
				f := rule.Finding{
					In: g.Document, At: g.rutin.Span, Lighter: g.open || !stops(p),
					Message: lang.T("rutin %s gällde till och med %s; dokumentets dag är %s",
						"routine %s held until %s; the document's day is %s", g.rutin.V, p.Routine.Last().To.String(), g.day.String()),
					Hint: prolong(g.rutin.V),
				}
				if !g.open {
					f.Related = related(g.Document, g.at, lang.T("dokumentets dag", "the document's day"))
				}
				p.Report(f)
			}
		},
	}
}

func prolong(version string) lang.Text {
	return lang.T("Är rutinen förlängd: skriv raden - {rutin: %q, forlangd_till: ÅÅÅÅ-MM-DD, beslut: \"…\"} under forlangningar: i plans/register/rutiner.yaml, i stället för [] om listan är tom.",
		"If the routine has been prolonged, write the line - {rutin: %q, forlangd_till: YYYY-MM-DD, beslut: \"…\"} under forlangningar: in plans/register/rutiner.yaml, in place of [] if the list is empty.", version)
}
