package allocate

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/flow"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// network is the volumes of one unit as flows: from the start over senders and their lines
// to the weeks of each lane, through the caps that hold weeks together, to the end. A unit of
// flow is a patient, a procedure or a visit.
type network struct {
	*problem
	flow.Network
	unit         string
	origin, sink int
	total        int // all that is open

	senders []*sender
	lines   []*line
	lanes   []*way
	pairs   []*pair
}

// sender is a förvaltning with open lines.
type sender struct {
	id   string
	node int
	arc  flow.Arc
	open int
}

// line is a want in the network.
type line struct {
	*want
	sender *sender
	node   int
	arc    flow.Arc
	pairs  []*pair
	// refused are the sources that do not take the line, with the reason.
	refused []refusal
}

type refusal struct {
	*source
	why lang.Text
}

// way is a lane in the network.
type way struct {
	*lane
	arc    flow.Arc // into the end
	leaves []*leaf
	caps   []capArc
	pairs  []*pair
}

// leaf is weeks of a lane that nothing tells apart: the same caps hold them, and the same
// lines can use them.
type leaf struct {
	weeks weekset
	node  int
	arc   flow.Arc
}

// capArc is the arc of a cap that holds weeks together.
type capArc struct {
	*branch
	arc flow.Arc
}

// pair is a line and a lane that go together.
type pair struct {
	line *line
	way  *way
	arcs []flow.Arc // into the leaves
}

// network makes the network of a unit.
func (p *problem) network(unit string) *network {
	n := &network{problem: p, unit: unit}
	n.origin, n.sink = n.Node(), n.Node()
	bySender := map[string]*sender{}
	for _, w := range p.wants {
		if w.unit() != unit {
			continue
		}
		s := bySender[w.sender.ID.V]
		if s == nil {
			s = &sender{id: w.sender.ID.V}
			bySender[s.id] = s
			n.senders = append(n.senders, s)
		}
		s.open += w.open
		n.total += w.open
		n.lines = append(n.lines, &line{want: w, sender: s})
	}
	slices.SortFunc(n.senders, func(a, b *sender) int { return cmp.Compare(a.id, b.id) })
	for _, s := range n.senders {
		s.node = n.Node()
		s.arc = n.Arc(n.origin, s.node, s.open)
	}
	for _, l := range n.lines {
		l.node = n.Node()
		l.arc = n.Arc(l.sender.node, l.node, l.open)
	}
	for _, s := range p.sources {
		n.addSource(s)
	}
	return n
}

// addSource adds the lane of a source where some line can use it.
func (n *network) addSource(s *source) {
	var users []*line
	for _, l := range n.lines {
		if why := n.refuses(s, l.want); why.IsZero() {
			users = append(users, l)
		} else {
			l.refused = append(l.refused, refusal{s, why})
		}
	}
	if len(users) == 0 {
		return
	}
	w := &way{lane: n.lane(s, n.unit, n.total)}
	root := n.Node()
	w.arc = n.Arc(root, n.sink, n.total)
	for _, l := range users {
		w.pairs = append(w.pairs, &pair{line: l, way: w})
	}
	n.grow(w, w.root, root)
	n.lanes = append(n.lanes, w)
	for _, pr := range w.pairs {
		pr.line.pairs = append(pr.line.pairs, pr)
		n.pairs = append(n.pairs, pr)
	}
}

// grow adds a branch, whose node is given, and those within it.
func (n *network) grow(w *way, b *branch, node int) {
	for _, inner := range b.branches {
		next := n.Node()
		w.caps = append(w.caps, capArc{inner, n.Arc(next, node, min(inner.cap, n.total))})
		n.grow(w, inner, next)
	}
	for _, weeks := range parts(b.own, w.pairs) {
		lf := &leaf{weeks: weeks, node: n.Node()}
		lf.arc = n.Arc(lf.node, node, w.capacity(weeks, n.total))
		w.leaves = append(w.leaves, lf)
		for _, pr := range w.pairs {
			if pr.line.window.holds(weeks[0]) {
				pr.arcs = append(pr.arcs, n.Arc(pr.line.node, lf.node, pr.line.open))
			}
		}
	}
}

// parts divides weeks so that no line has one week of a part and lacks another.
func parts(weeks weekset, pairs []*pair) []weekset {
	same := func(a, b int) bool {
		return !slices.ContainsFunc(pairs, func(pr *pair) bool { return pr.line.window.holds(a) != pr.line.window.holds(b) })
	}
	var out []weekset
	for _, week := range weeks {
		usable := slices.ContainsFunc(pairs, func(pr *pair) bool { return pr.line.window.holds(week) })
		if !usable {
			continue
		}
		if i := slices.IndexFunc(out, func(part weekset) bool { return same(part[0], week) }); i >= 0 {
			out[i] = append(out[i], week)
		} else {
			out = append(out, weekset{week})
		}
	}
	return out
}

// capacity adds up what weeks take one by one, at most limit.
func (l *lane) capacity(weeks weekset, limit int) int {
	sum := 0
	for _, week := range weeks {
		if l.cap[week] == apportion.Unlimited {
			return limit
		}
		sum = min(limit, sum+l.cap[week])
	}
	return sum
}

// volume is what flows from a pair's line to its lane.
func (n *network) volume(pr *pair) int {
	sum := 0
	for _, a := range pr.arcs {
		sum += n.Flow(a)
	}
	return sum
}

// isIn tells that the line is in a field.
func (l *line) isIn(field plan.Text) bool { return field.V == l.want.line.Rad.Vardomrade.V }
