package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// RestDialogue judges rests that are handled in dialogue. That is the form of version
// 6.0, which then wants to see the dialogue (N46); a version that no longer has the form
// is given one of its own.
func RestDialogue(form bool) *rule.Rule {
	r := &rule.Rule{
		ID:         "P602",
		Title:      lang.T("en rest hanteras i sin rutins form", "a rest is handled in the form of its routine"),
		Basis:      diag.Default,
		Statements: []string{"N46", "N47"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Rutin 6.0 hanterar outlösta volymer i dialog med berörda förvaltningar. Rutin 9.0 nämner inte dialogen längre, utan en särskild ordning.",
			"Routine 6.0 handles unused volumes in dialogue with the förvaltningar concerned. Routine 9.0 no longer mentions the dialogue but an order of its own."),
		Example: rule.Example{
			File: "plans/2026/restvolymer.yaml",
			Good: "Patienten avbokade, hantering: sarskild_ordning,",
			Bad:  "Patienten avbokade, hantering: dialog,",
		},
		Check: func(p *rule.Pass) {
			for _, r := range restsUnder(p) {
				if r.Hantering.V == handlingTalk && !specialOrderAsked(p, r) {
					p.Report(foreignDialogue(p.Version, r))
				}
			}
		},
	}
	if form {
		r.Basis, r.Statements, r.MissingEvidence = diag.Text, []string{"N46"}, true
		r.Check = func(p *rule.Pass) {
			for _, r := range restsUnder(p) {
				if r.Hantering.V == handlingTalk && len(r.Dialoger) == 0 {
					p.Report(noDialogue(r))
				}
			}
		}
	}
	return r
}

func foreignDialogue(version string, r *plan.Rest) rule.Finding {
	return restLacks(r, r.Hantering.Span,
		lang.T("hantering: dialog hör till rutin 6.0 och finns inte i %s", "hantering: dialog belongs to routine 6.0 and is not in %s", version),
		lang.T("Skriv hantering: sarskild_ordning med en referens, eller under_placering med senast.",
			"Write hantering: sarskild_ordning with a referens, or under_placering with senast."))
}

func noDialogue(r *plan.Rest) rule.Finding {
	return restLacks(r, r.Hantering.Span,
		lang.T("resten hanteras i dialog men ingen dialog är angiven", "the rest is handled in dialogue but no dialogue is given"),
		lang.T("Lägg till med vem och när: dialoger: [{forvaltning: …, datum: ÅÅÅÅ-MM-DD}]",
			"Add with whom and when: dialoger: [{forvaltning: …, datum: YYYY-MM-DD}]"))
}
