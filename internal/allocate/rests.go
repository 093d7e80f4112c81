package allocate

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/flow"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// mostReasons is how many sources a reason names: as many as fit the reason of a rest.
const mostReasons = 6

// rests lists what is left of each line, with the reason.
func (n *network) rests() []Rest {
	var out []Rest
	for _, l := range n.lines {
		if left := l.open - n.Flow(l.arc); left > 0 {
			out = append(out, Rest{Line: l.line, Volume: left, Why: n.why(l)})
		}
	}
	return out
}

// why says why no more of a line is placed: what is full wherever it could go, or what keeps
// it from going anywhere.
func (n *network) why(l *line) lang.Text {
	if l.window.empty() {
		return lang.T("inga veckor återstår av perioden", "no weeks of the period are left")
	}
	var full, near []lang.Text
	for _, pr := range l.pairs {
		full = append(full, n.full(pr)...)
	}
	if len(full) > 0 {
		return lang.T("fullt: %s", "full: %s", some(full))
	}
	for _, r := range l.refused {
		about := len(r.scope.Fields) == 0 || slices.ContainsFunc(r.scope.Fields, l.isIn)
		if about && r.receiver != l.want.sender {
			near = append(near, r.why)
		}
	}
	if len(near) > 0 {
		return lang.T("ingen kan ta emot: %s", "nobody can receive: %s", some(near))
	}
	return lang.T("inget erbjudande och inget avtal gäller vårdområdet %s", "no offer and no agreement is for the field %s", l.line.Rad.Vardomrade.V)
}

// full names what is full in a lane that a line could use: going from its weeks to the end,
// the first cap on each way that takes no more.
func (n *network) full(pr *pair) []lang.Text {
	w := pr.way
	if len(pr.arcs) == 0 {
		return []lang.Text{lang.T("kapaciteten i %s de veckor som raden kan använda", "the capacity of %s in the weeks that the line can use", w.id)}
	}
	var weeks weekset
	var bounds []*bound
	for _, a := range pr.arcs {
		_, node := n.Ends(a)
		for node != n.sink {
			arc, lf, b := n.out(w, node)
			if _, up := n.Ends(arc); n.Flow(arc) < n.Cap(arc) {
				node = up
				continue
			}
			if lf != nil {
				weeks = append(weeks, lf.weeks...)
			} else if !slices.Contains(bounds, b) {
				bounds = append(bounds, b)
			}
			break
		}
	}
	return n.named(w, weeks, bounds)
}

// out finds the arc that leaves a node of a lane towards the end: that of a leaf, of a cap,
// or the last one.
func (n *network) out(w *way, node int) (flow.Arc, *leaf, *bound) {
	for _, lf := range w.leaves {
		if lf.node == node {
			return lf.arc, lf, nil
		}
	}
	for _, c := range w.caps {
		if from, _ := n.Ends(c.arc); from == node {
			return c.arc, nil, c.bound
		}
	}
	return w.arc, nil, nil
}

// named names caps of a lane: weeks that are full one by one, and what holds weeks together.
func (n *network) named(w *way, weeks weekset, bounds []*bound) []lang.Text {
	var out []lang.Text
	if len(weeks) > 0 {
		first, last := n.weeks[slices.Min(weeks)].String(), n.weeks[slices.Max(weeks)].String()
		span := first + "–" + last
		if first == last {
			span = first
		}
		out = append(out, lang.T("veckokapaciteten i %s för %s", "the weekly capacity of %s for %s", w.id, span))
	}
	for _, b := range bounds {
		switch b.kind {
		case byCeiling:
			out = append(out, lang.T("takvolymen %[2]d i %[1]s för %[3]s", "the ceiling of %[2]d in %[1]s for %[3]s", w.id, b.stated, b.name))
		case byCapacity:
			out = append(out, lang.T("kapaciteten %[2]d i %[1]s för %[3]s", "the capacity of %[2]d in %[1]s for %[3]s", w.id, b.stated, b.name))
		case byDraws:
			out = append(out, lang.T("kapaciteten i %s för %s bredvid planer per kvartal", "the capacity of %s for %s beside plans by quarter", w.id, b.name))
		}
	}
	return out
}

// some joins the first few of a list and counts the others.
func some(list []lang.Text) lang.Text {
	out := list[0]
	for i, t := range list[1:] {
		if i+1 == mostReasons {
			return lang.T("%s och %d till", "%s and %d more", out, len(list)-mostReasons)
		}
		out = lang.T("%s; %s", "%s; %s", out, t)
	}
	return out
}
