package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AgreementCeilings holds the plans under an agreement against its ceilings (N06, N34).
// How a quarter that lies partly in a ceiling's period counts stands at [plan.Draw.Volume].
// An agreement without ceilings has none; patients and procedures are never added up.
func AgreementCeilings() *rule.Rule {
	return &rule.Rule{
		ID:         "X201",
		Title:      lang.T("planerna ryms under avtalets takvolym", "plans fit under the agreement's ceiling"),
		Basis:      diag.Text,
		Statements: []string{"N06", "N34"},
		Severity:   diag.Error,
		Why: lang.T(
			"Takvolymen är vad vårdgivaren har åtagit sig. Varje plan för sig kan se rimlig ut medan de tillsammans lovar patienter mer än avtalet ger.",
			"The ceiling is what the provider has undertaken. Each plan by itself may look reasonable while together they promise patients more than the agreement gives."),
		Example: rule.Example{
			Note: lang.T(
				"Planen är på 16. avt-2026-014 har taket 50 för 2026, avt-2026-031 har taket 10.",
				"The plan is of 16. avt-2026-014 has a ceiling of 50 for 2026, avt-2026-031 one of 10."),
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "mottagare: exk\n" +
				"avtal: avt-2026-014\n",
			Bad: "mottagare: exk\n" +
				"avtal: avt-2026-031\n",
		},
		Check: func(p *rule.Pass) {
			for _, a := range p.Set.Avtal {
				if len(a.Takvolymer) == 0 {
					continue
				}
				draws, whole := p.Set.DrawsOn(a)
				if !whole {
					continue
				}
				for i := range a.Takvolymer {
					for _, same := range plan.ByUnit(draws) {
						if f, over := overCeiling(a, &a.Takvolymer[i], same); over {
							p.Report(f)
							break
						}
					}
				}
			}
		},
	}
}

func overCeiling(a *plan.Avtal, tak *plan.Takvolym, draws []plan.Draw) (rule.Finding, bool) {
	taken := 0
	for _, d := range draws {
		taken += d.Volume(tak.Period.V)
	}
	excess := taken - tak.Volym.V
	if excess <= 0 {
		return rule.Finding{}, false
	}
	f := rule.Finding{
		In: &a.Owner.Document, At: tak.Volym.Span, Measure: excess,
		Message: lang.T("takvolymen i %s är %s för %s men planerna tar %s", "the ceiling of %s is %s for %s but plans take %s",
			a.ID.V, tak.Volym.V, tak.Period.V.String(), taken),
		Hint: lang.T("Sänk planerna med %s, eller lägg volymen på ett annat avtal.",
			"Lower the plans by %s, or place the volume under another agreement.", excess),
	}
	for _, d := range draws {
		if v := d.Volume(tak.Period.V); v > 0 {
			f.Related = append(f.Related, rule.Place{In: &d.Plan.Document, At: d.Plan.Volym.Span,
				Message: lang.T("%s tar %s", "%s takes %s", d.Plan.ID.V, v)})
		}
	}
	return f, true
}
