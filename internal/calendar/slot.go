package calendar

import "cmp"

// Grain is how finely a plan divides its volume over time.
type Grain uint8

// The grains. The zero Grain belongs to an unset Slot.
const (
	GrainWeek Grain = iota + 1
	GrainQuarter
)

// Slot is what one figure of a plan's periodisation stands for: a week or a quarter.
// Slots compare with == and serve as map keys. The zero Slot is unset. They are small because a
// tree has as many as its plans have weeks.
type Slot struct {
	grain  Grain
	number uint8
	year   int16
}

// ParseSlot reads a week (2027-W05) or a quarter (2027-Q1).
func ParseSlot(s string) (Slot, bool) {
	if w, ok := ParseWeek(s); ok {
		return SlotOfWeek(w), true
	}
	if q, ok := ParseQuarter(s); ok {
		return SlotOfQuarter(q), true
	}
	return Slot{}, false
}

// SlotOfWeek makes the slot of a week.
func SlotOfWeek(w Week) Slot { return Slot{GrainWeek, uint8(w.Number), int16(w.Year)} }

// SlotOfQuarter makes the slot of a quarter.
func SlotOfQuarter(q Quarter) Slot { return Slot{GrainQuarter, uint8(q.Number), int16(q.Year)} }

// IsZero tells that the slot is unset.
func (s Slot) IsZero() bool { return s == Slot{} }

// Grain tells whether the slot is a week or a quarter.
func (s Slot) Grain() Grain { return s.grain }

// Week gives the week of a week slot, and an unset Week for any other.
func (s Slot) Week() Week {
	if s.grain != GrainWeek {
		return Week{}
	}
	return Week{Year: int(s.year), Number: int(s.number)}
}

// Quarter gives the quarter that the slot is, or that its week belongs to.
func (s Slot) Quarter() Quarter {
	switch s.grain {
	case GrainWeek:
		return s.Week().Quarter()
	case GrainQuarter:
		return Quarter{Year: int(s.year), Number: int(s.number)}
	}
	return Quarter{}
}

// Weeks lists the slot's weeks in order; a week slot has one.
func (s Slot) Weeks() []Week {
	switch s.grain {
	case GrainWeek:
		return []Week{s.Week()}
	case GrainQuarter:
		return s.Quarter().Weeks()
	}
	return nil
}

// First gives the Monday of the slot's first week.
func (s Slot) First() Day {
	switch s.grain {
	case GrainWeek:
		return s.Week().Monday()
	case GrainQuarter:
		// The first Thursday on or after a day stands in the week of the day three
		// days later.
		return s.Quarter().First().Add(3).monday()
	}
	return 0
}

// Compare orders slots by their first week; a week comes before the quarter that
// begins with it.
func (s Slot) Compare(o Slot) int {
	return cmp.Or(cmp.Compare(s.First(), o.First()), cmp.Compare(s.grain, o.grain))
}

// String writes the slot as plans do, and an unset one as nothing.
func (s Slot) String() string {
	switch s.grain {
	case GrainWeek:
		return s.Week().String()
	case GrainQuarter:
		return s.Quarter().String()
	}
	return ""
}
