package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AnchoredNeed asks that a changed need was anchored with the förvaltning's representative
// in the forum. When it was is another rule's question (P518). Versions differ in the forum and in the causes that it
// is asked of: 6.0 asks it of a higher need (N53), 9.0 of a lower one too (N49).
func AnchoredNeed(forum lang.Text, statements []string, causes ...string) *rule.Rule {
	return &rule.Rule{
		ID:              "P505",
		Title:           lang.T("ett ändrat behov är förankrat hos representanten", "a changed need is anchored with the representative"),
		Basis:           diag.Text,
		Statements:      statements,
		Parameter:       lang.T("för %s, i %s", "for %s, in %s", lang.List(causes), forum),
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"Rutinen säger att behovet ska vara förankrat med förvaltningens representant i forumet. Ändringen behöver visa att det är gjort, hos vem och när.",
			"The routine says that the need is to be anchored with the förvaltning's representative in the forum. The change has to show that this was done, with whom and when."),
		Example: rule.Example{
			Note: lang.T(
				"Behovet förankras först; sedan skrivs dagen.",
				"The need is anchored first; then the day is written."),
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "    anmald_till: vardgarantiservice\n" +
				"    forankring: {roll: representant, organisation: skas, datum: 2026-03-20}\n",
			Bad: "    anmald_till: vardgarantiservice\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, causes...) {
				if e.Forankring == nil {
					p.Report(lacks(e, "forankring", orWithinLine(p.Set, e, lang.T(
						"Förankra behovet hos förvaltningens representant i %s och skriv forankring: {roll: representant, organisation: %s, datum: ÅÅÅÅ-MM-DD}",
						"Anchor the need with the förvaltning's representative in %s and write forankring: {roll: representant, organisation: %s, datum: YYYY-MM-DD}",
						forum, e.Plan.Skickande.V))))
					continue
				}
				anchored(p, e, e.Forankring)
			}
		},
	}
}

func anchored(p *rule.Pass, e rule.Entry, f *plan.Forankring) {
	report := func(at diag.Span, message, hint lang.Text) {
		p.Report(rule.Finding{In: &e.Plan.Document, At: at, Message: message, Hint: hint})
	}
	sender := e.Plan.Skickande.V
	if f.Roll.V != plan.RollRepresentant {
		report(f.Roll.Span,
			lang.T("behovet ska vara förankrat hos representanten, inte hos %s", "the need is to be anchored with the representative, not with %s", f.Roll.V),
			lang.T("Skriv roll: representant när behovet är förankrat där.", "Write roll: representant once the need is anchored there."))
	}
	if p.Set.Settled(e.Plan) && p.Set.Organisation(f.Organisation.V) != nil && !p.Set.Continues(f.Organisation.V, sender) {
		report(f.Organisation.Span,
			lang.T("behovet är förankrat hos %s men det är %s som skickar", "the need is anchored with %s but the sender is %s", f.Organisation.V, sender),
			lang.T("Förankra behovet hos representanten för %[1]s och skriv organisation: %[1]s", "Anchor the need with the representative of %[1]s and write organisation: %[1]s", sender))
	}
}
