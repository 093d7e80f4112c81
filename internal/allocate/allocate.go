// Package allocate proposes where the open volume of missiv can go: all open lines of a plan
// year at once, over every offer and agreement, in the order that the routine sets.
//
// What is sought, each level with all those before it held:
//
//  1. as much as possible is placed (per unit: patients and procedures are never added up);
//  2. as much of it as possible in the region's own hospitals, then as much as possible
//     under its own agreements, and only the rest under other regions' (N05-N07, N55);
//  3. what stays unplaced falls as evenly as possible on the senders. Of each sender the
//     share is its unplaced volume over its open volume. The largest share is made as small
//     as it gets, then the second largest, and so on (a lexicographic minimum of the shares
//     in falling order, in whole patients);
//  4. as little as possible with receivers whose own wait is not below the care guarantee.
//
// These four are proven: see [Certificate]. After that, and only as a rule of thumb, comes
// what makes for fewer plans: receivers that a line has plans with already, then one receiver
// for a line. Weeks are shared out last, evenly and by working days, within all the same caps.
//
// Offers and agreements give what they say less what the plans in the tree draw on them:
// those are never touched (N60). A plan by quarter has not said which weeks it uses, so what
// is new leaves it room whichever it turns out to be.
package allocate

import (
	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Question is what is to be allocated.
type Question struct {
	Set    *plan.Set         // the tree; offers and agreements to try out are in it already
	Period calendar.Interval // the plan year: the missiv that lie within it
	Today  calendar.Day      // nothing falls in weeks that have begun, and offers have to be fresh
	From   calendar.Week     // the first week that volume may fall in; zero: the first of the period
	// Grain is how plans are divided. Zero: by week, and by quarter where the capacity of the
	// receiver is stated by quarter. Where a ceiling of an agreement begins or ends within a
	// quarter, plans are by week whatever is asked: nobody could tell how much of the quarter
	// counts.
	Grain calendar.Grain
	Only  func(*plan.Line) bool // which lines; nil: all that are open
	// Sources tells which offers and agreements may be used, one of the two given; nil: all.
	Sources func(*plan.Erbjudande, *plan.Avtal) bool
}

// Proposal is an answer. Its plans break no rule on capacity or on what may go where.
type Proposal struct {
	Plans   []Plan    // in the order of missiv, line, step and receiver
	Rests   []Rest    // what could not be placed, in the order of missiv and line
	Skipped []Skipped // open lines that were left out, since their figures are in doubt
	// Objective tells how far each level got, per unit.
	Objective []Level
	// Optimal tells that levels 1 to 4 are proven. Where ceilings or capacities overlap in
	// part, some have been divided beforehand: the plans fit, but there may be better ones.
	// Notes says where.
	Optimal bool
	Notes   []lang.Text

	question Question
	proofs   []unitProof
}

// Plan is a proposed plan: volume of one line at one receiver, under one agreement or from
// one offer.
type Plan struct {
	Line      *plan.Line
	Step      string // of plan.Sokordning
	Sender    *plan.Organisation
	Receiver  *plan.Organisation
	Agreement *plan.Avtal      // external receivers
	Offer     *plan.Erbjudande // own hospitals
	Scope     plan.Scope       // the care that the line and its source have in common
	Period    calendar.Interval
	Volume    int
	Shares    []apportion.Share // every week or quarter of its time, those with 0 too
	// Beside is a plan that the line has already at this receiver from the same source: a
	// planner may rather raise it than have two (X204). Nil: there is none.
	Beside *plan.Leveransplan
}

// Rest is volume of a line that no plan takes, and why.
type Rest struct {
	Line   *plan.Line
	Volume int
	Why    lang.Text
}

// Skipped is an open line that was left out.
type Skipped struct {
	Line *plan.Line
	Why  lang.Text
}

// Level is how far one level got.
type Level struct {
	Name  lang.Text
	Unit  string
	Value int
	Of    int // what it could be at most; 0 where nothing bounds it
	// Proven tells that no other allocation does better without doing worse on a level before.
	Proven bool
	Shares []Unplaced // of the level that evens out: each sender's part
}

// Unplaced is what one sender has left of what was open.
type Unplaced struct {
	Sender   string
	Unplaced int
	Open     int
}

// Fault is a question that can't be answered.
type Fault struct{ Message, Hint lang.Text }

func (f *Fault) Error() string { return f.Message.In(lang.EN) }

// Allocate proposes plans for the open lines. The error is a [Fault]. An answer that its own
// certificate does not prove is never given.
func Allocate(q Question) (*Proposal, error) {
	p, err := pose(q)
	if err != nil {
		return nil, err
	}
	out := &Proposal{Skipped: p.skipped, question: q}
	for _, unit := range p.units() {
		n := p.network(unit)
		proof := n.solve()
		plans := n.plans()
		out.Plans = append(out.Plans, plans...)
		out.Rests = append(out.Rests, n.rests()...)
		out.Objective = append(out.Objective, n.objective(len(plans))...)
		out.Notes = append(out.Notes, n.notes()...)
		out.proofs = append(out.proofs, proof)
	}
	out.Optimal = len(out.Notes) == 0
	out.sort()
	if err := out.Certificate().Check(); err != nil {
		return nil, &Fault{
			Message: lang.T("förslaget klarade inte sin egen kontroll: %s", "the proposal failed its own check: %s", err.Error()),
			Hint:    lang.T("Det är ett fel i verktyget. Rapportera det, med planerna om de kan delas.", "This is a fault of the tool. Report it, with the plans if they can be shared."),
		}
	}
	return out, nil
}

// Certificate is what proves the proposal.
func (p *Proposal) Certificate() Certificate { return Certificate{p} }
