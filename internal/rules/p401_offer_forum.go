package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OfferForum holds the forum that an offer was raised in against the one of its routine
// version (N12 in 6.0, N54 in 9.0).
func OfferForum(forum string, name lang.Text, statement string) *rule.Rule {
	return &rule.Rule{
		ID:         "P401",
		Title:      lang.T("kapacitet lyfts i rutinens forum", "capacity is raised in the routine's forum"),
		Basis:      diag.Text,
		Statements: []string{statement},
		Severity:   diag.Error,
		Why: lang.T(
			"Ledig kapacitet lyfts i den grupp där alla förvaltningar sitter, så att alla får veta om den samtidigt. Varje version av rutinen pekar ut sin grupp.",
			"Free capacity is raised in the group where all förvaltningar sit, so that all hear of it at the same time. Each version of the routine names its group."),
		Example: rule.Example{
			File: "plans/2027/erbjudanden/erb-2027-siv-ortopedi.yaml",
			Good: "forum: samordnande_grupp_produktion,",
			Bad:  "forum: funktionsgrupp_produktionschefer,",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				if e.Lyft.Forum.V == forum {
					continue
				}
				p.Report(rule.Finding{
					In: &e.Document, At: e.Lyft.Forum.Span,
					Message: lang.T("rutin %s lyfter kapacitet i %s, inte i %s",
						"routine %s raises capacity in %s, not in %s", p.Version, name, e.Lyft.Forum.V),
					Hint: lang.T("Skriv forum: %s", "Write forum: %s", forum),
				})
			}
		},
	}
}
