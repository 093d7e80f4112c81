package diff

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Quarter is what a quarter holds on both sides, and what its weeks rise and fall by. Where
// one side has weeks and the other the quarter itself, only the difference is known.
type Quarter struct {
	Quarter       calendar.Quarter
	Before, After int
	Plus, Minus   int // Minus is 0 or below
}

// Quarters adds weeks and quarters up to quarters, in order.
func Quarters(list []Slot) []Quarter {
	var out []Quarter
	grains := map[calendar.Quarter]map[calendar.Grain]bool{}
	for _, s := range list {
		q := s.Slot.Quarter()
		i := slices.IndexFunc(out, func(have Quarter) bool { return have.Quarter == q })
		if i < 0 {
			i, out = len(out), append(out, Quarter{Quarter: q})
			grains[q] = map[calendar.Grain]bool{}
		}
		grains[q][s.Slot.Grain()] = true
		out[i].Before += s.Before
		out[i].After += s.After
		out[i].Plus += max(0, s.After-s.Before)
		out[i].Minus += min(0, s.After-s.Before)
	}
	for i := range out {
		if q := &out[i]; len(grains[q.Quarter]) > 1 {
			q.Plus, q.Minus = max(0, q.After-q.Before), min(0, q.After-q.Before)
		}
	}
	slices.SortFunc(out, func(a, b Quarter) int { return a.Quarter.Compare(b.Quarter) })
	return out
}
