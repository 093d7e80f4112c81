package yamldoc

import (
	"bytes"
	"strings"
)

// Those who edit a file think in lines: where one starts and ends, which lines a value takes,
// which comments go with it. Places are byte offsets, as in [diag.Span].

// line gives the end of the line that holds an offset, without its line break, and
// the start of the next line.
func line(text []byte, at int) (stop, next int) {
	n := bytes.IndexByte(text[at:], '\n')
	if n < 0 {
		return len(text), len(text)
	}
	stop, next = at+n, at+n+1
	if stop > at && text[stop-1] == '\r' {
		stop--
	}
	return stop, next
}

// LineStart is where the line of a place starts.
func LineStart(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

// LineEnd is where the line of a place ends, before its line break.
func LineEnd(text []byte, at int) int {
	stop, _ := line(text, at)
	return stop
}

// NextLine is where the line after that of a place starts, the end of the text after the
// last one.
func NextLine(text []byte, at int) int {
	_, next := line(text, at)
	return next
}

// EndOf is where the lines of a value end: with the rest of its last line, and with the
// comments below it that are indented further than the column, counted from 0, of what it
// belongs to (its key or its dash). Blank lines after it are not its own.
func (d *Document) EndOf(value *Node, column int) int {
	text := d.Source.Text
	end := value.Span.End()
	if end == 0 || text[end-1] != '\n' || value.Span.Start() == end {
		end = NextLine(text, end)
	}
	for at := end; at < len(text); {
		stop, next := line(text, at)
		here := text[at:stop]
		margin := len(here) - len(bytes.TrimLeft(here, " "))
		switch {
		case isComment(here) && margin > column:
			end = next
		case len(bytes.TrimSpace(here)) > 0:
			return end
		}
		at = next
	}
	return end
}

// LeadOf is where the comments start that stand right above a line, given by its start. They
// belong to what the line holds. It does not go above a place, the start of another line.
func LeadOf(text []byte, start, above int) int {
	for start > above {
		before := LineStart(text, start-1)
		if before < above || !isComment(text[before:LineEnd(text, before)]) {
			break
		}
		start = before
	}
	return start
}

// isComment tells that a line holds a comment and nothing else.
func isComment(line []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("#")) }

// Indented gives lines another indentation. Empty ones stay empty.
func Indented(lines string, column int) string {
	var out strings.Builder
	for line := range strings.Lines(lines) {
		if line = strings.TrimLeft(line, " \t"); line != "\n" {
			line = strings.Repeat(" ", column) + line
		}
		out.WriteString(line)
	}
	return out.String()
}

// IsFlow tells that a value of the document is written in braces or brackets.
func (d *Document) IsFlow(n *Node) bool {
	return (n.Kind == Mapping || n.Kind == Sequence) && d.startsWith(n, "{[")
}

// IsBlock tells that a value of the document is a text on lines, which starts with | or >.
func (d *Document) IsBlock(n *Node) bool { return n.Quoted && d.startsWith(n, "|>") }

// startsWith tells that a value's first character is one of some signs.
func (d *Document) startsWith(n *Node, signs string) bool {
	return n.Span.Start() < len(d.Source.Text) && strings.IndexByte(signs, d.Source.Text[n.Span.Start()]) >= 0
}
