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
			"Som första steg efterfrågas kapacitet i egen regi, i andra hand nyttjas regionens egna avtal. Missivets volymer bygger på vad de stegen gav, i den ordningen.",
			"The first step is to ask for capacity in the region's own hospitals, the second to use the region's own agreements. The volumes of the missiv rest on what those steps gave, in that order."),
		Example: rule.Example{
			Note: lang.T(
				"Avtalen prövades den 28 september; dagen är felskriven. Har stegen verkligen tagits i fel ordning frågas egen regi först, och avtalen prövas om.",
				"The agreements were tried on 28 September; the day is a slip. If the steps were really taken in the wrong order, the own hospitals are asked first and the agreements tried again."),
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "kapacitetstrappa:\n" +
				"  egen_regi: {efterfragad: 2026-09-20, svar: [{forvaltning: siv, ledig: 6}]}\n" +
				"  egna_avtal: {provad: 2026-09-28, svar: [{avtal: avt-2026-014, ledig: 12}]}\n",
			Bad: "kapacitetstrappa:\n" +
				"  egen_regi: {efterfragad: 2026-09-20, svar: [{forvaltning: siv, ledig: 6}]}\n" +
				"  egna_avtal: {provad: 2026-09-18, svar: [{avtal: avt-2026-014, ledig: 12}]}\n",
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
	steps := ladderSteps(m)
	for i := 1; i < len(steps); i++ {
		next, step := steps[i-1], steps[i]
		// A missiv that is older than its analysis is reported for that (P204).
		if !tooLate(p, step, next) || i == 1 && olderThanAnalysis(p, m) {
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

// tooLate tells that a step of the ladder came after the next one. A day that has not come
// is reported as that (P704).
func tooLate(p *rule.Pass, step, next ladderStep) bool {
	return next.day.Set && step.day.V > next.day.V && step.day.V <= p.Today
}

// stepsAfter tells that the last step of the ladder came after the missiv.
func stepsAfter(p *rule.Pass, m *plan.Missiv) bool {
	if m.Kapacitetstrappa == nil {
		return false
	}
	steps := ladderSteps(m)
	return len(steps) > 1 && tooLate(p, steps[1], steps[0])
}

// ladderSteps lists the missiv and the steps before it, the last one first.
func ladderSteps(m *plan.Missiv) []ladderStep {
	steps := []ladderStep{{day: m.Datum, name: lang.T("missivet", "the missiv")}}
	if k := m.Kapacitetstrappa.EgnaAvtal; k != nil && k.Provad.Set {
		steps = append(steps, ladderStep{k.Provad, lang.T("egna avtal", "own agreements")})
	}
	if k := m.Kapacitetstrappa.EgenRegi; k != nil && k.Efterfragad.Set {
		steps = append(steps, ladderStep{k.Efterfragad, lang.T("egen regi", "own hospitals")})
	}
	return steps
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
