package followup

import (
	"fmt"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Text is a count as people read it: the number where it is told in full, "färre än 5" where
// all that is told is that it is small, from and to for a sum of such, and a dash where nothing
// is told.
func (c Count) Text() lang.Text {
	switch {
	case !c.Known:
		return lang.Plain("–")
	case c.Low == c.High:
		return lang.T("%s", "%s", c.Low)
	case c.Low == 0:
		return lang.T("färre än %s", "fewer than %s", c.High+1)
	case c.Low < 0:
		return lang.T("%s till %s", "%s to %s", c.Low, c.High)
	}
	return lang.T("%s–%s", "%s–%s", c.Low, c.High)
}

// Percent is what part of a number the count, which is not below 0, is: in whole per cent, half a
// per cent counting as one; no figure of nothing.
func (c Count) Percent(of int) Count {
	if of <= 0 {
		return Count{}
	}
	return c.each(func(n int) int { return (200*n + of) / (2 * of) })
}

// Text is the status as people read it.
func (s Status) Text() lang.Text {
	switch s {
	case NotYet:
		return lang.T("börjar senare", "begins later")
	case NoOutcome:
		return lang.T("utan utfall", "no outcome")
	case NotStarted:
		return lang.T("inte påbörjad", "not started")
	case OnPlan:
		return lang.T("enligt plan", "on plan")
	case Behind:
		return lang.T("efter plan", "behind plan")
	case Ahead:
		return lang.T("före plan", "ahead of plan")
	case Unsure:
		return lang.T("kan inte avgöras", "cannot be determined")
	case Finished:
		return lang.T("avslutad", "finished")
	}
	panic(fmt.Sprintf("followup: no status %q", string(s)))
}

// Only is the report of some of its plans: groups are added up anew. Capacities, outcome
// without a plan and what is left out stay as they are.
func (r *Report) Only(keep func(*Plan) bool) *Report {
	out := *r
	out.Plans = nil
	for _, p := range r.Plans {
		if keep(p) {
			out.Plans = append(out.Plans, p)
		}
	}
	out.group()
	return &out
}
