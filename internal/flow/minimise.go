package flow

// Minimise makes the flow as cheap as it gets without changing what any node has in excess,
// nor any arc that is held. Cost is what a unit costs on each arc. The potentials prove it:
// no arc that can take more has a reduced cost below 0, none that could have less one above
// (see [Network.CheckCheapest]). Costs times flows, added up, have to stay far from the
// largest int.
func (n *Network) Minimise(cost []int) (potential []int) {
	m := minimiser{Network: n, cost: cost, potential: make([]int, len(n.edges)),
		supply: make([]int, len(n.edges)), demand: make([]int, len(n.edges))}
	// Every edge that pays is filled. That leaves some nodes with more than they had and
	// others with less, and sending it back by the cheapest paths ends in a cheapest flow.
	balance := make([]int, len(n.edges))
	for e := range 2 * len(n.arcs) {
		if left := n.left(e); left > 0 && m.price(e) < 0 {
			n.push(e, left)
			balance[n.tail(e)] -= left
			balance[n.head(e)] += left
		}
	}
	for node, b := range balance {
		m.supply[node], m.demand[node] = max(0, b), max(0, -b)
	}
	tight := func(edge int) bool { return m.reduced(edge) == 0 }
	for m.reprice() {
		for n.blocking(m.supply, m.demand, tight) > 0 {
		}
	}
	return m.potential
}

// Reduced is the reduced cost of an arc: its cost, plus the potential where it begins, less
// that where it ends.
func (n *Network) Reduced(a Arc, cost, potential []int) int {
	return cost[a] + potential[n.arcs[a].from] - potential[n.arcs[a].to]
}

// Fix holds the arcs whose flow is the same in all cheapest flows, by the potentials of one
// of them. It gives those that were not held before.
func (n *Network) Fix(cost, potential []int) []Arc {
	var out []Arc
	for i := range n.arcs {
		if a := Arc(i); !n.arcs[i].fixed && n.Reduced(a, cost, potential) != 0 {
			n.arcs[i].fixed = true
			out = append(out, a)
		}
	}
	return out
}

// minimiser is a search for a cheapest flow.
type minimiser struct {
	*Network
	cost           []int
	potential      []int
	supply, demand []int
}

// price is what a unit costs along an edge; against an arc it gives the cost back.
func (m *minimiser) price(edge int) int {
	if edge%2 == 1 {
		return -m.cost[edge/2]
	}
	return m.cost[edge/2]
}

func (m *minimiser) reduced(edge int) int {
	return m.price(edge) + m.potential[m.tail(edge)] - m.potential[m.head(edge)]
}

// reprice changes the potentials so that some cheapest path from supply to demand costs
// nothing more, and no edge with room costs less than nothing. False: nothing is left to
// send.
func (m *minimiser) reprice() bool {
	if !m.supplied() {
		return false
	}
	distance, done := make([]int, len(m.edges)), make([]bool, len(m.edges))
	var q queue
	for node, s := range m.supply {
		distance[node] = -1
		if s > 0 {
			distance[node] = 0
			q.put(0, node)
		}
	}
	farthest := 0
	for len(q) > 0 {
		d, node := q.take()
		if done[node] {
			continue
		}
		done[node], farthest = true, d
		if m.demand[node] > 0 {
			break // nodes farther away move as far as this one
		}
		for _, e := range m.edges[node] {
			if m.left(e) == 0 {
				continue
			}
			next, far := m.head(e), d+m.reduced(e)
			if distance[next] < 0 || far < distance[next] {
				distance[next] = far
				q.put(far, next)
			}
		}
	}
	for node := range m.potential {
		if done[node] {
			m.potential[node] += distance[node]
		} else {
			m.potential[node] += farthest
		}
	}
	return true
}

func (m *minimiser) supplied() bool {
	for _, s := range m.supply {
		if s > 0 {
			return true
		}
	}
	return false
}
