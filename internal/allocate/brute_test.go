package allocate_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/leveransplan/leveransplan/internal/allocate"
)

// outcome is what all levels say of one way to fill the cells. Smaller is better.
type outcome struct {
	unplaced, notOwn, notOwnAgreements int
	shares                             []share // the largest first
	slow                               int
}

// share is a fraction.
type share struct{ num, den int }

func (o outcome) compare(p outcome) int {
	return cmp.Or(cmp.Compare(o.unplaced, p.unplaced), cmp.Compare(o.notOwn, p.notOwn), cmp.Compare(o.notOwnAgreements, p.notOwnAgreements),
		slices.CompareFunc(o.shares, p.shares, func(a, b share) int { return cmp.Compare(a.num*b.den, b.num*a.den) }),
		cmp.Compare(o.slow, p.slow))
}

func falling(a, b share) int { return cmp.Compare(b.num*a.den, a.num*b.den) }

// best tries every way to fill the cells of a program.
func (p *program) best() (best outcome, tried int) {
	left, of := make([]int, len(p.rows)), make([][]int, len(p.cells))
	for k, r := range p.rows {
		left[k] = r.bound
		for _, i := range r.cells {
			of[i] = append(of[i], k)
		}
	}
	values := make([]int, len(p.cells))
	var fill func(i int)
	fill = func(i int) {
		if i == len(p.cells) {
			if o := p.outcome(values); tried == 0 || o.compare(best) < 0 {
				best = o
			}
			tried++
			return
		}
		most := left[of[i][0]]
		for _, k := range of[i] {
			most = min(most, left[k])
		}
		for v := range most + 1 {
			values[i] = v
			for _, k := range of[i] {
				left[k] -= v
			}
			fill(i + 1)
			for _, k := range of[i] {
				left[k] += v
			}
		}
		values[i] = 0
	}
	fill(0)
	return best, tried
}

func (p *program) outcome(values []int) outcome {
	o, open, placed := outcome{}, map[string]int{}, map[string]int{}
	for _, i := range p.lines {
		l := p.m.lines[i]
		open[l.sender] += l.open
		o.unplaced += l.open
	}
	for i, v := range values {
		s := p.m.sources[p.cells[i].source]
		placed[p.m.lines[p.cells[i].line].sender] += v
		o.unplaced -= v
		if s.step > 0 {
			o.notOwn += v
		}
		if s.step > 1 {
			o.notOwnAgreements += v
		}
		if s.wait >= 90 {
			o.slow += v
		}
	}
	for sender, n := range open {
		o.shares = append(o.shares, share{n - placed[sender], n})
	}
	slices.SortFunc(o.shares, falling)
	return o
}

// Among all ways there are, week by week and unit by unit, none is better on any level.
func TestNothingIsBetter(t *testing.T) {
	exact, all := 0, 0
	for seed := range uint64(2500) {
		r := rand.New(rand.NewPCG(seed, 2))
		m := random(r, 1+r.IntN(4), 1+r.IntN(3), 2+r.IntN(2), 3)
		set := build(t, m)
		p := answer(t, m.question(set))
		for _, unit := range units(p) {
			best, tried := m.program(set, unit).best()
			all += tried
			got := stated(p, unit)
			switch c := got.compare(best); {
			case c < 0:
				t.Fatalf("seed %d: %s: better than all there are: %+v, %+v\n%s", seed, unit, got, best, show(p))
			case c > 0 && p.Optimal:
				t.Fatalf("seed %d: %s: got %+v, the best is %+v\n%s", seed, unit, got, best, show(p))
			}
			if p.Optimal {
				exact++
			}
		}
	}
	t.Logf("%d units, against %d ways to fill them", exact, all)
	if exact < 3000 {
		t.Errorf("only %d units are exact", exact)
	}
}

// stated is the outcome that a proposal states.
func stated(p *allocate.Proposal, unit string) outcome {
	values, shares := levels(p, unit)
	o := outcome{notOwn: values[0] - values[1], notOwnAgreements: values[0] - values[1] - values[2], slow: values[4]}
	for _, s := range shares {
		o.unplaced += s.Unplaced
		o.shares = append(o.shares, share{s.Unplaced, s.Open})
	}
	slices.SortFunc(o.shares, falling)
	return o
}
