package yamldoc

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// What a character may mean where a text is read. Whatever has no meaning is skipped.
type stops [256]bool

var (
	blockStops  = stopsAt(":#\n\r")
	flowStops   = stopsAt(":#\n\r,[]{}?")
	quotedStops = stopsAt("\"'\\\n\r")
	// numberSigns are all characters of whatever some reader takes for a number.
	numberSigns = stopsAt("0123456789abcdefABCDEFxXoO_+-., ")
	// plainStarts are the ASCII characters that start a text without quotes here. A
	// minus has to stand before a digit.
	plainStarts = stopsAt("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_(-~")
)

// stopsAt stops at some characters, and at all beyond ASCII.
func stopsAt(signs string) *stops {
	var s stops
	for i := range s {
		s[i] = i >= 0x80 || strings.IndexByte(signs, byte(i)) >= 0
	}
	return &s
}

// scalar reads a text that stands on one line.
func (r *reader) scalar(flow bool) (mark, bool) {
	switch b := r.peek(); {
	case b == '"' || b == '\'':
		return r.inQuotes(b)
	case !plainStarts[b] || b == '-' && !isDigit(r.ahead(1)):
		return mark{}, false
	case flow:
		return r.plain(flowStops, true)
	}
	return r.plain(blockStops, false)
}

// plain reads a text without quotes. It ends where its line, its collection, a comment
// or the value of a key that it is begins or ends; the spaces before that are not its own.
func (r *reader) plain(stops *stops, flow bool) (mark, bool) {
	text, end := r.text, r.at
	high := byte(0)
scan:
	for ; end < len(text); end++ {
		b := text[end]
		if !stops[b] {
			continue
		}
		switch {
		case b >= 0x80:
			high = max(high, b)
		case b == ':':
			if end+1 == len(text) || text[end+1] <= ' ' {
				break scan
			}
			if after := text[end+1]; flow && after != '/' && !isDigit(after) {
				return mark{}, false
			}
		case b == '#':
			if text[end-1] == ' ' {
				break scan
			}
		default:
			break scan
		}
	}
	for text[end-1] == ' ' {
		end--
	}
	m := mark{span: diag.Between(r.at, end)}
	own := text[r.at:end]
	r.at = end
	var ok bool
	m.kind, ok = plainKindOf(own)
	return m, ok && !spaced(own, high) && (m.kind != String || readable(own, high))
}

// inQuotes reads a text with quotes and without escapes.
func (r *reader) inQuotes(quote byte) (mark, bool) {
	high := byte(0)
	for end := r.at + 1; end < len(r.text); end++ {
		b := r.text[end]
		if !quotedStops[b] {
			continue
		}
		switch {
		case b >= 0x80:
			high = max(high, b)
		case b == quote:
			m := mark{kind: String, quoted: true, span: diag.Between(r.at, end+1)}
			own := r.text[r.at+1 : end]
			r.at = end + 1
			return m, readable(own, high)
		case b == '\n' || b == '\r' || b == '\\' && quote == '"':
			return mark{}, false
		}
	}
	return mark{}, false
}

// own is the text of a scalar without its quotes.
func (r *reader) own(m mark) []byte {
	if m.quoted {
		return r.text[m.span.Start()+1 : m.span.End()-1]
	}
	return r.text[m.span.Start():m.span.End()]
}
