package cli

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// figures writes what the print shows, as the document has it, and beside it what main has in
// its place. Of a file that is proven only what differs is told: the rest stands in it.
func (v verification) figures(l lang.Language) string {
	proven := v.genuine == document.Genuine
	c := document.Compare(v.v.Then, v.v.Now)
	var b strings.Builder
	say := func(indent string, t lang.Text) { b.WriteString(indent + shown(t.In(l)) + "\n") }
	for _, f := range c.Facts {
		if !proven || f.Changed() {
			b.WriteString(marked(f.Changed()) + shown(f.What.In(l)) + ": " + side(f.Cell, l) + "\n")
		}
	}
	for _, t := range c.Tables {
		if proven && !t.Changed() {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		say("  ", t.Caption)
		b.WriteString(tabulated(t, l, proven))
	}
	out := ""
	if b.Len() > 0 {
		out = "\n" + shown(v.heading(proven).In(l)) + "\n" + b.String()
	}
	if b.Reset(); len(c.Other) > 0 {
		b.WriteByte('\n')
		say("", lang.T("Annat som skiljer sig:", "What else differs:"))
		for _, name := range c.Other {
			say("  ", name)
		}
	}
	return out + b.String()
}

// heading says what the figures are. An arrow stands between what the print says and what main
// says in its place.
func (v verification) heading(proven bool) lang.Text {
	arrow := lang.T("utskriften → nu", "the print → now")
	if !v.v.Agreed {
		arrow = lang.T("förslaget → main", "the proposal → main")
	}
	switch {
	case v.v.Now == nil || v.v.Holds:
		return lang.T("Den äkta utskriften visar:", "The genuine print shows:")
	case proven:
		return lang.T("Siffror som skiljer sig (%s):", "Figures that differ (%s):", arrow)
	}
	return lang.T("Den äkta utskriften visar följande; med * det som skiljer sig (%s):", "The genuine print shows this; with * what differs (%s):", arrow)
}

// side is what a cell says: then and, where that is another thing, now.
func side(c document.Cell, l lang.Language) string {
	then := shown(c.Then.In(l))
	if c.Changed() {
		return then + " → " + shown(c.Now.In(l))
	}
	return then
}

// marked begins a line in which something has changed.
func marked(changed bool) string {
	if changed {
		return "* "
	}
	return "  "
}

// tabulated writes a table with its columns below each other; only its changed rows where asked.
func tabulated(t document.Table, l lang.Language, changed bool) string {
	head := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = shown(c.Head.In(l))
	}
	lines, marks := [][]string{head}, []string{marked(false)}
	for _, row := range t.Rows {
		differs := slices.ContainsFunc(row, document.Cell.Changed)
		if changed && !differs {
			continue
		}
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = side(c, l)
		}
		lines, marks = append(lines, cells), append(marks, marked(differs))
	}
	widths := make([]int, len(head))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], lang.Width(cell))
		}
	}
	var b strings.Builder
	for n, line := range lines {
		out := marks[n]
		for i, cell := range line {
			space := strings.Repeat(" ", widths[i]-lang.Width(cell))
			if t.Columns[i].Figure {
				cell = space + cell
			} else {
				cell += space
			}
			out += "  " + cell
		}
		b.WriteString(strings.TrimRight(out, " ") + "\n")
	}
	return b.String()
}
