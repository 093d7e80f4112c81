package yamldoc

import (
	"sort"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
)

var (
	escapePointer   = strings.NewReplacer("~", "~0", "/", "~1")
	unescapePointer = strings.NewReplacer("~1", "/", "~0", "~")
)

// At returns the value at a JSON pointer ("" is the root, "/rader/0/volym"), or nil.
// ~0 and ~1 stand for ~ and /; nothing else is escaped.
func (d *Document) At(pointer string) *Node {
	_, value := d.find(pointer)
	return value
}

// KeyAt returns the key whose value stands at a JSON pointer, or nil where that is the
// root, an item of a list, or nothing.
func (d *Document) KeyAt(pointer string) *Node {
	key, _ := d.find(pointer)
	return key
}

func (d *Document) find(pointer string) (key, value *Node) {
	value = d.Root
	if pointer == "" {
		return nil, value
	}
	for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		step = unescapePointer.Replace(step)
		switch value.Kind {
		case Mapping:
			e, ok := value.Entry(step)
			if !ok {
				return nil, nil
			}
			key, value = e.Key, e.Value
		case Sequence:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(value.Items) {
				return nil, nil
			}
			key, value = nil, value.Items[i]
		default:
			return nil, nil
		}
	}
	return key, value
}

// Step is one step from a collection to one of its parts.
type Step struct {
	Key   string // of an entry of a mapping
	Index int    // of an item of a list, -1 in a mapping
	// Node is the part: the entry's value, or its key where the path ends at a key.
	Node *Node
}

// PathAt gives the steps from the root to the innermost key or value that holds a
// span. It is empty for the root itself and for a place outside it.
func (d *Document) PathAt(at diag.Span) []Step {
	var path []Step
	for n := d.Root; n != nil && n.Span != at; {
		step, ok := n.stepTo(at)
		if !ok {
			return path
		}
		path = append(path, step)
		n = step.Node
	}
	return path
}

// stepTo finds the part of a collection that holds a span. Parts are in the order of
// the text, so a search by halves finds it.
func (n *Node) stepTo(at diag.Span) (Step, bool) {
	switch n.Kind {
	case Mapping:
		i := sort.Search(len(n.Entries), func(i int) bool { return n.Entries[i].Key.Span.Start() > at.Start() }) - 1
		if i < 0 {
			return Step{}, false
		}
		e := n.Entries[i]
		for _, part := range []*Node{e.Key, e.Value} {
			if part.Span.Holds(at) {
				return Step{Key: e.Key.Text, Index: -1, Node: part}, true
			}
		}
	case Sequence:
		i := sort.Search(len(n.Items), func(i int) bool { return n.Items[i].Span.Start() > at.Start() }) - 1
		if i >= 0 && n.Items[i].Span.Holds(at) {
			return Step{Index: i, Node: n.Items[i]}, true
		}
	}
	return Step{}, false
}
