package rules

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoChangeIsEntry lets a missiv's volumes change only together with an entry that matches
// both sides; a new line begins at 0, and a removed one stays with 0.
func MemoChangeIsEntry() *rule.Rule {
	return &rule.Rule{
		ID:         "C107",
		Title:      lang.T("en ändrad volym i ett missiv står i andringar", "a changed volume of a missiv stands in andringar"),
		Basis:      diag.Default,
		Statements: []string{"N37", "N39"},
		Severity:   diag.Error,
		Why: lang.T(
			"Missivet är beslutat i forumet. Varje ändrad rad behöver sitt skäl och sin avstämning med förvaltningen, annars går det inte att se vad som beslutades när.",
			"The missiv was decided in the forum. Every changed line takes its reason and its dialogue with the förvaltning; otherwise there is no telling what was decided when."),
		Example: rule.Example{
			Note: lang.T("En ny rad börjar på 0 med en ändring i andringar.", "A new line begins at 0 with an entry in andringar."),
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Base: exampleLine,
			Good: exampleLine,
			Bad:  exampleLine + strings.Replace(strings.Replace(exampleLine, "su-hoftprotes", "su-knaprotes", 1), "volym: 8", "volym: 0", 1),
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Memos() {
				for _, line := range c.Lines {
					memoLine(p, c, line)
				}
			}
		},
	}
}

// exampleLine is a line of the small region's missiv.
const exampleLine = "  - id: su-hoftprotes\n    forvaltning: su\n    vardomrade: ortopedi\n    enhet: atgard\n    volym: 8\n"

func memoLine(p *rule.ChangePass, c *diff.Memo, line diff.Line) {
	before, after := 0, 0
	f := rule.Finding{In: &c.Head.Document, At: valueSpan(&c.Head.Document, "rader")}
	if line.Base != nil {
		before = line.Base.Volym.V
		f.Related = related(&c.Base.Document, line.Base.Volym.Span, lang.T("så som det är beslutat", "as it was decided"))
	}
	if line.Head != nil {
		after, f.At = line.Head.Volym.V, line.Head.Volym.Span
	}
	if line.Head == nil {
		f.Message = lang.T("raden %s är beslutad och har tagits bort", "the line %s is decided and has been taken out", line.ID)
		f.Hint = lang.T("Skriv tillbaka den med volym: 0, och en ny ändring i andringar från %s till 0.", "Write it back with volym: 0, and a new entry in andringar from %s to 0.", digits(before))
		p.Report(f)
		return
	}
	if line.Base != nil && before == after {
		return // other terms of a line: C108
	}
	var entries []*plan.Missivandring
	for _, e := range c.Entries {
		if e.Rad.V == line.ID {
			entries = append(entries, e)
		}
	}
	switch {
	case len(entries) == 0:
		f.Message = lang.T("raden %s går från %d till %d utan en ny ändring i andringar", "the line %s goes from %d to %d without a new entry in andringar", line.ID, before, after)
		f.Hint = lang.T("Lägg till sist i andringar: - {nr: %s, datum: ÅÅÅÅ-MM-DD, rad: %s, volym_fore: %s, volym_efter: %s, motivering: \"…\", avstamningar: [{forvaltning: %s, datum: ÅÅÅÅ-MM-DD}]}",
			"Add at the end of andringar: - {nr: %s, datum: YYYY-MM-DD, rad: %s, volym_fore: %s, volym_efter: %s, motivering: \"…\", avstamningar: [{forvaltning: %s, datum: YYYY-MM-DD}]}",
			digits(len(c.Head.Andringar)+1), line.ID, digits(before), digits(after), line.Head.Forvaltning.V)
	case len(entries) > 1:
		f.At = entries[1].Span
		f.Message = lang.T("raden %s har %d nya ändringar på en gång", "the line %s has %d new entries at once", line.ID, len(entries))
		f.Hint = lang.T("Skriv en ändring från %s till %s.", "Write one entry from %s to %s.", digits(before), digits(after))
	case entries[0].VolymFore.V != before:
		f.At = entries[0].VolymFore.Span
		f.Message = lang.T("ändringen utgår från %d men den beslutade raden %s har %d", "the entry starts from %d but the decided line %s has %d", entries[0].VolymFore.V, line.ID, before)
		f.Hint = lang.T("Skriv volym_fore: %s.", "Write volym_fore: %s.", digits(before))
	default:
		return // volym_efter against the line: P210
	}
	p.Report(f)
}
