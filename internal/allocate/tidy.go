package allocate

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/flow"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// tidy makes for fewer plans where every level before is as good. It prefers receivers that a
// line has plans with, which is exact; then it tries to do without each plan, the smallest
// first, by raising others, which is a rule of thumb: the fewest plans of all are hard to
// find.
func (n *network) tidy() {
	cost := make([]int, n.Arcs())
	for _, pr := range n.pairs {
		if !n.known(pr) {
			for _, a := range pr.arcs {
				cost[a] = 1
			}
		}
	}
	n.Fix(cost, n.Minimise(cost))
	for n.closeSome(false) || n.closeSome(true) {
	}
}

// known tells that a line has a plan with the receiver already.
func (n *network) known(pr *pair) bool {
	return slices.ContainsFunc(pr.line.line.Plans, func(pl *plan.Leveransplan) bool {
		return n.Set.Continues(pr.way.receiver.ID.V, pl.Mottagare.V)
	})
}

// closeSome tries to do without each plan once, the smallest first, and tells whether one
// could be spared. With opening, others may come about on the way if in the end there are
// fewer.
func (n *network) closeSome(opening bool) bool {
	used := slices.DeleteFunc(slices.Clone(n.pairs), func(pr *pair) bool { return n.volume(pr) == 0 })
	slices.SortStableFunc(used, func(a, b *pair) int { return cmp.Compare(n.volume(a), n.volume(b)) })
	var held []flow.Arc
	if !opening {
		held = n.holdPairs(slices.DeleteFunc(slices.Clone(n.pairs), func(pr *pair) bool { return n.volume(pr) > 0 }))
	}
	closed := false
	for _, pr := range used {
		if len(pr.line.pairs) > 1 && n.volume(pr) > 0 && n.close(pr) {
			closed = true
		}
	}
	n.release(held)
	return closed
}

// count counts the pairs that have volume: the plans.
func (n *network) count() int {
	sum := 0
	for _, pr := range n.pairs {
		if n.volume(pr) > 0 {
			sum++
		}
	}
	return sum
}

// close moves what flows between a line and a lane elsewhere. If not all of it can move, or
// there are as many plans as before, nothing changes.
func (n *network) close(pr *pair) bool {
	if slices.ContainsFunc(pr.arcs, func(a flow.Arc) bool { return n.Held(a) && n.Flow(a) > 0 }) {
		return false
	}
	before, plans := make([]int, n.Arcs()), n.count()
	for a := range before {
		before[a] = n.Flow(flow.Arc(a))
	}
	held, moved := n.holdPairs([]*pair{pr}), true
	for _, a := range pr.arcs {
		amount := n.Flow(a)
		n.SetFlow(a, 0)
		from, to := n.Ends(a)
		moved = moved && (amount == 0 || n.Push(from, to, amount) == amount)
	}
	n.release(held)
	if moved && n.count() < plans {
		return true
	}
	for a, f := range before {
		n.SetFlow(flow.Arc(a), f)
	}
	return false
}

// holdPairs holds the arcs of pairs, and gives those that were not held before.
func (n *network) holdPairs(pairs []*pair) []flow.Arc {
	var held []flow.Arc
	for _, pr := range pairs {
		for _, a := range pr.arcs {
			if !n.Held(a) {
				n.Hold(a)
				held = append(held, a)
			}
		}
	}
	return held
}

func (n *network) release(arcs []flow.Arc) {
	for _, a := range arcs {
		n.Release(a)
	}
}
