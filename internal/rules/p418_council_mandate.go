package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// CouncilMandate asks that the receiver gave its representative in the council the task
// (N22), and that the council wrote what distribution it wants and when (N23, N24).
func CouncilMandate() *rule.Rule {
	return &rule.Rule{
		ID:              "P418",
		Title:           lang.T("rådet har fått sitt uppdrag och svarat", "the samordningsråd was given its task and has answered"),
		Basis:           diag.Text,
		Statements:      []string{"N22", "N23", "N24"},
		Severity:        diag.Warning,
		MissingEvidence: true,
		Why: lang.T(
			"Mottagaren ger sin representant i samordningsrådet i uppdrag att få fram ett förslag, och rådet fyller i den fördelning det önskar. Utan det syns inte vem rådet talade för, eller vad det sa.",
			"The receiver gives its representative in the samordningsråd the task of getting a proposal made, and the samordningsråd fills in the distribution that it wants. Without that there is no telling whom it spoke for, or what it said."),
		Example: rule.Example{
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "samordningsrad:\n" +
				"  - namn: Ortopedi\n" +
				"    uppdrag: {datum: 2024-01-18}\n",
			Bad: "samordningsrad:\n" +
				"  - namn: Ortopedi\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				for i := range e.Samordningsrad {
					r := &e.Samordningsrad[i]
					if missing := councilLacks(r); len(missing) > 0 {
						p.Report(rule.Finding{
							In: &e.Document, At: r.Namn.Span, Measure: len(missing),
							Message: lang.T("rådet %s saknar %s", "the council %s lacks %s", r.Namn.V, missing),
							Hint: lang.T("Fyll i uppdragets dag (uppdrag: {datum: ÅÅÅÅ-MM-DD}), rådets dag och dess fördelning.",
								"Fill in the day of the task (uppdrag: {datum: YYYY-MM-DD}), the council's day and its distribution."),
						})
					}
				}
			}
		},
	}
}

func councilLacks(r *plan.Samordningsrad) lang.List {
	var missing lang.List
	for _, part := range []struct {
		key   string
		there bool
	}{{"uppdrag", r.Uppdrag.Set}, {"datum", r.Datum.Set}, {"onskad_fordelning", len(r.OnskadFordelning) > 0}} {
		if !part.there {
			missing = append(missing, part.key)
		}
	}
	return missing
}
