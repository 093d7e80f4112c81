package chart

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
)

// The measures of a drawing, in its own units.
const (
	wide, high      = 680.0, 270.0
	marginLeft      = 72.0
	marginRight     = 12.0
	marginTop       = 20.0
	marginBottom    = 38.0
	sparkHigh       = 24
	sparkStep       = 2  // of a year the drawing has the shape that the style sheet gives it
	sparkYear       = 53 // values; a spark that has more is drawn without the marks of quarters
	markSize        = 4.5
	columnShare     = .74 // of a column's place that is drawn
	hatchDistance   = 5
	smallestVisible = 1.0
)

// plot is where columns are drawn.
type plot struct {
	left, right float64
	axis
	n int
}

// place is how much room each column has.
func (p plot) place() float64 { return (p.right - p.left) / float64(max(p.n, 1)) }

// width is how wide a column is drawn; few columns are no walls.
func (p plot) width() float64 { return min(p.place()*columnShare, 64) }

// middle is where column i stands.
func (p plot) middle(i int) float64 { return p.left + (float64(i)+.5)*p.place() }

func (c Columns) highest() (n int, any bool) {
	for _, col := range c.Columns {
		if col.Known {
			n, any = max(n, col.Value), true
		}
		if col.Limited {
			n, any = max(n, col.Limit), true
		}
	}
	return n, any
}

// SVG is the drawing alone.
func (c Columns) SVG() template.HTML { return drawing(c.draw) }

func (c Columns) draw(s *svg) {
	s.open(c.Frame, "plot", wide, high)
	top, any := c.highest()
	p := plot{marginLeft, wide - marginRight, newAxis(top, high-marginBottom, marginTop), len(c.Columns)}
	c.hatch(s)
	c.grid(s, p.axis, p.left, p.right)
	if !any {
		c.nothing(s, wide, high)
	}
	c.bars(s, p)
	c.steps(s, p)
	labels(s, len(c.Columns), func(i int) string { return c.Columns[i].Short }, p.place(), high-marginBottom+24, p.middle)
	s.done()
}

// hatch is the pattern of what passes a limit, where anything does.
func (c Columns) hatch(s *svg) {
	for _, col := range c.Columns {
		if col.over() {
			d := strconv.Itoa(hatchDistance)
			s.is(`<defs><pattern id="` + c.id() + `-hatch" width="` + d + `" height="` + d + `" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="over-ground" width="` + d + `" height="` + d + `"/><line class="over-line" x1="0" y1="0" x2="0" y2="` + d + `"/></pattern></defs>`)
			return
		}
	}
}

// bars draws the columns. What lies above a limit is hatched and has a mark on top, so that
// it shows without colour.
func (c Columns) bars(s *svg, p plot) {
	w := p.width()
	for i, col := range c.Columns {
		if !col.Known {
			continue
		}
		class, below, x := "bar", col.Value, p.middle(i)-w/2
		if col.Even {
			class = "bar even"
		}
		if col.over() {
			below = col.Limit
		}
		if below > 0 {
			c.tell(s.rect(class, x, p.y(below), w, p.height(below)), col)
		}
		if col.Value == 0 {
			c.tell(s.rect("zero", x, p.y0-smallestVisible, w, smallestVisible), col)
		}
		if col.over() {
			top := p.y(col.Value)
			c.tell(s.rect("over", x, top, w, p.y(below)-top).is(` fill="url(#`).is(c.id()).is(`-hatch)"`), col)
			m, half := p.middle(i), min(markSize, p.place()/2)
			s.path("mark", func() { s.at("M", m-half, top-3).at("L", m+half, top-3).at("L", m, top-3-1.6*half).is("Z") })
		}
	}
}

// tell ends a rectangle of a column, with what a pointer reads that rests on it: the column in
// words.
func (c Columns) tell(s *svg, col Column) {
	s.is("><title>").say(col.Label).is(": ").count(col.Value, c.Language)
	if col.Limited {
		s.is(" / ").count(col.Limit, c.Language)
	}
	s.is("</title></rect>")
}

// steps draws the limits as one line, broken where there is none.
func (c Columns) steps(s *svg, p plot) {
	if !slices.ContainsFunc(c.Columns, func(col Column) bool { return col.Limited }) {
		return
	}
	draw := func() {
		pen := false
		for i, col := range c.Columns {
			if !col.Limited {
				pen = false
				continue
			}
			x, y := p.left+float64(i)*p.place(), p.y(col.Limit)
			if pen {
				s.is("V").num(y)
			} else {
				s.at("M", x, y)
			}
			s.is("H").num(x + p.place())
			pen = true
		}
	}
	// The line stands out from the columns by its rim, whatever their colour.
	s.path("rim", draw)
	s.path("limit", draw)
}

// head tells what the columns of the table are, and whether limits and remarks are among them.
func (c Columns) head() (head []string, limits, remarks bool) {
	head, limits = []string{c.Period, c.Value}, c.Limit != ""
	remarks = slices.ContainsFunc(c.Columns, func(col Column) bool { return col.Even || col.over() })
	if limits {
		head = append(head, c.Limit)
	}
	if remarks {
		head = append(head, c.say(remark))
	}
	return head, limits, remarks
}

// Table tells the same.
func (c Columns) Table() Table {
	head, limits, remarks := c.head()
	return Table{Caption: c.Title, Head: head, Rows: func(yield func([]string) bool) {
		row := make([]string, len(head))
		for _, col := range c.Columns {
			row = append(row[:0], col.Label, c.figure(col.Value, col.Known))
			if limits {
				row = append(row, c.figure(col.Limit, col.Limited))
			}
			if remarks {
				row = append(row, c.remark(col))
			}
			if !yield(row) {
				return
			}
		}
	}}
}

// figure is a number, where there is one.
func (c Columns) figure(n int, known bool) string {
	if !known {
		return "–"
	}
	return c.count(n)
}

func (c Columns) remark(col Column) string {
	switch {
	case col.over() && col.Even:
		return c.say(passedBy) + "; " + strings.ToLower(c.say(evenShare))
	case col.over():
		return c.say(passedBy)
	case col.Even:
		return c.say(evenShare)
	}
	return ""
}

func (c Columns) legend() []sign {
	out := []sign{{"bar", c.Value}}
	even, over := false, false
	for _, col := range c.Columns {
		even, over = even || col.Even, over || col.over()
	}
	if even {
		out = append(out, sign{"bar even", c.say(evenShare)})
	}
	if c.Limit != "" {
		out = append(out, sign{"limit", c.Limit})
	}
	if over {
		out = append(out, sign{"mark", c.say(passedBy)})
	}
	return out
}
