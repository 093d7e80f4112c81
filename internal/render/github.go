package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// GitHub shows ten errors and ten warnings of a step and drops the others without a word;
// of a message it keeps 4096 characters.
const (
	maxAnnotations = 10
	maxAnnotation  = 1000 // characters, of a message and of its hint
)

// CheckGitHub writes the result of a check for the log of GitHub Actions: annotations, the
// gravest first, how many there was no room for, and then all findings as text, which the
// runner is told to leave alone. The job's summary is another output: [CheckMarkdown].
func CheckGitHub(w io.Writer, r *check.Result, shown diag.List, style Style) error {
	var b bytes.Buffer
	l := style.Language
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		n := 0
		for _, d := range shown {
			if d.Severity == severity && d.Counts() && n < maxAnnotations {
				n++
				annotation(&b, d, l)
			}
		}
	}
	if text := unannotated(shown); !text.IsZero() {
		fmt.Fprintf(&b, "::notice title=leveransplan::%s\n", escape.WorkflowData(text.In(l)))
	}
	var text bytes.Buffer
	if err := CheckText(&text, r, shown, style); err != nil {
		return err
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return err
	}
	return Silenced(w, text.String())
}

func annotation(b *bytes.Buffer, d diag.Diagnostic, l lang.Language) {
	fmt.Fprintf(b, "::%s ", d.Severity) // error or warning, as GitHub has it
	for _, p := range annotationPlace(d) {
		fmt.Fprintf(b, "%s=%s,", p[0], escape.WorkflowProperty(p[1]))
	}
	message := shorten(escape.Terminal(d.Message.In(l)), maxAnnotation)
	if hint := d.Hint.In(l); hint != "" {
		message += "\n→ " + shorten(escape.Terminal(hint), maxAnnotation)
	}
	fmt.Fprintf(b, "title=%s::%s\n", escape.WorkflowProperty("leveransplan "+escape.Terminal(d.Rule)), escape.WorkflowData(message))
}

// annotationPlace gives the properties of a place. Columns may only be named where they
// stand in one line; a finding about the file as a whole names no line.
func annotationPlace(d diag.Diagnostic) [][2]string {
	number := func(n int) string { return fmt.Sprint(n) }
	var out [][2]string
	if d.File != "" {
		out = append(out, [2]string{"file", escape.Terminal(d.File)})
	}
	start, end := d.Range.Start, d.Range.End
	switch {
	case start.Line == 0:
	case start.Line == end.Line:
		out = append(out, [2]string{"line", number(start.Line)}, [2]string{"col", number(start.Column)},
			[2]string{"endLine", number(end.Line)}, [2]string{"endColumn", number(end.Column)})
	default:
		out = append(out, [2]string{"line", number(start.Line)}, [2]string{"endLine", number(max(start.Line, end.Line))})
	}
	return out
}

// unannotated says how many errors and warnings got no annotation.
func unannotated(shown diag.List) lang.Text {
	errors := counted(shown.Count(diag.Error)-maxAnnotations, "fel", "fel", "more error", "more errors")
	warnings := counted(shown.Count(diag.Warning)-maxAnnotations, "varning", "varningar", "more warning", "more warnings")
	rest := lang.T(" till visas inte som kommentarer; alla står i jobbets sammanfattning och i loggen.",
		" get no annotation; the job's summary and the log list them all.")
	switch {
	case errors.N > 0 && warnings.N > 0:
		return lang.T("… och %s och %s%s", "… and %s and %s%s", errors, warnings, rest)
	case errors.N > 0:
		return lang.T("… och %s%s", "… and %s%s", errors, rest)
	case warnings.N > 0:
		return lang.T("… och %s%s", "… and %s%s", warnings, rest)
	}
	return lang.Text{}
}

// Silenced writes text to the log of GitHub Actions such that none of its lines is taken
// for a command.
func Silenced(w io.Writer, text string) error {
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	token := escape.StopToken(text)
	_, err := fmt.Fprintf(w, "::stop-commands::%s\n%s::%s::\n", token, text, token)
	return err
}

// shorten cuts a text to a number of characters.
func shorten(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
