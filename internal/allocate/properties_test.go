package allocate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// answer allocates, and holds the certificate against the question.
func answer(t *testing.T, q allocate.Question) *allocate.Proposal {
	t.Helper()
	p, err := allocate.Allocate(q)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Certificate().Check(); err != nil {
		t.Fatalf("the certificate: %v\n%s", err, show(p))
	}
	return p
}

func show(p *allocate.Proposal) string {
	var b strings.Builder
	for _, pl := range p.Plans {
		id := ""
		if pl.Offer != nil {
			id = pl.Offer.ID.V
		} else {
			id = pl.Agreement.ID.V
		}
		fmt.Fprintf(&b, "%s %s %s %s %s %d:", pl.Line.Rad.ID.V, pl.Step, id, pl.Receiver.ID.V, pl.Period, pl.Volume)
		for _, s := range pl.Shares {
			fmt.Fprintf(&b, " %s %d", s.Slot, s.Volume)
		}
		b.WriteString("\n")
	}
	for _, r := range p.Rests {
		fmt.Fprintf(&b, "rest %s %d: %s\n", r.Line.Rad.ID.V, r.Volume, r.Why.In(lang.EN))
	}
	for _, l := range p.Objective {
		fmt.Fprintf(&b, "%s %s: %d of %d %t %v\n", l.Unit, l.Name.In(lang.EN), l.Value, l.Of, l.Proven, l.Shares)
	}
	for _, note := range p.Notes {
		b.WriteString(note.In(lang.EN) + "\n")
	}
	return b.String()
}

// levels gives the values of a unit's levels, and the shares of the third.
func levels(p *allocate.Proposal, unit string) (values []int, shares []allocate.Unplaced) {
	for _, l := range p.Objective {
		if l.Unit == unit {
			values = append(values, l.Value)
			if l.Shares != nil {
				shares = l.Shares
			}
		}
	}
	return values, shares
}

func units(p *allocate.Proposal) []string {
	var out []string
	for _, l := range p.Objective {
		if !slices.Contains(out, l.Unit) {
			out = append(out, l.Unit)
		}
	}
	return out
}

// Every level is what a linear program says that it can be at best, week by week.
func TestLevelsAreThoseOfALinearProgram(t *testing.T) {
	exact, programs := 0, 0
	for seed := range uint64(2500) {
		r := rand.New(rand.NewPCG(seed, 1))
		m := random(r, 1+r.IntN(5), 1+r.IntN(5), 2+r.IntN(5), 12)
		set := build(t, m)
		p := answer(t, m.question(set))
		for _, unit := range units(p) {
			programs++
			if p.Optimal {
				exact++
			}
			compare(t, seed, m.program(set, unit), p, unit)
		}
	}
	t.Logf("%d programs, %d of them exact", programs, exact)
	if exact < programs*3/4 {
		t.Errorf("only %d of %d are exact", exact, programs)
	}
}

func compare(t *testing.T, seed uint64, lp *program, p *allocate.Proposal, unit string) {
	t.Helper()
	values, shares := levels(p, unit)
	all := lp.value(func(cell) bool { return true })
	step := func(k int) []float64 {
		return lp.value(func(c cell) bool { return lp.m.sources[c.source].step == k })
	}
	most, _ := lp.most(t, all)
	if !p.Optimal {
		if values[0] > whole(t, most) {
			t.Fatalf("seed %d: %s: %d are placed, and there is room for %v\n%s", seed, unit, values[0], most, show(p))
		}
		return
	}
	placed := floor{all, values[0]}
	own, _ := lp.most(t, step(0), placed)
	agreements, _ := lp.most(t, step(1), placed, floor{step(0), values[1]})
	if whole(t, most) != values[0] || whole(t, own) != values[1] || whole(t, agreements) != values[2] {
		t.Fatalf("seed %d: %s: placed %d, own %d, own agreements %d; the best are %v, %v and %v\n%s",
			seed, unit, values[0], values[1], values[2], most, own, agreements, show(p))
	}
	fixed := []floor{placed, {step(0), values[1]}, {step(1), values[2]}}
	worst := shares[0]
	for _, s := range shares {
		if s.Unplaced*worst.Open > worst.Unplaced*s.Open {
			worst = s
		}
	}
	if worst.Unplaced == 0 {
		return
	}
	// Nobody can have all below the largest share.
	for _, s := range shares {
		below := (worst.Unplaced*s.Open+worst.Open-1)/worst.Open - 1
		value := lp.value(func(c cell) bool { return lp.m.lines[c.line].sender == s.Sender })
		fixed = append(fixed, floor{value, s.Open - below})
	}
	if _, possible := lp.most(t, all, fixed...); possible {
		t.Fatalf("seed %d: %s: all can have less unplaced than %d of %d\n%s", seed, unit, worst.Unplaced, worst.Open, show(p))
	}
}

// The order in which documents and entries stand says nothing.
func TestOrderOfDocumentsSaysNothing(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 3))
		m := random(r, 2+r.IntN(5), 1+r.IntN(5), 2+r.IntN(5), 12)
		want := show(answer(t, m.question(build(t, m))))
		docs := m.documents()
		for _, d := range docs {
			switch d := d.(type) {
			case *plan.Avtalsregister:
				r.Shuffle(len(d.Avtal), func(i, j int) { d.Avtal[i], d.Avtal[j] = d.Avtal[j], d.Avtal[i] })
			case *plan.Organisationer:
				r.Shuffle(len(d.Organisationer), func(i, j int) {
					d.Organisationer[i], d.Organisationer[j] = d.Organisationer[j], d.Organisationer[i]
				})
			}
		}
		r.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		if got := show(answer(t, m.question(plan.NewSet(docs, nil)))); got != want {
			t.Fatalf("seed %d: in another order:\n%s\nin the first:\n%s", seed, got, want)
		}
	}
}

// More capacity never places less, of any unit.
func TestMoreCapacityNeverPlacesLess(t *testing.T) {
	rose := 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 4))
		m := random(r, 2+r.IntN(5), 1+r.IntN(5), 2+r.IntN(5), 12)
		before := answer(t, m.question(build(t, m)))
		s := &m.sources[r.IntN(len(m.sources))]
		for i := range s.week {
			if s.week[i] >= 0 {
				s.week[i] += r.IntN(4)
			}
		}
		for q := range s.quarter {
			s.quarter[q] += 3
		}
		for i := range s.ceilings {
			s.ceilings[i].cap += r.IntN(6)
		}
		after := answer(t, m.question(build(t, m)))
		if !before.Optimal || !after.Optimal {
			continue
		}
		for _, unit := range units(before) {
			was, _ := levels(before, unit)
			is, _ := levels(after, unit)
			if is[0] < was[0] {
				t.Fatalf("seed %d: %s: %d placed, with more capacity %d", seed, unit, was[0], is[0])
			}
			if is[0] > was[0] {
				rose++
			}
		}
	}
	if rose < 100 {
		t.Errorf("more capacity placed more in %d cases only", rose)
	}
}

// However a question is put, its answer fits: the certificate holds every plan against the
// reckoning of the rules.
func TestEveryGrainAndStartFits(t *testing.T) {
	byQuarter, late := 0, 0
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 6))
		m := random(r, 1+r.IntN(6), 1+r.IntN(6), 2+r.IntN(6), 20)
		q := m.question(build(t, m))
		q.Grain = pick(r, 0, calendar.GrainWeek, calendar.GrainQuarter)
		if r.IntN(2) == 0 {
			q.From = pick(r, m.weeks...)
		}
		if r.IntN(4) == 0 {
			q.Today = pick(r, m.weeks...).Thursday()
		}
		for _, pl := range answer(t, q).Plans {
			for _, s := range pl.Shares {
				if s.Volume > 0 && s.Slot.Grain() == calendar.GrainQuarter {
					byQuarter++
				}
				if s.Volume > 0 && s.Slot.Grain() == calendar.GrainWeek && (s.Slot.Week().Compare(q.From) < 0 || s.Slot.Week().Monday() <= q.Today) {
					t.Fatalf("seed %d: volume in %s, from %s on, on %s", seed, s.Slot, q.From, q.Today)
				}
			}
			if pl.Period.From > m.time(0, len(m.weeks)).From {
				late++
			}
			if q.Grain == calendar.GrainWeek && pl.Shares[0].Slot.Grain() != calendar.GrainWeek {
				t.Fatalf("seed %d: quarters where weeks were asked for", seed)
			}
		}
	}
	if byQuarter < 300 || late < 300 {
		t.Errorf("%d quarters and %d late starts are too few", byQuarter, late)
	}
}
