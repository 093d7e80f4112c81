package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// purpose is what the routine's transfers are for.
const purpose = "vardgaranti"

// Purpose warns of a plan for something else than the care guarantee (N09). Version 6.0
// names that purpose; 9.0 lets it follow from what the volumes start from. A plan that
// states no purpose has the routine's.
func Purpose(basis diag.Basis) *rule.Rule {
	return &rule.Rule{
		ID:         "P117",
		Title:      lang.T("planens syfte är vårdgarantin", "the plan's purpose is the care guarantee"),
		Basis:      basis,
		Statements: []string{"N09"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Volymerna räknas fram för att förvaltningarna ska klara vårdgarantin. En plan med ett annat syfte tar av samma kapacitet, och det bör vara ett medvetet val.",
			"The volumes are worked out so that the förvaltningar meet the care guarantee. A plan with another purpose takes of the same capacity, and that should be a deliberate choice."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "syfte: vardgaranti\n",
			Bad:  "syfte: lokalbrist\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if !pl.Syfte.Set || pl.Syfte.V == purpose {
					continue
				}
				p.Report(rule.Finding{
					In: &pl.Document, At: pl.Syfte.Span,
					Message: lang.T("syftet är %s, inte %s", "the purpose is %s, not %s", pl.Syfte.V, purpose),
					Hint: lang.T("Skriv syfte: %s om planen är till för vårdgarantin.",
						"Write syfte: %s if the plan is for the care guarantee.", purpose),
				})
			}
		},
	}
}
