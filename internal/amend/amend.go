// Package amend makes one change of a leveransplan: its new volume, the weeks or quarters
// that it falls in and, where the plan is agreed, the whole entry of `andringar` that says
// so. What a change rests on (who was asked, what was assessed) is evidence: none of it is
// made up, and its keys are left out until somebody writes them.
//
// A change never does more than is asked for. One that lowers a plan raises no week and one
// that raises it lowers none, since each of these is a change of its own kind, which others
// have to agree to; only a new periodisation moves volume freely. Weeks before the one from
// which the change applies stay as they are, and so do those that have passed.
//
// A request makes one entry of a plan. So a change counts from what main holds, and made
// again on the same branch it takes the place of the first; [Undo] takes it back.
package amend

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Question is a change that is wished for, and what it is made in.
type Question struct {
	Set *plan.Set // the files that are worked on
	// Agreed is main as the work began from it. A plan that does not stand there is only a
	// proposal: it is changed without an entry.
	Agreed *plan.Set
	Today  calendar.Day // of the entry
	// Version is the routine in force that day: "9.0".
	Version string
	Wish    Wish
}

// Wish is what somebody wants of a plan. Of By, To and Periodise there is at most one.
type Wish struct {
	ID        string
	By        int  // more volume, or less where it is below 0
	To        *int // the volume that is wanted
	Periodise bool // the volume spread anew
	// Weeks are weeks or quarters with what they shall hold. With By, To or Periodise the
	// rest of the volume falls elsewhere; alone they decide the volume.
	Weeks map[calendar.Slot]int
	// From is when the change applies; zero: the first week that has not begun.
	From calendar.Slot

	Cause      string // plan.OrsakMinskatBehov and so on; empty will do where the volume stays
	ReportedBy string // the organisation that reported it; empty: the one that the cause names
	Reason     string // motivering, in words
	TakesBack  int    // aterkallar: how much of an earlier increase a correction takes back
	Terms      []Term // with the cause villkor, which leaves volume and weeks alone
}

// Change is what is to be written.
type Change struct {
	Plan *plan.Leveransplan // as it stands in the files
	Was  *plan.Leveransplan // as agreed; nil where it is a proposal
	From calendar.Slot
	// Before and After are the plan's volume.
	Before, After int
	Slots         []Slot // by time: those that hold something before or after
	// Entry is the new entry, nil for a proposal; Again tells that the branch has it already
	// and that it is written over. What it holds of evidence stays unless the cause changes.
	Entry edit.Map
	Nr    int
	Again bool
	// Gone are the keys that the branch's entry has and that writing it over takes away;
	// Cause is the one that it had, where that has changed.
	Gone  []string
	Cause string
	// Kept are the keys of evidence that stay though volume or start are others now: whether
	// they hold for the change as it is, people have to say.
	Kept []string
	// Added is what the change adds to what the plan's line stands for: `utokar`, of the
	// entry or, for a proposal, of its utokning. TakenBack is `aterkallar`.
	Added, TakenBack int
	Terms            []Term
	// Line is the plan's line, nil where it has none; Open what is left to place in it
	// after the change.
	Line *plan.Line
	Open int
}

// Slot is a week or quarter of the plan.
type Slot struct {
	Slot          calendar.Slot
	Before, After int
	// Share says why it holds what the change gave it. Its volume is that part alone.
	Share apportion.Share
	Named bool // the wish says what it holds
}

// Moved tells that a week or quarter has another volume than before.
func (c *Change) Moved() bool {
	return slices.ContainsFunc(c.Slots, func(s Slot) bool { return s.Before != s.After })
}

// Make finds out what a wish comes to. The error is a [*Refusal].
func Make(q Question) (*Change, error) {
	w := &work{Question: q}
	steps := []func() error{w.find, w.holdTerms, w.begin, w.aim, w.cause, w.spread, w.line, w.enter}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return &w.change, nil
}

// work is a change in the making.
type work struct {
	Question
	change Change
	now    *plan.Leveransplan // as it stands in the files
	base   *plan.Leveransplan // what the change counts from
	added  *plan.Andring      // the entry that the branch has added before, or nil
	grain  calendar.Grain
	start  calendar.Day // the Monday from which weeks can change
	target int          // the volume that is wanted
}
