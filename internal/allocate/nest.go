package allocate

import (
	"cmp"
	"slices"
)

// branch is a set of weeks with a cap, within which lie others. Caps that lie one within the
// other make a tree, and a tree is a network: that is what lets flows be exact.
type branch struct {
	bound    *bound // nil for the root, which has no cap of its own
	cap      int    // what it takes at most; of the root nothing
	weeks    weekset
	own      weekset // those that lie in none of the branches within
	branches []*branch
}

// nest puts bounds one within the other. Exact tells that they lay so. Two that overlap in
// part can't: the smaller one is divided in the part inside the other and the part outside,
// each with its share of the cap by weeks. Whatever keeps to the parts keeps to the whole, so
// nothing is ever too much, but the other way to divide might have taken more.
func nest(open weekset, bounds []bound) (root *branch, exact bool) {
	root, exact = &branch{weeks: open}, true
	type piece struct {
		weeks weekset
		cap   int
		bound *bound
	}
	var waiting []piece
	for i := range bounds {
		waiting = append(waiting, piece{bounds[i].weeks, bounds[i].cap, &bounds[i]})
	}
	slices.SortStableFunc(waiting, func(a, b piece) int { return cmp.Compare(len(b.weeks), len(a.weeks)) })
	var placed []piece
	for len(waiting) > 0 {
		next := waiting[0]
		waiting = waiting[1:]
		crossed := slices.IndexFunc(placed, func(o piece) bool {
			shared := next.weeks.meet(o.weeks)
			return len(shared) > 0 && len(shared) < len(next.weeks) && len(shared) < len(o.weeks)
		})
		if crossed < 0 {
			placed = append(placed, next)
			continue
		}
		exact = false
		inside, outside := next.weeks.meet(placed[crossed].weeks), next.weeks.minus(placed[crossed].weeks)
		part := next.cap * len(inside) / len(next.weeks)
		waiting = append([]piece{{inside, part, next.bound}, {outside, next.cap - part, next.bound}}, waiting...)
	}
	slices.SortStableFunc(placed, func(a, b piece) int { return cmp.Compare(len(b.weeks), len(a.weeks)) })
	for _, pc := range placed {
		root.put(&branch{bound: pc.bound, cap: pc.cap, weeks: pc.weeks})
	}
	root.settle()
	return root, exact
}

// put places a branch, which is no larger than those before it.
func (b *branch) put(next *branch) {
	for _, inner := range b.branches {
		if next.weeks.within(inner.weeks) {
			inner.put(next)
			return
		}
	}
	b.branches = append(b.branches, next)
}

// settle finds the weeks of each branch that no branch within it has, and puts branches in
// the order of time.
func (b *branch) settle() {
	b.own = b.weeks
	for _, inner := range b.branches {
		b.own = b.own.minus(inner.weeks)
		inner.settle()
	}
	slices.SortStableFunc(b.branches, func(x, y *branch) int { return cmp.Compare(x.weeks[0], y.weeks[0]) })
}
