package chart

import (
	"iter"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Table tells values in rows. The first cell of each row names it. A row is the reader's only
// until the next one.
type Table struct {
	Caption string
	Head    []string
	Rows    iter.Seq[[]string]
}

// write writes the table within a box that scrolls by keyboard. The id is to be unique within
// the page.
func (t Table) write(s *svg, id, caption string) {
	s.is(`<div class="scroll" role="region" tabindex="0" aria-labelledby="`).is(id).is(`-cap"><table><caption id="`).is(id).is(`-cap">`).say(caption).is("</caption><thead><tr>")
	for i, h := range t.Head {
		s.is(`<th scope="col"`).is(numeric(i)).is(">").say(h).is("</th>")
	}
	s.is("</tr></thead><tbody>")
	for row := range t.Rows {
		s.is(`<tr><th scope="row">`).say(row[0]).is("</th>")
		for _, cell := range row[1:] {
			s.is(`<td class="num">`).say(cell).is("</td>")
		}
		s.is("</tr>")
	}
	s.is("</tbody></table></div>")
}

func numeric(column int) string {
	if column == 0 {
		return ""
	}
	return ` class="num"`
}

// sign is an entry of a legend: the class of what it explains, and its words.
type sign struct{ class, text string }

// figure adds a drawing under its heading to a text, with its legend and its figures.
func figure(to []byte, f Frame, draw func(*svg), legend []sign, t Table) []byte {
	s := &svg{to}
	s.is(`<figure class="chart"><figcaption><strong>`).say(f.Title).is("</strong>")
	if f.Desc != "" {
		s.is(` <span class="desc">`).say(f.Desc).is("</span>")
	}
	s.is("</figcaption>")
	draw(s)
	if len(legend) > 1 { // one thing needs no telling apart
		s.is(`<ul class="legend">`)
		for _, l := range legend {
			s.is(`<li><svg class="key" viewBox="0 0 22 12" aria-hidden="true" focusable="false">`).is(keys[l.class]).is("</svg>").say(l.text).is("</li>")
		}
		s.is("</ul>")
	}
	s.is("<details><summary>").say(f.say(asTable)).is("</summary>")
	t.write(s, f.id(), lang.T(inFigures.SV, inFigures.EN, t.Caption).In(f.Language))
	s.is("</details></figure>")
	return s.to
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
