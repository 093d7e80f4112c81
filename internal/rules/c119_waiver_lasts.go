package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// WaiverLasts refuses a new waiver whose last day has passed, or one that is rewritten
// afterwards: what was let go of, and until when, stays as decided.
func WaiverLasts() *rule.Rule {
	return &rule.Rule{
		ID:       "C119",
		Title:    lang.T("ett nytt undantag gäller framåt", "a new waiver applies forward"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Ett undantag beslutas innan det behövs. Ett som redan har gått ut släpper ingenting och förvillar den som läser.",
			"A waiver is decided before it is needed. One that has run out already lets go of nothing and misleads whoever reads it."),
		Example: rule.Example{
			Note: lang.T("Undantagets sista dag har redan passerat.", "The last day of the waiver has passed already."),
			File: "plans/undantag.yaml",
			Base: "undantag: []\n",
			Good: "undantag: []\n",
			Bad:  "undantag:\n  - {regel: P107, dokument: lp-2027-skas-exk-hoftprotes, skal: Tillfällig avvikelse, beslut: \"HS 2026-00500\", sista_dag: 2026-11-01}\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			known := func(u plan.Undantag) bool {
				return slices.ContainsFunc(p.Base.Undantag, func(l *plan.Undantagslista) bool {
					return slices.ContainsFunc(l.Undantag, func(o plan.Undantag) bool {
						return o.Regel.V == u.Regel.V && o.Dokument.V == u.Dokument.V && o.SistaDag.V == u.SistaDag.V
					})
				})
			}
			for _, list := range p.Head.Undantag {
				for _, u := range list.Undantag {
					if list.Broken || !u.SistaDag.Set || u.SistaDag.V >= p.Today || known(u) {
						continue
					}
					p.Report(rule.Finding{
						In: &list.Document, At: u.SistaDag.Span,
						Message: lang.T("det nya undantaget gällde bara till och med %s", "the new waiver was for days up to %s only", u.SistaDag.V.String()),
						Hint:    lang.T("Ta bort det, eller besluta om en senare sista dag.", "Take it out, or decide on a later last day."),
					})
				}
			}
		},
	}
}
