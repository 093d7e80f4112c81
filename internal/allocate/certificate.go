package allocate

import (
	"errors"
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/flow"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Certificate is what proves a proposal: the flow of each unit, a cut that is full, and
// potentials by which no change pays.
type Certificate struct{ proposal *Proposal }

// unitProof is the flow of a unit and what proves its levels.
type unitProof struct {
	unit  string
	flow  []int
	cut   []bool // level 1: the nodes on the near side of a cut that is full
	steps []int  // level 2: potentials
	waits []int  // level 4: potentials
}

// Check puts the question anew and holds the proposal and its proofs against it, without
// trusting how they were found:
//
//   - that plans and rests add up to what is open, line by line, and that the plans fit beside
//     those there are, by the very reckoning of the rules (X201 to X203);
//   - level 1: a cut is full, and nothing more can pass a full cut;
//   - levels 2 and 4: complementary slackness, so no other flow is cheaper;
//   - level 3: no shift of one unit between two senders makes the shares more even. Where the
//     levels before are held that is enough, see [Allocate].
func (c Certificate) Check() error {
	p, err := pose(c.proposal.question)
	if err != nil {
		return err
	}
	units := p.units()
	if len(units) != len(c.proposal.proofs) {
		return fmt.Errorf("%d units and %d proofs", len(units), len(c.proposal.proofs))
	}
	plans, rests := 0, 0
	for i, unit := range units {
		n, proof := p.network(unit), c.proposal.proofs[i]
		if proof.unit != unit || len(proof.flow) != n.Arcs() {
			return fmt.Errorf("the proof of %s is not of this question", unit)
		}
		for a, f := range proof.flow {
			n.SetFlow(flow.Arc(a), f)
		}
		mine := slices.DeleteFunc(slices.Clone(c.proposal.Plans), func(pl Plan) bool { return pl.Line.Rad.Unit() != unit })
		left := slices.DeleteFunc(slices.Clone(c.proposal.Rests), func(r Rest) bool { return r.Line.Rad.Unit() != unit })
		plans, rests = plans+len(mine), rests+len(left)
		if err := errors.Join(n.checkLevels(proof), n.checkTotals(mine, left), n.checkFit(mine), n.checkObjective(c.proposal.Objective, len(mine))); err != nil {
			return fmt.Errorf("%s: %w", unit, err)
		}
	}
	if plans != len(c.proposal.Plans) || rests != len(c.proposal.Rests) {
		return errors.New("plans or rests of units that the question does not have")
	}
	return nil
}

// checkLevels proves the four levels of a flow that has been set.
func (n *network) checkLevels(proof unitProof) error {
	placed := -n.Excess(n.origin)
	if err := n.CheckFlow(map[int]int{n.origin: -placed, n.sink: placed}); err != nil {
		return err
	}
	if err := n.CheckCut(n.origin, n.sink, proof.cut); err != nil {
		return err
	}
	if err := n.CheckCheapest(n.stepCost(), proof.steps); err != nil {
		return err
	}
	n.Fix(n.stepCost(), proof.steps)
	if s, found := n.shift(n.holdSenders()); found {
		return fmt.Errorf("%s could have less unplaced if %s had more", s.from.id, s.to.id)
	}
	return n.CheckCheapest(n.waitCost(), proof.waits)
}

// checkTotals holds plans and rests against the flow, and both against what is open.
func (n *network) checkTotals(plans []Plan, rests []Rest) error {
	planned, left := map[place]int{}, map[*plan.Line]int{}
	for _, r := range rests {
		left[r.Line] += r.Volume
	}
	for _, pl := range plans {
		sum := 0
		for _, s := range pl.Shares {
			sum += s.Volume
		}
		if sum != pl.Volume || sum <= 0 {
			return fmt.Errorf("a plan of %s has %d and shares of %d", pl.Line.Rad.ID.V, pl.Volume, sum)
		}
		planned[place{pl.Line, pl.Offer, pl.Agreement}] += sum
	}
	for _, l := range n.lines {
		sum := left[l.want.line]
		for _, pr := range l.pairs {
			v := planned[place{l.want.line, pr.way.offer, pr.way.agreement}]
			if v != n.volume(pr) {
				return fmt.Errorf("%s has %d at %s, and a flow of %d", l.want.line.Rad.ID.V, v, pr.way.id, n.volume(pr))
			}
			sum += v
		}
		if sum != l.open {
			return fmt.Errorf("%s has %d open, and %d in plans and rests", l.want.line.Rad.ID.V, l.open, sum)
		}
	}
	return nil
}

// place is where volume of a line is: in a plan from one offer or under one agreement.
type place struct {
	line      *plan.Line
	offer     *plan.Erbjudande
	agreement *plan.Avtal
}

func (n *network) checkObjective(levels []Level, plans int) error {
	mine := slices.DeleteFunc(slices.Clone(levels), func(l Level) bool { return l.Unit != n.unit })
	for i, l := range n.objective(plans) {
		if i >= len(mine) || mine[i].Value != l.Value || mine[i].Of != l.Of || mine[i].Proven != l.Proven || !slices.Equal(mine[i].Shares, l.Shares) {
			return fmt.Errorf("level %d is not as stated", i+1)
		}
	}
	return nil
}
