package chart

import (
	"html/template"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// SVG is the drawing alone. The plan is a broken line with squares, outcome a whole line with
// dots, or a band where it is known only within bounds.
func (c Course) SVG() template.HTML { return drawing(c.draw) }

func (c Course) draw(s *svg) {
	s.open(c.Frame, "plot", wide, high)
	top, known := 0, 0
	for _, p := range c.Points {
		top = max(top, p.Plan)
		if p.Known {
			top, known = max(top, p.High), known+1
		}
	}
	a := newAxis(top, high-marginBottom, marginTop)
	// The line begins at 0, before the first period has ended.
	place := (wide - marginRight - marginLeft - 24) / float64(max(len(c.Points), 1))
	x := func(i int) float64 { return marginLeft + float64(i+1)*place }
	c.grid(s, a, marginLeft, wide-marginRight)
	if len(c.Points) == 0 {
		c.nothing(s, wide, high)
		s.done()
		return
	}
	if known > 0 {
		c.band(s, a, x)
	}
	plan := []string{"M" + num(marginLeft) + " " + num(a.y(0))}
	for i, p := range c.Points {
		plan = append(plan, "L"+num(x(i))+" "+num(a.y(p.Plan)))
	}
	s.el("path", "", "class", "plan", "d", strings.Join(plan, ""))
	for i, p := range c.Points {
		s.el("rect", hover(p.Label+": "+c.Plan+" "+c.count(p.Plan)), "class", "plan-dot", "x", num(x(i)-4), "y", num(a.y(p.Plan)-4), "width", "8", "height", "8")
	}
	texts := make([]string, len(c.Points))
	for i, p := range c.Points {
		texts[i] = p.Short
	}
	labels(s, texts, place, high-marginBottom+24, x)
	s.done()
}

// band draws outcome from 0 over each run of periods that tell it.
func (c Course) band(s *svg, a axis, x func(i int) float64) {
	for i := 0; i < len(c.Points); {
		if !c.Points[i].Known {
			i++
			continue
		}
		end := i
		for end < len(c.Points) && c.Points[end].Known {
			end++
		}
		c.run(s, a, x, i, end)
		i = end
	}
}

func (c Course) run(s *svg, a axis, x func(i int) float64, from, to int) {
	var low, high []string
	if from == 0 {
		origin := num(marginLeft) + " " + num(a.y(0))
		low, high = append(low, origin), append(high, origin)
	}
	exact := true
	for i := from; i < to; i++ {
		p := c.Points[i]
		exact = exact && p.Low == p.High
		low, high = append(low, num(x(i))+" "+num(a.y(p.Low))), append(high, num(x(i))+" "+num(a.y(p.High)))
	}
	if !exact {
		back := slices.Clone(low)
		slices.Reverse(back)
		s.el("path", "", "class", "band", "d", "M"+strings.Join(slices.Concat(high, back), "L")+"Z")
		s.el("path", "", "class", "done", "d", "M"+strings.Join(high, "L"))
	}
	s.el("path", "", "class", "done", "d", "M"+strings.Join(low, "L"))
	for i := from; i < to; i++ {
		p := c.Points[i]
		said := hover(p.Label + ": " + c.Outcome + " " + c.interval(p))
		s.el("circle", said, "class", "done-dot", "cx", num(x(i)), "cy", num(a.y(p.Low)), "r", "4")
		if p.Low != p.High {
			s.el("circle", said, "class", "done-dot", "cx", num(x(i)), "cy", num(a.y(p.High)), "r", "4")
		}
	}
}

// interval is outcome as it is told.
func (c Course) interval(p Point) string {
	switch {
	case !p.Known:
		return "–"
	case p.Low == p.High:
		return c.count(p.Low)
	}
	return lang.T(between.SV, between.EN, p.Low, p.High).In(c.Language)
}

// Table tells the same.
func (c Course) Table() Table {
	t := Table{Caption: c.Title, Head: []string{c.Period, c.Plan, c.Outcome}}
	for _, p := range c.Points {
		t.Rows = append(t.Rows, []string{p.Label, c.count(p.Plan), c.interval(p)})
	}
	return t
}

func (c Course) legend() []sign {
	out := []sign{{"plan", c.Plan}}
	if slices.ContainsFunc(c.Points, func(p Point) bool { return p.Known }) {
		out = append(out, sign{"done", c.Outcome})
	}
	return out
}
