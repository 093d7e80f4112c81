package rules

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OneEntry lets a request add one entry to a plan, which begins at what was agreed before.
func OneEntry() *rule.Rule {
	return &rule.Rule{
		ID:       "C102",
		Title:    lang.T("en ny ändring i taget, från det som var överenskommet", "one new entry at a time, from what was agreed"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Den som godkänner ska kunna se en ändring från det som gäller nu till det som föreslås. Två ändringar på en gång, eller en som utgår från ett annat tal, döljer vad som ändras.",
			"Whoever approves has to see one change, from what holds now to what is proposed. Two changes at once, or one from another number, hide what changes."),
		Example: rule.Example{
			Note: lang.T("Två ändringar kommer på en gång.", "Two entries come at once."),
			File: exampleFile,
			Base: exampleBase,
			Good: moved(3, 2, 1, 2, movedFrom("2027-Q2")),
			Bad:  moved(3, 2, 1, 2, movedFrom("2027-Q2")+strings.Replace(movedFrom("2027-Q3")[len("andringar:\n"):], "nr: 1", "nr: 2", 1)),
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Plans() {
				if len(c.Entries) == 0 {
					continue
				}
				first := c.Entries[0]
				if len(c.Entries) > 1 {
					p.Report(rule.Finding{
						In: &c.Head.Document, At: c.Entries[1].Span, Measure: len(c.Entries),
						Message: lang.T("%d nya ändringar på en gång", "%d new entries at once", len(c.Entries)),
						Hint:    lang.T("Skriv en ändring från %s till %s, eller gör en ändringsbegäran för var och en.", "Write one entry from %s to %s, or make a request of each.", digits(c.Base.Volym.V), digits(c.Head.Volym.V)),
					})
				}
				if first.VolymFore.Set && first.VolymFore.V != c.Base.Volym.V {
					p.Report(rule.Finding{
						In: &c.Head.Document, At: first.VolymFore.Span,
						Message: lang.T("ändringen utgår från %d men den överenskomna planen har %d", "the entry starts from %d but the agreed plan has %d", first.VolymFore.V, c.Base.Volym.V),
						Hint:    lang.T("Skriv volym_fore: %s.", "Write volym_fore: %s.", digits(c.Base.Volym.V)),
						Related: related(&c.Base.Document, c.Base.Volym.Span, lang.T("den överenskomna volymen", "the agreed volume")),
					})
				}
			}
		},
	}
}
