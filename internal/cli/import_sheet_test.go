package cli

import (
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/grid"
)

func outcomeTable(cells map[grid.Spot]string) *grid.Table {
	t := &grid.Table{Name: "Data", Cells: map[grid.Spot]grid.Cell{}}
	for at, text := range cells {
		t.Cells[at] = grid.Cell{Kind: grid.Text, Text: text}
		t.Rows, t.Columns = max(t.Rows, at.Row), max(t.Columns, at.Column)
	}
	return t
}

// Only cells in which something stands are walked: a sheet of a thousand million rows is
// read as quickly as one of three.
func TestASheetIsReadByItsCells(t *testing.T) {
	const last = 1_000_000_000
	table := outcomeTable(map[grid.Spot]string{
		{Row: 2, Column: 1}: "leveransplan", {Row: 2, Column: 3}: "vecka", {Row: 2, Column: 4}: "utfort",
		{Row: 3, Column: 1}: "lp-å", {Row: 3, Column: 4}: "x;y", {Row: 4, Column: 2}: " ",
		{Row: last, Column: 3}: "2027-W05", {Row: last, Column: last}: "loose",
	})
	table.HiddenRows = map[int]bool{4: true, last: true}
	in := sheetText("a.xlsx", table)
	if got := string(in.text); got != "leveransplan;vecka;utfort\nlp-å;;x|y\n;2027-W05;\n" {
		t.Errorf("%q", got)
	}
	if len(in.remarks) != 0 || len(in.problems) != 2 || in.problems[0].At.Column != last || in.problems[1].At != (grid.Place{Sheet: "Data", Row: last}) {
		t.Errorf("%v %v", in.remarks, in.problems)
	}
	for at, want := range map[diag.Pos]grid.Place{
		{Line: 1, Column: 13}: {Sheet: "Data", Row: 2, Column: 1}, {Line: 1, Column: 14}: {Sheet: "Data", Row: 2, Column: 3},
		{Line: 2, Column: 5}: {Sheet: "Data", Row: 3, Column: 1}, {Line: 2, Column: 6}: {Sheet: "Data", Row: 3, Column: 3}, {Line: 2, Column: 99}: {Sheet: "Data", Row: 3, Column: 4},
		{Line: 3, Column: 2}: {Sheet: "Data", Row: last, Column: 3}, {Line: 3}: {Sheet: "Data", Row: last}, {Line: 4, Column: 1}: {Sheet: "Data"}, {}: {Sheet: "Data"},
	} {
		if got := in.place(at); got != want {
			t.Errorf("%v: %v, want %v", at, got, want)
		}
	}
}

func TestProblemsOfASheetAreToldOfUpToABound(t *testing.T) {
	cells := map[grid.Spot]string{{Row: 1, Column: 1}: "vecka", {Row: 1, Column: 2}: "utfort"}
	for row := range 3 * mostProblems {
		cells[grid.Spot{Row: row + 2, Column: 3}] = strings.Repeat("x", 3)
	}
	if in := sheetText("a.xlsx", outcomeTable(cells)); len(in.problems) != mostProblems {
		t.Errorf("%d problems", len(in.problems))
	}
}
