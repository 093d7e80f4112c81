package rules

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// EntriesStand keeps the entries of plans and missiv as they were agreed: the list only
// grows.
func EntriesStand() *rule.Rule {
	return &rule.Rule{
		ID:       "C103",
		Title:    lang.T("gjorda ändringar står kvar som de är", "changes once made stay as they are"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Listan är planens historia. En rad som skrivs om i efterhand gör att det som beslutades inte längre går att läsa.",
			"The list is the history of the plan. An entry that is rewritten afterwards keeps what was decided from being read."),
		Example: rule.Example{
			Note: lang.T("Ändring 3 är redan beslutad; en ny får nr 4.", "Entry 3 is decided already; a new one has nr 4."),
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Base: exampleEntry,
			Good: exampleEntry,
			Bad:  strings.Replace(exampleEntry, "motivering: Operationssal avstängd i vecka 47", "motivering: Personalbrist i vecka 47", 1),
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Plans() {
				entriesStand(p, &c.Base.Document, &c.Head.Document, entryPlaces(c.Base.Andringar), entryPlaces(c.Head.Andringar), c.Terms)
			}
			for _, c := range p.Memos() {
				entriesStand(p, &c.Base.Document, &c.Head.Document, entryPlaces(c.Base.Andringar), entryPlaces(c.Head.Andringar), c.Terms)
			}
		},
	}
}

// exampleEntry is an entry of the small region that is decided.
const exampleEntry = "    anmald_av: exk\n    motivering: Operationssal avstängd i vecka 47\n"

// entryPlaces maps the numbers of entries to their places.
func entryPlaces[E plan.Andring | plan.Missivandring](entries []E) map[string]diag.Span {
	out := map[string]diag.Span{}
	for i := range entries {
		switch e := any(&entries[i]).(type) {
		case *plan.Andring:
			out[digits(e.Nr.V)] = e.Nr.Span
		case *plan.Missivandring:
			out[digits(e.Nr.V)] = e.Nr.Span
		}
	}
	return out
}

func entriesStand(p *rule.ChangePass, base, head *plan.Document, before, after map[string]diag.Span, terms []diff.Term) {
	known := func(nr string) bool { _, ok := before[nr]; return ok }
	for _, nr := range changedEntries(terms, known) {
		f := rule.Finding{
			In: head, Message: lang.T("ändring %s är beslutad och har skrivits om", "entry %s is decided and has been rewritten", nr),
			Hint:    lang.T("Skriv tillbaka den som den var. Det som ska gälla nu är en ny ändring sist i listan.", "Write it back as it was. What is to hold now is a new entry at the end of the list."),
			Related: related(base, before[nr], lang.T("så som den beslutades", "as it was decided")),
		}
		at, still := after[nr]
		if f.At = at; !still {
			f.At = valueSpan(head, "andringar")
			f.Message = lang.T("ändring %s är beslutad och har tagits bort", "entry %s is decided and has been taken out", nr)
		}
		p.Report(f)
	}
}
