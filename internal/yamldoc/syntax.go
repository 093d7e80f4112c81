package yamldoc

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/lang"
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
	switch {
	case bad.message == errTooDeep.Error():
		f.tooDeep(f.token(at))
	case strings.HasPrefix(bad.message, "unknown anchor"), strings.HasSuffix(bad.context, "an anchor"), strings.HasSuffix(bad.context, "an alias"):
		f.reuse(f.token(start))
	case strings.Contains(bad.context, " a tag"), strings.Contains(bad.message, "tag handle"):
		f.tag(f.token(start))
	case strings.Contains(bad.message, "tab character"), at < len(text) && text[at] == '\t':
		f.tab(f.runeAt(min(at, len(text))))
	case bad.message == "" && bad.second:
		f.documents(f.token(at))
	case f.hiddenSpace(start, at), f.missingSpace(start, at):
	default:
		f.syntax(bad, at, start)
	}
}

// hiddenSpace looks for an odd space outside quotes on the lines that the library
// stumbled over, and reports it as the cause.
func (f *findings) hiddenSpace(start, at int) bool {
	text := f.src.Text
	from := min(start, at)
	for from > 0 && text[from-1] != '\n' {
		from--
	}
	to, _ := line(text, max(start, at))
	var quote rune
	before := rune('\n')
	for i := from; i < to; {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case (r == '"' || r == '\'') && strings.ContainsRune(" \n[{,:-", before):
			quote = r
		case r == '#' && (before == ' ' || before == '\n'):
			i, _ = line(text, i)
			size = 0
		case oddSpace(r):
			f.oddSpace(f.runeAt(i), r)
			return true
		}
		if r == '\n' {
			quote = 0
		}
		before = r
		i += size
	}
	return false
}

// keyWithoutSpace is a line such as "volym:10", which YAML takes for a text. Times and
// web addresses look alike but are meant so.
var keyWithoutSpace = regexp.MustCompile(`^[ ]*(?:- +)*([\pL_][\pL\pN_-]*|\d{4}-[WQ]\d+):([^\s/:][^"'#]*)$`)

// missingSpace looks for a key without a space after its colon, up to one line above
// those that the library stumbled over, and reports it as the cause.
func (f *findings) missingSpace(start, at int) bool {
	last := f.src.Pos(max(start, at)).Line
	for n := max(1, f.src.Pos(min(start, at)).Line-1); n <= last; n++ {
		m := keyWithoutSpace.FindStringSubmatchIndex(f.src.Line(n))
		if m == nil || strings.Contains(f.src.Line(n), ": ") {
			continue
		}
		begin := offsetOf(f.src.Text, n, 1)
		f.noSpace(span{Start: begin + m[2], End: begin + m[3] + 1}, f.src.Line(n)[m[2]:m[3]], f.src.Line(n)[m[4]:m[5]])
		return true
	}
	return false
}

// token is the span of the word that stands at an offset.
func (f *findings) token(at int) span {
	text := f.src.Text
	end := at
	for end < len(text) && strings.IndexByte(" \t\r\n,]}", text[end]) < 0 {
		end++
	}
	if end == at && at < len(text) && text[at] != '\n' && text[at] != '\r' {
		return f.runeAt(at)
	}
	return span{Start: at, End: end}
}

// syntax reports a fault that the library found at one place, in a construct that
// started at another.
func (f *findings) syntax(bad *fault, at, start int) {
	e, known := explanations[bad.message]
	if !known {
		e = explanation{
			message: lang.T("filen går inte att läsa som YAML (\"%s\")", "the file cannot be read as YAML (\"%s\")", short(bad.message)),
			hint:    checkIndent,
		}
	}
	if e.atStart {
		at = start
	}
	f.add(ruleSyntax, f.token(at), e.message, e.hint)
}
