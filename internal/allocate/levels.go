package allocate

import "github.com/leveransplan/leveransplan/internal/flow"

// solve finds the best flow, level by level, and what proves it.
func (n *network) solve() unitProof {
	proof := unitProof{unit: n.unit}
	n.Maximise(n.origin, n.sink)
	proof.cut = n.Reach(n.origin)

	proof.steps = n.Minimise(n.stepCost())
	n.Fix(n.stepCost(), proof.steps)

	n.even()

	proof.waits = n.Minimise(n.waitCost())
	n.Fix(n.waitCost(), proof.waits)

	n.tidy()
	for a := range n.Arcs() {
		proof.flow = append(proof.flow, n.Flow(flow.Arc(a)))
	}
	return proof
}

// stepCost is the price of the routine's order: volume outside own hospitals costs more than
// all volume under other regions' agreements, which comes second.
func (n *network) stepCost() []int {
	cost := make([]int, n.Arcs())
	for _, w := range n.lanes {
		switch w.step {
		case 1:
			cost[w.arc] = n.total + 1
		case 2:
			cost[w.arc] = n.total + 2
		}
	}
	return cost
}

// waitCost is the price of receivers who have a long wait themselves.
func (n *network) waitCost() []int {
	cost := make([]int, n.Arcs())
	for _, w := range n.lanes {
		if w.slow() {
			cost[w.arc] = 1
		}
	}
	return cost
}

// even shifts what stays unplaced between senders until no shift makes the shares more even,
// and holds what each sender then has. What senders can have together, with the levels
// before held, are the bases of an integer base polyhedron; there a choice that no shift of
// one unit between two betters is the best of all (Frank and Murota, Decreasing minimization
// on M-convex sets, 2022).
func (n *network) even() {
	free := n.holdSenders()
	for {
		shift, found := n.shift(free)
		if !found {
			return
		}
		amount := n.Push(shift.from.node, shift.to.node, shift.most)
		n.SetFlow(shift.from.arc, n.Flow(shift.from.arc)+amount)
		n.SetFlow(shift.to.arc, n.Flow(shift.to.arc)-amount)
	}
}

// holdSenders holds what each sender has placed, and gives those for whom that was not held
// before: others have the same in every flow that is best so far.
func (n *network) holdSenders() []*sender {
	var free []*sender
	for _, s := range n.senders {
		if !n.Held(s.arc) {
			free = append(free, s)
			n.Hold(s.arc)
		}
	}
	return free
}

// shift is volume that one sender could place more of while another places less.
type shift struct {
	from, to *sender
	most     int // up to here each unit makes the shares more even
}

// shift finds the sender with the largest share unplaced of whom more can be placed in favour
// of one who has less of it, and of those the one who has least.
func (n *network) shift(free []*sender) (shift, bool) {
	var best shift
	for _, s := range free {
		if n.unplaced(s) == 0 || best.from != nil && !n.worse(s, 0, best.from, 0) {
			continue
		}
		var to *sender
		for reach, i := n.Reach(s.node), 0; i < len(free); i++ {
			t := free[i]
			if t != s && reach[t.node] && n.most(s, t) > 0 && (to == nil || n.worse(to, 1, t, 1)) {
				to = t
			}
		}
		if to != nil {
			best = shift{s, to, n.most(s, to)}
		}
	}
	return best, best.from != nil
}

// most is how many units one sender can place more and another less, so that each of them
// makes the shares more even: the larger of the two shares gets smaller, or stays as large and
// the other gets smaller, which happens where the first sender has less open.
func (n *network) most(from, to *sender) int {
	gap := (n.unplaced(from)+1)*to.open - n.unplaced(to)*from.open
	if from.open >= to.open {
		gap--
	}
	return max(0, gap) / (from.open + to.open)
}

func (n *network) unplaced(s *sender) int { return s.open - n.Flow(s.arc) }

// worse tells that one sender has a larger share unplaced than another, with so many more
// units each.
func (n *network) worse(a *sender, more int, b *sender, other int) bool {
	return (n.unplaced(a)+more)*b.open > (n.unplaced(b)+other)*a.open
}
