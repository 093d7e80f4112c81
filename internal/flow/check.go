package flow

import "fmt"

// The checks read nothing but the flow, the capacities and what is to be checked: they prove
// what was found without trusting how.

// CheckFlow tells that every arc holds from 0 to its capacity, and that what flows into each
// node flows out of it, but for those that excess names.
func (n *Network) CheckFlow(excess map[int]int) error {
	for i, a := range n.arcs {
		if a.flow < 0 || a.flow > a.cap {
			return fmt.Errorf("arc %d from %d to %d holds %d of %d", i, a.from, a.to, a.flow, a.cap)
		}
	}
	for node := range n.edges {
		if got := n.Excess(node); got != excess[node] {
			return fmt.Errorf("node %d has an excess of %d, not %d", node, got, excess[node])
		}
	}
	return nil
}

// CheckCut tells that no flow from one node to another can be larger than this one: inside
// holds the one and not the other, every arc that leaves it is full and every arc that enters
// it is empty.
func (n *Network) CheckCut(from, to int, inside []bool) error {
	if len(inside) != len(n.edges) || !inside[from] || inside[to] {
		return fmt.Errorf("the cut does not part node %d from node %d", from, to)
	}
	for i, a := range n.arcs {
		switch {
		case inside[a.from] && !inside[a.to] && a.flow < a.cap:
			return fmt.Errorf("arc %d leaves the cut and holds %d of %d", i, a.flow, a.cap)
		case !inside[a.from] && inside[a.to] && a.flow > 0:
			return fmt.Errorf("arc %d enters the cut and holds %d", i, a.flow)
		}
	}
	return nil
}

// CheckCheapest tells that no flow of the same excesses, and with the same flow in the arcs
// that are held, is cheaper: by complementary slackness, for potentials show that no change
// pays.
func (n *Network) CheckCheapest(cost, potential []int) error {
	if len(cost) != len(n.arcs) || len(potential) != len(n.edges) {
		return fmt.Errorf("%d costs and %d potentials for %d arcs and %d nodes", len(cost), len(potential), len(n.arcs), len(n.edges))
	}
	for i, a := range n.arcs {
		reduced := n.Reduced(Arc(i), cost, potential)
		if !a.fixed && (reduced < 0 && a.flow < a.cap || reduced > 0 && a.flow > 0) {
			return fmt.Errorf("arc %d holds %d of %d at a reduced cost of %d", i, a.flow, a.cap, reduced)
		}
	}
	return nil
}
