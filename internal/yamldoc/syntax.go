package yamldoc

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// explain turns the library's refusal into a finding: under another rule where the
// cause is one that has its own rule, else as a fault of syntax in our own words.
func explain(f *findings, bad *fault) {
	text := f.src.Text
	at := offsetOf(text, bad.line, bad.column)
	start := at
	if bad.contextLine > 0 {
		start = offsetOf(text, bad.contextLine, bad.contextCol)
	}
	e := explanationOf(bad.message)
	if e.atStart {
		at = start
	}
	switch {
	case bad.message == errTooDeep.Error():
		f.tooDeep(f.runeAt(at))
	case strings.HasPrefix(bad.message, "unknown anchor"), strings.HasSuffix(bad.context, "an anchor"), strings.HasSuffix(bad.context, "an alias"):
		f.reuse(f.token(start))
	case strings.Contains(bad.context, " a tag"), strings.Contains(bad.message, "tag handle"):
		f.tag(f.token(start))
	case strings.Contains(bad.message, "tab character"), at < len(text) && text[at] == '\t':
		f.tab(f.runeAt(at))
	case bad.message == "" && bad.second:
		f.documents(f.token(at))
	case f.hiddenSpace(at), f.missingSpace(at):
	case e.escape:
		f.add(ruleSyntax, f.escape(at), e.message, e.hint)
	default:
		f.add(ruleSyntax, f.token(at), e.message, e.hint)
	}
}

// nearby gives the numbers of the line that the library stumbled over and of the line
// with content above it, which is often the one at fault.
func (f *findings) nearby(at int) (above, own int) {
	own = f.src.Pos(at).Line
	for above = own - 1; above > 0 && blank([]byte(f.src.Line(above))); above-- {
	}
	return max(above, 1), own
}

// hiddenSpace looks nearby for an odd space outside quotes and comments, and reports it
// as the cause.
func (f *findings) hiddenSpace(at int) bool {
	above, own := f.nearby(at)
	for n := above; n <= own; n++ {
		if i := oddSpaceIn(f.src.Line(n)); i >= 0 {
			place := f.runeAt(offsetOf(f.src.Text, n, 1) + i)
			r, _ := utf8.DecodeRune(f.src.Slice(place))
			f.oddSpace(place, r)
			return true
		}
	}
	return false
}

// oddSpaceIn finds the first odd space of a line outside quotes and comments, or -1.
func oddSpaceIn(line string) int {
	var quote rune
	before := ' '
	for i, r := range line {
		switch {
		case r == quote:
			quote = 0
		case quote != 0:
		case (r == '"' || r == '\'') && strings.ContainsRune(" [{,:-", before):
			quote = r
		case r == '#' && before == ' ':
			return -1
		case oddSpace(r):
			return i
		}
		before = r
	}
	return -1
}

// keyWithoutSpace is a line such as "volym:10", which YAML takes for a text. Times and
// web addresses look alike but are meant so.
var keyWithoutSpace = regexp.MustCompile(`^[ ]*(?:- +)*([\pL_][\pL\pN_-]*|\d{4}-[WQ]\d+):([^\s/:][^"'#]*)$`)

// missingSpace looks nearby for a key without a space after its colon, and reports it
// as the cause.
func (f *findings) missingSpace(at int) bool {
	above, own := f.nearby(at)
	for n := above; n <= own; n++ {
		text := f.src.Line(n)
		m := keyWithoutSpace.FindStringSubmatchIndex(text)
		if m == nil || strings.Contains(text, ": ") {
			continue
		}
		start := offsetOf(f.src.Text, n, 1)
		f.noSpace(diag.Between(start+m[2], start+m[3]+1), text[m[2]:m[3]], text[m[4]:m[5]])
		return true
	}
	return false
}

// escape is the span of the escape sequence that holds an offset.
func (f *findings) escape(at int) diag.Span {
	text := f.src.Text
	start := max(bytes.LastIndexByte(text[:min(at+1, len(text))], '\\'), 0)
	end := f.runeAt(min(start+1, len(text))).End()
	for end < len(text) && strings.IndexByte("0123456789abcdefABCDEF", text[end]) >= 0 {
		end++
	}
	return diag.Between(start, end)
}

// token is the span of the word that stands at an offset.
func (f *findings) token(at int) diag.Span {
	text := f.src.Text
	end := at
	for end < len(text) && strings.IndexByte(" \t\r\n,]}", text[end]) < 0 {
		end++
	}
	if end == at && at < len(text) && text[at] != '\n' && text[at] != '\r' {
		return f.runeAt(at)
	}
	return diag.Between(at, end)
}
