package grid

import (
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Book is a workbook as somebody has handed it in: cells, and whatever decides whether they
// can be trusted. Package export/xlsx reads files into it.
type Book struct {
	Sheets []Table
}

// Sheet finds a sheet by its name, or nil.
func (b *Book) Sheet(name string) *Table {
	for i := range b.Sheets {
		if b.Sheets[i].Name == name {
			return &b.Sheets[i]
		}
	}
	return nil
}

// Table is one sheet. Rows and columns count from 1, as spreadsheets do.
type Table struct {
	Name          string
	Rows          int // the last row with a cell
	Columns       int // the last column with a cell
	Cells         map[Spot]Cell
	Merged        []Area
	HiddenRows    map[int]bool
	HiddenColumns map[int]bool
}

// At gives a cell; an empty one where there is none.
func (t *Table) At(row, column int) Cell { return t.Cells[Spot{row, column}] }

// filled lists the columns of a row that have a cell, from the left. One cell far to the right
// costs no more than the others.
func (t *Table) filled(row int) []int {
	var out []int
	if t.Columns <= len(t.Cells) {
		for column := 1; column <= t.Columns; column++ {
			if _, there := t.Cells[Spot{row, column}]; there {
				out = append(out, column)
			}
		}
		return out
	}
	for spot := range t.Cells {
		if spot.Row == row {
			out = append(out, spot.Column)
		}
	}
	slices.Sort(out)
	return out
}

// Spot is a cell's place in its sheet.
type Spot struct{ Row, Column int }

// Area is a rectangle of cells, both corners included.
type Area struct{ From, To Spot }

// Kind says what a cell holds.
type Kind uint8

// The kinds of cells.
const (
	Empty Kind = iota
	Number
	Text
	Truth
	Date
	Fault // #REF!, #DIV/0! and their like
)

// Cell is what a cell holds. Of a formula it is the value that the program which saved the
// file had made of it.
type Cell struct {
	Kind    Kind
	Text    string // of a Text, a Truth or a Fault
	Number  float64
	Formula bool
}

// word is a cell's content as text: a whole number as it is written, nothing else rounded.
func (c Cell) word() string {
	if c.Kind == Number || c.Kind == Date {
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	}
	return strings.TrimSpace(c.Text)
}

// blank tells that nobody would see anything in the cell.
func (c Cell) blank() bool {
	return c.Kind == Empty || c.Kind == Text && strings.TrimSpace(c.Text) == ""
}

// Place is a cell of a workbook, or a sheet where Row is 0.
type Place struct {
	Sheet       string
	Row, Column int
}

// String writes a place as spreadsheets do: SkaS!K14, 'SkaS Q1-Q4'!B7.
func (p Place) String() string {
	sheet := p.Sheet
	if strings.ContainsAny(sheet, " -!'()") {
		sheet = "'" + strings.ReplaceAll(sheet, "'", "''") + "'"
	}
	if p.Row == 0 {
		return sheet
	}
	return sheet + "!" + Address(p.Row, p.Column)
}

// Address writes a cell as spreadsheets do: K14. Without a column it is the row, 14:14.
func Address(row, column int) string {
	if column == 0 {
		return strconv.Itoa(row) + ":" + strconv.Itoa(row)
	}
	return ColumnName(column) + strconv.Itoa(row)
}

// ColumnName writes the number of a column as letters: 1 is A, 27 is AA.
func ColumnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// Problem is why a workbook can't be taken in, at a place of it.
type Problem struct {
	At      Place
	Message lang.Text
	Hint    lang.Text
}
