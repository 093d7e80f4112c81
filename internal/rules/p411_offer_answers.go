package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OfferAnswers asks that every other förvaltning and the head office answered before the
// forum went on (N13, N14). Until it does, answers are still coming in.
func OfferAnswers() *rule.Rule {
	return &rule.Rule{
		ID:              "P411",
		Title:           lang.T("alla har svarat på den lyfta kapaciteten", "everybody has answered the raised capacity"),
		Basis:           diag.Text,
		Statements:      []string{"N13", "N14"},
		Severity:        diag.Warning,
		MissingEvidence: true,
		Why: lang.T(
			"Övriga förvaltningar och koncernkontoret tar med sig frågan om behov finns eller kan erbjudas. Den som inte har svarat kan ha patienter som ingen räknade med när volymen fördelades.",
			"The other förvaltningar and Koncernkontoret take home the question whether there is a need or something to offer. One that did not answer may have patients nobody counted when the volume was distributed."),
		Example: rule.Example{
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "svar:\n" +
				"  - {part: skas, datum: 2024-01-18, svar: behov, volym: 6}\n" +
				"  - {part: su, datum: 2024-01-18, svar: behov, volym: 3}\n" +
				"  - {part: nu, datum: 2024-01-18, svar: inget_behov}\n" +
				"  - {part: koncernkontoret, datum: 2024-01-18, svar: behov}\n",
			Bad: "svar:\n" +
				"  - {part: skas, datum: 2024-01-18, svar: behov, volym: 6}\n" +
				"  - {part: su, datum: 2024-01-18, svar: behov, volym: 3}\n" +
				"  - {part: nu, datum: 2024-01-18, svar: inget_behov}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range councilOffers(p) {
				if reached(p.Set, e) < stepPath {
					continue
				}
				missing := unanswered(p.Set, e)
				if len(missing) == 0 {
					continue
				}
				p.Report(rule.Finding{
					In: &e.Document, At: stepSpan(e, stepAnswers), Measure: len(missing),
					Message: lang.T("svar saknas från %s", "there is no answer from %s", missing),
					Hint: lang.T("Lägg till svaret: - {part: %s, datum: ÅÅÅÅ-MM-DD, svar: behov}. Svaret är behov, inget_behov eller kan_erbjuda.",
						"Add the answer: - {part: %s, datum: YYYY-MM-DD, svar: behov}. The answer is behov, inget_behov or kan_erbjuda.", missing[0]),
				})
			}
		},
	}
}

// unanswered lists those who have not answered. None while an answer is from somebody
// unknown: it may be theirs, misspelt.
func unanswered(set *plan.Set, e *plan.Erbjudande) lang.List {
	office := false
	for _, s := range e.Svar {
		typ, known := partyType(set, s.Part)
		if !known {
			return nil
		}
		office = office || typ == plan.TypKoncernkontor
	}
	missing := slices.DeleteFunc(otherAdministrations(set, e), func(id string) bool {
		return slices.ContainsFunc(e.Svar, func(s plan.Svar) bool { return set.Continues(s.Part.V, id) })
	})
	if !office {
		missing = append(missing, plan.RollKoncernkontoret)
	}
	return missing
}
