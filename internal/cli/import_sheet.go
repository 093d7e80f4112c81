package cli

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// outcomeSheet finds the sheet of a workbook that holds a table of outcome, told by the
// columns that every such table has, and writes it as CSV. Nil: no sheet does.
func outcomeSheet(name string, book *grid.Book) *outcomeInput {
	var tables []*grid.Table
	for i := range book.Sheets {
		if book.Sheets[i].OutcomeHeader() != 0 {
			tables = append(tables, &book.Sheets[i])
		}
	}
	if len(tables) == 0 {
		return nil
	}
	in := sheetText(name, tables[0])
	for _, t := range tables[1:] {
		in.problems = append(in.problems, grid.Problem{At: grid.Place{Sheet: t.Name},
			Message: lang.T("arbetsboken har utfall på flera blad", "the workbook has outcome on several sheets"),
			Hint:    lang.T("Läs in ett blad åt gången.", "Read in one sheet at a time.")})
	}
	return in
}

// sheetText writes a sheet as CSV: the columns that have a header, from the header on. Empty
// rows, which sheets are full of, are left out; a hidden one is a problem, since nobody sees
// what it says.
func sheetText(name string, t *grid.Table) *outcomeInput {
	s := &outcomeCells{table: t, first: t.OutcomeHeader(), at: map[int]int{}}
	in := &outcomeInput{name: name, place: s.place}
	spots := filled(t)
	for len(spots) > 0 {
		row, n := spots[0].Row, 0
		for n < len(spots) && spots[n].Row == row {
			n++
		}
		switch {
		case row < s.first:
			in.remarks = []grid.Problem{{At: s.header(), Message: lang.T("rubrikerna står här; det som står ovanför läses inte", "the headings stand here; what stands above them is not read")}}
		case row == s.first:
			if renamed := s.headings(spots[:n]); !renamed.IsZero() {
				in.remarks = append(in.remarks, grid.Problem{At: s.header(), Message: renamed})
			}
		default:
			s.row(spots[:n])
		}
		spots = spots[n:]
	}
	in.text, in.problems = s.text.Bytes(), s.problems
	return in
}

// filled lists the cells in which something stands, row by row. A sheet may be far larger
// than what is in it.
func filled(t *grid.Table) []grid.Spot {
	spots := make([]grid.Spot, 0, len(t.Cells))
	for spot, cell := range t.Cells {
		if outcomeCell(cell) != "" {
			spots = append(spots, spot)
		}
	}
	slices.SortFunc(spots, func(x, y grid.Spot) int {
		return cmp.Or(cmp.Compare(x.Row, y.Row), cmp.Compare(x.Column, y.Column))
	})
	return spots
}

// outcomeCells is a sheet on its way to CSV.
type outcomeCells struct {
	table    *grid.Table
	first    int         // the row with the headings
	columns  []int       // of the sheet, by column of the CSV
	at       map[int]int // the column of the CSV, by that of the sheet
	text     bytes.Buffer
	rows     []int // of the sheet, by line of the CSV
	starts   []int // where each line begins in the text
	problems []grid.Problem
}

// mostProblems is how many problems of a sheet are told of at a time.
const mostProblems = 1000

func (s *outcomeCells) header() grid.Place { return grid.Place{Sheet: s.table.Name, Row: s.first} }

// headings takes in which columns there are, and tells which headings were taken as others
// than they say.
func (s *outcomeCells) headings(spots []grid.Spot) lang.Text {
	for i, spot := range spots {
		s.columns = append(s.columns, spot.Column)
		s.at[spot.Column] = i
	}
	cells := s.row(spots)
	renamed := plainHeadings(cells)
	s.text.Reset()
	s.text.WriteString(strings.Join(cells, ";") + "\n")
	return renamed
}

// row writes a row, of which these cells are filled.
func (s *outcomeCells) row(spots []grid.Spot) []string {
	row, cells := spots[0].Row, make([]string, len(s.columns))
	for _, spot := range spots {
		if i, headed := s.at[spot.Column]; headed {
			cells[i] = outcomeCell(s.table.Cells[spot])
			continue
		}
		s.wrong(row, spot.Column, lang.T("cellen har innehåll men kolumnen ingen rubrik", "the cell has content but the column no header"),
			lang.T("Ta bort innehållet.", "Remove the content."))
	}
	if s.table.HiddenRows[row] {
		s.wrong(row, 0, lang.T("raden är dold", "the row is hidden"),
			lang.T("Visa raden, ta bort filter, och kontrollera talen.", "Show the row, take filters off, and check the figures."))
	}
	s.rows, s.starts = append(s.rows, row), append(s.starts, s.text.Len())
	s.text.WriteString(strings.Join(cells, ";") + "\n")
	return cells
}

func (s *outcomeCells) wrong(row, column int, message, hint lang.Text) {
	if len(s.problems) < mostProblems {
		s.problems = append(s.problems, grid.Problem{At: grid.Place{Sheet: s.table.Name, Row: row, Column: column}, Message: message, Hint: hint})
	}
}

// place is the cell that a place of the CSV is: the one after as many semicolons, since no
// cell has one.
func (s *outcomeCells) place(p diag.Pos) grid.Place {
	if p.Line < 1 || p.Line > len(s.rows) {
		return grid.Place{Sheet: s.table.Name}
	}
	at := grid.Place{Sheet: s.table.Name, Row: s.rows[p.Line-1]}
	if p.Column < 1 {
		return at
	}
	line, _, _ := bytes.Cut(s.text.Bytes()[s.starts[p.Line-1]:], []byte("\n"))
	before := []rune(string(line))
	before = before[:min(p.Column-1, len(before))]
	at.Column = s.columns[strings.Count(string(before), ";")]
	return at
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
