package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// SpecialOrder asks where the special order for a rest can be read (N47). That the
// sentence is about volumes which can not be placed rests on restored words.
func SpecialOrder() *rule.Rule {
	return &rule.Rule{
		ID:              "P603",
		Title:           lang.T("den särskilda ordningen går att läsa", "the special order can be looked up"),
		Basis:           diag.Rebuilt,
		Statements:      []string{"N47"},
		Severity:        diag.Warning,
		MissingEvidence: true,
		Why: lang.T(
			"Enligt rutin 9.0 hanteras volymer ⟨som inte kan⟩ läggas i leveransplan enligt särskild ordning. Orden inom ⟨ ⟩ är återställda. Vilken ordningen är säger rutinen inte: därför behövs en referens.",
			"Under routine 9.0 volumes that ⟨can not⟩ be put in a leveransplan are handled by a special order. The words in ⟨ ⟩ are restored. The routine does not say what the order is: hence the reference."),
		Example: rule.Example{
			File: "plans/2027/restvolymer.yaml",
			Good: "  - {id: rest-1, missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, slag: oplacerad, volym: 2, orsak: Ingen ledig kapacitet, hantering: sarskild_ordning, datum: 2026-11-16, referens: \"HS 2026-00420\"}\n",
			Bad:  "  - {id: rest-1, missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, slag: oplacerad, volym: 2, orsak: Ingen ledig kapacitet, hantering: sarskild_ordning, datum: 2026-11-16}\n",
		},
		Check: func(p *rule.Pass) {
			for _, r := range restsUnder(p) {
				if r.Hantering.V == handlingSpecial && !r.Referens.Set {
					p.Report(restLacks(r, r.Hantering.Span,
						lang.T("volym som ⟨inte kan⟩ läggas i plan har särskild ordning utan referens",
							"volume that ⟨can not⟩ be put in a plan has a special order without a reference"),
						lang.T("Lägg till ärendet eller beslutet som ordningen står i: referens: \"…\"",
							"Add the case or decision in which the order stands: referens: \"…\"")))
				}
			}
		},
	}
}
