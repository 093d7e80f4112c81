package layout

import (
	"bytes"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// order moves the entries of the outermost mappings that are out of order. Those inside
// them are out of order still, and come when it is called again.
func (l *Layout) order(doc *yamldoc.Document, kind string) (edits []yamldoc.Edit) {
	var look func(n *yamldoc.Node, s *schema.Shape)
	look = func(n *yamldoc.Node, s *schema.Shape) {
		if sorted := inOrder(n.Entries, s); !slices.Equal(sorted, n.Entries) {
			move := moveLines
			if doc.IsFlow(n) {
				move = moveWords
			}
			// Where a comment would become part of a text the mapping stays as it is.
			if e, ok := move(doc, n, sorted); ok && keepsMeaning(doc, e) {
				edits = append(edits, e)
				return
			}
		}
		for _, e := range n.Entries {
			look(e.Value, s.Value(e.Key.Text))
		}
		for _, item := range n.Items {
			look(item, s.Item())
		}
	}
	look(doc.Root, l.shapes[kind])
	return edits
}

// keepsMeaning tells that the document says the same after an edit.
func keepsMeaning(doc *yamldoc.Document, e yamldoc.Edit) bool {
	_, err := apply(doc, []yamldoc.Edit{e})
	return err == nil
}

// inOrder sorts entries by the schema, weeks and quarters by time. What has no place keeps
// its order, after the rest.
func inOrder(entries []yamldoc.Entry, s *schema.Shape) []yamldoc.Entry {
	return slices.SortedStableFunc(slices.Values(entries), func(a, b yamldoc.Entry) int { return s.Compare(a.Key.Text, b.Key.Text) })
}

// moveWords changes the places of entries between braces. Commas, blanks and line breaks
// between them stay. Comments between them may belong to either side, so that such a
// mapping is left as it is; so is one with an empty value, whose colon needs its blank.
func moveWords(doc *yamldoc.Document, n *yamldoc.Node, sorted []yamldoc.Entry) (yamldoc.Edit, bool) {
	text := doc.Source.Text
	var out strings.Builder
	end := n.Span.Start()
	for i, e := range n.Entries {
		between := text[end:e.Key.Span.Start()]
		if bytes.IndexByte(between, '#') >= 0 || e.Value.Span.Len() == 0 {
			return yamldoc.Edit{}, false
		}
		out.Write(between)
		out.Write(text[sorted[i].Key.Span.Start():sorted[i].Value.Span.End()])
		end = e.Value.Span.End()
	}
	if bytes.IndexByte(text[end:n.Span.End()], '#') >= 0 {
		return yamldoc.Edit{}, false
	}
	return yamldoc.Edit{Start: n.Span.Start(), End: end, Text: out.String()}, true
}

// part is an entry of a mapping on lines, with what moves along.
type part struct {
	lead string // whole lines above: comments, and the blank lines above them
	body string // from the key to the end of the last line
}

// moveLines changes the places of entries that stand on lines of their own. An entry takes
// along the comments right above it, with the blank lines above those, the comment on
// its own line, and those below it that are indented further than its key.
//
// What stands above the first key of a file, or above the first of any mapping and a
// blank line, belongs to the whole and stays; so do comments after the last entry.
//
// A mapping with a block text that keeps the empty lines after it (|+) is left as it is:
// what follows such a text must not begin with one.
func moveLines(doc *yamldoc.Document, n *yamldoc.Node, sorted []yamldoc.Entry) (yamldoc.Edit, bool) {
	text := doc.Source.Text
	first := n.Entries[0].Key.Span.Start()
	line := yamldoc.LineStart(text, first)
	prefix := string(text[line:first])
	if strings.Trim(prefix, " -") != "" || slices.ContainsFunc(n.Entries, func(e yamldoc.Entry) bool { return keepsLines(doc, e.Value) }) {
		return yamldoc.Edit{}, false
	}
	indent := strings.Repeat(" ", len(prefix))
	start := line
	if prefix == indent {
		start = leadOfFirst(text, line, n == doc.Root)
	}
	parts := map[*yamldoc.Node]part{}
	at := start
	for _, e := range n.Entries {
		key := e.Key.Span.Start()
		end := doc.EndOf(e.Value, len(prefix))
		parts[e.Key] = part{string(text[at:max(at, yamldoc.LineStart(text, key))]), string(text[key:end])}
		at = end
	}
	var out strings.Builder
	for i, e := range sorted {
		p := parts[e.Key]
		if i == 0 && prefix != indent {
			dash := strings.IndexByte(prefix, '-')
			out.WriteString(yamldoc.Indented(p.lead, dash) + prefix + p.body)
			continue
		}
		out.WriteString(p.lead + indent + p.body)
	}
	return yamldoc.Edit{Start: start, End: at, Text: out.String()}, true
}

// leadOfFirst is where the comments start that belong to a mapping's first key, which
// stands on a line. In a file the first comments are the file's own.
func leadOfFirst(text []byte, line int, isFile bool) int {
	start := yamldoc.LeadOf(text, line, 0)
	if isFile && len(bytes.TrimSpace(text[:start])) == 0 {
		return line
	}
	return start
}

// keepsLines tells that a value ends with a block text that keeps the empty lines after it.
func keepsLines(doc *yamldoc.Document, n *yamldoc.Node) bool {
	text, last := doc.Source.Text, lastValue(n)
	return doc.IsBlock(last) && bytes.IndexByte(text[last.Span.Start():yamldoc.LineEnd(text, last.Span.Start())], '+') >= 0
}
