package edit

import (
	"bytes"

	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// lineStart is where the line of a place starts.
func lineStart(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

// lineEnd is where the line of a place ends, before its line break.
func lineEnd(text []byte, at int) int {
	if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}

// nextLine is where the line after that of a place starts.
func nextLine(text []byte, at int) int { return min(lineEnd(text, at)+1, len(text)) }

// column is the column of a place, counted from 0. What stands before a key or a dash on its
// line are blanks and dashes.
func column(text []byte, at int) int { return at - lineStart(text, at) }

// isFlow tells that a value is written in braces or brackets.
func isFlow(text []byte, n *yamldoc.Node) bool {
	return (n.Kind == yamldoc.Mapping || n.Kind == yamldoc.Sequence) && n.Span.Start < len(text) && (text[n.Span.Start] == '{' || text[n.Span.Start] == '[')
}

// isLines tells that a value is a collection on lines of its own.
func isLines(text []byte, n *yamldoc.Node) bool {
	return (n.Kind == yamldoc.Mapping || n.Kind == yamldoc.Sequence) && !isFlow(text, n)
}

// isBlockText tells that a value is a text that starts with | or >.
func isBlockText(text []byte, n *yamldoc.Node) bool {
	return n.Quoted && n.Span.Start < len(text) && bytes.IndexByte([]byte("|>"), text[n.Span.Start]) >= 0
}

func isComment(line []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("#")) }

// endBelow is where the part of a file ends that a value on lines takes, with the rest of
// its last line and the comments below it that are indented further than a column.
func endBelow(text []byte, n *yamldoc.Node, column int) int {
	end := n.Span.End
	if end == 0 || text[end-1] != '\n' || n.Span.Start == end {
		end = nextLine(text, end)
	}
	for next := end; next < len(text); {
		line := text[next:lineEnd(text, next)]
		next = nextLine(text, next)
		switch indent := len(line) - len(bytes.TrimLeft(line, " ")); {
		case isComment(line) && indent > column:
			end = next
		case len(bytes.TrimSpace(line)) > 0:
			return end
		}
	}
	return end
}

// leadAbove is where the comments start that stand right above a line, down to a place that
// they don't go above. They belong to what the line holds.
func leadAbove(text []byte, line, from int) int {
	for line > from {
		above := lineStart(text, line-1)
		if above < from || !isComment(text[above:lineEnd(text, above)]) {
			return line
		}
		line = above
	}
	return line
}

// colonAfter is the place right after the colon of a key.
func colonAfter(text []byte, key *yamldoc.Node) int {
	return key.Span.End + bytes.IndexByte(text[key.Span.End:], ':') + 1
}
