package chart

import (
	"html/template"
	"math"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// svg gathers a drawing at the end of a text. Its methods give it back, so that an element is
// written from left to right.
type svg struct{ to []byte }

// is writes our own markup.
func (s *svg) is(markup string) *svg {
	s.to = append(s.to, markup...)
	return s
}

// say writes a text that is nothing but text in markup.
func (s *svg) say(text string) *svg { return s.is(escaped(text)) }

// num writes a coordinate to a tenth.
func (s *svg) num(f float64) *svg {
	tenths := f * 10
	n := math.Round(tenths)
	if math.Abs(math.Abs(tenths-n)-.5) < 1e-6 || !(math.Abs(n) < 1e9) || math.Signbit(f) {
		s.to = strconv.AppendFloat(s.to, f, 'f', 1, 64) // about halfway between two tenths, or not on the drawing
		if end := len(s.to) - 2; string(s.to[end:]) == ".0" {
			s.to = s.to[:end]
		}
		return s
	}
	whole, tenth := int64(n)/10, byte(int64(n)%10)
	s.to = strconv.AppendInt(s.to, whole, 10)
	if tenth > 0 {
		s.to = append(s.to, '.', '0'+tenth)
	}
	return s
}

// int writes a whole coordinate.
func (s *svg) int(n int) *svg {
	s.to = strconv.AppendInt(s.to, int64(n), 10)
	return s
}

// count writes a number as running text has it.
func (s *svg) count(n int, l lang.Language) *svg {
	if n > -10000 && n < 10000 {
		s.to = strconv.AppendInt(s.to, int64(n), 10)
		return s
	}
	return s.is(lang.Count(n, l))
}

// rect writes a rectangle up to the end of its own tag, which closed or a title is to follow.
func (s *svg) rect(class string, x, y, width, height float64) *svg {
	return s.is(`<rect class="`).is(class).is(`" x="`).num(x).is(`" y="`).num(y).is(`" width="`).num(width).is(`" height="`).num(height).is(`"`)
}

// closed ends an element that holds nothing.
func (s *svg) closed() *svg { return s.is("/>") }

func (s *svg) text(x, y float64, class, anchor, text string) {
	s.is(`<text class="`).is(class).is(`" x="`).num(x).is(`" y="`).num(y).is(`" text-anchor="`).is(anchor).is(`"`)
	if text == "" {
		s.closed()
		return
	}
	s.is(">").say(text).is("</text>")
}

func (s *svg) line(x1, y1, x2, y2 float64, class string) {
	s.is(`<line class="`).is(class).is(`" x1="`).num(x1).is(`" y1="`).num(y1).is(`" x2="`).num(x2).is(`" y2="`).num(y2).is(`"/>`)
}

// path writes a line of a class through what draw writes.
func (s *svg) path(class string, draw func()) {
	s.is(`<path class="`).is(class).is(`" d="`)
	draw()
	s.is(`"/>`)
}

// at writes a point of a path.
func (s *svg) at(command string, x, y float64) *svg { return s.is(command).num(x).is(" ").num(y) }

// drawing is what draw draws, alone.
func drawing(draw func(*svg)) template.HTML {
	var s svg
	draw(&s)
	return template.HTML(s.to)
}

// open begins a drawing that screen readers read as one picture with its title and its
// description.
func (s *svg) open(f Frame, class string, width, height float64) {
	id := f.id()
	s.is(`<svg class="`).is(class).is(`" viewBox="0 0 `).num(width).is(" ").num(height).is(`" role="img" aria-labelledby="`).is(id).is("-svg ").is(id).is(`-desc">`)
	s.is(`<title id="`).is(id).is(`-svg">`).say(f.Title).is(`</title><desc id="`).is(id).is(`-desc">`).say(f.Desc).is("</desc>")
}

func (s *svg) done() { s.is("</svg>") }

// escaped writes a text so that it is nothing but text in markup.
func escaped(s string) string {
	for i := range len(s) {
		switch s[i] {
		case '&', '<', '>', '"', '\'', 0:
			return template.HTMLEscapeString(s)
		}
	}
	return s
}

// id is the frame's id with nothing in it that an id can't hold.
func (f Frame) id() string {
	clean := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, f.ID)
	return "c-" + clean
}

func (f Frame) count(n int) string {
	if n > -10000 && n < 10000 {
		return strconv.Itoa(n)
	}
	return lang.Count(n, f.Language)
}

func (f Frame) say(t lang.Text) string { return t.In(f.Language) }

// grid draws the axis: a line and a number for each step.
func (f Frame) grid(s *svg, a axis, left, right float64) {
	for n := 0; n <= a.top; n += a.step {
		class := "grid"
		if n == 0 {
			class = "base"
		}
		s.line(left, a.y(n), right, a.y(n), class)
		s.text(left-8, a.y(n)+4, "tick", "end", f.count(n))
	}
}

// labels writes what stands under the axis: as many as there is room for, and fewer on a small
// screen. Of gives a label, and at where it stands.
func labels(s *svg, n int, of func(i int) string, apart, y float64, at func(i int) float64) {
	wide, small := every(n, of, apart, letters), every(n, of, apart, smallLetters)
	for small%wide != 0 { // what shows on a small screen shows on a wide one too
		small++
	}
	for i := 0; i < n; i += wide {
		switch text := of(i); {
		case text == "":
		case i%small == 0:
			s.text(at(i), y, "tick", "middle", text)
		default:
			s.text(at(i), y, "tick minor", "middle", text)
		}
	}
}

// nothing says in the middle of a drawing that there are no figures.
func (f Frame) nothing(s *svg, width, height float64) {
	s.text(width/2, height/2, "none", "middle", f.say(noFigures))
}
