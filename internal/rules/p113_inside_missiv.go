package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// InsideMissiv keeps a plan's period inside the period of its missiv (N39, N41).
func InsideMissiv(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P113",
		Title:      lang.T("planens period ligger i missivets", "the plan's period lies in the missiv's"),
		Basis:      diag.Text,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Volymen i missivet är beslutad för missivets period. En plan som sträcker sig längre flyttar volym till ett år som ingen har tagit ställning till.",
			"The volume of the missiv is decided for the missiv's period. A plan that reaches further moves volume to a year that nobody has taken a position on."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/su/lp-2027-su-klb-hoftprotes.yaml",
			Good: "period: 2027-01-01/2027-12-31\n",
			Bad:  "period: 2027-01-01/2028-03-31\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if !p.Set.OutsideMemo(pl) {
					continue
				}
				m := p.Set.Memo(pl.Ursprung.Missiv.V)
				p.Report(rule.Finding{
					In: &pl.Document, At: pl.Period.Span,
					Message: lang.T("planens period %s ligger inte i missivets %s", "the plan's period %s does not lie in the missiv's %s",
						pl.Period.V.String(), m.Period.V.String()),
					Hint: lang.T("Rätta perioden, eller peka på missivet för den tid som planen gäller.",
						"Correct the period, or point to the missiv for the time that the plan is for."),
					Related: related(&m.Document, m.Period.Span, lang.T("missivets period", "the missiv's period")),
				})
			}
		},
	}
}
