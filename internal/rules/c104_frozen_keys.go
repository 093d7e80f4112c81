package rules

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// FrozenKeys keeps who sends, who receives and under what a plan was agreed. Another party is
// another plan: this one is lowered to what stands before galler_fran.
func FrozenKeys() *rule.Rule {
	return &rule.Rule{
		ID:       "C104",
		Title:    lang.T("parter, ursprung och område ändras aldrig i en plan", "parties, origin and field of a plan never change"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"En plan med en annan part är en annan överenskommelse. Sänk den till det som ligger före ändringen och skriv en ny plan, så finns båda överenskommelserna kvar att läsa.",
			"A plan with another party is another agreement. Lower it to what comes before the change and write a new plan: both agreements can then be read."),
		Example: rule.Example{
			Note: lang.T("Den första avstämningen hör till den plan som överenskoms.", "The first reconciliation belongs to the plan that was agreed."),
			File: exampleFile,
			Base: exampleBase,
			Good: moved(3, 2, 1, 2, movedFrom("2027-Q2")),
			Bad:  strings.Replace(moved(3, 2, 1, 2, movedFrom("2027-Q2")), "{part: su, datum: 2026-11-10}", "{part: su, datum: 2026-11-09}", 1),
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Plans() {
				for _, key := range touched(c.Terms, nil) {
					if !slices.Contains(frozenKeys, key) {
						continue
					}
					f := rule.Finding{
						In: &c.Head.Document, At: valueSpan(&c.Head.Document, key),
						Message: lang.T("%s ändras aldrig i en överenskommen plan", "%s never changes in an agreed plan", key),
						Hint: lang.T("Skriv tillbaka det. Ska det vara annorlunda: sänk planen till det som ligger före ändringen och skriv en ny plan.",
							"Write it back. If it is to be different, lower the plan to what comes before the change and write a new plan."),
						Related: related(&c.Base.Document, valueSpan(&c.Base.Document, key), lang.T("så som det är överenskommet", "as it was agreed")),
					}
					if key == "avstamningar" {
						f.Hint = lang.T("Skriv tillbaka de första avstämningarna. De som gäller ändringen står i ändringens egna avstamningar.",
							"Write the first reconciliations back. Those about the change stand in the entry's own avstamningar.")
					}
					p.Report(f)
				}
			}
		},
	}
}
