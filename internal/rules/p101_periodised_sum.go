package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// PeriodisedSum holds a plan's weeks or quarters against its volume (N41).
func PeriodisedSum() *rule.Rule {
	return &rule.Rule{
		ID:         "P101",
		Title:      lang.T("periodiseringens summa är volymen", "the periodisation adds up to the volume"),
		Basis:      diag.Text,
		Statements: []string{"N41"},
		Severity:   diag.Error,
		Why: lang.T(
			"Den beslutade volymen är det som alla parter har sagt ja till. Ger veckorna eller kvartalen en annan summa vet ingen vilket tal som gäller.",
			"The decided volume is what all parties agreed to. If the weeks or quarters add up to something else, nobody knows which number holds."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "volym: 12\nperiodisering:\n  2027-W02: 3\n",
			Bad:  "volym: 12\nperiodisering:\n  2027-W02: 4\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if pl.Adds() {
					continue
				}
				sum := pl.Periodisering.Sum()
				p.Report(rule.Finding{
					In: &pl.Document, At: pl.Volym.Span,
					Message: lang.T("volymen är %d men periodiseringen summerar till %d",
						"the volume is %d but the periodisation adds up to %d", pl.Volym.V, sum),
					Hint: lang.T("Rätta volymen eller veckorna så att båda ger samma tal. Skillnaden är %s.",
						"Correct the volume or the weeks so that both give the same number. The difference is %s.", signed(sum-pl.Volym.V)),
					Related: []rule.Place{{In: &pl.Document, At: pl.Periodisering.Span,
						Message: lang.T("periodiseringen: %d i summa", "the periodisation: %d in all", sum)}},
					Measure: max(sum-pl.Volym.V, pl.Volym.V-sum),
				})
			}
		},
	}
}
