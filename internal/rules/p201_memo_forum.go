package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoForum holds a missiv's addressee against the forum of its routine version (N35).
func MemoForum(forum string, name lang.Text) *rule.Rule {
	return &rule.Rule{
		ID:         "P201",
		Title:      lang.T("missivet går till rutinens forum", "the missiv goes to the routine's forum"),
		Basis:      diag.Text,
		Statements: []string{"N35"},
		Parameter:  name,
		Severity:   diag.Error,
		Why: lang.T(
			"Varje version av rutinen pekar ut den grupp som ska ta ställning till volymerna. Ett missiv till någon annan har inget giltigt ställningstagande bakom sig.",
			"Each version of the routine names the group that takes a position on the volumes. A missiv to anybody else has no valid position behind it."),
		Example: rule.Example{
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "till: samordnande_grupp_produktion\n",
			Bad:  "till: funktionsgrupp_produktionschefer\n",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Memos() {
				if m.Till.V == forum {
					continue
				}
				p.Report(rule.Finding{
					In: &m.Document, At: m.Till.Span,
					Message: lang.T("rutin %s lämnar volymerna till %s, inte till %s",
						"routine %s puts the volumes to %s, not to %s", p.Version, name, m.Till.V),
					Hint: lang.T("Skriv till: %s", "Write till: %s", forum),
				})
			}
		},
	}
}
