package gate

import (
	"fmt"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Verdict is what the gate says of a request.
type Verdict struct {
	Target
	Tips  // of the request, as judged
	State approval.State
	// Closed tells that there is nothing left to judge.
	Closed bool
	// Day is the day of the judgement, in the time zone of the base.
	Day calendar.Day
	// Comparison is what the request does and what is wrong with it; nil where the job could
	// not be done, as is all below.
	Comparison *check.Comparison
	Policy     approval.Policy
	Refusals   []approval.Refusal
	Evidence   approval.Evidence
	Result     approval.Result
	// Holders lists who can fulfil each requirement of the result today, and Gaps the days
	// on which nobody can.
	Holders [][]approval.Holder
	Gaps    [][]lang.Text
	// HoldsUntil is the last day on which the verdict holds: then a role that it needs ends,
	// or the routine. Zero: no end in sight, or nothing is approved.
	HoldsUntil calendar.Day
	// Reasons tells what beside the requirements stands in the way.
	Reasons []lang.Text
	// Attests tells, for whoever judges after a rewriting of the branch, which reviews were for
	// what content.
	Attests []string
	// Fault is why the job could not be done; nil otherwise.
	Fault *Fault
	// Unwritten is why the comment, or what the gate attests, could not be written although the
	// status was.
	Unwritten *Fault
}

// Commit is the commit that the verdict is for: the head, or in the merge queue the commit
// that would reach main. Empty where not even that is known.
func (v *Verdict) Commit() string {
	if v.Group != nil {
		return v.Group.Head
	}
	return v.Tips.Head
}

// hold keeps a request from being approved.
func (v *Verdict) hold(why lang.Text) { v.Reasons = append(v.Reasons, why) }

// settle puts together what approvals and rules say. What no approval can help weighs more
// than what somebody still has to do.
func (v *Verdict) settle() {
	v.State = v.Result.State
	switch {
	case v.Broken() > 0 || len(v.Refusals) > 0:
		v.State = approval.StateRefused
	case v.State != approval.StateApproved && v.State != approval.StateRefused:
		v.State = approval.StatePending
	case v.State == approval.StateApproved && (len(v.Reasons) > 0 || len(v.Comparison.Conflicts) > 0):
		v.State = approval.StatePending
	}
	if v.State == approval.StateApproved {
		v.HoldsUntil = v.lastDay()
	}
}

// lastDay is the day after which the verdict no longer holds, as far as can be seen: roles
// end, and so does the routine, after which nothing new is decided by it.
func (v *Verdict) lastDay() calendar.Day {
	day := v.Result.HoldsUntil
	main := v.Comparison.Main.Set
	if main.Installningar.UtgangenRutin.V == "varna" {
		return day
	}
	held := rule.Timeline(routine.Validities(main.Rutiner)).On(v.Day)
	if held != nil && (day.IsZero() || held.To < day) {
		return held.To
	}
	return day
}

// Broken counts the errors that the request would bring to main.
func (v *Verdict) Broken() int { return len(v.broken()) }

// Satisfied counts the requirements that are met, and all of them.
func (v *Verdict) Satisfied() (met, all int) {
	for _, o := range v.Result.Requirements {
		if o.State == approval.StateApproved {
			met++
		}
	}
	return met, len(v.Result.Requirements)
}

func numbers(list []int) lang.List {
	var out lang.List
	for _, n := range list {
		out = append(out, fmt.Sprint(n))
	}
	return out
}
