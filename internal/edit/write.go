package edit

import (
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// writer writes values as the rest of a file is written.
type writer struct {
	indent int // of a mapping inside a mapping, in columns
	dash   int // of a list's dashes, seen from the key
}

// canonical is how files are written that follow nobody.
var canonical = writer{indent: 2, dash: 2}

// styleOf is how a document is written: as its first lists and mappings on lines are.
func styleOf(doc *yamldoc.Document) writer {
	w := canonical
	seenIndent, seenDash := false, false
	text := doc.Source.Text
	var look func(n *yamldoc.Node)
	look = func(n *yamldoc.Node) {
		for _, e := range n.Entries {
			inside := column(text, e.Value.Span.Start()) - column(text, e.Key.Span.Start())
			switch {
			case doc.IsFlow(e.Value):
				continue
			case len(e.Value.Entries) > 0 && !seenIndent:
				w.indent, seenIndent = max(inside, 1), true
			case len(e.Value.Items) > 0 && !seenDash:
				w.dash, seenDash = max(inside, 0), true
			}
			look(e.Value)
		}
		for _, item := range n.Items {
			if !doc.IsFlow(item) {
				look(item)
			}
		}
	}
	look(doc.Root)
	return w
}

// after writes a value as it follows a key that stands in a column, or a dash: " 3", or
// lines that begin with a line break. It does not end with one.
func (w writer) after(v Value, s *schema.Shape, column int) string {
	if onOneLine(v) {
		return " " + inline(v, s)
	}
	var out strings.Builder
	switch v := v.(type) {
	case Map:
		out.WriteString("\n" + margin(column+w.indent) + w.lines(v, s, column+w.indent))
	case List:
		out.WriteString("\n" + margin(column+w.dash) + w.items(v, s, column+w.dash))
	}
	return out.String()
}

// lines writes the entries of a mapping whose first key stands in a column already.
func (w writer) lines(m Map, s *schema.Shape, column int) string {
	var out strings.Builder
	for i, e := range inOrder(m, s) {
		if i > 0 {
			out.WriteString("\n" + margin(column))
		}
		out.WriteString(yamldoc.Written(e.Key) + ":" + w.after(e.Value, s.Value(e.Key), column))
	}
	return out.String()
}

// items writes the items of a list whose first dash stands in a column already.
func (w writer) items(l List, s *schema.Shape, column int) string {
	var out strings.Builder
	for i, item := range l {
		if i > 0 {
			out.WriteString("\n" + margin(column))
		}
		out.WriteString("-" + w.item(item, s.Item(), column))
	}
	return out.String()
}

// item writes what follows a dash in a column.
func (w writer) item(v Value, s *schema.Shape, column int) string {
	if m, ok := v.(Map); ok && len(m) > 0 {
		return " " + w.lines(m, s, column+2)
	}
	if _, ok := v.(List); ok {
		v = Flow(v)
	}
	return " " + inline(v, s)
}

// inline writes a value on one line.
func inline(v Value, s *schema.Shape) string {
	switch v := bare(v).(type) {
	case Text:
		return yamldoc.Written(string(v))
	case Int:
		return strconv.Itoa(int(v))
	case Bool:
		return strconv.FormatBool(bool(v))
	case Day:
		return calendar.Day(v).String()
	case Plain:
		return string(v)
	case List:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = inline(item, s.Item())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Map:
		parts := make([]string, len(v))
		for i, e := range inOrder(v, s) {
			parts[i] = yamldoc.Written(e.Key) + ": " + inline(e.Value, s.Value(e.Key))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return ""
}

// inOrder sorts entries by the schema, weeks and quarters by time.
func inOrder(m Map, s *schema.Shape) Map {
	return slices.SortedStableFunc(slices.Values(m), func(a, b Entry) int { return s.Compare(a.Key, b.Key) })
}

func margin(columns int) string { return strings.Repeat(" ", columns) }
