package plan

import "github.com/leveransplan/leveransplan/internal/calendar"

// Mixed tells that weeks and quarters stand side by side, and gives the first of each in
// the order of the file: where one division goes over to the other.
func (s *Slots) Mixed() (first, other Slot, mixed bool) {
	week, hasWeek := s.First(calendar.GrainWeek)
	quarter, hasQuarter := s.First(calendar.GrainQuarter)
	first, other = week.Slot, quarter.Slot
	if other.Span.Start() < first.Span.Start() {
		first, other = other, first
	}
	return first, other, hasWeek && hasQuarter
}

// Grain is the grain of a periodisation that has one: the first slot's; zero without slots.
func (s *Slots) Grain() calendar.Grain {
	for _, item := range s.Items {
		if item.Slot.Set {
			return item.Slot.V.Grain()
		}
	}
	return 0
}
