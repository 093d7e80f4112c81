package chart

import (
	"html/template"
	"slices"

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
	s.path("plan", func() {
		s.at("M", marginLeft, a.y(0))
		for i, p := range c.Points {
			s.at("L", x(i), a.y(p.Plan))
		}
	})
	for i, p := range c.Points {
		s.is(`<rect class="plan-dot" x="`).num(x(i) - 4).is(`" y="`).num(a.y(p.Plan) - 4).is(`" width="8" height="8"><title>`)
		s.say(p.Label).is(": ").say(c.Plan).is(" ").count(p.Plan, c.Language).is("</title></rect>")
	}
	labels(s, len(c.Points), func(i int) string { return c.Points[i].Short }, place, high-marginBottom+24, x)
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
	low := func(p Point) int { return p.Low }
	highest := func(p Point) int { return p.High }
	// forth draws a bound from the left to the right, and back the other way.
	forth := func(of func(Point) int) {
		command := "M"
		if from == 0 {
			s.at(command, marginLeft, a.y(0))
			command = "L"
		}
		for i := from; i < to; i++ {
			s.at(command, x(i), a.y(of(c.Points[i])))
			command = "L"
		}
	}
	back := func(of func(Point) int) {
		for i := to - 1; i >= from; i-- {
			s.at("L", x(i), a.y(of(c.Points[i])))
		}
		if from == 0 {
			s.at("L", marginLeft, a.y(0))
		}
	}
	if slices.ContainsFunc(c.Points[from:to], func(p Point) bool { return p.Low != p.High }) {
		s.path("band", func() {
			forth(highest)
			back(low)
			s.is("Z")
		})
		s.path("done", func() { forth(highest) })
	}
	s.path("done", func() { forth(low) })
	for i := from; i < to; i++ {
		p := c.Points[i]
		c.dot(s, x(i), a.y(p.Low), p)
		if p.Low != p.High {
			c.dot(s, x(i), a.y(p.High), p)
		}
	}
}

func (c Course) dot(s *svg, x, y float64, p Point) {
	s.is(`<circle class="done-dot" cx="`).num(x).is(`" cy="`).num(y).is(`" r="4"><title>`)
	s.say(p.Label).is(": ").say(c.Outcome).is(" ").say(c.interval(p)).is("</title></circle>")
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
	return Table{Caption: c.Title, Head: []string{c.Period, c.Plan, c.Outcome}, Rows: func(yield func([]string) bool) {
		row := make([]string, 3)
		for _, p := range c.Points {
			row[0], row[1], row[2] = p.Label, c.count(p.Plan), c.interval(p)
			if !yield(row) {
				return
			}
		}
	}}
}

func (c Course) legend() []sign {
	out := []sign{{"plan", c.Plan}}
	if slices.ContainsFunc(c.Points, func(p Point) bool { return p.Known }) {
		out = append(out, sign{"done", c.Outcome})
	}
	return out
}
