// Package flow finds integer flows in networks: as much as possible, then as cheaply as
// possible, then as cheaply by a second price, and so on. It knows nothing of plans.
//
// The methods are those of Ahuja, Magnanti and Orlin, Network Flows (1993): blocking flows
// in layers (section 7.5, after Dinic), and the primal-dual way to a cheapest flow (section
// 9.8), which lets flow along all cheapest paths at once. All figures are whole numbers, so
// all flows are, and nothing is rounded. The same network, built in the same order, always
// gives the same flow.
//
// One price after another: [Network.Minimise] gives potentials, which prove that the flow is
// cheapest. By complementary slackness the cheapest flows are exactly those that leave arcs
// of positive reduced cost empty and arcs of negative reduced cost full. [Network.Fix] holds
// these arcs, and whatever is changed after that stays cheapest.
package flow

// Arc names an arc: the first one added is 0, the next 1.
type Arc int

// Network is a directed network with a flow in it. The zero Network is empty.
type Network struct {
	arcs  []arc
	edges [][]int // of each node; edge 2*a goes along arc a, edge 2*a+1 against it
}

type arc struct {
	from, to  int
	cap, flow int
	fixed     bool
}

// Node adds a node and gives its number, from 0 on.
func (n *Network) Node() int {
	n.edges = append(n.edges, nil)
	return len(n.edges) - 1
}

// Nodes counts the nodes.
func (n *Network) Nodes() int { return len(n.edges) }

// Arcs counts the arcs.
func (n *Network) Arcs() int { return len(n.arcs) }

// Arc adds an arc without flow. A capacity below 0 counts as 0.
func (n *Network) Arc(from, to, capacity int) Arc {
	a := len(n.arcs)
	n.arcs = append(n.arcs, arc{from: from, to: to, cap: max(0, capacity)})
	n.edges[from] = append(n.edges[from], 2*a)
	n.edges[to] = append(n.edges[to], 2*a+1)
	return Arc(a)
}

// Ends gives the nodes that an arc goes from and to.
func (n *Network) Ends(a Arc) (from, to int) { return n.arcs[a].from, n.arcs[a].to }

// Cap is the capacity of an arc.
func (n *Network) Cap(a Arc) int { return n.arcs[a].cap }

// Flow is what flows along an arc.
func (n *Network) Flow(a Arc) int { return n.arcs[a].flow }

// SetFlow says what flows along an arc. Nothing is checked: see [Network.CheckFlow].
func (n *Network) SetFlow(a Arc, flow int) { n.arcs[a].flow = flow }

// Hold keeps the flow of an arc as it is; Release lets it change again.
func (n *Network) Hold(a Arc) { n.arcs[a].fixed = true }

// Release undoes [Network.Hold].
func (n *Network) Release(a Arc) { n.arcs[a].fixed = false }

// Held tells that the flow of an arc may not change.
func (n *Network) Held(a Arc) bool { return n.arcs[a].fixed }

// left is how much more an edge can take.
func (n *Network) left(edge int) int {
	a := &n.arcs[edge/2]
	switch {
	case a.fixed:
		return 0
	case edge%2 == 0:
		return a.cap - a.flow
	}
	return a.flow
}

// head is the node that an edge leads to.
func (n *Network) head(edge int) int {
	if edge%2 == 0 {
		return n.arcs[edge/2].to
	}
	return n.arcs[edge/2].from
}

// tail is the node that an edge comes from.
func (n *Network) tail(edge int) int { return n.head(edge ^ 1) }

// push changes the flow along an edge, which has that much left.
func (n *Network) push(edge, amount int) {
	if edge%2 == 1 {
		amount = -amount
	}
	n.arcs[edge/2].flow += amount
}

// Excess is what flows into a node and does not flow out of it.
func (n *Network) Excess(node int) int {
	sum := 0
	for _, e := range n.edges[node] {
		if a := n.arcs[e/2]; e%2 == 0 {
			sum -= a.flow
		} else {
			sum += a.flow
		}
	}
	return sum
}
