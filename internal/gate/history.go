package gate

import (
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// registers gives the role register as it stood on main, oldest first, back to the oldest
// review: an entry counts from the day it reached main, not from whatever day it names.
func (a *attempt) registers() ([]approval.Register, error) {
	oldest := a.now
	for _, r := range a.facts.Reviews {
		if r.Submitted.Before(oldest) {
			oldest = r.Submitted
		}
	}
	type step struct {
		hash string // of the register's content
		rev  gitrepo.Revision
		at   time.Time
	}
	var steps []step // the newest first
	name := plan.FixedPaths[plan.KindRoller]
	arrived := a.arrivals()
	for c, err := range a.repo.FirstParent(a.base, zeroRevision) {
		if err != nil {
			return nil, err
		}
		tree := c.FS()
		s := step{contentHash(tree.Entry(name)), c.Revision, arrived(c)}
		if err := tree.Err(); err != nil {
			return nil, err
		}
		if n := len(steps); n > 0 && steps[n-1].hash == s.hash {
			steps[n-1] = s // the same register, further back
		} else {
			steps = append(steps, s)
		}
		if s.at.Before(oldest.AddDate(0, 0, -1)) {
			break
		}
	}
	slices.Reverse(steps)
	var out []approval.Register
	for _, s := range steps {
		set, err := a.contents.load(s.rev, name)
		if err != nil {
			return nil, err
		}
		out = append(out, approval.Register{From: calendar.FromTime(s.at.In(a.zone)), Roller: set.Roller})
	}
	return out, nil
}

// arrivals tells when a commit reached main, of commits asked for from the newest on. The
// host's clock decides: a date in a commit is whatever somebody wrote there. Only of what
// reached main before the host's memory begins the commits' own dates are taken, and never a
// later one than that of a step after it.
func (a *attempt) arrivals() func(gitrepo.Commit) time.Time {
	moves := a.facts.BaseMoves
	at := map[string]time.Time{}
	for _, m := range moves {
		at[m.After] = m.At
	}
	var last time.Time
	remembered := false
	return func(c gitrepo.Commit) time.Time {
		t, told := at[c.Hash]
		switch {
		case told:
			remembered = true
		case remembered && c.Hash != moves[0].Before:
			t = last // it came with the step after it
		default:
			remembered = false
			if t = c.Committer.Time; !last.IsZero() && t.After(last) {
				t = last
			}
		}
		last = t
		return t
	}
}
