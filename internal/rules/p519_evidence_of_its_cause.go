package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// EvidenceOfItsCause tells of evidence that belongs to the opposite cause: the principles
// are weighed for a lower need (N50), capacity is looked for on a higher one (N55).
func EvidenceOfItsCause() *rule.Rule {
	return &rule.Rule{
		ID:         "P519",
		Title:      lang.T("underlaget hör till orsaken", "the evidence belongs to the cause"),
		Basis:      diag.Default,
		Statements: []string{"N50", "N55"},
		Severity:   diag.Warning,
		Why: lang.T(
			"De tre principerna vägs vid ett minskat behov, och kapacitet söks vid ett ökat. Står det ena där det andra hör hemma är antingen orsaken eller underlaget hämtat från en annan ändring.",
			"The three principles are weighed for a lower need, and capacity is looked for where it is higher. Where one stands in the other's place, either the cause or the evidence is from another change."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "    motivering: Egen kapacitet räcker från april\n",
			Bad:  "    kapacitetssok: [{steg: egen_regi, datum: 2026-03-23, ledig: 0}]\n    motivering: Egen kapacitet räcker från april\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakMinskatBehov, plan.OrsakOkatBehov) {
				key, at, belongs := "principer", diag.Span{}, plan.OrsakMinskatBehov
				switch {
				case e.Orsak.V == plan.OrsakOkatBehov && e.Principer != nil:
					at = e.Principer.Span
				case e.Orsak.V == plan.OrsakMinskatBehov && len(e.Kapacitetssok) > 0:
					key, at, belongs = "kapacitetssok", e.Kapacitetssok[0].Span, plan.OrsakOkatBehov
				default:
					continue
				}
				p.Report(rule.Finding{
					In: &e.Plan.Document, At: at,
					Message: lang.T("%s: %s hör till %s, inte till %s", "%s: %s belongs to %s, not to %s", entryName(e), key, belongs, e.Orsak.V),
					Hint:    lang.T("Ta bort %s, eller rätta orsaken om den är fel.", "Take %s out, or correct the cause if it is wrong.", key),
					Related: related(&e.Plan.Document, e.Orsak.Span, lang.T("orsaken", "the cause")),
				})
			}
		},
	}
}
