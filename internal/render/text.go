// Package render writes values for readers: findings, summaries and explanations, one
// file for each format. It decides nothing.
package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// Style says how text output looks.
type Style struct {
	Language lang.Language
	Color    bool // only ever true on a terminal, or where the user insists
}

const (
	bold   = "1"
	red    = "1;31"
	yellow = "1;33"
	blue   = "1;34"
	dim    = "2"
)

func (s Style) paint(code, text string) string {
	if !s.Color || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s Style) severity(v diag.Severity) string {
	return s.paint([...]string{red, yellow, blue}[v], v.String())
}

// CheckText writes the result of a check for people: the findings, then the summary.
func CheckText(w io.Writer, r *check.Result, shown diag.List, style Style) error {
	if err := Findings(w, shown, style); err != nil {
		return err
	}
	return Summary(w, r, shown, style)
}

// Findings writes findings for people. The first line of each has the form that editors
// and build systems read, file:line:column: error: message [rule]; its words for severity
// are the same in every language. Then follow the line with a caret under the place, what
// to do, and the places that explain the finding. An information takes one line, and so
// does what is inherited (an inherited information takes none: it is work that goes on, and
// the summary counts it); what is waived takes two, of which the second gives the decision.
func Findings(w io.Writer, list diag.List, style Style) error {
	b := bufio.NewWriter(w)
	for _, d := range list {
		if !d.Inherited || d.Severity != diag.Info {
			style.finding(b, d)
		}
	}
	return b.Flush()
}

func (s Style) finding(b *bufio.Writer, d diag.Diagnostic) {
	if word, note := standing(d); word != "" {
		fmt.Fprintf(b, "%s: %s: %s %s\n", s.paint(bold, place(d.File, d.Range)), s.paint(dim, word),
			escape.Terminal(d.Message.In(s.Language)), s.paint(dim, "["+d.Rule+"]"))
		if !note.IsZero() {
			fmt.Fprintf(b, "    → %s\n", escape.Terminal(note.In(s.Language)))
		}
		return
	}
	fmt.Fprintf(b, "%s: %s: %s %s\n", s.paint(bold, place(d.File, d.Range)), s.severity(d.Severity),
		escape.Terminal(d.Message.In(s.Language)), s.paint(dim, "["+d.Rule+"]"))
	if d.Severity == diag.Info {
		return
	}
	s.snippet(b, d)
	if hint := d.Hint.In(s.Language); hint != "" {
		fmt.Fprintf(b, "    → %s\n", escape.Terminal(hint))
	}
	for i, r := range d.Related {
		if i == maxRelated {
			fmt.Fprintf(b, "      %s\n", lang.T("… och %d ställen till", "… and %d more places", len(d.Related)-i).In(s.Language))
			break
		}
		fmt.Fprintf(b, "      %s: %s\n", place(r.File, r.Range), escape.Terminal(r.Message.In(s.Language)))
	}
	b.WriteByte('\n')
}

// standing is the word in place of the severity for a finding that is no part of the
// verdict, and why it is not; empty for all others.
func standing(d diag.Diagnostic) (word string, note lang.Text) {
	switch {
	case d.Waived != nil:
		return "waived", waiver(d)
	case d.Inherited:
		return "inherited", lang.Text{}
	}
	return "", lang.Text{}
}

// waiver tells which decision lets go of a finding, until when and why.
func waiver(d diag.Diagnostic) lang.Text {
	return lang.T("undantag till och med %s enligt %s: %s (%s)", "waived until %s by %s: %s (%s)",
		d.Waived.LastDay, d.Waived.Decision, d.Waived.Reason, place(d.Waived.File, d.Waived.Range))
}

// maxRelated is how many explaining places a finding shows as text; JSON has them all.
const maxRelated = 8

// place writes file:line:column; a finding about the file as a whole has no more than
// the file.
func place(file string, r diag.Range) string {
	file = escape.Terminal(file)
	if r.Start.Line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d:%d", file, r.Start.Line, r.Start.Column)
}

// widest is how much of a source line is shown, in characters.
const widest = 120

func (s Style) snippet(b *bufio.Writer, d diag.Diagnostic) {
	if d.Range.Start.Line == 0 {
		return
	}
	line := []rune(d.Line)
	start := min(d.Range.Start.Column-1, len(line))
	end := start
	if d.Range.End.Line == d.Range.Start.Line {
		end = min(d.Range.End.Column-1, len(line))
	} else if d.Range.End.Line > d.Range.Start.Line {
		end = len(line)
	}
	before, marked, after := window(line, start, max(end, start))
	number := fmt.Sprint(d.Range.Start.Line)
	margin := strings.Repeat(" ", len(number))
	fmt.Fprintf(b, "  %s %s%s%s\n", s.paint(dim, number+" |"), before, marked, after)
	carets := strings.Repeat("^", max(1, lang.Width(marked)))
	fmt.Fprintf(b, "  %s %s%s\n", s.paint(dim, margin+" |"), strings.Repeat(" ", lang.Width(before)), s.severityPaint(d.Severity, carets))
}

func (s Style) severityPaint(v diag.Severity, text string) string {
	return s.paint([...]string{red, yellow, blue}[v], text)
}

// window cuts a long line down to what stands around the marked part, and makes all of
// it safe to print.
func window(line []rune, start, end int) (before, marked, after string) {
	from, to := 0, len(line)
	if len(line) > widest {
		from = max(0, start-widest/3)
		to = min(len(line), from+widest)
	}
	end = min(end, to)
	before, marked, after = escape.Terminal(string(line[from:start])), escape.Terminal(string(line[start:end])), escape.Terminal(string(line[end:to]))
	if from > 0 {
		before = "…" + before
	}
	if to < len(line) {
		after += "…"
	}
	return before, marked, after
}
