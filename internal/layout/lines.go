package layout

import (
	"bytes"
	"sort"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// lineBreaks writes every line break as LF.
func lineBreaks(doc *yamldoc.Document) []yamldoc.Edit {
	var edits []yamldoc.Edit
	for at, b := range doc.Source.Text {
		if b == '\r' { // the pre-scan knows that LF follows
			edits = append(edits, yamldoc.Edit{Start: at, End: at + 1})
		}
	}
	return edits
}

// lastLine ends a file with one line break. A block text that keeps the empty lines after
// it keeps them here too, and one that lacks its last line break is told to have none.
func lastLine(doc *yamldoc.Document) []yamldoc.Edit {
	text := doc.Source.Text
	end := max(len(bytes.TrimRight(text, " \t\n")), doc.Root.Span.End())
	tail := "\n"
	if text[end-1] == '\n' {
		tail = "" // it belongs to a block text
	}
	if string(text[end:]) == tail {
		return nil
	}
	edits := []yamldoc.Edit{{Start: end, End: len(text), Text: tail}}
	last := lastValue(doc.Root)
	if doc.IsBlock(last) && last.Span.End() == end && tail != "" && last.Text != "" && !strings.HasSuffix(last.Text, "\n") {
		edits = append(strip(text, last.Span.Start()), edits...)
	}
	return edits
}

// lastValue is the scalar or the empty collection at the end of a value.
func lastValue(n *yamldoc.Node) *yamldoc.Node {
	switch {
	case len(n.Entries) > 0:
		return lastValue(n.Entries[len(n.Entries)-1].Value)
	case len(n.Items) > 0:
		return lastValue(n.Items[len(n.Items)-1])
	}
	return n
}

// strip makes the header of a block text say that it ends without a line break.
func strip(text []byte, header int) []yamldoc.Edit {
	at := header + 1
	switch text[at] {
	case '-':
		return nil
	case '+':
		return []yamldoc.Edit{{Start: at, End: at + 1, Text: "-"}}
	}
	return []yamldoc.Edit{{Start: at, End: at, Text: "-"}}
}

// trailing takes away blanks at the ends of lines, but for those within a text.
func trailing(doc *yamldoc.Document) []yamldoc.Edit {
	text := doc.Source.Text
	within := longTexts(doc)
	var edits []yamldoc.Edit
	for start := 0; start < len(text); {
		end := yamldoc.LineEnd(text, start)
		content := start + len(bytes.TrimRight(text[start:end], " \t"))
		if content < end && !overlaps(within, content, end) {
			edits = append(edits, yamldoc.Edit{Start: content, End: end})
		}
		start = yamldoc.NextLine(text, end)
	}
	return edits
}

// longTexts lists the texts that go over several lines, in order.
func longTexts(doc *yamldoc.Document) []diag.Span {
	var spans []diag.Span
	doc.Root.Each(func(n *yamldoc.Node) {
		if n.Quoted && bytes.IndexByte(doc.Source.Slice(n.Span), '\n') >= 0 {
			spans = append(spans, n.Span)
		}
	})
	return spans
}

// overlaps tells that one of the spans, which are in order and apart, has a part between
// two places.
func overlaps(spans []diag.Span, start, end int) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End() > start })
	return i < len(spans) && spans[i].Start() < end
}
