package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MovedNotFreed holds a redistribution (omfordelning) to its name: what one plan loses others
// of the line get, so that the line has no more open than before.
func MovedNotFreed() *rule.Rule {
	return &rule.Rule{
		ID:         "C118",
		Title:      lang.T("en omfördelning lämnar inget öppet", "a redistribution leaves nothing open"),
		Basis:      diag.Default,
		Statements: []string{"N43"},
		Severity:   diag.Error,
		Why: lang.T(
			"Omfördelning flyttar patienter från en mottagare till en annan. Blir volymen bara lägre är det något annat: minskat behov, eller en mottagare som inte kan.",
			"A redistribution moves patients from one receiver to another. If the volume just gets lower it is something else: less need, or a receiver that can not."),
		Example: rule.Example{
			Note: lang.T("Planen sänks med 2 och ingen annan plan höjs.", "The plan is lowered by 2 and no other plan is raised."),
			Good: "~ lp-2027-skas-exk-hoftprotes: −2\n~ lp-2027-skas-siv-hoftprotes: +2\n",
			Bad:  "~ lp-2027-skas-exk-hoftprotes: −2\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Plans() {
				was, line := p.Base.LineOf(c.Base), p.Head.LineOf(c.Head)
				if len(c.Entries) == 0 || c.Entries[0].Orsak.V != plan.OrsakOmfordelning || was == nil || line == nil ||
					!line.Whole || line.Contested || c.Head.Volym.V >= c.Base.Volym.V {
					continue
				}
				before, after := was.Oppet(), line.Oppet()
				if after <= before {
					continue
				}
				p.Report(rule.Finding{
					In: &c.Head.Document, At: c.Entries[0].Orsak.Span, Measure: after - before,
					Message: lang.T("omfördelningen lämnar %d mer öppet i raden %s än förut", "the redistribution leaves %d more open in the line %s than before", after-before, line.Rad.ID.V),
					Hint: lang.T("Höj en annan plan på raden med lika mycket i samma begäran, eller välj orsaken som gäller.",
						"Raise another plan of the line by as much in the same request, or choose the cause that holds."),
					Related: related(&line.Missiv.Document, line.Rad.Volym.Span, lang.T("raden", "the line")),
				})
			}
		},
	}
}
