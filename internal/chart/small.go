package chart

import (
	"html/template"
	"slices"
)

// SVG is the drawing.
func (s Spark) SVG() template.HTML {
	var out svg
	out.is(`<svg class="spark" viewBox="0 0 `).num(sparkW).is(" ").num(sparkH).is(`" aria-hidden="true" focusable="false">`)
	top := 1
	for _, n := range slices.Concat(s.Values, s.Limits) {
		top = max(top, n)
	}
	p := plot{0, sparkW, axis{top: top, step: 1, y0: sparkH - 1, y1: 1}, len(s.Values)}
	out.line(0, p.y0+.5, sparkW, p.y0+.5, "base")
	s.shape(&out, p, "bar", false)
	s.shape(&out, p, "over-solid", true)
	out.done()
	return template.HTML(out.to)
}

// shape draws the values that pass their limits, or those that don't, as one.
func (s Spark) shape(out *svg, p plot, class string, over bool) {
	begun := false
	for i, n := range s.Values {
		if n <= 0 || over != (i < len(s.Limits) && n > s.Limits[i]) {
			continue
		}
		if !begun {
			out.is(`<path class="`).is(class).is(`" d="`)
			begun = true
		}
		x := p.middle(i) - p.width()/2
		out.at("M", x, p.y0).is("V").num(p.y(n)).is("H").num(x + p.width()).is("V").num(p.y0).is("Z")
	}
	if begun {
		out.is(`"/>`)
	}
}

// HTML is the table.
func (b Bars) HTML() template.HTML { return template.HTML(b.Append(nil)) }

// Append adds to a text a table whose middle column is the drawing: each bar beside the figure
// that it stands for.
func (b Bars) Append(to []byte) []byte {
	s := &svg{to}
	top := 1
	for _, r := range b.Rows {
		top = max(top, r.High, r.Of)
	}
	id := b.id()
	s.is(`<div class="scroll" role="region" tabindex="0" aria-labelledby="`).is(id).is(`-cap"><table class="bars"><caption id="`).is(id).is(`-cap">`).say(b.Title)
	if b.Desc != "" {
		s.is(` <span class="desc">`).say(b.Desc).is("</span>")
	}
	s.is(`</caption><thead><tr><th scope="col">`).say(b.Name).is(`</th><th scope="col" class="num">`).say(b.Head).is(`</th><td class="drawn" aria-hidden="true"></td></tr></thead><tbody>`)
	for _, r := range b.Rows {
		s.is(`<tr><th scope="row">`)
		if r.Href != "" {
			s.is(`<a href="`).say(r.Href).is(`">`).say(r.Name).is("</a>")
		} else {
			s.say(r.Name)
		}
		s.is(`</th><td class="num">`).say(r.Text).is(`</td><td class="drawn" aria-hidden="true">`)
		r.draw(s, top)
		s.is("</td></tr>")
	}
	s.is("</tbody></table></div>")
	return s.to
}

// barWide is how wide the longest bar is drawn, in its own units.
const barWide = 200.0

func (r Bar) draw(s *svg, top int) {
	x := func(n int) float64 { return barWide * float64(min(max(n, 0), top)) / float64(top) }
	s.is(`<svg class="share" viewBox="0 0 `).num(barWide).is(` 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">`)
	if r.Of > 0 {
		s.rect("whole", 0, 1, x(r.Of), 10).closed()
	}
	if r.High > r.Low {
		s.rect("open", x(r.Low), 1, x(r.High)-x(r.Low), 10).closed()
	}
	if r.Low > 0 {
		s.rect("bar", 0, 1, x(r.Low), 10).closed()
	}
	s.done()
}
