package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Explain writes what a rule asks for, why, what it rests on in the routine's words, and
// one bad and one good example.
func Explain(w io.Writer, r *rule.Rule, style Style) error {
	b := bufio.NewWriter(w)
	l := style.Language
	fmt.Fprintf(b, "%s  %s  %s\n\n", style.paint(bold, r.ID), style.severity(r.Severity), style.paint(bold, r.Title.In(l)))
	for _, t := range reasons(r) {
		paragraph(b, "", t.In(l))
	}
	if ids := statements(r); len(ids) > 0 {
		heading(b, style, routinesWords.In(l))
		for _, id := range ids {
			statement(b, style, id)
		}
		b.WriteByte('\n')
	}
	if r.Example.Bad != "" {
		paragraph(b, "", r.Example.Note.In(l))
		heading(b, style, badExample.In(l))
		example(b, r.Example.Bad)
		heading(b, style, goodExample.In(l))
		example(b, r.Example.Good)
	}
	paragraph(b, "", glossary(r, l))
	return b.Flush()
}

// The headings of an explanation.
var (
	routinesWords = lang.T("Rutinens ord", "The routine's words")
	badExample    = lang.T("Fel", "Bad")
	goodExample   = lang.T("Rätt", "Good")
)

func statement(b *bufio.Writer, style Style, id string) {
	s, ok := routine.Statement(id)
	if !ok {
		return
	}
	fmt.Fprintf(b, "  %s  %s: %s\n", style.paint(bold, s.ID), s.Actor.In(style.Language), s.Does.In(style.Language))
	for _, words := range s.Words {
		paragraph(b, "       ", passage(words))
	}
}

// passage is one passage of the routine, after where it stands.
func passage(w routine.Wording) string {
	return fmt.Sprintf("%s, %s: %s", w.Version, w.Paragraph, w)
}

func heading(b *bufio.Writer, style Style, text string) {
	fmt.Fprintf(b, "%s\n", style.paint(bold, text))
}

// example writes a part of a file, set in and without the indentation it has there.
func example(b *bufio.Writer, text string) {
	for _, line := range strings.Split(dedent(text), "\n") {
		fmt.Fprintf(b, "  %s\n", escape.Terminal(line))
	}
	b.WriteByte('\n')
}

// dedent takes away the indentation that all lines have, and the last line break, and
// shows by number what could not be told by looking at it.
func dedent(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	common := len(lines[0]) - len(strings.TrimLeft(lines[0], " "))
	for _, line := range lines {
		common = min(common, len(line)-len(strings.TrimLeft(line, " ")))
	}
	for i, line := range lines {
		lines[i] = numbered(line[common:])
	}
	return strings.Join(lines, "\n")
}

// numbered writes characters that are unseen, or look like others, as <U+00A0>, and bytes
// that are no text as <0xF6>.
func numbered(line string) string {
	var b strings.Builder
	for len(line) > 0 {
		r, size := utf8.DecodeRuneInString(line)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, "<0x%02X>", line[0])
		case r != ' ' && unicode.In(r, unicode.C, unicode.Z, unicode.M) || r == utf8.RuneError || r == '\u2212':
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.WriteRune(r)
		}
		line = line[size:]
	}
	return b.String()
}

const textWidth = 92

// paragraph writes running text, wrapped, and an empty line after it unless it is set in.
func paragraph(b *bufio.Writer, indent, text string) {
	if text == "" {
		return
	}
	width := 0
	b.WriteString(indent)
	for i, word := range strings.Fields(text) {
		n := lang.Width(word)
		switch {
		case i == 0:
		case width+1+n > textWidth-len(indent):
			b.WriteString("\n" + indent)
			width = 0
		default:
			b.WriteByte(' ')
			width++
		}
		b.WriteString(word)
		width += n
	}
	b.WriteByte('\n')
	if indent == "" {
		b.WriteByte('\n')
	}
}
