package chart

import "unicode/utf8"

// The letters of a drawing, in its own units, on a wide screen and on a small one, and how
// wide a letter is at most, in sizes. The style sheet sets the same sizes.
const (
	letters      = 12.5
	smallLetters = 22.0
	letterWidth  = .62
)

// axis is a vertical axis from 0 to top.
type axis struct {
	top, step int
	y0, y1    float64 // where 0 and top are drawn; y0 is below
}

// newAxis makes an axis for values up to a highest, with five steps at most, each 1, 2 or 5
// times a power of ten.
func newAxis(highest int, y0, y1 float64) axis {
	highest = max(highest, 1)
	step := 1
	for unit := 1; ; unit *= 10 {
		found := false
		for _, n := range []int{1, 2, 5} {
			if step = n * unit; step*5 >= highest || unit > 1<<50 {
				found = true
				break
			}
		}
		if found {
			break
		}
	}
	return axis{(highest + step - 1) / step * step, step, y0, y1}
}

// y is where a value is drawn. Nothing is drawn below 0.
func (a axis) y(n int) float64 { return a.y0 - (a.y0-a.y1)*float64(max(n, 0))/float64(a.top) }

// height is how high a value is drawn.
func (a axis) height(n int) float64 { return a.y0 - a.y(n) }

// every says which labels on a horizontal axis are told so that none touches the next: each
// of that many, on a screen of a size. Apart is how far two neighbours lie from each other.
func every(many int, label func(i int) string, apart, size float64) int {
	widest := 0
	for i := range many {
		widest = max(widest, utf8.RuneCountInString(label(i)))
	}
	room := float64(widest)*size*letterWidth + size*.6
	for _, n := range []int{1, 2, 4, 8, 13, 26} {
		if float64(n)*apart >= room {
			return n
		}
	}
	return max(many, 1)
}
