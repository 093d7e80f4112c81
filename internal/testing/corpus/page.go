package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
)

// page is a YAML file being written in somebody's hand: planners differ in indentation,
// quotes, comments and in where they use braces.
type page struct {
	bytes.Buffer
	hand
}

// hand is a way of writing.
type hand struct {
	flush    bool // lists begin under their key and not two blanks in
	braces   bool // entries of lists stand within braces where they are short
	single   bool // text has single quotes
	comments bool
	zeros    bool // weeks without a volume are written too
	rows     bool // weeks stand in rows within braces
	windows  bool // lines end with CR LF
}

func (r *region) someHand() hand {
	chance := func(percent int) bool { return r.rng.IntN(100) < percent }
	return hand{flush: chance(20), braces: chance(60), single: chance(15), comments: chance(65), zeros: chance(85), rows: chance(6), windows: chance(2)}
}

// clerk is how registers are written.
var clerk = hand{braces: true, zeros: true}

func newPage(name, kind string, h hand) *page {
	p := &page{hand: h}
	p.line(0, "# yaml-language-server: $schema=%sschemas/%s.schema.json", strings.Repeat("../", strings.Count(name, "/")), kind)
	p.line(0, "dokument: %s/v1", kind)
	return p
}

func (p *page) line(indent int, format string, args ...any) {
	p.WriteString(strings.Repeat(" ", indent))
	fmt.Fprintf(p, format, args...)
	p.WriteByte('\n')
}

func (p *page) bytes() []byte {
	if p.windows {
		return bytes.ReplaceAll(p.Bytes(), []byte("\n"), []byte("\r\n"))
	}
	return p.Bytes()
}

// comment writes remarks on lines of their own, for those who write any.
func (p *page) comment(rng *rand.Rand, most int) {
	if !p.comments {
		return
	}
	for range rng.IntN(most + 1) {
		p.line(0, "# %s", text(rng, planComments))
	}
}

// member is a key with its value, as YAML. An empty value is left out.
type member struct{ key, value string }

// mapping writes a mapping under a key.
func (p *page) mapping(indent int, key string, members ...member) {
	if p.braces {
		p.line(indent, "%s: %s", key, inBraces(members))
		return
	}
	p.line(indent, "%s:", key)
	for _, m := range members {
		if m.value != "" {
			p.line(indent+2, "%s: %s", m.key, m.value)
		}
	}
}

// step is where the entries of a list under a key at an indent begin.
func (p *page) step(indent int) int {
	if p.flush {
		return indent
	}
	return indent + 2
}

// item writes an entry of a list.
func (p *page) item(indent int, members ...member) {
	if line := inBraces(members); p.braces && len(line) < 170 {
		p.line(indent, "- %s", line)
		return
	}
	p.entry(indent, members...)
}

// entry writes an entry of a list key by key.
func (p *page) entry(indent int, members ...member) {
	lead := "- "
	for _, m := range members {
		if m.value != "" {
			p.line(indent, "%s%s: %s", lead, m.key, m.value)
			lead = "  "
		}
	}
}

func inBraces(members []member) string { return "{" + joined(members) + "}" }

func joined(members []member) string {
	var parts []string
	for _, m := range members {
		if m.value != "" {
			parts = append(parts, m.key+": "+m.value)
		}
	}
	return strings.Join(parts, ", ")
}

// words writes a text: bare where YAML reads it alike in any place, else in quotes.
func (p *page) words(s string) string {
	bare := !strings.ContainsAny(s, `:#{}[],&*!|>'"%@`) && s[0] > '9' && s[0] != '~'
	switch {
	case bare && !p.single:
		return s
	case p.single:
		return "'" + s + "'"
	}
	return `"` + s + `"`
}

// quoted writes a text that everybody puts in quotes: version and diary numbers.
func (p *page) quoted(format string, args ...any) string {
	if p.single {
		return "'" + fmt.Sprintf(format, args...) + "'"
	}
	return `"` + fmt.Sprintf(format, args...) + `"`
}

func list[T any](items []T, name func(T) string) string {
	var parts []string
	for _, item := range items {
		parts = append(parts, name(item))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func number(n int) string { return fmt.Sprint(n) }
