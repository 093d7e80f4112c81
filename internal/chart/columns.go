package chart

import (
	"html/template"
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
	smallW, smallH  = 240.0, 84.0
	sparkW, sparkH  = 120.0, 26.0
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
	c.bars(s, p, true)
	c.steps(s, p)
	texts := make([]string, len(c.Columns))
	for i, col := range c.Columns {
		texts[i] = col.Short
	}
	labels(s, texts, p.place(), high-marginBottom+24, p.middle)
	s.done()
}

// Small is the drawing without axes, for many beside each other. All of them are comparable
// where they are given the same top; 0: each has its own.
func (c Columns) Small(top int) template.HTML {
	return drawing(func(s *svg) { c.small(s, top) })
}

func (c Columns) small(s *svg, top int) {
	s.open(c.Frame, "small", smallW, smallH)
	highest, _ := c.highest()
	p := plot{1, smallW - 1, newAxis(max(highest, top), smallH-2, 12), len(c.Columns)}
	c.hatch(s)
	s.line(0, p.y0, smallW, p.y0, "base")
	c.bars(s, p, false)
	c.steps(s, p)
	s.done()
}

// hatch is the pattern of what passes a limit, where anything does.
func (c Columns) hatch(s *svg) {
	for _, col := range c.Columns {
		if col.over() {
			d := strconv.Itoa(hatchDistance)
			s.WriteString(`<defs><pattern id="` + c.id() + `-hatch" width="` + d + `" height="` + d + `" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="over-ground" width="` + d + `" height="` + d + `"/><line class="over-line" x1="0" y1="0" x2="0" y2="` + d + `"/></pattern></defs>`)
			return
		}
	}
}

// bars draws the columns. What lies above a limit is hatched and has a mark on top, so that
// it shows without colour.
func (c Columns) bars(s *svg, p plot, told bool) {
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
		inside := ""
		if told {
			inside = hover(c.told(col))
		}
		if below > 0 {
			s.el("rect", inside, "class", class, "x", num(x), "y", num(p.y(below)), "width", num(w), "height", num(p.height(below)))
		}
		if col.Value == 0 {
			s.el("rect", inside, "class", "zero", "x", num(x), "y", num(p.y0-smallestVisible), "width", num(w), "height", num(smallestVisible))
		}
		if col.over() {
			top := p.y(col.Value)
			s.el("rect", inside, "class", "over", "x", num(x), "y", num(top), "width", num(w), "height", num(p.y(below)-top), "fill", "url(#"+c.id()+"-hatch)")
			m, half := p.middle(i), min(markSize, p.place()/2)
			s.el("path", "", "class", "mark", "d", "M"+num(m-half)+" "+num(top-3)+"L"+num(m+half)+" "+num(top-3)+"L"+num(m)+" "+num(top-3-1.6*half)+"Z")
		}
	}
}

// told is a column in words.
func (c Columns) told(col Column) string {
	text := col.Label + ": " + c.count(col.Value)
	if col.Limited {
		text += " / " + c.count(col.Limit)
	}
	return text
}

// steps draws the limits as one line, broken where there is none.
func (c Columns) steps(s *svg, p plot) {
	var d strings.Builder
	pen := false
	for i, col := range c.Columns {
		if !col.Limited {
			pen = false
			continue
		}
		x, y := p.left+float64(i)*p.place(), num(p.y(col.Limit))
		if pen {
			d.WriteString("V" + y)
		} else {
			d.WriteString("M" + num(x) + " " + y)
		}
		d.WriteString("H" + num(x+p.place()))
		pen = true
	}
	if d.Len() > 0 {
		// The line stands out from the columns by its rim, whatever their colour.
		s.el("path", "", "class", "rim", "d", d.String())
		s.el("path", "", "class", "limit", "d", d.String())
	}
}

// Table tells the same.
func (c Columns) Table() Table {
	t := Table{Caption: c.Title, Head: []string{c.Period, c.Value}, Rows: make([][]string, 0, len(c.Columns))}
	limits, remarks := c.Limit != "", false
	for _, col := range c.Columns {
		remarks = remarks || col.Even || col.over()
	}
	if limits {
		t.Head = append(t.Head, c.Limit)
	}
	if remarks {
		t.Head = append(t.Head, c.say(remark))
	}
	for _, col := range c.Columns {
		row := []string{col.Label, "–"}
		if col.Known {
			row[1] = c.count(col.Value)
		}
		if limits {
			limit := "–"
			if col.Limited {
				limit = c.count(col.Limit)
			}
			row = append(row, limit)
		}
		if remarks {
			row = append(row, c.remark(col))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
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
