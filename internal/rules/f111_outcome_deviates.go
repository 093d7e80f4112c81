package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// A deviation is told once so much has been due, for so long, and when it is so large: before
// that a percentage is chance.
const (
	leastDue       = 10
	leastWeeks     = 4
	leastDeviation = 5
)

// OutcomeDeviates tells, once per plan, that outcome is further from what was due than the
// setting avvikelse_procent allows, behind or ahead (N31, N57), and how much of it can no
// longer be made up for (N46).
func OutcomeDeviates() *rule.Rule {
	return &rule.Rule{
		ID:         "F111",
		Title:      lang.T("utfallet följer planen", "outcome follows the plan"),
		Basis:      diag.Default,
		Statements: []string{"N31", "N46", "N57"},
		Severity:   diag.Warning,
		Why: lang.T(
			"De planer som är överenskomna ska följas. En avvikelse på mer än avvikelse_procent (20 om inget annat är inställt) varnas det för medan planen ännu kan ändras: volym som inte löses ut tas om hand i dialog, och ett större behov blir en höjning. För att talet ska betyda något ska minst 10 ha varit planerade, minst 4 veckor ha gått och skillnaden vara minst 5. Veckor utan utfall räknas inte som 0, och det som redan är anmält som outlöst räknas inte igen.",
			"Plans that are agreed on are to be followed. A deviation of more than avvikelse_procent (20 unless set otherwise) is told while the plan can still be changed: volume that is not used is dealt with in dialogue, and a higher need becomes an increase. For the figure to mean something at least 10 must have been planned, at least 4 weeks have passed and the difference be at least 5. Weeks without outcome do not count as 0, and what is reported as unused (outlöst) already does not count again."),
		Example: rule.Example{
			Note: lang.T(
				"Planen har 4 i vardera vecka 6, 11 och 41. Blir inga utförda i vecka 6 saknas 5 av 12.",
				"The plan has 4 in each of the weeks 6, 11 and 41. With none done in week 6, 5 of 12 are missing."),
			File: "plans/2026/utfall/2026-W06.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W06;4;6\n",
			Bad: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W06;0;6\n",
		},
		Check: func(p *rule.Pass) {
			// What is registered as unused takes away from what is missing: without all of it
			// a plan would be told of that is in order.
			broken := func(r *plan.Rest) bool { return r.Owner.Broken }
			if !p.Set.Complete(plan.KindRestvolymer) || slices.ContainsFunc(p.Set.Rester, broken) {
				return
			}
			for _, pl := range followup.New(p.Set, followup.Options{Today: p.Today, Brief: true}).Plans {
				if !over(p, pl) && weighs(p, pl) {
					if f, deviates := deviates(p, pl); deviates {
						p.Report(f)
					}
				}
			}
		},
	}
}

// over tells that a plan's time has passed, with all that outcome may lag behind: what became of
// it then is told by follow-up, and nobody can change it.
func over(p *rule.Pass, pl *followup.Plan) bool {
	return p.Today > pl.Period.V.To.Add(7*p.Set.Installningar.EfterslapningVeckor.V)
}

// weighs tells that a plan's outcome can be held against it: enough has been due for long
// enough, and no figure of the plan is in doubt.
func weighs(p *rule.Pass, pl *followup.Plan) bool {
	if pl.Through.IsZero() || pl.From.IsZero() || pl.Through.Thursday() < pl.From.Add(7*(leastWeeks-1)) {
		return false
	}
	return pl.Due >= leastDue && pl.Adds() && inItsPeriod(pl.Leveransplan) && !p.Set.OutsideMemo(pl.Leveransplan)
}

// deviates tells that a plan's outcome is too far from what was due in the weeks that it tells
// of. Nobody done at all, and more than the whole plan, are told by others (F112, F104).
func deviates(p *rule.Pass, pl *followup.Plan) (rule.Finding, bool) {
	done, _ := pl.Done.Exact()
	limit := p.Set.Installningar.AvvikelseProcent.V
	behind, ahead := pl.Due-pl.Registered-done, done-pl.Due
	through := pl.Through.String()
	f := rule.Finding{In: &pl.Document, At: pl.Volym.Span}
	switch {
	case done > 0 && behind >= leastDeviation && 100*behind > limit*pl.Due:
		f.Measure = behind
		f.Message = lang.T("%s är utförda av %s som var planerade till och med %s: %s för få (%s %%)", "%s are done of %s that were planned until %s: %s too few (%s%%)",
			done, pl.Due, through, behind, 100*behind/pl.Due)
		if lost, _ := pl.Unused.Exact(); lost > pl.Registered {
			f.Message = lang.T("%s; %s av dem är outlösta, deras tid har gått", "%s; %s of them are unused, their time has passed", f.Message, min(lost-pl.Registered, behind))
		}
		f.Hint = lang.T("Ta upp avvikelsen med skickande och mottagare. Kommer volymen inte att användas: sänk planen, flytta volymen eller anmäl den som outlöst bland restvolymerna.",
			"Take the deviation up with sender and receiver. If the volume will not be used: lower the plan, move the volume or report it as unused (outlöst) among the rests.")
	case done <= pl.Volym.V && ahead >= leastDeviation && 100*ahead > limit*pl.Due:
		f.Measure = ahead
		f.Message = lang.T("%s är utförda men bara %s var planerade till och med %s: %s fler (%s %%)", "%s are done but only %s were planned until %s: %s more (%s%%)",
			done, pl.Due, through, ahead, 100*ahead/pl.Due)
		f.Hint = lang.T("Ta upp avvikelsen med skickande och mottagare. Är behovet större: höj planen. Är det bara tidigare: periodisera om den.",
			"Take the deviation up with sender and receiver. If the need is higher: raise the plan. If it only came earlier: periodise it anew.")
	default:
		return f, false
	}
	return f, true
}
