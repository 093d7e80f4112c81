package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Prolongations lets only the newest version of the routine be prolonged, and only beyond
// its own last day (N64): version and to are those of the newest version known.
func Prolongations(version string, to calendar.Day) *rule.Rule {
	return &rule.Rule{
		ID:         "P706",
		Title:      lang.T("en förlängning gäller den senaste rutinen", "a prolongation is of the newest routine"),
		Basis:      diag.Default,
		Statements: []string{"N64"},
		Severity:   diag.Error,
		Why: lang.T(
			"En förlängning flyttar fram den senaste rutinens sista dag. Gäller den en annan version, eller slutar den tidigare än rutinen själv, har den ingen verkan, och den som litar på den märker det först när ett beslut stoppas.",
			"A prolongation puts off the last day of the newest routine. One for another version, or that ends before the routine does, has no effect, and whoever relies on it finds out when a decision is refused."),
		Example: rule.Example{
			File: "plans/register/rutiner.yaml",
			Good: "forlangningar: []\n",
			Bad:  "forlangningar: [{rutin: \"6.0\", forlangd_till: 2027-03-31, beslut: \"RS 2026-04567\"}]\n",
		},
		Check: func(p *rule.Pass) {
			if p.Set.Rutiner == nil || p.Set.Rutiner.Broken {
				return
			}
			for i := range p.Set.Rutiner.Forlangningar {
				l := &p.Set.Rutiner.Forlangningar[i]
				f := rule.Finding{In: &p.Set.Rutiner.Document}
				switch {
				case l.Rutin.V != version:
					f.At = l.Rutin.Span
					f.Message = lang.T("rutin %s kan inte förlängas, den senaste är %s", "routine %s can't be prolonged, the newest is %s", l.Rutin.V, version)
					f.Hint = lang.T("Skriv rutin: %q om det är den som har förlängts, eller ta bort förlängningen.",
						"Write rutin: %q if that is the one prolonged, or take the prolongation out.", version)
				case l.ForlangdTill.V < to:
					f.At = l.ForlangdTill.Span
					f.Message = lang.T("förlängningen till %s slutar före rutinens egen sista dag %s",
						"the prolongation to %s ends before the routine's own last day %s", l.ForlangdTill.V.String(), to.String())
					f.Hint = lang.T("Skriv den dag som beslutet anger, eller ta bort förlängningen.",
						"Write the day that the decision gives, or take the prolongation out.")
				default:
					continue
				}
				p.Report(f)
			}
		},
	}
}
