package schema

import (
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// acceptor tells at once of nearly every value that keeps a schema that it does. It has
// nothing to say of the others: they are for the library, which alone refuses, and which
// takes a document to pieces for it. So an acceptor may doubt a value that is sound, and
// never accepts one that the library would refuse.
//
// It judges what [value] makes of a node. Anything bad is doubted. A key that is stated
// twice counts twice here, and each of its values must do.
type acceptor struct {
	kinds uint8     // a bit for each [yamldoc.Kind] that the value may be of
	ref   *acceptor // one more that the value has to pass
	words []string  // the only texts, where those are listed

	// Of a text.
	pattern *regexp.Regexp
	longest int // characters
	valid   func(string) bool

	lowest, highest int // of a number

	// Of a list.
	fewest, most int
	unique       bool
	items        *acceptor // nil: anything

	// Of a mapping.
	fewestKeys, mostKeys int
	properties           map[string]property
	required             uint64 // the bits of properties
	dependent            []dependence
	names                *acceptor // of every key; nil: any
	closed               bool      // no other keys than the properties
	rest                 *acceptor // the values of other keys; nil: anything
}

// property is a key that a schema knows. Its bit stands for it in sets.
type property struct {
	bit   uint64
	value *acceptor
}

// dependence is a property and those that have to stand beside it.
type dependence struct{ given, needs uint64 }

// accepts tells that a value surely keeps the schema.
func (a *acceptor) accepts(n *yamldoc.Node) bool {
	if n == nil || n.Bad || a.kinds&(1<<n.Kind) == 0 || a.ref != nil && !a.ref.accepts(n) {
		return false
	}
	if a.words != nil && (n.Kind != yamldoc.String || !slices.Contains(a.words, n.Text)) {
		return false
	}
	switch n.Kind {
	case yamldoc.String:
		return a.text(n.Text)
	case yamldoc.Int, yamldoc.Number:
		return a.number(n)
	case yamldoc.Mapping:
		return a.mapping(n.Entries)
	case yamldoc.Sequence:
		return a.sequence(n.Items)
	}
	return true
}

func (a *acceptor) text(s string) bool {
	return (len(s) <= a.longest || utf8.RuneCountInString(s) <= a.longest) &&
		(a.pattern == nil || a.pattern.MatchString(s)) && (a.valid == nil || a.valid(s))
}

func (a *acceptor) number(n *yamldoc.Node) bool {
	if n.Kind == yamldoc.Int {
		whole, err := strconv.Atoi(n.Text)
		return err == nil && a.lowest <= whole && whole <= a.highest
	}
	f := decimal(n)
	return float64(a.lowest) <= f && f <= float64(a.highest)
}

func (a *acceptor) mapping(entries []yamldoc.Entry) bool {
	if len(entries) < a.fewestKeys || len(entries) > a.mostKeys {
		return false
	}
	var present uint64
	for _, e := range entries {
		p, known := a.properties[e.Key.Text]
		switch {
		case e.Key.Bad || !known && a.closed || a.names != nil && !a.names.accepts(e.Key):
			return false
		case known:
			present |= p.bit
		default:
			p.value = a.rest
		}
		if p.value != nil && !p.value.accepts(e.Value) {
			return false
		}
	}
	for _, d := range a.dependent {
		if present&d.given != 0 && present&d.needs != d.needs {
			return false
		}
	}
	return present&a.required == a.required
}

func (a *acceptor) sequence(items []*yamldoc.Node) bool {
	if len(items) < a.fewest || len(items) > a.most {
		return false
	}
	for i, item := range items {
		if a.items != nil && !a.items.accepts(item) {
			return false
		}
		if a.unique && slices.ContainsFunc(items[:i], func(other *yamldoc.Node) bool { return !differ(item, other) }) {
			return false
		}
	}
	return true
}

// differ tells that two items of a list are surely not equal. Of others than texts and
// whole numbers it is never sure.
func differ(a, b *yamldoc.Node) bool {
	switch {
	case a.Bad || b.Bad:
		return false
	case a.Kind == yamldoc.String && b.Kind == yamldoc.String:
		return a.Text != b.Text
	case a.Kind == yamldoc.Int && b.Kind == yamldoc.Int:
		m, err := strconv.Atoi(a.Text)
		n, other := strconv.Atoi(b.Text)
		return err == nil && other == nil && m != n
	}
	return false
}
