package chart

import (
	"html/template"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Table tells values in rows. The first cell of each row names it.
type Table struct {
	Caption string
	Head    []string
	Rows    [][]string
}

// HTML is the table within a box that scrolls by keyboard. The id is to be unique within the
// page.
func (t Table) HTML(id string) template.HTML {
	var s svg
	t.write(&s, Frame{ID: id}.id(), t.Caption)
	return template.HTML(s.String())
}

func (t Table) write(s *svg, id, caption string) {
	s.WriteString(`<div class="scroll" role="region" tabindex="0" aria-labelledby="` + id + `-cap"><table><caption id="` + id + `-cap">` + escaped(caption) + "</caption><thead><tr>")
	for i, h := range t.Head {
		s.WriteString(`<th scope="col"` + numeric(i) + ">" + escaped(h) + "</th>")
	}
	s.WriteString("</tr></thead><tbody>")
	for _, row := range t.Rows {
		s.WriteString("<tr>")
		for i, cell := range row {
			if i == 0 {
				s.WriteString(`<th scope="row">` + escaped(cell) + "</th>")
				continue
			}
			s.WriteString("<td" + numeric(i) + ">" + escaped(cell) + "</td>")
		}
		s.WriteString("</tr>")
	}
	s.WriteString("</tbody></table></div>")
}

func numeric(column int) string {
	if column == 0 {
		return ""
	}
	return ` class="num"`
}

// sign is an entry of a legend: the class of what it explains, and its words.
type sign struct{ class, text string }

// figure is a drawing under its heading, with its legend and its figures.
func figure(f Frame, draw func(*svg), legend []sign, t Table) template.HTML {
	var s svg
	s.Grow(usual + usual/2)
	s.WriteString(`<figure class="chart"><figcaption><strong>` + escaped(f.Title) + "</strong>")
	if f.Desc != "" {
		s.WriteString(` <span class="desc">` + escaped(f.Desc) + "</span>")
	}
	s.WriteString("</figcaption>")
	draw(&s)
	if len(legend) > 1 { // one thing needs no telling apart
		s.WriteString(`<ul class="legend">`)
		for _, l := range legend {
			s.WriteString(`<li><svg class="key" viewBox="0 0 22 12" aria-hidden="true" focusable="false">` + keys[l.class] + "</svg>" + escaped(l.text) + "</li>")
		}
		s.WriteString("</ul>")
	}
	s.WriteString("<details><summary>" + escaped(f.say(asTable)) + "</summary>")
	t.write(&s, f.id(), lang.T(inFigures.SV, inFigures.EN, t.Caption).In(f.Language))
	s.WriteString("</details></figure>")
	return template.HTML(s.String())
}

// keys are the drawings of a legend.
var keys = map[string]string{
	"bar":      `<rect class="bar" x="5" y="0" width="12" height="12"/>`,
	"bar even": `<rect class="bar even" x="5" y="0" width="12" height="12"/>`,
	"limit":    `<path class="limit" d="M1 9H11V3H21"/>`,
	"mark":     `<path class="mark" d="M6 10L16 10L11 2Z"/>`,
	"plan":     `<path class="plan" d="M0 6H22"/><rect class="plan-dot" x="7" y="2" width="8" height="8"/>`,
	"done":     `<path class="done" d="M0 6H22"/><circle class="done-dot" cx="11" cy="6" r="4"/>`,
}
