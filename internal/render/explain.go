package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
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
	say := func(sv, en string, args ...any) string { return lang.T(sv, en, args...).In(l) }
	fmt.Fprintf(b, "%s  %s  %s\n\n", style.paint(bold, r.ID), style.severity(r.Severity), style.paint(bold, r.Title.In(l)))
	paragraph(b, "", r.Why.In(l))
	if v := routine.InVersions(r.ID); len(v) > 0 {
		paragraph(b, "", say("Gäller dokument enligt rutin %s.", "Holds for documents under routine %s.", lang.List(v)))
	}
	paragraph(b, "", basis(r.Basis).In(l))
	if r.MissingEvidence {
		paragraph(b, "", say("Underlaget fyller planeraren i; ett förslag från verktyget saknar det med avsikt.",
			"The planner fills in the evidence; a proposal made by the tool lacks it on purpose."))
	}
	if len(r.Statements) > 0 {
		heading(b, style, say("Rutinens ord", "The routine's words"))
		for _, id := range r.Statements {
			statement(b, style, id)
		}
		b.WriteByte('\n')
	}
	if r.Example.Bad != "" {
		heading(b, style, say("Fel", "Bad"))
		example(b, r.Example.Bad)
		heading(b, style, say("Rätt", "Good"))
		example(b, r.Example.Good)
	}
	return b.Flush()
}

func basis(v diag.Basis) lang.Text {
	switch v {
	case diag.Rebuilt:
		return lang.T("Vilar på ett ord som fattas i den text av rutinen som finns att tillgå; det visas inom ⟨ ⟩ och är vår läsning.",
			"Rests on a word that is missing in the text of the routine at hand; it is shown in ⟨ ⟩ and is our reading.")
	case diag.Default:
		return lang.T("Rutinen säger inget uttryckligt här; detta är verktygets försiktiga läsning.",
			"The routine says nothing expressly here; this is the tool's prudent reading.")
	}
	return lang.Text{}
}

func statement(b *bufio.Writer, style Style, id string) {
	s, ok := routine.Statement(id)
	if !ok {
		return
	}
	fmt.Fprintf(b, "  %s  %s: %s\n", style.paint(bold, s.ID), s.Actor.In(style.Language), s.Does.In(style.Language))
	for _, words := range s.Words {
		paragraph(b, "       ", fmt.Sprintf("%s, %s: %s", words.Version, words.Paragraph, words))
	}
}

func heading(b *bufio.Writer, style Style, text string) {
	fmt.Fprintf(b, "%s\n", style.paint(bold, text))
}

// example writes a part of a file, set in and without the indentation it has there.
func example(b *bufio.Writer, text string) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	common := len(lines[0]) - len(strings.TrimLeft(lines[0], " "))
	for _, line := range lines {
		common = min(common, len(line)-len(strings.TrimLeft(line, " ")))
	}
	for _, line := range lines {
		fmt.Fprintf(b, "  %s\n", escape.Terminal(line[common:]))
	}
	b.WriteByte('\n')
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
