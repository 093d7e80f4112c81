package plan_test

import (
	"math/rand/v2"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// script deals out its bytes as random numbers, so that a fuzzer can write a story: which
// byte leads to which turn it finds out. The byte decides, the rest is noise: numbers that
// are round make IntN draw again and again.
type script struct {
	left  []byte
	noise *rand.PCG
}

func (s *script) Uint64() uint64 {
	n := s.noise.Uint64() >> 8
	if len(s.left) > 0 {
		n |= uint64(s.left[0]) << 56
		s.left = s.left[1:]
	}
	return n
}

// Whatever story of a line is told, as long as each step is legitimate, the documents say
// what a ledger on paper says.
func FuzzLineAgreesWithALedger(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{200, 0, 255, 64, 128, 3, 90, 250, 17, 33, 180, 220, 140, 7})
	rng := rand.New(rand.NewPCG(7, 2027))
	for range 20 {
		text := make([]byte, 120)
		for i := range text {
			text[i] = byte(rng.Uint32())
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		s := &script{left: text, noise: rand.NewPCG(8, 2027)}
		h := newHistory(rand.New(s))
		var story []string
		for len(s.left) > 0 && len(story) < 60 {
			story = append(story, h.step())
			l := h.set().Line("missiv", "rad")
			if l.Aktuell() != h.current || l.Planned() != h.planned || l.Unplaced() != h.unplaced || l.Oppet() != h.open() {
				t.Fatalf("current %d want %d, planned %d want %d, unplaced %d want %d after %q",
					l.Aktuell(), h.current, l.Planned(), h.planned, l.Unplaced(), h.unplaced, story)
			}
			if l.Oppet() < 0 || !l.Whole || l.Contested {
				t.Fatalf("open %d, whole %v, contested %v after %q", l.Oppet(), l.Whole, l.Contested, story)
			}
			for _, p := range h.plans {
				if !p.Chained() || p.Peak() < p.Volym.V {
					t.Fatalf("%s: chained %v, peak %d of volume %d after %q", p.ID.V, p.Chained(), p.Peak(), p.Volym.V, story)
				}
			}
		}
	})
}

// Whatever the weeks and quarters of a plan, its period and a limit: cut anywhere, the two
// parts hold what the whole holds, and never more than the plan.
func FuzzDrawIsSharedWithoutLoss(f *testing.F) {
	f.Add([]byte{3, 10, 1, 4, 2, 30}, uint16(0), uint16(364), uint16(90))
	f.Add([]byte{255, 9, 0, 7, 52, 1}, uint16(31), uint16(300), uint16(200))
	f.Fuzz(func(t *testing.T, slots []byte, from, to, cut uint16) {
		start := calendar.Date(2026, 1, 1)
		period := calendar.Interval{From: start.Add(int(from) % 800), To: start.Add(int(to) % 800)}
		var figures []figure
		seen := map[string]bool{}
		sum := 0
		for i := 0; i+1 < len(slots) && len(figures) < 60; i += 2 {
			slot := calendar.SlotOfWeek(start.Add(7 * int(slots[i])).Week())
			if slots[i] >= 200 {
				slot = calendar.SlotOfQuarter(start.Add(90 * int(slots[i]-200) / 6).Quarter())
			}
			if !seen[slot.String()] {
				seen[slot.String()] = true
				figures = append(figures, figure{slot.String(), int(slots[i+1])})
				sum += int(slots[i+1])
			}
		}
		p := planOf(t, figures...)
		p.Period = val(period)
		draw := plan.NewDraw(p, calendar.Interval{From: start, To: start.Add(700)})
		whole := calendar.Interval{From: start.Add(-400), To: start.Add(1200)}
		at := start.Add(int(cut) % 900)
		before := draw.Volume(calendar.Interval{From: whole.From, To: at})
		after := draw.Volume(calendar.Interval{From: at.Add(1), To: whole.To})
		all := draw.Volume(whole)
		if before < 0 || after < 0 || before+after != all || all > sum {
			t.Fatalf("cut at %s: %d and %d of %d, the plan has %d", at, before, after, all, sum)
		}
	})
}
