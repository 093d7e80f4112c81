package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Contacts asks for a contact at each of a plan's parties (N30). Version 6.0 says so; 9.0
// no longer does, and there it is good practice.
func Contacts(severity diag.Severity, basis diag.Basis) *rule.Rule {
	return &rule.Rule{
		ID:              "P107",
		Title:           lang.T("varje part har en kontakt", "each party has a contact"),
		Basis:           basis,
		Statements:      []string{"N30"},
		Severity:        severity,
		MissingEvidence: true,
		Why: lang.T(
			"Någon hos varje part håller i överföringen av patienter från vecka till vecka. Utan en utpekad funktion får nästa samtal leta sig fram.",
			"Somebody at each party handles the transfer of patients from week to week. Without a named function the next call has to find its own way."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "kontakter:\n" +
				"  - {part: skas, funktion: Operationskoordinator, e_post: ortopedi.skas@example.org}\n" +
				"  - {part: exk, funktion: Vårdplanering, e_post: planering.exk@example.org}\n",
			Bad: "kontakter:\n" +
				"  - {part: skas, funktion: Operationskoordinator, e_post: ortopedi.skas@example.org}\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if !p.Set.Settled(pl) {
					continue
				}
				missing := absent(p.Set, pl, contacts(pl))
				if len(missing) == 0 {
					continue
				}
				p.Report(rule.Finding{
					In: &pl.Document, At: keySpan(&pl.Document, "kontakter"), Measure: len(missing),
					Message: lang.T("kontakt saknas hos %s", "there is no contact at %s", missing),
					Hint: lang.T("Lägg till en funktion med funktionsbrevlåda för %s under kontakter, aldrig en person.",
						"Add a function with its shared mailbox for %s under kontakter, never a person.", missing),
				})
			}
		},
	}
}

// contacts lists those who have a contact in the plan.
func contacts(pl *plan.Leveransplan) []plan.Text {
	var out []plan.Text
	for _, k := range pl.Kontakter {
		out = append(out, k.Part)
	}
	return out
}
