package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// PlacedInTime warns of a rest that should have been placed by now (N46, N47). It is the
// passing of time that makes the finding, so it is a warning.
func PlacedInTime() *rule.Rule {
	return &rule.Rule{
		ID:         "P605",
		Title:      lang.T("en rest under placering har tid kvar", "a rest that is being placed has time left"),
		Basis:      diag.Default,
		Statements: []string{"N46", "N47"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Under placering är ett läge som ska ta slut: patienterna får plats i en plan, eller så behövs en annan hantering. När sista dagen har gått är frågan obesvarad.",
			"Being placed is a state that should end: the patients find room in a plan, or another handling is needed. After the last day the question is unanswered."),
		Example: rule.Example{
			Note: lang.T(
				"Sista dagen har gått utan att någon plats fanns, och volymen har fått en annan hantering.",
				"The last day has passed without a place, and the volume is now handled in another way."),
			File: "plans/2027/restvolymer.yaml",
			Good: "  - {id: rest-1, missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, slag: oplacerad, volym: 2, orsak: Ingen ledig kapacitet, hantering: sarskild_ordning, datum: 2026-11-16, referens: \"HS 2026-00420\"}\n",
			Bad:  "  - {id: rest-1, missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, slag: oplacerad, volym: 2, orsak: Ingen ledig kapacitet, hantering: under_placering, senast: 2026-11-20, datum: 2026-11-16}\n",
		},
		Check: func(p *rule.Pass) {
			for _, r := range restsUnder(p) {
				if r.Hantering.V != handlingPlacing || !r.Senast.Set || p.Today <= r.Senast.V {
					continue
				}
				p.Report(restLacks(r, r.Senast.Span,
					lang.T("resten %s skulle vara placerad senast %s", "the rest %s was to be placed by %s", r.ID.V, r.Senast.V.String()),
					lang.T("Ta bort resten om volymen nu finns i en plan. Annars: skriv en ny sista dag, eller hantering: sarskild_ordning med en referens.",
						"Remove the rest if its volume is in a plan now. Otherwise write a new last day, or hantering: sarskild_ordning with a referens.")))
			}
		},
	}
}
