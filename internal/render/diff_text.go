package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// How much of a change is shown to people; JSON has it all.
const (
	maxDiffItems = 40
	maxDiffValue = 120 // characters
)

// DiffText writes changes for people: a block for each document with a sentence, its kinds
// and files, the volumes by quarter, and the values that differ.
func DiffText(w io.Writer, changes []diff.Change, style Style) error {
	b := bufio.NewWriter(w)
	for _, c := range changes {
		style.change(b, viewOf(c))
	}
	if len(changes) == 0 {
		fmt.Fprintln(b, nothingChanged().In(style.Language))
	} else {
		fmt.Fprintf(b, "%s\n", lang.T("%s.", "%s.", counted(len(changes), "ändring", "ändringar", "change", "changes")).In(style.Language))
	}
	return b.Flush()
}

func (s Style) change(b *bufio.Writer, v diffView) {
	about := v.change.About()
	fmt.Fprintln(b, s.paint(bold, escape.Terminal(v.summary.In(s.Language))))
	name := about.ID
	if about.Kind != "" && string(about.Kind) != about.ID {
		name = string(about.Kind) + " " + about.ID
	}
	fmt.Fprintf(b, "  %s: %s\n", escape.Terminal(name), escape.Terminal(kindList(v.change, s.Language)))
	if files := filesOf(about); files != "" && files != about.ID {
		fmt.Fprintf(b, "  %s\n", s.paint(dim, escape.Terminal(files)))
	}
	s.volumeTable(b, v)
	s.items(b, v.items)
	b.WriteByte('\n')
}

// filesOf names the file of a change, and both where it has moved.
func filesOf(about diff.Subject) string {
	switch {
	case about.Base == "" || about.Base == about.Head:
		return about.Head
	case about.Head == "":
		return about.Base
	}
	return about.Base + " → " + about.Head
}

func (s Style) volumeTable(b *bufio.Writer, v diffView) {
	rows := v.rows()
	if len(rows) == 0 {
		return
	}
	table := [][]string{append([]string{v.first.In(s.Language)}, diffHeadings(s.Language)...)}
	for _, r := range rows {
		table = append(table, append([]string{escape.Terminal(r.label.In(s.Language))}, r.figures(s.Language)...))
	}
	widths := make([]int, len(table[0]))
	for _, row := range table {
		for i, cell := range row {
			widths[i] = max(widths[i], lang.Width(cell))
		}
	}
	b.WriteByte('\n')
	for _, row := range table {
		line := row[0] + gap(row[0], widths[0])
		for i, cell := range row[1:] {
			line += "   " + gap(cell, widths[i+1]) + s.figure(i+1, cell)
		}
		fmt.Fprintf(b, "    %s\n", strings.TrimRight(line, " "))
	}
}

func gap(cell string, width int) string { return strings.Repeat(" ", width-lang.Width(cell)) }

// figure colours what rises and what falls.
func (s Style) figure(column int, cell string) string {
	if len(cell) < 2 || column < 3 || cell == "−" {
		return cell
	}
	return s.paint([]string{green, red}[column-3], cell)
}

const green = "1;32"

func (s Style) items(b *bufio.Writer, list []diffItem) {
	if len(list) == 0 {
		return
	}
	b.WriteByte('\n')
	for i, item := range list {
		if i == maxDiffItems {
			fmt.Fprintf(b, "    %s\n", moreItems(len(list)-i).In(s.Language))
			return
		}
		label := escape.Terminal(shorten(item.label.In(s.Language), maxDiffValue))
		switch {
		case !item.before.There:
			fmt.Fprintf(b, "    %s %s: %s\n", s.paint(green, "+"), label, shownValue(item.after))
		case !item.after.There:
			fmt.Fprintf(b, "    %s %s: %s\n", s.paint(red, "−"), label, shownValue(item.before))
		default:
			fmt.Fprintf(b, "    %s %s: %s → %s\n", s.paint(yellow, "±"), label, shownValue(item.before), shownValue(item.after))
		}
	}
}

func shownValue(v diff.Value) string { return escape.Terminal(shorten(v.Text, maxDiffValue)) }
