package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoMinutes asks for the forum's minutes once the missiv's period runs (N40). The
// minutes may come last, right before the merge, so their absence is no fault before.
func MemoMinutes() *rule.Rule {
	return &rule.Rule{
		ID:              "P213",
		Title:           lang.T("forumets protokoll är angivet", "the forum's minutes are referenced"),
		Basis:           diag.Text,
		Statements:      []string{"N40"},
		Severity:        diag.Warning,
		MissingEvidence: true,
		Why: lang.T(
			"Forumet ställer sig bakom volymerna på ett möte. Utan hänvisning till protokollet går det inte att visa att det har skett.",
			"The forum stands behind the volumes at a meeting. Without a reference to its minutes there is no showing that it did."),
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
				at := m.Period.Span
				if m.Arende != nil {
					at = m.Arende.Span
				}
				if !m.Period.Set || p.Today < m.Period.V.From || m.Arende != nil && m.Arende.Protokoll.Set {
					continue
				}
				p.Report(rule.Finding{
					In: &m.Document, At: at,
					Message: lang.T("perioden började %s men forumets protokoll är inte angivet",
						"the period began %s but the forum's minutes are not referenced", m.Period.V.From.String()),
					Hint: lang.T("Lägg till mötets datum och paragraf: arende: {protokoll: \"ÅÅÅÅ-MM-DD § N\"}",
						"Add the meeting's date and item: arende: {protokoll: \"YYYY-MM-DD § N\"}"),
				})
			}
		},
	}
}
