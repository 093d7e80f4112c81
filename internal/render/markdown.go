package render

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// How long a Markdown report may be, in bytes. GitHub refuses a comment of more than 65,536
// characters and a step's summary of more than 1 MiB.
const (
	CommentLimit     = 65_000
	StepSummaryLimit = 1 << 20
	// SmallestReport is the least limit that a report keeps to.
	SmallestReport = 4_000
)

const (
	maxOpen = 25  // rows before the rest is folded
	maxCell = 500 // characters of a cell, or of a file's name
)

// CheckMarkdown writes the result of a check as GitHub Flavored Markdown of at most limit
// bytes: the verdict, then a table for each file, files with errors first. Long lists and
// all infos are folded. What there is no room for is counted in the last line.
func CheckMarkdown(w io.Writer, r *check.Result, shown diag.List, l lang.Language, limit int) error {
	m := markdown{l: l, limit: limit - maxClosing}
	fmt.Fprintf(&m.b, "### %s\n", escape.Markdown(verdict(r, shown, Style{Language: l})))
	for _, t := range []lang.Text{waiting(r), elsewhere(r, shown)} {
		if !t.IsZero() {
			fmt.Fprintf(&m.b, "\n%s\n", escape.Markdown(t.In(l)))
		}
	}
	counting, waived, inherited := shown.Divide()
	open, folded, infos := sections(counting)
	m.tables(open)
	m.folded(lang.T("%s till", "%s", counted(len(folded), "anmärkning", "anmärkningar", "more finding", "more findings")), folded)
	m.folded(lang.T("%s", "%s", counted(len(infos), "upplysning", "upplysningar", "info", "infos")), infos)
	m.folded(lang.T("%s med undantag", "%s waived", counted(len(waived), "anmärkning", "anmärkningar", "finding", "findings")), waived)
	m.folded(lang.T("%s sedan tidigare", "%s inherited", counted(len(inherited), "anmärkning", "anmärkningar", "finding", "findings")), inherited)
	if left := slices.Concat(open, folded, infos, waived, inherited)[m.written:]; len(left) > 0 {
		fmt.Fprintf(&m.b, "\n%s\n", escape.Markdown(omitted(left).In(l)))
	}
	_, err := w.Write(m.b.Bytes())
	return err
}

// sections divides findings into those that everybody should see, those of the same weight
// that are folded because the list is long, and the infos; each file by file. Files with
// errors come first, and in a file the gravest findings.
func sections(shown diag.List) (open, folded, infos diag.List) {
	failing := map[string]bool{}
	for _, d := range shown {
		failing[d.File] = failing[d.File] || d.Severity == diag.Error
	}
	var grave, others diag.List
	for _, d := range shown {
		switch {
		case d.Severity == diag.Info:
			infos = append(infos, d)
		case failing[d.File]:
			grave = append(grave, d)
		default:
			others = append(others, d)
		}
	}
	slices.SortStableFunc(grave, func(a, b diag.Diagnostic) int {
		if a.File != b.File {
			return strings.Compare(a.File, b.File)
		}
		return int(a.Severity) - int(b.Severity)
	})
	all := append(grave, others...)
	n := min(len(all), maxOpen)
	return all[:n], all[n:], infos
}

// omitted says what a report had no room for.
func omitted(left diag.List) lang.Text {
	of := lang.Text{}
	if n := left.Count(diag.Error); n > 0 {
		of = lang.T(", varav %s", ", of which %s", counted(n, "fel", "fel", "error", "errors"))
	}
	return lang.T("… och %d till%s. Kör leveransplan check för att se alla.", "… and %d more%s. Run leveransplan check to see them all.", len(left), of)
}

// maxClosing is room for what may follow the last row: the end of a folded list and
// [omitted].
const maxClosing = 300

// markdown is a report in the making. Once a row finds no room, no later one is written.
type markdown struct {
	b       bytes.Buffer
	l       lang.Language
	limit   int // of bytes, before what closes the report
	written int // rows
	full    bool
}

// tables writes findings, a table for each file.
func (m *markdown) tables(list diag.List) {
	for i, d := range list {
		text := m.row(d)
		if i == 0 || d.File != list[i-1].File {
			text = m.head(d.File) + text
		}
		if m.full = m.full || m.b.Len()+len(text) > m.limit; m.full {
			return
		}
		m.b.WriteString(text)
		m.written++
	}
}

// folded writes findings below a line that opens them.
func (m *markdown) folded(summary lang.Text, list diag.List) {
	before, written := m.b.Len(), m.written
	fmt.Fprintf(&m.b, "\n<details>\n<summary>%s</summary>\n", escape.Markdown(summary.In(m.l)))
	m.tables(list)
	if m.written == written {
		m.b.Truncate(before)
		return
	}
	m.b.WriteString("\n</details>\n")
}

func (m *markdown) head(file string) string {
	name := escape.MarkdownCode(shorten(escape.Terminal(file), maxCell))
	if file == "" {
		name = lang.T("hela arkivet", "the whole repository").In(m.l)
	}
	columns := lang.T("| Slag | Plats | Anmärkning | Regel | Gör så här |", "| Severity | Place | Finding | Rule | What to do |")
	return fmt.Sprintf("\n#### %s\n\n%s\n| --- | --- | --- | --- | --- |\n", name, columns.In(m.l))
}

func (m *markdown) row(d diag.Diagnostic) string {
	cell := func(s string) string { return escape.Markdown(shorten(escape.Terminal(s), maxCell)) }
	at := ""
	if d.Range.Start.Line > 0 {
		at = fmt.Sprintf("%d:%d", d.Range.Start.Line, d.Range.Start.Column)
	}
	todo := d.Hint
	if d.Waived != nil {
		todo = waiver(d)
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s |\n", severityName(d.Severity).In(m.l), at, cell(d.Message.In(m.l))+m.related(d), cell(d.Rule), cell(todo.In(m.l)))
}

// maxRelatedText is how much a cell says of one explaining place, in characters.
const maxRelatedText = 120

// related names the places that explain a finding, as many as the text shows.
func (m *markdown) related(d diag.Diagnostic) string {
	var out []string
	for i, r := range d.Related {
		if i == maxRelated {
			out = append(out, lang.T("… och %d ställen till", "… and %d more places", len(d.Related)-i).In(m.l))
			break
		}
		text := shorten(r.Message.In(m.l), maxRelatedText)
		if at := beside(r, d); !at.IsZero() {
			text += ", " + shorten(at.In(m.l), maxRelatedText)
		}
		out = append(out, text)
	}
	if len(out) == 0 {
		return ""
	}
	return " " + escape.Markdown(escape.Terminal("("+strings.Join(out, "; ")+")"))
}

// beside tells where an explaining place is, seen from the finding: its line, and its file
// where that is another one. A text that names the document needs no more.
func beside(r diag.Related, d diag.Diagnostic) lang.Text {
	file := path.Base(r.File)
	name := strings.TrimSuffix(file, path.Ext(file))
	switch line := fmt.Sprint(r.Range.Start.Line); {
	case slices.Contains(strings.Fields(r.Message.In(lang.SV)), name):
		return lang.Text{}
	case r.Range.Start.Line == 0 && r.File == d.File:
		return lang.Text{}
	case r.Range.Start.Line == 0:
		return lang.Plain(file)
	case r.File == d.File:
		return lang.T("rad %s", "line %s", line)
	default:
		return lang.T("%s rad %s", "%s line %s", file, line)
	}
}

func severityName(s diag.Severity) lang.Text {
	return [...]lang.Text{lang.T("fel", "error"), lang.T("varning", "warning"), lang.T("upplysning", "info")}[s]
}
