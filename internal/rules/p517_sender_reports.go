package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// SenderReports asks that a changed need is reported by the förvaltning whose need it is
// (N48, N52).
func SenderReports() *rule.Rule {
	return &rule.Rule{
		ID:         "P517",
		Title:      lang.T("ett ändrat behov anmäls av den som skickar", "a changed need is reported by the sender"),
		Basis:      diag.Text,
		Statements: []string{"N48", "N52"},
		Severity:   diag.Error,
		Why: lang.T(
			"Bara den skickande förvaltningen känner sitt behov. Vill någon annan ändra planen är det inte behovet som har ändrats.",
			"Only the sending förvaltning knows its need. If somebody else wants the plan changed, it is not the need that has changed."),
		Example: rule.Example{
			Note: lang.T(
				"Är det mottagaren som vill ta emot färre är orsaken en annan: mottagare_kan_inte.",
				"If it is the receiver who wants to receive fewer, the cause is another: mottagare_kan_inte."),
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "    orsak: minskat_behov\n" +
				"    volym_fore: 20\n" +
				"    volym_efter: 16\n" +
				"    anmald_av: skas\n",
			Bad: "    orsak: minskat_behov\n" +
				"    volym_fore: 20\n" +
				"    volym_efter: 16\n" +
				"    anmald_av: exk\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakMinskatBehov, plan.OrsakOkatBehov) {
				if !p.Set.Settled(e.Plan) {
					continue
				}
				if f, faulty := notReportedBy(p.Set, e, e.Plan.Skickande.V); faulty {
					p.Report(f)
				}
			}
		},
	}
}
