package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// NeedReasoned wants the reason for a changed need in words. The routine asks for an
// assessment (N50), not for a reason, so it is a warning.
func NeedReasoned() *rule.Rule {
	return &rule.Rule{
		ID:              "P514",
		Title:           lang.T("ett ändrat behov är motiverat", "a changed need is given a reason"),
		Basis:           diag.Default,
		Statements:      []string{"N50", "N52"},
		Severity:        diag.Warning,
		MissingEvidence: true,
		Why: lang.T(
			"Den som läser planen om ett år ska förstå varför talet ändrades utan att fråga någon som kanske har slutat.",
			"Whoever reads the plan in a year should understand why the number changed without asking somebody who may have left."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "    motivering: Kön växte under sommaren\n    protokoll: \"2026-10-08 § 5\"\n",
			Bad:  "    protokoll: \"2026-10-08 § 5\"\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakMinskatBehov, plan.OrsakOkatBehov) {
				if e.Motivering.Set {
					continue
				}
				p.Report(rule.Finding{
					In: &e.Plan.Document, At: e.Orsak.Span,
					Message: lang.T("%s med orsak %s saknar motivering", "%s with the cause %s has no motivering", entryName(e), e.Orsak.V),
					Hint: lang.T("Skriv motivering: varför behovet har ändrats, på en rad eller två.",
						"Write motivering: why the need has changed, in a line or two."),
				})
			}
		},
	}
}
