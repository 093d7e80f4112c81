package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// UnplacedHandling asks that what never got into a plan goes by the special order, or is
// still being placed (N47). It rests on restored words and can be turned off.
func UnplacedHandling() *rule.Rule {
	return &rule.Rule{
		ID:         "P604",
		Title:      lang.T("oplacerad volym följer särskild ordning", "unplaced volume goes by the special order"),
		Basis:      diag.Rebuilt,
		Statements: []string{"N47"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Enligt rutin 9.0 hanteras volymer ⟨som inte kan⟩ läggas i leveransplan enligt särskild ordning. Orden inom ⟨ ⟩ är återställda. Läser ni rutinen annorlunda skriver ni oplacerade_kraver_sarskild_ordning: false i plans/leveransplan.yaml.",
			"Under routine 9.0 volumes that ⟨can not⟩ be put in a leveransplan are handled by a special order. The words in ⟨ ⟩ are restored. If you read the routine otherwise, write oplacerade_kraver_sarskild_ordning: false in plans/leveransplan.yaml."),
		Example: rule.Example{
			File: "plans/2027/restvolymer.yaml",
			Good: "  - {id: rest-1, missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, slag: oplacerad, volym: 2, orsak: Ingen ledig kapacitet, hantering: sarskild_ordning, datum: 2026-11-16, referens: \"HS 2026-00420\"}\n",
			Bad:  "  - {id: rest-1, missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, slag: oplacerad, volym: 2, orsak: Ingen ledig kapacitet, hantering: dialog, datum: 2026-11-16, referens: \"HS 2026-00420\"}\n",
		},
		Check: func(p *rule.Pass) {
			for _, r := range restsUnder(p) {
				if !specialOrderAsked(p, r) || r.Hantering.V == handlingSpecial || r.Hantering.V == handlingPlacing {
					continue
				}
				p.Report(restLacks(r, r.Hantering.Span,
					lang.T("volym som ⟨inte kan⟩ läggas i plan har hantering: %s, inte särskild ordning",
						"volume that ⟨can not⟩ be put in a plan has hantering: %s, not the special order", r.Hantering.V),
					lang.T("Skriv hantering: sarskild_ordning med en referens, eller under_placering med senast om plats söks.",
						"Write hantering: sarskild_ordning with a referens, or under_placering with senast while a place is sought.")))
			}
		},
	}
}

func specialOrderAsked(p *rule.Pass, r *plan.Rest) bool {
	return p.Set.Installningar.OplaceradeKraverSarskildOrdning.V && r.Slag.V == plan.SlagOplacerad
}
