package allocate_test

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"

	"github.com/leveransplan/leveransplan/internal/plan"
)

// cell is volume of a line at a source in a week; the oracles choose one for each.
type cell struct{ line, source, week int }

// row says that cells together hold at most a bound.
type row struct {
	cells []int
	bound int
}

// program is the question for one unit as rows: written from the model and from what the
// rules say, week by week, without segments, trees or flows.
type program struct {
	m     *model
	lines []int // of the unit
	cells []cell
	rows  []row
}

func (m *model) program(set *plan.Set, unit string) *program {
	p := &program{m: m}
	for i, l := range m.lines {
		if l.unit != unit {
			continue
		}
		p.lines = append(p.lines, i)
		for j, s := range m.sources {
			for w := range m.weeks {
				if m.fits(l, s) && l.from <= w && w < l.to && s.from <= w && w < s.to && (s.step > 0 || m.offered(s, w)) {
					p.cells = append(p.cells, cell{i, j, w})
				}
			}
		}
		p.bound(l.open, func(c cell) bool { return c.line == i })
	}
	for j := range m.sources {
		p.source(set, unit, j)
	}
	return p
}

// offered tells that an offer says something of a week.
func (m *model) offered(s modelSource, w int) bool {
	_, quarter := s.quarter[m.weeks[w].Quarter()]
	return s.week != nil && s.week[w] >= 0 || quarter
}

func (p *program) bound(most int, of func(cell) bool) {
	r := row{bound: most}
	for i, c := range p.cells {
		if of(c) {
			r.cells = append(r.cells, i)
		}
	}
	if len(r.cells) > 0 {
		p.rows = append(p.rows, r)
	}
}

// source adds what limits a source: weeks, quarters, ceilings, and every set of weeks that
// plans by quarter may need.
func (p *program) source(set *plan.Set, unit string, j int) {
	m, s := p.m, p.m.sources[j]
	in := func(weeks func(w int) bool) func(cell) bool {
		return func(c cell) bool { return c.source == j && weeks(c.week) }
	}
	for q, volume := range s.quarter {
		left := volume
		for _, pl := range m.drawn(j, unit) {
			left -= pl.quarter[q]
			for w, v := range pl.week {
				if m.weeks[w].Quarter() == q {
					left -= max(0, v)
				}
			}
		}
		p.bound(left, in(func(w int) bool { return m.weeks[w].Quarter() == q }))
	}
	for _, c := range s.ceilings {
		left := c.cap
		if a := set.Agreement(sourceID(j)); a != nil {
			draws, _ := set.DrawsOn(a)
			for _, d := range draws {
				if d.Plan.Unit() == unit {
					left -= d.Volume(m.time(c.from, c.to))
				}
			}
		}
		p.bound(left, in(func(w int) bool { return c.from <= w && w < c.to }))
	}
	for subset := 1; s.week != nil && subset < 1<<len(m.weeks); subset++ {
		if left, limited := m.hall(j, unit, subset); limited {
			p.bound(left, in(func(w int) bool { return subset>>w&1 == 1 }))
		}
	}
}

// drawn lists the plans that there are at a source.
func (m *model) drawn(source int, unit string) []modelPlan {
	var out []modelPlan
	for _, pl := range m.plans {
		if pl.source == source && m.lines[pl.line].unit == unit {
			out = append(out, pl)
		}
	}
	return out
}

// hall is what a set of weeks has left when the plans by quarter that can use no others have
// got theirs. It limits where each of the weeks has a figure, and says nothing new unless it
// is one week or some plan needs it.
func (m *model) hall(source int, unit string, subset int) (left int, limits bool) {
	s := m.sources[source]
	single := subset&(subset-1) == 0
	for w := range m.weeks {
		if subset>>w&1 == 0 {
			continue
		}
		if s.week[w] < 0 && s.step > 0 {
			return 0, false
		}
		left += max(0, s.week[w])
		for _, pl := range m.drawn(source, unit) {
			if pl.week != nil {
				left -= max(0, pl.week[w])
			}
		}
	}
	needed := false
	for _, pl := range m.drawn(source, unit) {
		l := m.lines[pl.line]
		for q, v := range pl.quarter {
			inside := true
			for w := l.from; w < l.to; w++ {
				inside = inside && (m.weeks[w].Quarter() != q || subset>>w&1 == 1)
			}
			if inside {
				left -= v
				needed = true
			}
		}
	}
	return left, single || needed
}

// value says what the cells are worth: 1 for those that count.
func (p *program) value(counts func(cell) bool) []float64 {
	out := make([]float64, len(p.cells))
	for i, c := range p.cells {
		if counts(c) {
			out[i] = 1
		}
	}
	return out
}

// floor is a demand that some cells hold at least so much.
type floor struct {
	value []float64
	least int
}

// most solves the linear program: the largest worth of cells that keep to the rows and meet
// the floors; false: there are none.
func (p *program) most(t *testing.T, value []float64, floors ...floor) (float64, bool) {
	t.Helper()
	rows, n := len(p.rows)+len(floors), len(p.cells)
	if n == 0 {
		for _, f := range floors {
			if f.least > 0 {
				return 0, false
			}
		}
		return 0, true
	}
	a, b, c := mat.NewDense(rows, n+rows, nil), make([]float64, rows), make([]float64, n+rows)
	for i, v := range value {
		c[i] = -v
	}
	for k, r := range p.rows {
		for _, i := range r.cells {
			a.Set(k, i, 1)
		}
		b[k] = float64(r.bound)
		a.Set(k, n+k, 1)
	}
	for f, fl := range floors {
		k := len(p.rows) + f
		for i, v := range fl.value {
			a.Set(k, i, v)
		}
		b[k] = float64(fl.least)
		a.Set(k, n+k, -1)
	}
	best, _, err := lp.Simplex(c, a, b, 1e-9, nil)
	if errors.Is(err, lp.ErrInfeasible) {
		return 0, false
	}
	if err != nil {
		t.Fatalf("the linear program of %d rows and %d cells: %v", rows, n, err)
	}
	return -best, true
}

func whole(t *testing.T, v float64) int {
	t.Helper()
	if math.Abs(v-math.Round(v)) > 1e-6 {
		t.Fatalf("a best value of %v is no whole number", v)
	}
	return int(math.Round(v))
}
