package edit

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// oddly writes what a document says anew: in any style that a person may choose, with any
// indentation, and with comments that tell where they belong.
type oddly struct {
	rand *rand.Rand
	out  strings.Builder
	text bool // it has just written a text on lines, after which a comment would be part of it
}

func (w *oddly) chance(percent int) bool { return w.rand.IntN(100) < percent }

// lines writes a mapping on lines. Its first key may stand after a dash.
func (w *oddly) lines(n *yamldoc.Node, pointer string, column int, dashed bool) {
	for i, e := range n.Entries {
		at := pointer + "/" + e.Key.Text
		if i > 0 || !dashed {
			if w.chance(10) && i > 0 {
				w.out.WriteString("\n")
			}
			if w.chance(20) && (i > 0 || pointer != "") {
				w.out.WriteString(margin(column) + "# above " + at + "\n")
			}
			w.out.WriteString(margin(column))
		}
		w.out.WriteString(e.Key.Text + ":")
		if w.value(e.Value, at, column); w.chance(10) && !w.text {
			w.out.WriteString(margin(column+3) + "# below " + at + "\n")
		}
	}
}

func (w *oddly) value(n *yamldoc.Node, at string, column int) {
	comment := " # at " + at + "\n"
	w.text = false
	switch {
	case n.Kind == yamldoc.Mapping && len(n.Entries) > 0 && w.chance(60):
		w.out.WriteString(comment)
		w.lines(n, at, column+1+w.rand.IntN(4), false)
	case n.Kind == yamldoc.Sequence && len(n.Items) > 0 && w.chance(70):
		w.out.WriteString(comment)
		column += w.rand.IntN(4)
		for i, item := range n.Items {
			w.item(item, fmt.Sprintf("%s/%d", at, i), column)
		}
	case n.Kind == yamldoc.String && w.chance(5):
		w.text = true
		w.out.WriteString(" |-" + comment + margin(column+2) + n.Text + "\n")
	default:
		w.out.WriteString(" " + w.words(n) + comment)
	}
}

func (w *oddly) item(n *yamldoc.Node, at string, column int) {
	if w.chance(10) {
		w.out.WriteString(margin(column) + "# item " + at + "\n")
	}
	gap := 1 + w.rand.IntN(2)
	w.out.WriteString(margin(column) + "-" + margin(gap))
	if n.Kind == yamldoc.Mapping && len(n.Entries) > 0 && w.chance(70) {
		w.lines(n, at, column+1+gap, true)
		return
	}
	w.out.WriteString(w.words(n) + "\n")
}

// words writes a value in braces and brackets.
func (w *oddly) words(n *yamldoc.Node) string {
	var parts []string
	switch n.Kind {
	case yamldoc.Mapping:
		for _, e := range n.Entries {
			parts = append(parts, e.Key.Text+": "+w.words(e.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case yamldoc.Sequence:
		for _, item := range n.Items {
			parts = append(parts, w.words(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case yamldoc.String:
		if n.Quoted {
			return yamldoc.Quoted(n.Text)
		}
		return yamldoc.Written(n.Text)
	}
	return n.Text
}

// valueOf is the value that a node says, in braces and brackets.
func valueOf(n *yamldoc.Node) Value { return said(nil, n) }
