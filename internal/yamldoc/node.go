package yamldoc

import (
	"github.com/leveransplan/leveransplan/internal/diag"
)

// Kind is what a node is, judged from its own characters and never by a library's
// guess: a plain scalar is a number only in plain decimal, a date stays a string.
type Kind uint8

// The kinds of nodes.
const (
	Null    Kind = iota // nothing, ~ or null
	Bool                // true or false
	Int                 // plain decimal whole number: 0, 12, -3
	Number              // plain decimal fraction: 0.5
	String              // any other scalar, and every quoted one
	Mapping             // keys and values, keys unique strings
	Sequence
)

// Node is a value in a document, with its place.
type Node struct {
	Kind   Kind
	Quoted bool // String written with quotes or as a block scalar
	// Bad tells that a finding has been made about this very node (not about its
	// parts): its value means nothing and nobody should report on it again. A bad
	// scalar is a String. A bad key makes its whole entry meaningless.
	Bad bool
	// Span covers a scalar with its quotes, a collection from its first to its last
	// character. An empty value has an empty span right after its key's colon or its
	// entry's dash. A block scalar runs from its | or > through its last line, with
	// the line break that belongs to its value.
	Span diag.Span
	Text string // a scalar's value

	Entries []Entry // of a Mapping, in the order of the file
	Items   []*Node // of a Sequence
}

// Entry is one key of a mapping. Key is always a String.
type Entry struct{ Key, Value *Node }

// Get returns the value of a key, or nil.
func (n *Node) Get(key string) *Node {
	e, _ := n.Entry(key)
	return e.Value
}

// Entry returns the first entry with a key.
func (n *Node) Entry(key string) (Entry, bool) {
	if n != nil {
		for _, e := range n.Entries {
			if e.Key.Text == key {
				return e, true
			}
		}
	}
	return Entry{}, false
}

// Document is one YAML file. Root is never nil and always a Mapping.
type Document struct {
	Source *diag.Source
	Root   *Node
}
