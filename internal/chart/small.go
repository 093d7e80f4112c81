package chart

import "html/template"

// Append adds the drawing to a text: one shape that steps from value to value. It is kept short,
// since tables have one in every row.
func (s Spark) Append(to []byte) []byte {
	if len(s.Values) == 0 {
		return to
	}
	var top float32
	for _, v := range s.Values {
		top = max(top, v)
	}
	out := &svg{to}
	out.is(`<svg class="spark`)
	if len(s.Values) > sparkYear {
		out.is(` long" preserveAspectRatio="none`)
	}
	out.is(`" viewBox="0 0 `).int(len(s.Values) * sparkStep).is(" ").int(sparkHigh).is(`" aria-hidden="true"><path d="M0 `).int(sparkHigh)
	was, since := 0, 0
	for i, v := range s.Values {
		if h := sparkHeight(v, top); h != was {
			out.along(i - since).is("V").int(sparkHigh - h)
			was, since = h, i
		}
	}
	if was > 0 {
		out.along(len(s.Values) - since).is("V").int(sparkHigh)
	}
	out.is(`"/></svg>`)
	return out.to
}

// along goes to the right by some values.
func (s *svg) along(n int) *svg {
	if n == 0 {
		return s
	}
	return s.is("h").int(n * sparkStep)
}

// sparkHeight is how high a value is drawn: to a whole unit, and to be seen where it is above 0.
func sparkHeight(v, top float32) int {
	if v <= 0 {
		return 0
	}
	return max(1, int(v/top*sparkHigh+.5))
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
