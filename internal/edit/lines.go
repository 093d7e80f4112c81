package edit

import (
	"bytes"

	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// column is the column of a place, counted from 0. What stands before a key or a dash on its
// line are blanks and dashes.
func column(text []byte, at int) int { return at - yamldoc.LineStart(text, at) }

// isLines tells that a value is a collection on lines of its own.
func isLines(doc *yamldoc.Document, n *yamldoc.Node) bool {
	return (n.Kind == yamldoc.Mapping || n.Kind == yamldoc.Sequence) && !doc.IsFlow(n)
}

// colonAfter is the place right after the colon of a key.
func colonAfter(text []byte, key *yamldoc.Node) int {
	return key.Span.End() + bytes.IndexByte(text[key.Span.End():], ':') + 1
}
