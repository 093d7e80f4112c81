package allocate

import (
	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/flow"
)

// repair shares out a lane whose lines can't all use the same weeks. Each line has what would
// be even for it alone; then as little as possible is moved until all caps hold. Moving the
// second unit in or out of a week costs more than moving the first, so that what has to move
// spreads.
func (n *network) repair(w *way, all []*portion) {
	var g flow.Network
	var cost []int
	start, end := g.Node(), g.Node()
	arc := func(from, to, capacity, price int) flow.Arc {
		cost = append(cost, price)
		return g.Arc(from, to, capacity)
	}
	weekNode, total := make([]int, len(n.weeks)), 0
	for _, po := range all {
		total += po.volume
	}
	var grow func(b *branch, node int)
	grow = func(b *branch, node int) {
		for _, inner := range b.branches {
			next := g.Node()
			arc(next, node, inner.cap, 0)
			grow(inner, next)
		}
		for _, week := range b.own {
			weekNode[week] = g.Node()
			arc(weekNode[week], node, w.capacity(weekset{week}, total), 0)
		}
	}
	grow(w.root, end)
	type way struct {
		portion *portion
		week    int
		arc     flow.Arc
	}
	var ways []way
	for _, po := range all {
		node := g.Node()
		arc(start, node, po.volume, 0)
		shares, _ := apportion.Spread(po.volume, n.places(w.lane, w.open.where(po.weeks.holds)))
		for _, s := range shares {
			week := n.place(s.Slot.Week())
			for extra, capacity := range []int{s.Volume, 1, 1, po.volume} {
				ways = append(ways, way{po, week, arc(node, weekNode[week], capacity, extra)})
			}
		}
	}
	g.Maximise(start, end)
	g.Minimise(cost)
	for _, y := range ways {
		y.portion.by[y.week] += g.Flow(y.arc)
	}
}
