package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OneGrain keeps weeks and quarters apart within one plan (N41).
func OneGrain() *rule.Rule {
	return &rule.Rule{
		ID:         "P102",
		Title:      lang.T("veckor eller kvartal, inte båda", "weeks or quarters, not both"),
		Basis:      diag.Default,
		Statements: []string{"N41"},
		Severity:   diag.Error,
		Why: lang.T(
			"Ett kvartal innehåller sina veckor. Står båda i samma plan räknas patienter två gånger, eller så vet ingen om kvartalets tal är resten.",
			"A quarter contains its weeks. With both in one plan patients are counted twice, or nobody knows whether the quarter's number is the remainder."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "periodisering:\n" +
				"  2027-W02: 3\n" +
				"  2027-W03: 3\n" +
				"  2027-W04: 3\n" +
				"  2027-W05: 3\n",
			Bad: "periodisering:\n" +
				"  2027-W02: 3\n" +
				"  2027-W03: 3\n" +
				"  2027-W04: 3\n" +
				"  2027-Q2: 3\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				first, other, mixed := pl.Periodisering.Mixed()
				if !mixed {
					continue
				}
				p.Report(rule.Finding{
					In: &pl.Document, At: other.Span,
					Message: lang.T("periodiseringen blandar veckor och kvartal: %s och %s",
						"the periodisation mixes weeks and quarters: %s and %s", first.V.String(), other.V.String()),
					Hint: lang.T("Skriv hela periodiseringen i veckor, eller hela i kvartal.",
						"Write the whole periodisation in weeks, or the whole of it in quarters."),
					Related: related(&pl.Document, first.Span, lang.T("här är den andra indelningen", "the other division stands here")),
				})
			}
		},
	}
}
