package flow_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"

	"github.com/leveransplan/leveransplan/internal/flow"
)

// instance is a random network with two prices; node 0 is where flow begins and node 1 where
// it ends.
type instance struct {
	nodes         int
	from, to, cap []int
	price, second []int
}

func random(r *rand.Rand) *instance {
	in := &instance{nodes: 2 + r.IntN(7)}
	for range r.IntN(3 * in.nodes) {
		in.from, in.to = append(in.from, r.IntN(in.nodes)), append(in.to, r.IntN(in.nodes))
		in.cap = append(in.cap, r.IntN(9)-1) // below 0 counts as 0
		in.price, in.second = append(in.price, r.IntN(11)-3), append(in.second, r.IntN(5)-2)
	}
	return in
}

func (in *instance) network() *flow.Network {
	n := &flow.Network{}
	for range in.nodes {
		n.Node()
	}
	for i := range in.from {
		n.Arc(in.from[i], in.to[i], in.cap[i])
	}
	return n
}

func costs(n *flow.Network, price []int) int {
	sum := 0
	for a := range n.Arcs() {
		sum += n.Flow(flow.Arc(a)) * price[a]
	}
	return sum
}

// cheapest solves the same by linear programming: the smallest price of flows with a value
// and, where it is given, with at most a first price. Each row has a slack of its own, so an
// equation is two rows.
func (in *instance) cheapest(t *testing.T, price []int, value int, first []int, firstCost int) int {
	t.Helper()
	arcs := len(in.from)
	var rows [][]float64
	var b []float64
	atMost := func(row []float64, bound int) { rows, b = append(rows, row), append(b, float64(bound)) }
	for i := range arcs {
		row := make([]float64, arcs)
		row[i] = 1
		atMost(row, max(0, in.cap[i]))
	}
	for node := 1; node < in.nodes; node++ {
		for _, sign := range []int{1, -1} {
			row := make([]float64, arcs)
			for i := range arcs {
				if in.to[i] == node {
					row[i] += float64(sign)
				}
				if in.from[i] == node {
					row[i] -= float64(sign)
				}
			}
			bound := 0
			if node == 1 {
				bound = sign * value
			}
			atMost(row, bound)
		}
	}
	if first != nil {
		row := make([]float64, arcs)
		for i := range arcs {
			row[i] = float64(first[i])
		}
		atMost(row, firstCost)
	}
	a, c := mat.NewDense(len(rows), arcs+len(rows), nil), make([]float64, arcs+len(rows))
	for k, row := range rows {
		for i, v := range row {
			a.Set(k, i, v)
		}
		a.Set(k, arcs+k, 1)
	}
	for i := range arcs {
		c[i] = float64(price[i])
	}
	best, _, err := lp.Simplex(c, a, b, 1e-9, nil)
	if err != nil {
		t.Fatal(err)
	}
	return int(math.Round(best))
}

// leastCut tries every cut.
func (in *instance) leastCut() int {
	best := math.MaxInt
	for inside := range 1 << in.nodes {
		if inside&1 == 0 || inside&2 != 0 {
			continue
		}
		sum := 0
		for i := range in.from {
			if inside>>in.from[i]&1 == 1 && inside>>in.to[i]&1 == 0 {
				sum += max(0, in.cap[i])
			}
		}
		best = min(best, sum)
	}
	return best
}

func TestFlowsAreLargestAndCheapest(t *testing.T) {
	compared := 0
	for seed := range uint64(3000) {
		in := random(rand.New(rand.NewPCG(seed, 7)))
		n := in.network()
		value := n.Maximise(0, 1)
		if want := in.leastCut(); value != want {
			t.Fatalf("seed %d: a flow of %d and a cut of %d", seed, value, want)
		}
		balanced := map[int]int{0: -value, 1: value}
		if err := errors.Join(n.CheckFlow(balanced), n.CheckCut(0, 1, n.Reach(0))); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		potential := n.Minimise(in.price)
		if err := errors.Join(n.CheckFlow(balanced), n.CheckCheapest(in.price, potential)); err != nil {
			t.Fatalf("seed %d: by the first price: %v", seed, err)
		}
		first := costs(n, in.price)
		n.Fix(in.price, potential)
		second := n.Minimise(in.second)
		if err := errors.Join(n.CheckFlow(balanced), n.CheckCheapest(in.second, second)); err != nil {
			t.Fatalf("seed %d: by the second price: %v", seed, err)
		}
		if got := costs(n, in.price); got != first {
			t.Fatalf("seed %d: the second price made the first %d of %d", seed, got, first)
		}
		if n.Arcs() == 0 {
			continue
		}
		compared++
		want := in.cheapest(t, in.price, value, nil, 0)
		wantSecond := in.cheapest(t, in.second, value, in.price, first)
		if first != want || costs(n, in.second) != wantSecond {
			t.Fatalf("seed %d: prices of %d and %d, the least are %d and %d", seed, first, costs(n, in.second), want, wantSecond)
		}
	}
	t.Logf("%d compared", compared)
	if compared < 2500 {
		t.Errorf("only %d could be compared", compared)
	}
}

// What is wrong is refused, whatever it is.
func TestChecksRefuse(t *testing.T) {
	refused := map[string]int{}
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 8))
		in := random(r)
		n := in.network()
		value := n.Maximise(0, 1)
		potential := n.Minimise(in.price)
		if n.Arcs() == 0 || value == 0 {
			continue
		}
		balanced := map[int]int{0: -value, 1: value}
		a := flow.Arc(r.IntN(n.Arcs()))
		from, to := n.Ends(a)
		kept := n.Flow(a)
		for _, other := range []int{-1, n.Cap(a) + 1, kept + 1} {
			n.SetFlow(a, other)
			if from != to || other != kept+1 {
				if n.CheckFlow(balanced) == nil {
					t.Fatalf("seed %d: a flow of %d of %d on an arc that had %d passes", seed, other, n.Cap(a), kept)
				}
				refused["flow"]++
			}
		}
		n.SetFlow(a, kept)
		// Less than the largest flow leaves no cut full.
		smaller := in.network()
		smaller.Push(0, 1, value-1)
		for inside := range 1 << in.nodes {
			side := make([]bool, in.nodes)
			for node := range side {
				side[node] = inside>>node&1 == 1
			}
			if smaller.CheckCut(0, 1, side) == nil {
				t.Fatalf("seed %d: a cut proves a flow that is not the largest", seed)
			}
			refused["cut"]++
		}
		// A flow that costs more has no potentials; those of the cheapest do not serve.
		dear := in.network()
		dear.Maximise(0, 1)
		negated := slices.Clone(in.price)
		for i := range negated {
			negated[i] = -negated[i]
		}
		dear.Minimise(negated)
		if costs(dear, in.price) > costs(n, in.price) {
			if dear.CheckCheapest(in.price, potential) == nil {
				t.Fatalf("seed %d: potentials prove a flow that is not the cheapest", seed)
			}
			refused["price"]++
		}
	}
	for _, what := range []string{"flow", "cut", "price"} {
		if refused[what] < 50 {
			t.Errorf("%d cases of %s are too few", refused[what], what)
		}
	}
	n := &flow.Network{}
	n.Node()
	n.Node()
	n.Arc(0, 1, 1)
	if n.CheckCut(0, 1, nil) == nil || n.CheckCut(0, 1, []bool{false, false}) == nil || n.CheckCheapest(nil, nil) == nil {
		t.Error("a proof of something else passes")
	}
}

// Push keeps to its limit, and what is held does not move.
func TestPushKeepsToItsLimit(t *testing.T) {
	n := &flow.Network{}
	s, a, b, end := n.Node(), n.Node(), n.Node(), n.Node()
	first, second := n.Arc(s, a, 5), n.Arc(s, b, 5)
	n.Arc(a, end, 4)
	n.Arc(b, end, 4)
	n.Hold(first)
	if got := n.Push(s, end, 3); got != 3 || n.Flow(first) != 0 || n.Flow(second) != 3 {
		t.Errorf("%d pushed, %d and %d flow", got, n.Flow(first), n.Flow(second))
	}
	if got := n.Maximise(s, end); got != 1 {
		t.Errorf("%d more with one way held, want 1", got)
	}
	n.Release(first)
	if got := n.Maximise(s, end); got != 4 || !n.Reach(s)[a] || n.Reach(s)[end] {
		t.Errorf("%d more without, want 4", got)
	}
}
