package chart

import (
	"html/template"
	"strings"
)

// SVG is the drawing.
func (s Spark) SVG() template.HTML {
	var out svg
	out.WriteString(`<svg class="spark" viewBox="0 0 ` + num(sparkW) + " " + num(sparkH) + `" aria-hidden="true" focusable="false">`)
	top := 0
	for _, list := range [][]int{s.Values, s.Limits} {
		for _, n := range list {
			top = max(top, n)
		}
	}
	p := plot{0, sparkW, axis{top: max(top, 1), step: 1, y0: sparkH - 1, y1: 1}, len(s.Values)}
	out.line(0, p.y0+.5, sparkW, p.y0+.5, "base")
	// One shape, since a page has many of these.
	var all, over strings.Builder
	for i, n := range s.Values {
		to := &all
		if i < len(s.Limits) && n > s.Limits[i] {
			to = &over
		}
		if n > 0 {
			x := p.middle(i) - p.width()/2
			to.WriteString("M" + num(x) + " " + num(p.y0) + "V" + num(p.y(n)) + "H" + num(x+p.width()) + "V" + num(p.y0) + "Z")
		}
	}
	if all.Len() > 0 {
		out.el("path", "", "class", "bar", "d", all.String())
	}
	if over.Len() > 0 {
		out.el("path", "", "class", "over-solid", "d", over.String())
	}
	out.done()
	return template.HTML(out.String())
}

// HTML is a table whose middle column is the drawing: each bar beside the figure that it
// stands for.
func (b Bars) HTML() template.HTML {
	var s svg
	top := 1
	for _, r := range b.Rows {
		top = max(top, r.High, r.Of)
	}
	id := b.id()
	s.WriteString(`<div class="scroll" role="region" tabindex="0" aria-labelledby="` + id + `-cap"><table class="bars"><caption id="` + id + `-cap">` + escaped(b.Title))
	if b.Desc != "" {
		s.WriteString(` <span class="desc">` + escaped(b.Desc) + "</span>")
	}
	s.WriteString(`</caption><thead><tr><th scope="col">` + escaped(b.Name) + `</th><th scope="col" class="num">` + escaped(b.Head) + `</th><td class="drawn" aria-hidden="true"></td></tr></thead><tbody>`)
	for _, r := range b.Rows {
		name := escaped(r.Name)
		if r.Href != "" {
			name = `<a href="` + escaped(r.Href) + `">` + name + "</a>"
		}
		s.WriteString(`<tr><th scope="row">` + name + `</th><td class="num">` + escaped(r.Text) + `</td><td class="drawn" aria-hidden="true">`)
		r.draw(&s, top)
		s.WriteString("</td></tr>")
	}
	s.WriteString("</tbody></table></div>")
	return template.HTML(s.String())
}

// barWide is how wide the longest bar is drawn, in its own units.
const barWide = 200.0

func (r Bar) draw(s *svg, top int) {
	x := func(n int) float64 { return barWide * float64(min(max(n, 0), top)) / float64(top) }
	s.WriteString(`<svg class="share" viewBox="0 0 ` + num(barWide) + ` 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">`)
	if r.Of > 0 {
		s.el("rect", "", "class", "whole", "x", "0", "y", "1", "width", num(x(r.Of)), "height", "10")
	}
	if r.High > r.Low {
		s.el("rect", "", "class", "open", "x", num(x(r.Low)), "y", "1", "width", num(x(r.High)-x(r.Low)), "height", "10")
	}
	if r.Low > 0 {
		s.el("rect", "", "class", "bar", "x", "0", "y", "1", "width", num(x(r.Low)), "height", "10")
	}
	s.WriteString("</svg>")
}
