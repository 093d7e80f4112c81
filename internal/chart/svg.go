package chart

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// svg gathers a drawing.
type svg struct{ strings.Builder }

// num writes a coordinate to a tenth.
func num(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}

// el writes an element with its attributes in pairs; inside is markup.
func (s *svg) el(name, inside string, pairs ...string) {
	s.WriteByte('<')
	s.WriteString(name)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		s.WriteByte(' ')
		s.WriteString(pairs[i])
		s.WriteString(`="`)
		s.WriteString(escaped(pairs[i+1]))
		s.WriteByte('"')
	}
	if inside == "" {
		s.WriteString("/>")
		return
	}
	s.WriteByte('>')
	s.WriteString(inside)
	s.WriteString("</" + name + ">")
}

func (s *svg) text(x, y float64, class, anchor, text string) {
	s.el("text", escaped(text), "class", class, "x", num(x), "y", num(y), "text-anchor", anchor)
}

func (s *svg) line(x1, y1, x2, y2 float64, class string) {
	s.el("line", "", "class", class, "x1", num(x1), "y1", num(y1), "x2", num(x2), "y2", num(y2))
}

// hover is what a pointer reads that rests on a part of the drawing.
func hover(text string) string { return "<title>" + escaped(text) + "</title>" }

// usual is how many bytes a drawing of a year by weeks takes.
const usual = 10 << 10

// drawing is what draw draws, alone.
func drawing(draw func(*svg)) template.HTML {
	var s svg
	s.Grow(usual)
	draw(&s)
	return template.HTML(s.String())
}

// open begins a drawing that screen readers read as one picture with its title and its
// description.
func (s *svg) open(f Frame, class string, width, height float64) {
	id := f.id()
	s.WriteString(`<svg class="` + class + `" viewBox="0 0 ` + num(width) + " " + num(height) + `" role="img" aria-labelledby="` + id + "-svg " + id + `-desc">`)
	s.WriteString(`<title id="` + id + `-svg">` + escaped(f.Title) + `</title><desc id="` + id + `-desc">` + escaped(f.Desc) + "</desc>")
}

func (s *svg) done() { s.WriteString("</svg>") }

// escaped writes a text so that it is nothing but text in markup.
func escaped(s string) string { return template.HTMLEscapeString(s) }

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

func (f Frame) count(n int) string { return lang.Count(n, f.Language) }

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
// screen. At gives where a label stands.
func labels(s *svg, texts []string, apart, y float64, at func(i int) float64) {
	wide, small := every(texts, apart, letters), every(texts, apart, smallLetters)
	for small%wide != 0 { // what shows on a small screen shows on a wide one too
		small++
	}
	for i, text := range texts {
		switch {
		case i%wide != 0 || text == "":
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
