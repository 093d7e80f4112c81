package plan

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// chain makes a plan from the volumes of its changes, before and after, and its own.
func chain(volume, periodised int, changes ...[2]int) *Leveransplan {
	p := &Leveransplan{Volym: Int{V: volume, Set: true}}
	p.Periodisering.Items = []SlotVolume{{Volume: Int{V: periodised, Set: true}}}
	for i, c := range changes {
		p.Andringar = append(p.Andringar, Andring{Nr: Int{V: i + 1, Set: true}, VolymFore: Int{V: c[0], Set: true}, VolymEfter: Int{V: c[1], Set: true}})
	}
	return p
}

func TestChained(t *testing.T) {
	for _, c := range []struct {
		name     string
		plan     *Leveransplan
		chained  bool
		doubtful []bool // by change
	}{
		{"a plan without changes", chain(12, 12), true, nil},
		{"one change that ends at the volume", chain(10, 10, [2]int{12, 10}), true, []bool{false}},
		{"two that follow each other", chain(15, 15, [2]int{12, 10}, [2]int{10, 15}), true, []bool{false, false}},
		{"the last ends elsewhere", chain(15, 15, [2]int{12, 10}, [2]int{10, 14}), false, []bool{false, true}},
		{"the second begins elsewhere", chain(15, 15, [2]int{12, 10}, [2]int{11, 15}), false, []bool{true, true}},
		{"the third begins elsewhere", chain(9, 9, [2]int{12, 10}, [2]int{10, 15}, [2]int{14, 9}), false, []bool{false, true, true}},
		{"the volume alone was changed", chain(11, 10, [2]int{12, 10}), true, []bool{false}},
		{"a week alone was changed", chain(10, 11, [2]int{12, 10}), true, []bool{false}},
		{"neither volume nor weeks are where it ends", chain(11, 13, [2]int{12, 10}), false, []bool{true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.plan.Chained(); got != c.chained {
				t.Errorf("chained: %v", got)
			}
			for i := range c.plan.Andringar {
				if got := c.plan.Doubtful(&c.plan.Andringar[i]); got != c.doubtful[i] {
					t.Errorf("change %d doubtful: %v", i+1, got)
				}
			}
			if c.plan.Doubtful(&Andring{}) {
				t.Error("another plan's change is not in doubt here")
			}
		})
	}
}

func TestUnregulated(t *testing.T) {
	p := chain(20, 20, [2]int{10, 14}, [2]int{14, 20}, [2]int{20, 18}, [2]int{18, 18})
	p.ID = Text{V: "lp-1", Set: true}
	p.Utokning = &Andring{Utokar: Int{V: 2, Set: true}}
	p.Andringar[0].Utokar = Int{V: 4, Set: true}
	p.Andringar[1].Utokar = Int{V: 6, Set: true}
	p.Andringar[2].Aterkallar = Int{V: 2, Set: true}
	p.Ursprung.Missiv, p.Ursprung.Rad = Text{V: "missiv-1", Set: true}, Text{V: "rad-1", Set: true}
	alone := NewSet([]Any{p}, nil)
	for i, want := range []int{2, 6, 12, 10} {
		if got := alone.Unregulated(p, &p.Andringar[i]); got != want {
			t.Errorf("before change %d: %d, want %d", i+1, got, want)
		}
	}
	if got := alone.Unregulated(p, p.Utokning); got != 0 {
		t.Errorf("before the utokning: %d, want 0", got)
	}

	m := &Missiv{Rader: []Missivrad{{ID: p.Ursprung.Rad}}}
	m.ID = p.Ursprung.Missiv
	m.Andringar = []Missivandring{{Rad: p.Ursprung.Rad, Reglerar: []Entryref{
		{Leveransplan: p.ID, Nr: Int{V: 0, Set: true}},
		{Leveransplan: p.ID, Nr: Int{V: 2, Set: true}},
	}}}
	absorbed := NewSet([]Any{m, p}, nil)
	if got := absorbed.Unregulated(p, &p.Andringar[3]); got != 2 {
		t.Errorf("with the utokning and change 2 absorbed: %d, want 2", got)
	}
}

func TestUnwritten(t *testing.T) {
	for _, c := range []struct {
		name string
		plan *Leveransplan
		want bool
	}{
		{"a plan without changes", chain(12, 12), false},
		{"the change is carried out", chain(10, 10, [2]int{12, 10}), false},
		{"neither volume nor weeks are changed", chain(12, 12, [2]int{12, 10}), true},
		{"the weeks are changed", chain(12, 10, [2]int{12, 10}), false},
		{"the volume is something else", chain(11, 11, [2]int{12, 10}), false},
		{"a change that keeps the volume", chain(12, 12, [2]int{12, 12}), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.plan.Unwritten(); got != c.want {
				t.Errorf("unwritten: %v", got)
			}
		})
	}
}

func TestPeak(t *testing.T) {
	for want, p := range map[int]*Leveransplan{
		12: chain(12, 12),
		20: chain(8, 8, [2]int{20, 8}),
		18: chain(9, 9, [2]int{10, 18}, [2]int{18, 9}),
	} {
		if got := p.Peak(); got != want {
			t.Errorf("peak %d, want %d", got, want)
		}
	}
}

func TestUntimely(t *testing.T) {
	day := func(d int) Day { return Day{V: calendar.Date(2026, 3, d), Set: true} }
	plan := func(agreed, extended int, changes ...int) *Leveransplan {
		p := &Leveransplan{Utokning: &Andring{Datum: day(extended)}}
		if agreed > 0 {
			p.Avstamningar = []Avstamning{{Datum: day(agreed)}}
		}
		for _, d := range changes {
			p.Andringar = append(p.Andringar, Andring{Datum: day(d)})
		}
		return p
	}
	for _, c := range []struct {
		name string
		plan *Leveransplan
		want []bool // of the utokning and of each change
	}{
		{"in order, the utokning before the plan", plan(5, 2, 8, 9), []bool{false, false, false}},
		{"all on one day", plan(5, 5, 5, 5), []bool{false, false, false}},
		{"a change before the plan", plan(5, 2, 4, 9), []bool{false, true, false}},
		{"a plan without a day", plan(0, 2, 4, 9), []bool{false, false, false}},
		{"two changes out of order", plan(5, 2, 9, 8), []bool{false, true, true}},
		{"a change before the utokning", plan(5, 7, 6), []bool{true, true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i, e := range c.plan.Entries() {
				if got := c.plan.Untimely(e); got != c.want[i] {
					t.Errorf("entry %d untimely: %v", i, got)
				}
			}
		})
	}
}
