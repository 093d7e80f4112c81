package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AsItsLine holds a plan against the line of the missiv that its volume comes from (N39).
func AsItsLine(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P112",
		Title:      lang.T("planen är som sin missivrad", "the plan is as its line in the missiv"),
		Basis:      diag.Text,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Forumet har tagit ställning till en förvaltnings volym i ett vårdområde, räknad i en enhet. Planen fördelar den volymen och får inte bli något annat: andra patienter, annan vård eller ett annat sätt att räkna.",
			"The forum has taken a position on one förvaltning's volume in one field, counted in one unit. The plan distributes that volume and may not turn into something else: other patients, other care or another way to count."),
		Example: rule.Example{
			Note: lang.T(
				"Raden i missivet räknas i åtgärder.",
				"The line of the missiv counts procedures (atgard)."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "enhet: atgard\n" +
				"syfte: vardgaranti\n" +
				"volym: 12\n",
			Bad: "enhet: patient\n" +
				"syfte: vardgaranti\n" +
				"volym: 12\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				line := p.Set.LineOf(pl)
				if line == nil {
					continue
				}
				l := limiter{in: &line.Missiv.Document, whole: line.Rad.ID.Span, ref: pl.Ursprung.Rad,
					name:  lang.T("raden %s", "line %s", line.Rad.ID.V),
					other: lang.T("en annan rad i missivet", "another line of the missiv")}
				l.report(p, pl, p.Set.LineDepartures(pl))
			}
		},
	}
}
