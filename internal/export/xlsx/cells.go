package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// sheet reads the cells of a sheet. A cell that only has a look is none.
func (r *reader) sheet(name, part string) (*grid.Table, error) {
	t := &grid.Table{Name: name, Cells: map[grid.Spot]grid.Cell{}, HiddenRows: map[int]bool{}, HiddenColumns: map[int]bool{}}
	at := grid.Spot{}
	err := r.each(part, func(s *stream, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			at = grid.Spot{Row: number(attr(e, "r"), at.Row+1)}
			if yes(attr(e, "hidden")) && at.Row <= maxRows {
				t.HiddenRows[at.Row] = true
				return r.budget.keep()
			}
		case "c":
			at.Column++
			if ref := attr(e, "r"); ref != "" {
				spot, ok := spotOf(ref)
				if !ok {
					return damaged()
				}
				at = spot
			}
			return r.cell(t, at, s, e)
		case "col":
			return r.columns(t, e)
		case "mergeCell":
			return r.merge(t, attr(e, "ref"))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if r.budget.area -= t.Rows * max(t.Columns, leastWide); r.budget.area < 0 {
		return nil, r.outside(t, grid.Spot{Row: t.Rows, Column: t.Columns})
	}
	return t, nil
}

// outside refuses a workbook for how far a sheet goes.
func (r *reader) outside(t *grid.Table, at grid.Spot) error {
	return tooLarge(lang.T("bladet %s har innehåll i %s", "the sheet %s has content in %s", t.Name, grid.Address(at.Row, at.Column)))
}

// columns takes in which columns are hidden, of those that may have content.
func (r *reader) columns(t *grid.Table, e xml.StartElement) error {
	if !yes(attr(e, "hidden")) {
		return nil
	}
	first, last := max(number(attr(e, "min"), 1), 1), min(number(attr(e, "max"), 0), maxColumns)
	for i := first; i <= last; i++ {
		t.HiddenColumns[i] = true
		if err := r.budget.keep(); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) merge(t *grid.Table, ref string) error {
	from, to, several := strings.Cut(ref, ":")
	if !several {
		to = from
	}
	first, ok := spotOf(from)
	last, whole := spotOf(to)
	if !ok || !whole {
		return damaged()
	}
	if r.merged++; r.merged > maxMerged {
		return tooLarge(lang.T("den har fler än %d sammanslagna områden", "it has more than %d merged areas", maxMerged))
	}
	t.Merged = append(t.Merged, grid.Area{From: first, To: last})
	return nil
}

func (r *reader) cell(t *grid.Table, at grid.Spot, s *stream, e xml.StartElement) error {
	c, err := s.cell()
	if err != nil {
		return err
	}
	value, ok := r.value(c, attr(e, "t"), number(attr(e, "s"), 0))
	if !ok {
		return damaged()
	}
	if value.Kind == grid.Empty && !value.Formula {
		return nil
	}
	if _, twice := t.Cells[at]; twice || at.Row < 1 || at.Column < 1 {
		return damaged()
	}
	r.budget.cells--
	if at.Row > maxRows || at.Column > maxColumns || r.budget.cells < 0 {
		return r.outside(t, at)
	}
	t.Cells[at] = value
	t.Rows, t.Columns = max(t.Rows, at.Row), max(t.Columns, at.Column)
	if value.Text == "" || attr(e, "t") == "s" {
		return nil
	}
	return r.budget.keep(value.Text)
}

// cell is a cell as a sheet's part has it.
type cell struct {
	value, inline   string
	valued, inlined bool // there is one, empty or not
	formula         bool
}

// cell reads the cell that has just begun.
func (s *stream) cell() (c cell, err error) {
	err = s.inside(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "v":
			var text strings.Builder
			err = s.text(&text)
			c.value, c.valued = text.String(), true
		case "f":
			c.formula = true
		case "is":
			c.inline, err = s.rich()
			c.inlined = true
		}
		return err
	})
	return c, err
}

// value reads what a cell holds; false: the part says nothing that has a meaning.
func (r *reader) value(c cell, kind string, style int) (grid.Cell, bool) {
	out := grid.Cell{Formula: c.formula}
	if kind == "inlineStr" && c.inlined {
		out.Kind, out.Text = grid.Text, c.inline
		return out, true
	}
	if !c.valued || c.value == "" && kind != "str" {
		return out, true
	}
	text := c.value
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || i < 0 || i >= len(r.strings) {
			return out, false
		}
		out.Kind, out.Text = grid.Text, r.strings[i]
	case "str", "inlineStr":
		out.Kind, out.Text = grid.Text, unescape(text)
	case "b":
		out.Kind, out.Text = grid.Truth, text
	case "e":
		out.Kind, out.Text = grid.Fault, text
	case "d":
		out.Kind = grid.Date
	case "", "n":
		n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil {
			return out, false
		}
		out.Kind, out.Number = grid.Number, n
		if style >= 0 && style < len(r.dates) && r.dates[style] {
			out.Kind = grid.Date
		}
	default:
		return out, false
	}
	return out, true
}

func number(text string, missing int) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	return missing
}

// spotOf reads a cell's address: K14. Dollar signs do not count.
func spotOf(ref string) (grid.Spot, bool) {
	ref = strings.ReplaceAll(ref, "$", "")
	i := strings.IndexAny(ref, "0123456789")
	if i < 1 || i > 3 || len(ref) > 11 {
		return grid.Spot{}, false
	}
	column := 0
	for _, letter := range strings.ToUpper(ref[:i]) {
		if letter < 'A' || letter > 'Z' {
			return grid.Spot{}, false
		}
		column = column*26 + int(letter-'A') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	return grid.Spot{Row: row, Column: column}, err == nil && row > 0
}
