package yamldoc

import (
	"bytes"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// frame judges a file's lines: how they are indented, and what stands around the one
// document, which is markers of further documents and directives. A line that starts with --- or ... ends a document wherever
// it stands, so no parser is needed. It tells whether the file may be parsed.
func frame(f *findings) bool {
	if indentation(f); len(f.found) > 0 {
		return false
	}
	text := f.src.Text
	content, started, ended := false, false, false
	for at := 0; at < len(text); {
		start := at
		stop, next := line(text, start)
		at = next
		switch {
		case conflict(text[start:stop]):
			f.conflict(diag.Between(start, stop))
			return false
		case marker(text[start:stop], "---"):
			if started || content || ended {
				f.documents(diag.Between(start, start+3))
				return false
			}
			started = true
			content = !blank(text[start+3 : stop])
		case marker(text[start:stop], "..."):
			ended = true
			if !blank(text[start+3 : stop]) {
				f.documents(diag.Between(start, stop))
				return false
			}
		case blank(text[start:stop]):
		case ended:
			f.documents(diag.Between(gap(text, start, ""), stop))
			return false
		case text[start] == '%' && !content && !started:
			f.directive(diag.Between(start, stop))
			return false
		default:
			content = true
		}
	}
	return true
}

// indentation reports tabs in front of a line's first character, be it in a comment, in
// a quoted text or in front of nothing: such a tab is never needed, and not seen.
func indentation(f *findings) {
	text := f.src.Text
	for at := 0; at < len(text); {
		start := at
		stop, next := line(text, start)
		at = next
		margin := text[start : stop-len(bytes.TrimLeft(text[start:stop], " \t"))]
		if tab := bytes.IndexByte(margin, '\t'); tab >= 0 {
			f.tab(diag.Between(start+tab, start+len(margin)))
		}
	}
}

// blank tells that a line, or the rest of one, holds nothing but a comment.
func blank(line []byte) bool {
	rest := bytes.TrimLeft(line, " \t")
	return len(rest) == 0 || rest[0] == '#'
}

// marker tells that a line is a document marker.
func marker(line []byte, mark string) bool {
	return bytes.HasPrefix(line, []byte(mark)) && (len(line) == 3 || line[3] == ' ' || line[3] == '\t')
}

// conflict tells that git left a line here to say that two branches disagree.
func conflict(line []byte) bool {
	return bytes.HasPrefix(line, []byte("<<<<<<< ")) || bytes.HasPrefix(line, []byte(">>>>>>> "))
}

// crowded tells that a text may hold more nodes than the limit, before any tree is
// built: each entry of a collection costs a comma, a colon or a dash.
func crowded(text []byte) bool {
	n := 0
	for i, b := range text {
		switch b {
		case ',', '[', '{':
			n++
		case ':':
			n += 2
		case '-':
			if i+1 == len(text) || strings.IndexByte(" \t\r\n", text[i+1]) >= 0 {
				n++
			}
		}
	}
	return n > MaxNodes
}
