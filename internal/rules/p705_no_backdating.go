package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// NoBackdating asks that changes come after their document and in order, an utokning not
// before its missiv, and that a routine is in force on the day of each (N64).
func NoBackdating() *rule.Rule {
	return &rule.Rule{
		ID:         "P705",
		Title:      lang.T("ändringar kommer i tidsordning", "changes come in the order of time"),
		Basis:      diag.Default,
		Statements: []string{"N64"},
		Severity:   diag.Error,
		Why: lang.T(
			"Varje ändring prövas mot den rutin som gällde på dess dag. En ändring som dateras bakåt skulle kunna välja rutin, eller ändra något som ännu inte fanns.",
			"Each change is judged by the routine in force on its day. A change dated back could choose its routine, or change what did not exist yet."),
		Lighter: lang.T(
			"Gällde ingen känd rutin på ändringens dag, och står utgangen_rutin: varna i plans/leveransplan.yaml, är det en varning.",
			"Where no routine known was in force on the day of the change, and with utgangen_rutin: varna in plans/leveransplan.yaml, it is a warning."),
		Example: rule.Example{
			Note: lang.T(
				"Ändringen gjordes 2026; året är felskrivet.",
				"The change was made in 2026; the year is a slip."),
			File: "plans/2026/missiv/missiv-2026-ortopedi.yaml",
			Good: "andringar:\n" +
				"  - nr: 1\n" +
				"    datum: 2026-05-20\n",
			Bad: "andringar:\n" +
				"  - nr: 1\n" +
				"    datum: 2025-05-20\n",
		},
		Check: func(p *rule.Pass) {
			for _, g := range governedDocuments(p) {
				checkEntryDays(p, g)
			}
		},
	}
}

func checkEntryDays(p *rule.Pass, g governed) {
	var before datedEntry
	early := false // changes before the document are told of once: its own day may be the slip
	for _, e := range g.entries {
		// A day that has not come is reported as that (P704).
		if !e.day.Set || e.day.V > p.Today {
			continue
		}
		f := rule.Finding{In: g.Document, At: e.day.Span}
		switch {
		case beforeMemo(p, e):
			f = extensionBeforeMemo(g, e)
		case !e.extension && !g.open && e.day.V < g.day:
			if early {
				break
			}
			early = true
			f.Message = lang.T("ändring %s är daterad %s, före dokumentets dag %s", "change %s is dated %s, before the document's day %s",
				digits(e.name.V), e.day.V.String(), g.day.String())
			f.Hint = inTimeOrder
			f.Related = related(g.Document, g.at, lang.T("dokumentets dag", "the document's day"))
		case before.day.Set && e.day.V < before.day.V:
			f.Message = lang.T("ändring %s är daterad %s, före ändringen ovanför, %s", "change %s is dated %s, before the change above it, %s",
				digits(e.name.V), e.day.V.String(), before.day.V.String())
			f.Hint = inTimeOrder
			f.Related = related(g.Document, before.day.Span, lang.T("ändringen ovanför", "the change above"))
		case unruled(p, e.day.V) && !unruled(p, g.day):
			f.Message = lang.T("ingen känd rutin gällde %s, då ändringen gjordes", "no routine known was in force on %s, when the change was made", e.day.V.String())
			f.Hint, f.Lighter = prolong(p.Routine.Last().Version), !stops(p)
		}
		if !f.Message.IsZero() {
			p.Report(f)
		}
		before = e
	}
}

func beforeMemo(p *rule.Pass, e datedEntry) bool {
	m := e.missiv
	return e.extension && m != nil && !m.Broken && m.Datum.V <= p.Today && e.day.V < m.Datum.V
}

func extensionBeforeMemo(g governed, e datedEntry) rule.Finding {
	day := e.missiv.Datum
	return rule.Finding{
		In: g.Document, At: e.day.Span,
		Message: lang.T("utökningen är daterad %s, före missivet %s", "the extension is dated %s, before the missiv of %s", e.day.V.String(), day.V.String()),
		Hint: lang.T("Rätta datumet. En utökning lägger till en rad i missivet och kan inte vara äldre än det.",
			"Correct the date. An extension adds to a line of the missiv and can't be older than it is."),
		Related: related(&e.missiv.Document, day.Span, lang.T("missivets datum", "the date of the missiv")),
	}
}

var inTimeOrder = lang.T("Rätta datumet. En ny ändring läggs sist och bär den dag då den görs.",
	"Correct the date. A new change goes last and bears the day it is made.")

func unruled(p *rule.Pass, day calendar.Day) bool { return p.Routine.On(day) == nil }
