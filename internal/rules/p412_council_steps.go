package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// CouncilSteps asks that no step of version 6.0 between förvaltningar was left out before
// the one that has been reached (N15, N16, N24, N25, N28). Answers have a rule of their
// own; while the way is not chosen nobody can say whether councils belong to it.
func CouncilSteps() *rule.Rule {
	return &rule.Rule{
		ID:              "P412",
		Title:           lang.T("inget steg mellan förvaltningarna är överhoppat", "no step between the förvaltningar is left out"),
		Basis:           diag.Text,
		Statements:      []string{"N15", "N16", "N24", "N25", "N28"},
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"Rutin 6.0 går i steg: forumet väljer väg, mottagaren föreslår, samordningsrådet fördelar, koncernkontoret granskar och skriver förslaget till beslut. Saknas ett steg vilar fördelningen på något som ingen har gjort.",
			"Routine 6.0 goes in steps: the forum chooses the way, the receiver proposes, the samordningsråd distributes, Koncernkontoret reviews and writes the proposal for decision. With a step missing the distribution rests on what nobody did."),
		Example: rule.Example{
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "granskning: {datum: 2024-01-18, mot_behovsanalys: ba-2024, mot_avtal: []}\n" +
				"beslutsforslag:\n" +
				"  datum: 2024-01-18\n",
			Bad: "beslutsforslag:\n" +
				"  datum: 2024-01-18\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range councilOffers(p) {
				last := reached(p.Set, e)
				if missing := untaken(p.Set, e, last); len(missing) > 0 {
					p.Report(stepsLeftOut(e, last, missing))
				}
			}
		},
	}
}

// untaken lists the steps before the last one that have not been taken and belong to the
// chosen way.
func untaken(set *plan.Set, e *plan.Erbjudande, last step) lang.List {
	required := []step{stepPath, stepReview, stepDecision}
	if e.Vagval != nil && e.Vagval.Beslut.V == pathCouncil {
		required = append(required, stepProposal, stepCouncils)
	}
	slices.Sort(required)
	var missing lang.List
	for _, s := range required {
		if s < last && !taken(set, e, s) {
			missing = append(missing, stepKeys[s])
		}
	}
	return missing
}

func stepsLeftOut(e *plan.Erbjudande, last step, missing lang.List) rule.Finding {
	f := rule.Finding{
		In: &e.Document, At: stepSpan(e, last), Measure: len(missing),
		Message: lang.T("erbjudandet har %s men saknar %s", "the offer has %s but lacks %s", stepKeys[last], missing),
		Hint: lang.T("Gör det som saknas och skriv det i erbjudandet, med dagen då det gjordes.",
			"Do what is missing and write it in the offer, with the day it was done."),
	}
	if last == stepPlans {
		f.Message = lang.T("planer tar av erbjudandet fast det saknar %s", "plans draw on the offer although it lacks %s", missing)
	}
	return f
}
