package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// cell is a cell as a sheet's part has it.
type cell struct {
	V  *string   `xml:"v"`
	F  *struct{} `xml:"f"`
	IS *richText `xml:"is"`
}

// sheet reads the cells of a sheet. A cell that only has a look is none.
func (r *reader) sheet(name string, part []byte) (*grid.Table, error) {
	t := &grid.Table{Name: name, Cells: map[grid.Spot]grid.Cell{}, HiddenRows: map[int]bool{}, HiddenColumns: map[int]bool{}}
	at := grid.Spot{}
	err := each(part, func(d *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			at = grid.Spot{Row: number(attr(e, "r"), at.Row+1)}
			if yes(attr(e, "hidden")) {
				t.HiddenRows[at.Row] = true
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
			return r.cell(t, at, d, e)
		case "col":
			if yes(attr(e, "hidden")) {
				for i := number(attr(e, "min"), 1); i <= min(number(attr(e, "max"), 0), maxColumns); i++ {
					t.HiddenColumns[i] = true
				}
			}
		case "mergeCell":
			from, to, several := strings.Cut(attr(e, "ref"), ":")
			if !several {
				to = from
			}
			first, ok := spotOf(from)
			last, whole := spotOf(to)
			if !ok || !whole || len(t.Merged) > maxRows {
				return damaged()
			}
			t.Merged = append(t.Merged, grid.Area{From: first, To: last})
		}
		return nil
	})
	return t, err
}

func (r *reader) cell(t *grid.Table, at grid.Spot, d *xml.Decoder, e xml.StartElement) error {
	var c cell
	if d.DecodeElement(&c, &e) != nil {
		return damaged()
	}
	value, ok := r.value(&c, attr(e, "t"), number(attr(e, "s"), 0))
	if !ok {
		return damaged()
	}
	if value.Kind == grid.Empty && !value.Formula {
		return nil
	}
	if _, twice := t.Cells[at]; twice || at.Row < 1 || at.Column < 1 {
		return damaged()
	}
	r.room--
	if at.Row > maxRows || at.Column > maxColumns || r.room < 0 {
		return tooLarge(lang.T("bladet %s har innehåll i %s", "the sheet %s has content in %s", t.Name, grid.Address(at.Row, at.Column)))
	}
	t.Cells[at] = value
	t.Rows, t.Columns = max(t.Rows, at.Row), max(t.Columns, at.Column)
	return nil
}

// value reads what a cell holds; false: the part says nothing that has a meaning.
func (r *reader) value(c *cell, kind string, style int) (grid.Cell, bool) {
	out := grid.Cell{Formula: c.F != nil}
	if kind == "inlineStr" && c.IS != nil {
		out.Kind, out.Text = grid.Text, c.IS.text()
		return out, true
	}
	if c.V == nil || *c.V == "" && kind != "str" {
		return out, true
	}
	text := *c.V
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
