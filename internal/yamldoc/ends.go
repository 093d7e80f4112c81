package yamldoc

import (
	"bytes"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// The library tells where a node starts. These functions find where it ends, on text
// that the library has accepted: they need no errors, only to stay in bounds.

// quotedEnd is the offset after the closing quote of a text whose opening quote
// stands at start.
func quotedEnd(text []byte, start int) int {
	quote := text[start]
	for i := start + 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote && quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		case text[i] == quote:
			return i + 1
		}
	}
	return len(text)
}

// plainEnd is the offset after a text without quotes, and whether it stands on one
// line. A value on one line is its own characters, so they are compared.
func plainEnd(text []byte, start int, value string) (end int, single bool) {
	if rest := text[start:]; len(rest) >= len(value) && string(rest[:len(value)]) == value && !strings.Contains(value, "\n") {
		return start + len(value), true
	}
	blank := func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }
	end = start
	for _, word := range strings.FieldsFunc(value, blank) {
		at := end + len(text[end:]) - len(bytes.TrimLeftFunc(text[end:], blank))
		if !bytes.HasPrefix(text[at:], []byte(word)) {
			break
		}
		end = at + len(word)
	}
	return end, false
}

// blockEnd is the offset after a block scalar whose | or > stands at start: after the
// last line break that is part of its value. Explicit tells that its header states
// the indentation as a number.
func blockEnd(text []byte, start int, value string) (end int, explicit bool) {
	header, next := line(text, start)
	end = start + 1
	for end < header && text[end] > ' ' {
		explicit = explicit || text[end] >= '0' && text[end] <= '9'
		end++
	}
	strip := bytes.IndexByte(text[start:end], '-') >= 0
	keep := bytes.IndexByte(text[start:end], '+') >= 0
	hasContent := strings.Trim(value, "\n") != ""
	indent := -1
	for next < len(text) {
		at, stop := next, 0
		stop, next = line(text, at)
		blanks := stop - at - len(bytes.TrimLeft(text[at:stop], " "))
		switch {
		case at+blanks == stop && (indent < 0 || blanks <= indent): // an empty line
			if keep {
				end = next
			}
			continue
		case !hasContent || blanks < indent:
			return end, explicit
		case indent < 0:
			indent = blanks
		}
		end = next
		if strip {
			end = stop
		}
	}
	return end, explicit
}

// gap skips what can stand between the parts of a flow collection: blanks, line
// breaks, comments and the characters given.
func gap(text []byte, at int, also string) int {
	for at < len(text) {
		switch b := text[at]; {
		case b == '#':
			_, at = line(text, at)
		case b == ' ' || b == '\t' || b == '\r' || b == '\n' || strings.IndexByte(also, b) >= 0:
			at++
		default:
			return at
		}
	}
	return at
}

// properties skips what stands in front of a value: an anchor, whose name is known, or
// a tag, or both. It gives the span of each and where the value itself starts, if there
// is one.
func properties(text []byte, at, count int, anchor string) (found []diag.Span, value int) {
	for len(found) < count && at < len(text) && (text[at] == '&' || text[at] == '!') {
		start := at
		ends := " \t\r\n,[]{}"
		switch {
		case text[at] == '&':
			at, ends = min(at+1+len(anchor), len(text)), ""
		case bytes.HasPrefix(text[at:], []byte("!<")):
			ends = " \t\r\n"
		}
		for ends != "" && at < len(text) && strings.IndexByte(ends, text[at]) < 0 {
			at++
		}
		found = append(found, diag.Between(start, at))
		at = gap(text, at, "")
	}
	return found, at
}
