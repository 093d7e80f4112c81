package plan

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Shortage is a stretch of weeks in which plans take more than the capacity stated for it.
type Shortage struct {
	From, To calendar.Slot // the first and the last week; both the quarter where that is short
	Taken    int
	Capacity int
	// Stated is the first figure of the statement that the stretch covers; unset where
	// nothing is stated for any of its weeks.
	Stated SlotVolume
	Takers []Taker
}

// Taker is a plan's part of a shortage.
type Taker struct {
	Plan   *Leveransplan
	Slot   Slot // the plan's first week or quarter there
	Volume int
}

// Silence says what it means that a capacity says nothing about a week.
type Silence bool

// An agreement that says nothing does not limit; an offer that says nothing has nothing
// to give.
const (
	Unlimited Silence = false
	Nothing   Silence = true
)

// Shortages holds what plans take against capacity stated by week or by quarter.
//
// Each week on its own holds the plans by week. A plan by quarter has not said which of
// its weeks it uses, so it is only short when there is no way to place it: by Hall's
// theorem, when some stretch of weeks has less capacity than the slots that lie wholly
// inside it take. Stretches are tried from the shortest on, and one that shares weeks
// with a shortage already found is left out: it would tell of the same patients again. A
// figure stated for a quarter holds all its slots together.
func Shortages(stated *Slots, silent Silence, draws []Draw) []Shortage {
	var out []Shortage
	for _, s := range supplies(stated, silent, draws) {
		out = append(out, s.shortages(draws)...)
	}
	return out
}

// shortages judges one quarter.
func (s *supply) shortages(draws []Draw) []Shortage {
	var out []Shortage
	covered := 0 // the weeks of the shortages found, one bit each
	for length := 1; length <= s.longest; length++ {
		for a := 0; a+length <= s.count; a++ {
			stretch := (1<<length - 1) << a
			if covered&stretch != 0 {
				continue
			}
			if short, found := s.stretch(draws, a, a+length-1); found {
				out, covered = append(out, short), covered|stretch
			}
		}
	}
	if len(out) == 0 && s.whole.Slot.Set {
		slot := s.whole.Slot.V
		short := Shortage{From: slot, To: slot, Capacity: s.whole.Volume.V, Stated: s.whole}
		if s.taken(0, s.count-1) > short.Capacity && short.take(draws, s.thursday(0), s.thursday(s.count-1)) {
			out = append(out, short)
		}
	}
	return out
}

// stretch judges the weeks from number a to number b of the quarter.
func (s *supply) stretch(draws []Draw, a, b int) (Shortage, bool) {
	var short Shortage
	for _, item := range s.stated[a : b+1] {
		if !item.Slot.Set && s.open {
			return short, false
		}
		if item.Slot.Set && !short.Stated.Slot.Set {
			short.Stated = item
		}
		short.Capacity += item.Volume.V
	}
	if s.taken(a, b) <= short.Capacity {
		return short, false
	}
	first, last := s.thursday(a), s.thursday(b)
	short.From, short.To = calendar.SlotOfWeek(first.Week()), calendar.SlotOfWeek(last.Week())
	return short, short.take(draws, first, last)
}

// take adds up what each plan takes from one Thursday to another, less its slack, and
// tells whether that is too much.
func (s *Shortage) take(draws []Draw, first, last calendar.Day) bool {
	for _, d := range draws {
		t := Taker{Plan: d.Plan, Volume: -d.slack}
		for _, slot := range d.Slots {
			if slot.First < first || last < slot.Last {
				continue
			}
			if !t.Slot.Set {
				t.Slot = slot.Slot
			}
			t.Volume += slot.Volume.V
		}
		if t.Volume > 0 {
			s.Takers = append(s.Takers, t)
			s.Taken += t.Volume
		}
	}
	return s.Taken > s.Capacity
}
