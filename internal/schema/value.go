package schema

import (
	"math"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// value turns a node into what the library judges. A bad value becomes null: whatever
// is said about it is dropped later. An entry with a bad key says nothing and is left
// out.
func value(n *yamldoc.Node) any {
	if n == nil || n.Bad {
		return nil
	}
	switch n.Kind {
	case yamldoc.Bool:
		return n.Text == "true"
	case yamldoc.Int, yamldoc.Number:
		return number(n)
	case yamldoc.String:
		return n.Text
	case yamldoc.Mapping:
		m := make(map[string]any, len(n.Entries))
		for _, e := range n.Entries {
			if _, twice := m[e.Key.Text]; !twice && !e.Key.Bad {
				m[e.Key.Text] = value(e.Value)
			}
		}
		return m
	case yamldoc.Sequence:
		items := make([]any, len(n.Items))
		for i, item := range n.Items {
			items[i] = value(item)
		}
		return items
	}
	return nil
}

// number reads a plain decimal.
func number(n *yamldoc.Node) any {
	if whole, err := strconv.Atoi(n.Text); err == nil && n.Kind == yamldoc.Int {
		return whole
	}
	return decimal(n)
}

// decimal differs in two things from what JSON makes of a number: one written with
// decimals is never a whole one, not even 12.0 (it is moved by the smallest step there
// is, towards 0 and so across no limit); and since the library cannot count with
// infinity, a number of hundreds of digits is the largest one.
func decimal(n *yamldoc.Node) float64 {
	f, err := strconv.ParseFloat(n.Text, 64)
	switch {
	case err != nil:
		return math.Copysign(math.MaxFloat64, f)
	case n.Kind == yamldoc.Number && f == math.Trunc(f) && f != 0:
		return math.Nextafter(f, 0)
	case n.Kind == yamldoc.Number && f == 0:
		return math.SmallestNonzeroFloat64
	}
	return f
}
