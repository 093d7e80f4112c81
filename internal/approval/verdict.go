package approval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// verdict puts the result together, with a reason for everything that is not there.
func (j *judge) verdict() Result {
	s := j.settle(0)
	for _, about := range s.alone {
		if j.asks(about, s) {
			continue // whoever is waited for may well be that somebody
		}
		j.unknown(lang.T("%s behöver minst ett godkännande av någon som varken är författare eller har bidragit till innehållet",
			"%s needs at least one approval by somebody who is neither the author nor has contributed to the content", about.ID))
	}
	out := Result{State: StateApproved, Requirements: j.outcomes, Reasons: j.reasons}
	for i := range out.Requirements {
		j.outcome(&out.Requirements[i], s)
		switch out.Requirements[i].State {
		case StateRefused:
			out.State = StateRefused
		case StatePending:
			if out.State == StateApproved {
				out.State = StatePending
			}
		}
	}
	if len(j.reasons)+len(s.alone) > 0 && out.State == StateApproved {
		out.State = StatePending
	}
	if out.State == StateApproved {
		out.HoldsUntil = j.holdsUntil()
	}
	slices.SortStableFunc(j.discarded, func(a, b Discarded) int {
		return cmp.Or(cmp.Compare(a.Review, b.Review), strings.Compare(a.Requirement, b.Requirement))
	})
	out.Discarded = j.discarded
	return out
}

// asks tells that a document still wants somebody's approval.
func (j *judge) asks(about diff.Subject, s settled) bool {
	id := about.String()
	return slices.ContainsFunc(j.outcomes, func(o Outcome) bool {
		_, needed := o.sideIn(id)
		return needed && len(o.Given) == 0 && !j.waived(&o) && len(s.filled[o.ID][id]) == 0
	})
}

// outcome settles one requirement.
func (j *judge) outcome(o *Outcome, s settled) {
	o.State = StatePending
	o.SatisfiedBy = people(s.filled[o.ID])
	switch {
	case !o.Never.IsZero():
		o.State, o.Reasons = StateRefused, []lang.Text{o.Never}
	case j.waived(o):
		o.State = StateApproved
		o.Notes = appendText(slices.Clone(o.Notes), lang.T("behövs inte när ett program rapporterar utfall", "not needed where a program reports outcome"))
	case j.fulfilled(o, s):
		o.State = StateApproved
	default:
		o.Reasons = append(o.Reasons, o.Lacks...)
		j.waiting(o, s)
	}
}

// waiting says what a requirement waits for, and who can't give it.
func (j *judge) waiting(o *Outcome, s settled) {
	if author := j.authorsName(); !o.Actor {
		if _, held := o.asked().held(j.policy.Roller, author, j.today); held {
			o.Barred = append(o.Barred, author)
		}
	}
	for _, about := range o.Subjects {
		id := about.String()
		if hazy(about) {
			o.Reasons = append(o.Reasons, lang.T("det går inte att säga vad %s innehåller", "it can't be told what %s holds", about.ID))
		}
		if len(s.filled[o.ID][id]) > 0 {
			continue
		}
		o.Asks = true
		for _, f := range s.torn[o.ID][id] {
			reason := lang.T("står redan för en annan sida av %s", "stands for another side of %s already", about.ID)
			j.discarded = append(j.discarded, Discarded{Review: f.Review, Account: f.Account, Person: f.Person, Requirement: o.ID, Reason: reason})
			o.Reasons = appendText(o.Reasons, lang.T("%s %s", "%s %s", f.Person, reason))
			o.Barred = append(o.Barred, f.Person)
		}
	}
	nobody := len(o.asked().holders(j.policy.Roller, j.today)) == 0
	if o.Asks {
		o.Reasons = append(slices.Clone(o.Todo), o.Reasons...)
	}
	switch {
	case !o.Asks || len(o.Todo) > 0 && nobody:
	case o.Heard:
		o.Reasons = append(o.Reasons, lang.T("väntar på att %s hörs", "waits for %s to be heard", o.who()))
	default:
		o.Reasons = append(o.Reasons, lang.T("väntar på godkännande av %s", "waits for the approval of %s", o.who()))
	}
}

// authorsName is the register id of the author; empty where the author has none.
func (j *judge) authorsName() string {
	if j.evidence.Author == nil {
		return ""
	}
	return j.whose(*j.evidence.Author)
}
