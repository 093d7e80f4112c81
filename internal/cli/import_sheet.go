package cli

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// outcomeSheet finds the sheet of a workbook that holds a table of outcome, told by the
// columns that every such table has, and writes it as CSV.
func outcomeSheet(name string, book *grid.Book) (in *outcomeInput, found bool, problems []grid.Problem) {
	var tables []*grid.Table
	for i := range book.Sheets {
		if headerOf(&book.Sheets[i]) != 0 {
			tables = append(tables, &book.Sheets[i])
		}
	}
	if len(tables) == 0 {
		return nil, false, nil
	}
	for _, t := range tables[1:] {
		problems = append(problems, grid.Problem{At: grid.Place{Sheet: t.Name},
			Message: lang.T("arbetsboken har utfall på flera blad", "the workbook has outcome on several sheets"),
			Hint:    lang.T("Läs in ett blad åt gången.", "Read in one sheet at a time.")})
	}
	in, unfit := sheetText(name, tables[0])
	return in, true, append(unfit, problems...)
}

// headerOf is the row with the header of a table of outcome; 0: there is none. Nothing but
// empty rows stands above it.
func headerOf(t *grid.Table) int {
	for row := 1; row <= t.Rows; row++ {
		var words []string
		for column := 1; column <= t.Columns; column++ {
			if word := strings.TrimSpace(t.At(row, column).Text); word != "" || t.At(row, column).Kind != grid.Empty {
				words = append(words, word)
			}
		}
		if len(words) == 0 {
			continue
		}
		if slices.Contains(words, "vecka") && slices.Contains(words, "utfort") {
			return row
		}
		return 0
	}
	return 0
}

// sheetText writes a sheet as CSV: the columns that have a header. Empty rows, which sheets
// are full of, are left out; a hidden one is a problem, since nobody sees what it says.
func sheetText(name string, t *grid.Table) (*outcomeInput, []grid.Problem) {
	s := &outcomeCells{table: t}
	first := headerOf(t)
	for column := 1; column <= t.Columns; column++ {
		if outcomeCell(t.At(first, column)) != "" {
			s.columns = append(s.columns, column)
		}
	}
	var text strings.Builder
	for row := first; row <= t.Rows; row++ {
		if cells, content := s.row(row); content {
			text.WriteString(strings.Join(cells, ";") + "\n")
		}
	}
	return &outcomeInput{name: name, text: []byte(text.String()), place: s.place}, s.problems
}

// outcomeCells is a sheet on its way to CSV.
type outcomeCells struct {
	table    *grid.Table
	columns  []int   // of the sheet, by column of the CSV
	rows     []int   // of the sheet, by line of the CSV
	starts   [][]int // by line: the character that each cell starts at, from 1
	problems []grid.Problem
}

// row gives the cells of a row; without content it is no row.
func (s *outcomeCells) row(row int) (cells []string, content bool) {
	t := s.table
	for column := 1; column <= t.Columns; column++ {
		word := outcomeCell(t.At(row, column))
		content = content || word != ""
		switch {
		case slices.Contains(s.columns, column):
			cells = append(cells, word)
		case word != "":
			s.wrong(row, column, lang.T("cellen har innehåll men kolumnen ingen rubrik", "the cell has content but the column no header"),
				lang.T("Ta bort innehållet.", "Remove the content."))
		}
	}
	if !content {
		return nil, false
	}
	if t.HiddenRows[row] {
		s.wrong(row, 0, lang.T("raden är dold", "the row is hidden"),
			lang.T("Visa raden, ta bort filter, och kontrollera talen.", "Show the row, take filters off, and check the figures."))
	}
	at, line := 1, make([]int, len(cells))
	for i, cell := range cells {
		line[i] = at
		at += utf8.RuneCountInString(cell) + 1
	}
	s.rows, s.starts = append(s.rows, row), append(s.starts, line)
	return cells, true
}

func (s *outcomeCells) wrong(row, column int, message, hint lang.Text) {
	s.problems = append(s.problems, grid.Problem{At: grid.Place{Sheet: s.table.Name, Row: row, Column: column}, Message: message, Hint: hint})
}

// place is the cell that a place of the CSV is.
func (s *outcomeCells) place(p diag.Pos) grid.Place {
	if p.Line < 1 || p.Line > len(s.rows) {
		return grid.Place{Sheet: s.table.Name}
	}
	column := 0
	for i, start := range s.starts[p.Line-1] {
		if p.Column >= start {
			column = s.columns[i]
		}
	}
	return grid.Place{Sheet: s.table.Name, Row: s.rows[p.Line-1], Column: column}
}

// outcomeCell writes a cell as the table has it. What is neither a number nor text becomes a
// word that no column takes; so does what would end the cell.
func outcomeCell(c grid.Cell) string {
	switch c.Kind {
	case grid.Empty:
		return ""
	case grid.Number:
		if n, whole := grid.Whole(c.Number); whole {
			return strconv.Itoa(n)
		}
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	case grid.Date:
		return "#DATE"
	case grid.Truth:
		return "#TRUE/FALSE"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == ';' || r == '"':
			return '|'
		case r < ' ':
			return ' '
		}
		return r
	}, strings.TrimSpace(c.Text))
}
