package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// NotifiedOffice holds the office that was told of a changed need against the one that the
// routine names, which differs between versions: less is told of a lower need (N48), more
// of a higher one (N52).
func NotifiedOffice(less, more string) *rule.Rule {
	return &rule.Rule{
		ID:         "P504",
		Title:      lang.T("ett ändrat behov anmäls till rätt kontor", "a changed need is reported to the right office"),
		Basis:      diag.Text,
		Statements: []string{"N48", "N52"},
		Parameter:  lang.T("minskat behov till %s, ökat till %s", "a lower need to %s, a higher one to %s", less, more),
		Severity:   diag.Error,
		Why: lang.T(
			"Det kontor som rutinen pekar ut är det som för ändringen vidare. En anmälan till någon annan riskerar att bli liggande.",
			"The office that the routine names is the one that takes the change further. A report to anybody else may be left lying."),
		Example: rule.Example{
			Note: lang.T(
				"Rutin 6.0 har Koncernkontoret här, 9.0 har Vårdgarantiservice. Gick anmälan fel görs den om innan raden ändras.",
				"Routine 6.0 has Koncernkontoret here, 9.0 has Vårdgarantiservice. If the report went astray it is made again before the line is changed."),
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "    anmald_av: skas\n" +
				"    anmald_till: vardgarantiservice\n",
			Bad: "    anmald_av: skas\n" +
				"    anmald_till: koncernkontoret\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakMinskatBehov, plan.OrsakOkatBehov) {
				office := less
				if e.Orsak.V == plan.OrsakOkatBehov {
					office = more
				}
				hint := lang.T("Skriv anmald_till: %s", "Write anmald_till: %s", office)
				switch {
				case !e.AnmaldTill.Set:
					p.Report(lacks(e, "anmald_till", hint))
				case e.AnmaldTill.V != office:
					p.Report(rule.Finding{
						In: &e.Plan.Document, At: e.AnmaldTill.Span,
						Message: lang.T("enligt rutin %s anmäls %s till %s, inte till %s",
							"by routine %s %s is reported to %s, not to %s", p.Version, e.Orsak.V, office, e.AnmaldTill.V),
						Hint: hint,
					})
				}
			}
		},
	}
}
