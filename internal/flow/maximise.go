package flow

import "math"

// Maximise adds as much flow as there is room for from one node to another, and tells how
// much that was.
func (n *Network) Maximise(from, to int) int { return n.Push(from, to, math.MaxInt) }

// Push adds flow from one node to another, at most limit, and tells how much that was. What
// flows through all other nodes stays balanced.
func (n *Network) Push(from, to, limit int) int {
	supply, demand := make([]int, len(n.edges)), make([]int, len(n.edges))
	supply[from], demand[to] = limit, limit
	all := func(edge int) bool { return true }
	sum := 0
	for {
		added := n.blocking(supply, demand, all)
		if added == 0 {
			return sum
		}
		sum += added
	}
}

// Reach tells which nodes more flow could get to from a node.
func (n *Network) Reach(from int) []bool {
	seen := make([]bool, len(n.edges))
	seen[from] = true
	queue := []int{from}
	for len(queue) > 0 {
		node := queue[0]
		queue = queue[1:]
		for _, e := range n.edges[node] {
			if next := n.head(e); n.left(e) > 0 && !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return seen
}

// blocking sends flow from supply to demand along the shortest open paths until there is no
// path as short left, and tells how much that was. Open says which edges may be used.
func (n *Network) blocking(supply, demand []int, open func(edge int) bool) int {
	level := n.layers(supply, demand, open)
	b := blocker{Network: n, level: level, next: make([]int, len(n.edges)), demand: demand, open: open}
	sum := 0
	for node := range supply {
		for supply[node] > 0 {
			sent := b.send(node, supply[node])
			if sent == 0 {
				break
			}
			supply[node] -= sent
			sum += sent
		}
	}
	return sum
}

// layers numbers the nodes by their distance from supply, counted in edges, as far as the
// nearest demand; -1 where nothing gets to.
func (n *Network) layers(supply, demand []int, open func(edge int) bool) []int {
	level, nearest := make([]int, len(n.edges)), -1
	var queue []int
	for node := range level {
		level[node] = -1
		if supply[node] > 0 {
			level[node] = 0
			queue = append(queue, node)
		}
	}
	for len(queue) > 0 {
		node := queue[0]
		queue = queue[1:]
		if nearest >= 0 && level[node] >= nearest {
			break
		}
		for _, e := range n.edges[node] {
			if next := n.head(e); level[next] < 0 && n.left(e) > 0 && open(e) {
				level[next] = level[node] + 1
				queue = append(queue, next)
				if nearest < 0 && demand[next] > 0 {
					nearest = level[next]
				}
			}
		}
	}
	return level
}

// blocker sends flow down the layers.
type blocker struct {
	*Network
	level  []int
	next   []int // of each node, the first edge that may still lead somewhere
	demand []int
	open   func(edge int) bool
}

// send sends at most amount from a node along one path, and tells how much that was.
func (b *blocker) send(node, amount int) int {
	if b.demand[node] > 0 {
		amount = min(amount, b.demand[node])
		b.demand[node] -= amount
		return amount
	}
	for ; b.next[node] < len(b.edges[node]); b.next[node]++ {
		e := b.edges[node][b.next[node]]
		next := b.head(e)
		if b.level[next] != b.level[node]+1 || b.left(e) == 0 || !b.open(e) {
			continue
		}
		if sent := b.send(next, min(amount, b.left(e))); sent > 0 {
			b.push(e, sent)
			return sent
		}
	}
	return 0
}
