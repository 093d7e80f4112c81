package document

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Comparison is what a print shows in figures, side by side with what a later view of the
// document has.
type Comparison struct {
	Facts  []Fact
	Tables []Table
	// Other names what else differs: texts and lists.
	Other []lang.Text
}

// Fact is a thing that is said once, such as the period.
type Fact struct {
	What lang.Text
	Cell
}

// Table is a table of figures as the print has it, with the rows and columns of both views.
type Table struct {
	Caption lang.Text
	Columns []Column
	Rows    [][]Cell
}

// Column is a column of a table. The first one names the rows.
type Column struct {
	Head   lang.Text
	Figure bool
}

// Cell is what the print says and what the later view says in its place; both are the same where
// nothing has changed, or nothing is compared.
type Cell struct{ Then, Now lang.Text }

// Changed tells that the views say different things.
func (c Cell) Changed() bool { return c.Then.In(lang.SV) != c.Now.In(lang.SV) }

// Changed tells that anything in the table has changed.
func (t *Table) Changed() bool {
	return slices.ContainsFunc(t.Rows, func(row []Cell) bool { return slices.ContainsFunc(row, Cell.Changed) })
}

// Compare lays a print's figures out as the page has them, with those of a later view beside
// them. Without a later view (nil) nothing has changed.
func Compare(then, now *View) Comparison {
	if now == nil {
		now = then
	}
	out := Comparison{Facts: facts(then, now)}
	moved := false
	for _, v := range []*View{then, now} {
		moved = moved || v.Memo != nil && v.Memo.moved()
	}
	before, after := then.grids(moved), now.grids(moved)
	for _, key := range inOrder(keysOf(before, func(g grid) string { return g.key }), keysOf(after, func(g grid) string { return g.key })) {
		a, b := find(before, func(g grid) bool { return g.key == key }), find(after, func(g grid) bool { return g.key == key })
		switch {
		case a == nil:
			a = &grid{caption: b.caption, columns: b.columns}
		case b == nil:
			b = &grid{caption: a.caption, columns: a.columns}
		}
		out.Tables = append(out.Tables, beside(a, b))
	}
	for _, d := range Differences(then, now) {
		if d.Then.IsZero() {
			out.Other = append(out.Other, d.What)
		}
	}
	return out
}

// beside lays two tables out as one.
func beside(a, b *grid) Table {
	t := Table{Caption: a.caption}
	column := func(c gridColumn) string { return c.key }
	row := func(r gridRow) string { return r.key }
	columns := inOrder(keysOf(a.columns, column), keysOf(b.columns, column))
	for _, key := range columns {
		c := find(a.columns, func(c gridColumn) bool { return c.key == key })
		if c == nil {
			c = find(b.columns, func(c gridColumn) bool { return c.key == key })
		}
		t.Columns = append(t.Columns, Column{c.head, c.figure})
	}
	for _, key := range inOrder(keysOf(a.rows, row), keysOf(b.rows, row)) {
		var cells []Cell
		for i, column := range columns {
			cell := Cell{a.cell(key, column), b.cell(key, column)}
			if i == 0 { // a row that only one of them has is named all the same
				if cell.Then.In(lang.SV) == none.In(lang.SV) {
					cell.Then = cell.Now
				}
				if cell.Now.In(lang.SV) == none.In(lang.SV) {
					cell.Now = cell.Then
				}
			}
			cells = append(cells, cell)
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// cell is what stands at a row and column; a dash where there is no such place.
func (g *grid) cell(row, column string) lang.Text {
	r := find(g.rows, func(r gridRow) bool { return r.key == row })
	at := slices.IndexFunc(g.columns, func(c gridColumn) bool { return c.key == column })
	if r == nil || at < 0 {
		return none
	}
	return r.cells[at]
}

// facts are the figures of a view that stand by themselves.
func facts(then, now *View) []Fact {
	var out []Fact
	later := now.Figures()
	for _, f := range then.Figures() {
		l := find(later, func(l Figure) bool { return l.key == f.key })
		if !f.alone || l == nil || f.key == "original" && then.unmoved() && now.unmoved() {
			continue
		}
		out = append(out, Fact{f.What, Cell{f.Value, l.Value}})
	}
	return out
}

// unmoved tells that a plan still has the volume that was first agreed.
func (v *View) unmoved() bool { return v.Plan != nil && v.Plan.Original == v.Plan.Volume }

func find[T any](list []T, is func(T) bool) *T {
	if at := slices.IndexFunc(list, is); at >= 0 {
		return &list[at]
	}
	return nil
}

func keysOf[T any](list []T, key func(T) string) []string {
	var out []string
	for _, x := range list {
		out = append(out, key(x))
	}
	return out
}

// inOrder joins two lists without repeating anything. What only the later one has stands after
// what it follows there.
func inOrder(earlier, later []string) []string {
	out := slices.Clone(earlier)
	for i, key := range later {
		if slices.Contains(out, key) {
			continue
		}
		at := 0
		if i > 0 {
			at = slices.Index(out, later[i-1]) + 1
		}
		out = slices.Insert(out, at, key)
	}
	return out
}
