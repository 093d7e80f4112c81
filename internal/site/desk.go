package site

import "github.com/leveransplan/leveransplan/internal/chart"

// desk is where one page at a time is made: its text, and before that what it has in great
// numbers. All of it is used anew for the next page.
type desk struct {
	text    markup
	cells   slab[cell]
	columns slab[column]
	facts   slab[fact]
	spans   slab[span]
	weeks   slab[chart.Column]
	heights slab[float32]
}

// clear makes room for another page.
func (d *desk) clear() {
	d.text.all = d.text.all[:0]
	d.cells.clear()
	d.columns.clear()
	d.facts.clear()
	d.spans.clear()
	d.weeks.clear()
	d.heights.clear()
}

// row makes a row of a table from pieces of it.
func (t *teller) row(pieces ...[]cell) []cell { return t.desk.cells.of(pieces...) }

// heads makes the columns of a table.
func (t *teller) heads(pieces ...[]column) []column { return t.desk.columns.of(pieces...) }

// facts makes a list of facts.
func (t *teller) facts(list []fact) []fact { return t.desk.facts.of(list) }

// slab hands out lists that last as long as their page.
type slab[T any] struct{ all []T }

// least is how many things a slab has room for to begin with.
const least = 64

// room gives a list of zeroes.
func (s *slab[T]) room(n int) []T {
	from := len(s.all)
	if cap(s.all)-from < n {
		s.all, from = make([]T, 0, max(n, 2*cap(s.all), least)), 0 // who has the old ones keeps them
	}
	s.all = s.all[:from+n]
	return s.all[from : from+n : from+n]
}

// of copies lists after each other.
func (s *slab[T]) of(lists ...[]T) []T {
	n := 0
	for _, list := range lists {
		n += len(list)
	}
	out := s.room(n)
	at := out
	for _, list := range lists {
		at = at[copy(at, list):]
	}
	return out
}

func (s *slab[T]) clear() {
	clear(s.all)
	s.all = s.all[:0]
}
