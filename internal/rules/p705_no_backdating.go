package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// NoBackdating asks that changes come after their document and in order, and that a
// routine is in force on the day of each (N64).
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
		Example: rule.Example{
			File: "plans/2026/missiv/missiv-2026-ortopedi.yaml",
			Good: "    datum: 2026-05-20\n",
			Bad:  "    datum: 2025-05-20\n",
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
	for _, e := range g.entries {
		if !e.day.Set {
			continue
		}
		f := rule.Finding{In: g.Document, At: e.day.Span}
		switch {
		case !e.extension && !g.open && e.day.V < g.day:
			f.Message = lang.T("ändring %s är daterad %s, före dokumentets dag %s", "change %s is dated %s, before the document's day %s",
				digits(e.name.V), e.day.V.String(), g.day.String())
			f.Hint = inTimeOrder
			f.Related = related(g.Document, g.at, lang.T("dokumentets dag", "the document's day"))
		case before.day.Set && e.day.V < before.day.V:
			f.Message = lang.T("ändring %s är daterad %s, före ändringen ovanför, %s", "change %s is dated %s, before the change above it, %s",
				digits(e.name.V), e.day.V.String(), before.day.V.String())
			f.Hint = inTimeOrder
			f.Related = related(g.Document, before.day.Span, lang.T("ändringen ovanför", "the change above"))
		case e.day.V <= p.Today && unruled(p, e.day.V) && !unruled(p, g.day):
			f.Message = lang.T("ingen känd rutin gällde %s, då ändringen gjordes", "no routine known was in force on %s, when the change was made", e.day.V.String())
			f.Hint, f.Lighter = prolong(p.Routine.Last().Version), !stops(p)
		}
		if !f.Message.IsZero() {
			p.Report(f)
		}
		before = e
	}
}

var inTimeOrder = lang.T("Rätta datumet. En ny ändring läggs sist och bär den dag då den görs.",
	"Correct the date. A new change goes last and bears the day it is made.")

func unruled(p *rule.Pass, day calendar.Day) bool { return p.Routine.On(day) == nil }
