package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ProposalStates asks that each line of the proposal says whether it is outpatient or
// inpatient care, and for which ASA classes (N19, N20). Field and volume (N17, N18) the
// schema demands.
func ProposalStates() *rule.Rule {
	return &rule.Rule{
		ID:              "P415",
		Title:           lang.T("förslaget anger vårdform och ASA-klass", "the proposal states care form and ASA class"),
		Basis:           diag.Text,
		Statements:      []string{"N19", "N20"},
		Severity:        diag.Warning,
		MissingEvidence: true,
		Why: lang.T(
			"Mottagaren anger väsentlig information, till exempel om det gäller öppen eller sluten vård och vilka ASA-klasser. Utan den kan rådet fördela patienter som mottagaren inte kan ta emot.",
			"The receiver states what matters, such as outpatient or inpatient care and which ASA classes. Without that the samordningsråd may distribute patients whom the receiver can't take."),
		Example: rule.Example{
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "  rader:\n" +
				"    - {vardomrade: ortopedi, vardform: slutenvard, asa_klass: [1, 2], volym: 10, villkor: BMI under 35}\n",
			Bad: "  rader:\n" +
				"    - {vardomrade: ortopedi, vardform: slutenvard, volym: 10, villkor: BMI under 35}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				if e.Fordelningsforslag == nil {
					continue
				}
				for _, r := range e.Fordelningsforslag.Rader {
					var missing lang.List
					if !r.Vardform.Set {
						missing = append(missing, "vardform")
					}
					if len(r.AsaKlass) == 0 {
						missing = append(missing, "asa_klass")
					}
					if len(missing) == 0 {
						continue
					}
					p.Report(rule.Finding{
						In: &e.Document, At: r.Vardomrade.Span, Measure: len(missing),
						Message: lang.T("raden för %s säger inget om %s", "the line for %s says nothing about %s", r.Vardomrade.V, missing),
						Hint:    lang.T("Lägg till %s för de patienter som kan tas emot.", "Add %s for the patients that can be received.", missing),
					})
				}
			}
		},
	}
}
