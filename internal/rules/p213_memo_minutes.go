package rules

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoMinutes asks for the forum's minutes once the missiv's period runs, and for those of a
// change once its day has passed (N40). The minutes may come last, right before the merge,
// so their absence is no fault before. Those of a change stand in its own entry, before the
// merge too: the case holds the missiv's own, and nothing in it tells which they are.
func MemoMinutes(position string) *rule.Rule {
	return &rule.Rule{
		ID:              "P213",
		Title:           lang.T("forumets protokoll är angivet", "the forum's minutes are referenced"),
		Basis:           diag.Default,
		Statements:      []string{position},
		Severity:        diag.Warning,
		MissingEvidence: true,
		Why: lang.T(
			"Forumet ställer sig bakom volymerna. Utan hänvisning till dess protokoll går det inte att visa att det har skett.",
			"The forum stands behind the volumes. Without a reference to its minutes there is no showing that it did."),
		Example: rule.Example{
			File: "plans/2026/missiv/missiv-2026-ortopedi.yaml",
			Good: "arende: {diarienummer: \"HS 2025-00412\", protokoll: \"2025-11-05 § 7\"}\n",
			Bad:  "arende: {diarienummer: \"HS 2025-00412\"}\n",
		},
		Check: func(p *rule.Pass) {
			if !p.Set.Installningar.ProtokollKravs.V {
				return
			}
			for _, m := range p.Memos() {
				minuted := m.Arende != nil && m.Arende.Protokoll.Set
				if !minuted && m.Period.Set && p.Today >= m.Period.V.From {
					p.Report(noMinutes(m))
				}
			}
			for _, m := range p.Set.Missiv {
				for i := range m.Andringar {
					a := &m.Andringar[i]
					if !m.Broken && !a.Protokoll.Set && a.Datum.V < p.Today && p.Governs(a.Datum.V) {
						p.Report(changeNotMinuted(m, a))
					}
				}
			}
		},
	}
}

func noMinutes(m *plan.Missiv) rule.Finding {
	at := m.Period.Span
	if m.Arende != nil {
		at = m.Arende.Span
	}
	return rule.Finding{
		In: &m.Document, At: at,
		Message: lang.T("perioden började %s men forumets protokoll är inte angivet",
			"the period began %s but the forum's minutes are not referenced", m.Period.V.From.String()),
		Hint: lang.T("Lägg till mötets datum och paragraf: arende: {protokoll: \"ÅÅÅÅ-MM-DD § N\"}",
			"Add the meeting's date and item: arende: {protokoll: \"YYYY-MM-DD § N\"}"),
	}
}

func changeNotMinuted(m *plan.Missiv, a *plan.Missivandring) rule.Finding {
	return rule.Finding{
		In: &m.Document, At: a.Datum.Span,
		Message: lang.T("ändring %s är från %s men forumets protokoll är inte angivet",
			"change %s is of %s but the forum's minutes are not referenced", strconv.Itoa(a.Nr.V), a.Datum.V.String()),
		Hint: lang.T("Lägg till mötets datum och paragraf i ändringen: protokoll: \"ÅÅÅÅ-MM-DD § N\"",
			"Add the meeting's date and item to the change: protokoll: \"YYYY-MM-DD § N\""),
	}
}
