package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// CapacityLadder holds the steps of a missiv's search for capacity against their order:
// own hospitals first, then own agreements, then the missiv (N05, N06).
func CapacityLadder() *rule.Rule {
	return &rule.Rule{
		ID:         "P209",
		Title:      lang.T("egen regi först, sedan egna avtal", "own hospitals first, then own agreements"),
		Basis:      diag.Text,
		Statements: []string{"N05", "N06"},
		Severity:   diag.Error,
		Why: lang.T(
			"Som första steg efterfrågas kapacitet i egen regi, i andra hand nyttjas regionens egna avtal. Stegen ska vara gjorda i den ordningen innan volymerna föreslås.",
			"The first step is to ask for own capacity, the second to use the region's own agreements. The steps are taken in that order before volumes are proposed."),
		Example: rule.Example{
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "egna_avtal: {provad: 2026-09-28,",
			Bad:  "egna_avtal: {provad: 2026-09-18,",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Memos() {
				if m.Kapacitetstrappa == nil {
					continue
				}
				checkLadderDays(p, m)
				checkLadderAgreements(p, m)
			}
		},
	}
}

func checkLadderDays(p *rule.Pass, m *plan.Missiv) {
	steps := []ladderStep{{day: m.Datum, name: lang.T("missivet", "the missiv")}}
	if k := m.Kapacitetstrappa.EgnaAvtal; k != nil && k.Provad.Set {
		steps = append(steps, ladderStep{k.Provad, lang.T("egna avtal", "own agreements")})
	}
	if k := m.Kapacitetstrappa.EgenRegi; k != nil && k.Efterfragad.Set {
		steps = append(steps, ladderStep{k.Efterfragad, lang.T("egen regi", "own hospitals")})
	}
	for i := 1; i < len(steps); i++ {
		next, step := steps[i-1], steps[i]
		// A day that has not come is reported as that (P704).
		if !next.day.Set || step.day.V <= next.day.V || step.day.V > p.Today {
			continue
		}
		p.Report(rule.Finding{
			In: &m.Document, At: step.day.Span,
			Message: lang.T("%s prövades %s, efter %s %s", "%s: tried %s, after %s of %s",
				step.name, step.day.V.String(), next.name, next.day.V.String()),
			Hint: lang.T("Ordningen är egen regi, egna avtal, missiv. Rätta det datum som är fel.",
				"The order is own hospitals, own agreements, missiv. Correct the date that is wrong."),
			Related: []rule.Place{{In: &m.Document, At: next.day.Span, Message: lang.T("nästa steg", "the next step")}},
		})
	}
}

type ladderStep struct {
	day  plan.Day
	name lang.Text
}

func checkLadderAgreements(p *rule.Pass, m *plan.Missiv) {
	k := m.Kapacitetstrappa.EgnaAvtal
	if k == nil {
		return
	}
	for _, s := range k.Svar {
		a := p.Set.Agreement(s.Avtal.V)
		if a == nil || a.Owner.Broken || p.Set.Own(a) {
			continue
		}
		p.Report(rule.Finding{
			In: &m.Document, At: s.Avtal.Span,
			Message: lang.T("avtalet %s ägs av %s och är inget eget avtal", "the agreement %s is owned by %s and is not our own", a.ID.V, a.Avtalsagare.V),
			Hint: lang.T("Här står bara avtal vars avtalsagare är %s. Andra regioners avtal är ett senare steg.",
				"Only agreements whose avtalsagare is %s stand here. Other regions' agreements are a later step.", p.Set.Installningar.Region.V),
			Related: []rule.Place{{In: &a.Owner.Document, At: a.Avtalsagare.Span, Message: lang.T("avtalets ägare", "the agreement's owner")}},
		})
	}
}
