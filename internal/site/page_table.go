package site

import (
	"html/template"
	"io"
	"strings"
)

// table is a table with a caption, in a box that scrolls by keyboard. Its rows are written
// directly: a page can have a thousand.
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
}

// HTML is the table; empty where it has no rows.
func (t *table) HTML() template.HTML {
	if len(t.rows) == 0 {
		return ""
	}
	var b strings.Builder
	b.Grow(256 + 64*len(t.rows)*len(t.columns))
	b.WriteString(`<div class="scroll" role="region" aria-labelledby="` + t.id + `" tabindex="0"><table>` + "\n" + `<caption id="` + t.id + `">`)
	writeText(&b, t.caption)
	b.WriteString("</caption>\n<thead><tr>")
	for _, c := range t.columns {
		b.WriteString(`<th scope="col"`)
		classed(&b, c.class)
		b.WriteByte('>')
		for i, line := range strings.Split(c.name, "\n") {
			if i > 0 {
				b.WriteString("<br>")
			}
			writeText(&b, line)
		}
		b.WriteString("</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>")
	t.write(&b, t.rows)
	b.WriteString("</tbody>")
	if len(t.sums) > 0 {
		b.WriteString("\n<tfoot>")
		t.write(&b, t.sums)
		b.WriteString("</tfoot>")
	}
	b.WriteString("</table></div>\n")
	return template.HTML(b.String())
}

func (t *table) write(b *strings.Builder, rows [][]cell) {
	for _, row := range rows {
		b.WriteString("\n<tr")
		if row[0].id != "" {
			b.WriteString(` id="`)
			writeText(b, row[0].id)
			b.WriteByte('"')
		}
		b.WriteByte('>')
		for i := range row {
			tag := "td"
			if i == 0 {
				tag = "th"
			}
			b.WriteByte('<')
			b.WriteString(tag)
			if i == 0 {
				b.WriteString(` scope="row"`)
			}
			classed(b, t.columns[i].class)
			b.WriteByte('>')
			row[i].write(b)
			b.WriteString("</" + tag + ">")
		}
		b.WriteString("</tr>")
	}
	b.WriteByte('\n')
}

func (c *cell) write(b *strings.Builder) {
	apart := c.says || c.tone != calm
	if apart {
		b.WriteString(`<span class="status ` + c.tone.Class() + `">`)
	}
	if c.href != "" {
		b.WriteString(`<a href="`)
		writeText(b, c.href)
		b.WriteString(`">`)
		writeText(b, c.text)
		b.WriteString("</a>")
	} else {
		writeText(b, c.text)
	}
	if apart {
		b.WriteString("</span>")
	}
	if c.note != "" {
		b.WriteString("<br><small>")
		writeText(b, c.note)
		b.WriteString("</small>")
	}
}

func classed(b *strings.Builder, class string) {
	if class != "" {
		b.WriteString(` class="` + class + `"`)
	}
}

// writeText writes a text so that nothing in it acts, in an element and in an attribute alike.
func writeText[W io.StringWriter](b W, s string) {
	if !strings.ContainsAny(s, `&<>"'`+"`=\x00") {
		b.WriteString(s)
		return
	}
	b.WriteString(template.HTMLEscapeString(s))
}
