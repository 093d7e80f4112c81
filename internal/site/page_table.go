package site

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/chart"
)

// table is a table with a caption, in a box that scrolls by keyboard.
type table struct {
	id, caption string
	columns     []column
	rows        [][]cell
	sums        [][]cell // below, apart from the rows
}

// column is a column's head, in lines where it is long, and how its cells are set: a class of the
// style sheet.
type column struct{ name, class string }

// cell is a figure or a few words. The first of a row names it.
type cell struct {
	text string
	href string // empty: it leads nowhere
	note string // below, smaller
	tone tone
	says bool   // the text is a verdict: it stands apart whatever its tone is
	id   string // of the row, for links; only in its first cell
	// heights are drawn in front of the text, as a word is large.
	heights []float32
}

// filled is the table where it has rows; else none.
func (t *table) filled() *table {
	if len(t.rows) == 0 {
		return nil
	}
	return t
}

// write writes the table below a heading. A caption that says what the heading right above does
// names the table still, for who can't see it, but is not shown once more.
func (t *table) write(m *markup, heading string) {
	m.put(`<div class="scroll" role="region" aria-labelledby="|" tabindex="0"><table>`+"\n"+`<caption id="|">`, t.id, t.id)
	if t.caption == heading {
		m.put(`<span class="unseen">|</span>`, t.caption)
	} else {
		m.text(t.caption)
	}
	m.is("</caption>\n<thead><tr>")
	for _, c := range t.columns {
		m.is(`<th scope="col"`)
		m.classed(c.class)
		for before, line, more := "", c.name, true; more; before = "<br>" {
			var first string
			first, line, more = strings.Cut(line, "\n")
			m.is(before)
			m.text(first)
		}
		m.is("</th>")
	}
	m.is("</tr></thead>\n<tbody>")
	t.body(m, t.rows)
	m.is("</tbody>")
	if len(t.sums) > 0 {
		m.is("\n<tfoot>")
		t.body(m, t.sums)
		m.is("</tfoot>")
	}
	m.is("</table></div>\n")
}

func (t *table) body(m *markup, rows [][]cell) {
	for _, row := range rows {
		m.is("\n<tr")
		if row[0].id != "" {
			m.put(` id="|"`, row[0].id)
		}
		m.is(`><th scope="row"`)
		m.classed(t.columns[0].class)
		row[0].write(m)
		m.is("</th>")
		for i := 1; i < len(row); i++ {
			m.is("<td")
			m.classed(t.columns[i].class)
			row[i].write(m)
			m.is("</td>")
		}
		m.is("</tr>")
	}
	m.is("\n")
}

func (c *cell) write(m *markup) {
	if c.heights != nil {
		m.all = chart.Spark{Values: c.heights}.Append(m.all)
	}
	apart := c.says || c.tone != calm
	if apart {
		m.put(`<span class="status |">`, c.tone.Class())
	}
	m.span(span{c.text, c.href})
	if apart {
		m.is("</span>")
	}
	if c.note != "" {
		m.put("<br><small>|</small>", c.note)
	}
}

// classed ends the tag of an element that may have a class.
func (m *markup) classed(class string) {
	if class == "" {
		m.is(">")
		return
	}
	m.put(` class="|">`, class)
}
