package plan

import (
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Pointer names a place of a document for good: a JSON pointer in which an entry's key
// stands for its place in the list ("/avstamningar/skas/datum"), so that it outlives
// entries added before it. A place in a table is named by the row's plan and week.
func Pointer(d *Document, at diag.Span) string {
	root := d.Root()
	switch {
	case root == nil && d.locate == nil:
		return "" // forgotten
	case root == nil:
		return d.locate(at)
	}
	var b strings.Builder
	descend(&b, "", string(d.Kind), root, at)
	return b.String()
}

// descend writes the way to the smallest node that holds the span. A key's own span leads
// to its value, so that a finding on a key and one on its value are told apart by rule.
func descend(b *strings.Builder, parent, name string, n *yamldoc.Node, at diag.Span) {
	for _, e := range n.Entries {
		if e.Key.Span.Holds(at) || e.Value.Span.Holds(at) {
			b.WriteString("/" + escape(e.Key.Text))
			descend(b, name, e.Key.Text, e.Value, at)
			return
		}
	}
	for i, item := range n.Items {
		if item.Span.Holds(at) {
			key, ok := EntryKey(parent, name, item)
			if !ok {
				key = strconv.Itoa(i)
			}
			b.WriteString("/" + escape(key))
			descend(b, parent, name, item, at)
			return
		}
	}
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

func escape(token string) string { return pointerEscapes.Replace(token) }
