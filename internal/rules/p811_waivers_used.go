package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// WaiversUsed warns of a waiver that lets go of nothing: it would silently cover the next
// breach. While a file can't be read or has an error of form, rules are held back, and
// nobody can tell. What may be waived at all is P807's question.
func WaiversUsed(catalogue func() []*rule.Rule) *rule.Rule {
	return &rule.Rule{
		ID:       "P811",
		Title:    lang.T("undantag används", "waivers are in use"),
		Basis:    diag.Text,
		Severity: diag.Warning,
		Why: lang.T(
			"Ett undantag som inte längre behövs släpper nästa fel i dokumentet utan att någon har beslutat om det.",
			"A waiver that is no longer needed lets the next fault in the document through without anybody having decided so."),
		Example: rule.Example{
			File: "plans/undantag.yaml",
			Note: lang.T("Planen följer redan regeln P107.", "The plan already keeps rule P107."),
			Good: "undantag: []\n",
			Bad: "undantag:\n  - {regel: P107, dokument: lp-2027-skas-exk-hoftprotes, skal: Tillfällig avvikelse, " +
				"beslut: \"HS 2026-00500\", sista_dag: 2027-02-28}\n",
		},
		Closing: true,
		Check: func(p *rule.Pass) {
			if !p.Set.Whole() {
				return
			}
			for _, list := range p.Set.Undantag {
				for i := range list.Undantag {
					u := &list.Undantag[i]
					idle := !slices.ContainsFunc(p.Found, func(d diag.Diagnostic) bool { return u.Covers(d.Rule, d.Document) })
					there, _ := p.Set.Resolve(plan.Reference{ID: u.Dokument, Target: plan.ToDocument})
					if idle && there && Waivable(u.Regel.V) && slices.Contains(ids(catalogue()), u.Regel.V) {
						p.Report(rule.Finding{In: &list.Document, At: u.Span,
							Message: lang.T("undantaget används inte: regeln %s har inget att säga om %s", "the waiver is not in use: rule %s has nothing to say about %s", u.Regel.V, u.Dokument.V),
							Hint:    lang.T("Ta bort undantaget.", "Take the waiver out."),
						})
					}
				}
			}
		},
	}
}
