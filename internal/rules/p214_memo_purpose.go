package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoPurpose warns of a missiv that starts from something else than the care guarantee
// (N33). A missiv that states no starting point has the routine's.
func MemoPurpose() *rule.Rule {
	return &rule.Rule{
		ID:         "P214",
		Title:      lang.T("missivet utgår från vårdgarantin", "the missiv starts from the care guarantee"),
		Basis:      diag.Text,
		Statements: []string{"N33"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Rutinen säger att förslaget utgår från att förvaltningarna ska klara vårdgarantin. Ett missiv med en annan utgångspunkt bör vara ett medvetet val.",
			"The routine says that the proposal starts from the förvaltningar meeting the care guarantee. A missiv that starts from something else should be a deliberate choice."),
		Example: rule.Example{
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "utgangspunkt: vardgaranti\n",
			Bad:  "utgangspunkt: foregaende_ar\n",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Memos() {
				if !m.Utgangspunkt.Set || m.Utgangspunkt.V == purpose {
					continue
				}
				p.Report(rule.Finding{
					In: &m.Document, At: m.Utgangspunkt.Span,
					Message: lang.T("utgångspunkten är %s, inte %s", "the starting point is %s, not %s", m.Utgangspunkt.V, purpose),
					Hint: lang.T("Skriv utgangspunkt: %s om volymerna är räknade så att vårdgarantin klaras.",
						"Write utgangspunkt: %s if the volumes are worked out so that the care guarantee is met.", purpose),
				})
			}
		},
	}
}
