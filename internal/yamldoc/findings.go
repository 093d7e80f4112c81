package yamldoc

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// maxPerRule bounds how many findings of one rule a file can give; the last one says
// how many more there are. Two year's weeks fit.
const maxPerRule = 110

// bundled lists rules whose fault tends to come in swarms with one cause (an editor's
// setting, a pasted text): they are reported at the first place, with a count.
var bundled = map[string]bool{
	ruleEncoding: true, ruleBOM: true, ruleControl: true, ruleLineBreak: true, ruleInvisible: true,
	ruleMeaningless: true, ruleNotNFC: true, ruleTab: true, ruleOddSpace: true, ruleReuse: true,
}

// findings collects what is wrong with one file. Each rule's message is built by one
// of its methods.
type findings struct {
	src   *diag.Source
	path  []string // keys and indexes from the root to the node that is being judged
	quiet bool     // what follows has one cause that is reported elsewhere
	found diag.List
	count map[string]int // by rule
	last  map[string]int // by rule: index in found
}

func newFindings(src *diag.Source) *findings {
	return &findings{src: src, count: map[string]int{}, last: map[string]int{}}
}

func (f *findings) push(step string) { f.path = append(f.path, step) }
func (f *findings) pop()             { f.path = f.path[:len(f.path)-1] }

// shown is how many findings of a rule one file gives at most.
func shown(rule string) int {
	if bundled[rule] {
		return 1
	}
	return maxPerRule
}

func (f *findings) add(rule string, at diag.Span, message, hint lang.Text, related ...diag.Related) {
	if f.quiet {
		return
	}
	if f.count[rule]++; f.count[rule] > shown(rule) {
		return
	}
	f.last[rule] = len(f.found)
	severity := diag.Error
	if rule == RuleMixedLetters {
		severity = diag.Warning
	}
	r := f.src.Range(at)
	f.found = append(f.found, diag.Diagnostic{
		Rule: rule, Severity: severity, Basis: diag.Text,
		File: f.src.File, Range: r, Line: f.src.Line(r.Start.Line),
		Message: message, Hint: hint, Pointer: f.pointer(), Measure: 1, Related: related,
	})
}

// pointer is the JSON pointer of the node that is being judged.
func (f *findings) pointer() string {
	var b strings.Builder
	for _, step := range f.path {
		b.WriteByte('/')
		b.WriteString(escapePointer.Replace(step))
	}
	return b.String()
}

// list finishes the findings: those that stand for more of their kind say so.
func (f *findings) list() diag.List {
	for rule, n := range f.count {
		extra := n - shown(rule)
		if extra <= 0 {
			continue
		}
		d := &f.found[f.last[rule]]
		d.Message = lang.T("%s (och %s till i filen)", "%s (and %s more in the file)", d.Message, extra)
		d.Measure = extra + 1
	}
	f.found.Sort()
	return f.found
}

// runeAt is the span of the character at an offset.
func (f *findings) runeAt(offset int) diag.Span {
	_, size := utf8.DecodeRune(f.src.Text[offset:])
	return diag.Between(offset, offset+size)
}

// line is the number of the line where something stands, as text.
func (f *findings) line(at diag.Span) string { return fmt.Sprint(f.src.Pos(at.Start()).Line) }

// short shortens what a message shows of a value.
func short(s string) string {
	const most = 40
	n := 0
	for i, r := range s {
		if r == '\n' || n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
