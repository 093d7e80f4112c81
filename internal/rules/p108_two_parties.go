package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// TwoParties refuses a plan from a förvaltning to itself (N08).
func TwoParties() *rule.Rule {
	return &rule.Rule{
		ID:         "P108",
		Title:      lang.T("skickande och mottagare är olika", "sender and receiver differ"),
		Basis:      diag.Text,
		Statements: []string{"N08"},
		Severity:   diag.Error,
		Why: lang.T(
			"En leveransplan flyttar patienter till någon annan. Det som förvaltningen gör själv är dess egen kapacitet och räknas redan i behovsanalysen.",
			"A leveransplan moves patients to somebody else. What a förvaltning does itself is its own capacity and is counted in the behovsanalys already."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml",
			Good: "skickande: skas\n" +
				"mottagare: siv\n",
			Bad: "skickande: skas\n" +
				"mottagare: skas\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if pl.Skickande.V != pl.Mottagare.V {
					continue
				}
				p.Report(rule.Finding{
					In: &pl.Document, At: pl.Mottagare.Span,
					Message: lang.T("%s är både skickande och mottagare", "%s is both sender and receiver", pl.Mottagare.V),
					Hint: lang.T("Skriv den som ska ta emot patienterna som mottagare.",
						"Write the one that is to receive the patients as mottagare."),
					Related: related(&pl.Document, pl.Skickande.Span, lang.T("skickande", "the sender")),
				})
			}
		},
	}
}
