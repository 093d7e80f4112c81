package followup

import "github.com/leveransplan/leveransplan/internal/plan"

// over tells that a plan's period has passed, with all that outcome may lag behind.
func (b *builder) over(p *plan.Leveransplan) bool { return b.Today > p.Period.V.To.Add(7*b.late) }

// status says in one word how a plan is doing. Where outcome is masked it says so only if every
// number that Done can be gives the same word.
func (b *builder) status(x *reckoned) Status {
	switch {
	case x.Through.IsZero() && x.DueToday > 0:
		return NoOutcome
	case x.Through.IsZero() && len(x.schedule) > 0:
		return NotYet
	case x.Through.IsZero(), b.over(x.Leveransplan):
		return Finished
	}
	low, high := b.standing(x, x.Done.Low), b.standing(x, x.Done.High)
	if low != high {
		return Unsure
	}
	return low
}

// standing is how a plan is doing if so many are done. It only rises with the number.
func (b *builder) standing(x *reckoned, done int) Status {
	gap := x.Due - done
	switch {
	case done == 0 && x.Due > 0:
		return NotStarted
	case done == 0 && x.DueToday > 0:
		return NoOutcome
	case done == 0 && len(x.schedule) > 0:
		return NotYet
	case 100*gap > b.percent*x.Due:
		return Behind
	case -100*gap > b.percent*x.Due:
		return Ahead
	}
	return OnPlan
}
