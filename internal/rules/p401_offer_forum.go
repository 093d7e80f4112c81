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
		Parameter:  name,
		Severity:   diag.Error,
		Why: lang.T(
			"Varje version av rutinen pekar ut den grupp där kapacitet lyfts. Det som lyfts någon annanstans har rutinens grupp inte fått höra om.",
			"Each version of the routine names the group in which capacity is raised. That group has not heard of what is raised anywhere else."),
		Example: rule.Example{
			Note: lang.T(
				"Funktionsgrupp produktionschefer är forumet i rutin 6.0.",
				"Funktionsgrupp produktionschefer is the forum of routine 6.0."),
			File: "plans/2027/erbjudanden/erb-2027-siv-ortopedi.yaml",
			Good: "lyft: {av: siv, forum: samordnande_grupp_produktion, datum: 2026-10-08, riktning: tillganglig}\n",
			Bad:  "lyft: {av: siv, forum: funktionsgrupp_produktionschefer, datum: 2026-10-08, riktning: tillganglig}\n",
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
