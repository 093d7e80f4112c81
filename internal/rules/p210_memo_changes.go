package rules

import (
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoChanges asks that the changes of a missiv are numbered without gaps and lead, line
// by line, from volume to volume up to the one that the line has (N37).
func MemoChanges() *rule.Rule {
	return &rule.Rule{
		ID:         "P210",
		Title:      lang.T("missivets ändringar hänger ihop", "the missiv's changes form a chain"),
		Basis:      diag.Default,
		Statements: []string{"N37", "N40"},
		Severity:   diag.Error,
		Why: lang.T(
			"En beslutad volym ändras genom en ny post, aldrig genom att talet skrivs över. Leder posterna inte fram till radens volym går det inte att se vad forumet har ställt sig bakom.",
			"A decided volume changes by a new entry, never by writing over the number. If the entries don't lead up to the line's volume there is no telling what the forum stands behind."),
		Example: rule.Example{
			Note: lang.T(
				"Den sista posten under andringar slutar på 12. En ny volym skrivs som en ny post där, inte över den gamla.",
				"The last entry under andringar ends at 12. A new volume is written as a new entry there, not over the old one."),
			File: "plans/2026/missiv/missiv-2026-ortopedi.yaml",
			Good: "  - id: su-hoftprotes\n" +
				"    forvaltning: su\n" +
				"    vardomrade: ortopedi\n" +
				"    enhet: atgard\n" +
				"    volym: 12\n",
			Bad: "  - id: su-hoftprotes\n" +
				"    forvaltning: su\n" +
				"    vardomrade: ortopedi\n" +
				"    enhet: atgard\n" +
				"    volym: 14\n",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Memos() {
				checkMemoNumbers(p, m)
				for i := range m.Rader {
					checkMemoChain(p, m, &m.Rader[i])
				}
			}
		},
	}
}

func checkMemoNumbers(p *rule.Pass, m *plan.Missiv) {
	last := 0
	for _, a := range m.Andringar {
		// A number that stands twice is reported as that (X001).
		if a.Nr.V != last+1 && a.Nr.V != last {
			p.Report(rule.Finding{
				In: &m.Document, At: a.Nr.Span,
				Message: lang.T("ändringen har nr %s, väntat nr %s", "the change has nr %s, expected nr %s",
					strconv.Itoa(a.Nr.V), strconv.Itoa(last+1)),
				Hint: lang.T("Ändringarna numreras 1, 2, 3 i den ordning de står, och en post tas aldrig bort.",
					"Changes are numbered 1, 2, 3 in the order they stand, and an entry is never removed."),
			})
		}
		last = a.Nr.V
	}
}

func checkMemoChain(p *rule.Pass, m *plan.Missiv, r *plan.Missivrad) {
	changes := m.Changes(r.ID.V)
	// A change that takes up plans of another line only is most likely about that one: it is
	// reported for that (P212).
	if slices.ContainsFunc(changes, p.Set.Misplaced) {
		return
	}
	for i, a := range changes {
		if i == 0 {
			continue
		}
		if before := changes[i-1]; before.VolymEfter.V != a.VolymFore.V {
			p.Report(rule.Finding{
				In: &m.Document, At: a.VolymFore.Span,
				Message: lang.T("raden %s hade volymen %d efter ändring %s, men ändring %s börjar på %d",
					"line %s had volume %d after change %s, but change %s starts from %d",
					r.ID.V, before.VolymEfter.V, strconv.Itoa(before.Nr.V), strconv.Itoa(a.Nr.V), a.VolymFore.V),
				Hint:    lang.T("Skriv volym_fore: %s", "Write volym_fore: %s", strconv.Itoa(before.VolymEfter.V)),
				Related: []rule.Place{{In: &m.Document, At: before.VolymEfter.Span, Message: lang.T("volymen dessförinnan", "the volume before")}},
			})
		}
	}
	if len(changes) == 0 || changes[len(changes)-1].VolymEfter.V == r.Volym.V {
		return
	}
	last := changes[len(changes)-1]
	p.Report(rule.Finding{
		In: &m.Document, At: r.Volym.Span,
		Message: lang.T("raden %s har volymen %d men dess sista ändring slutar på %d",
			"line %s has volume %d but its last change ends at %d", r.ID.V, r.Volym.V, last.VolymEfter.V),
		Hint: lang.T("Skriv volym: %s, eller lägg till en ny ändring sist.", "Write volym: %s, or add a new change at the end.",
			strconv.Itoa(last.VolymEfter.V)),
		Related: []rule.Place{{In: &m.Document, At: last.VolymEfter.Span, Message: lang.T("den sista ändringen", "the last change")}},
	})
}
