package plan

import "github.com/leveransplan/leveransplan/internal/calendar"

// Room tells how much of a capacity stated by week or by quarter surely is left in a time,
// beside what plans take of it already. Complete tells that figures cover every week of the
// time: only then is there no more than that. Where weeks and quarters stand side by side
// (P403, P808) nothing is sure.
//
// Each quarter counts by itself: a surplus in one makes up for nothing in another. A plan
// by quarter has not said which of its weeks it uses, so it counts as a whole wherever it
// reaches. Of a capacity by quarter of which some weeks lie outside the time there is the
// even share, over its weeks within the limit (an agreement's validity, an offer's period),
// and never more than the whole quarter has left.
func Room(stated *Slots, limit, time calendar.Interval, draws []Draw) (left int, complete bool) {
	if _, _, mixed := stated.Mixed(); mixed {
		return 0, true
	}
	time, complete = meet(time, limit), true
	for _, q := range time.Quarters() {
		slot := calendar.SlotOfQuarter(q)
		first, last, _ := weeksOf(slot, time)
		if whole, there := stated.Of(slot); there {
			of := DrawnSlot{SlotVolume: &whole}
			of.First, of.Last, _ = weeksOf(slot, limit)
			left += max(0, min(whole.Volume.V-Reaching(draws, of.First, of.Last), of.share(first, last)-Reaching(draws, first, last)))
			continue
		}
		sure, covered := stated.roomByWeek(first, last, draws)
		left, complete = left+sure, complete && covered
	}
	return left, complete
}

// roomByWeek is the room from one Thursday to another of the same quarter, where the
// capacity is stated by week; covered tells that each of the weeks has a figure.
func (s *Slots) roomByWeek(first, last calendar.Day, draws []Draw) (left int, covered bool) {
	covered = true
	var stated []calendar.Day
	for thursday := first; thursday <= last; thursday += 7 {
		figure, there := s.Of(calendar.SlotOfWeek(thursday.Week()))
		if !there {
			covered = false
			continue
		}
		left += figure.Volume.V
		stated = append(stated, thursday)
	}
	for _, d := range draws {
		for _, slot := range d.Slots {
			for _, thursday := range stated {
				if slot.First <= thursday && thursday <= slot.Last {
					left -= slot.Volume.V
					break
				}
			}
		}
	}
	return max(0, left), covered
}

// Reaching adds up the slots that have a week, told by its Thursday, from one day to
// another, each of them as a whole.
func Reaching(draws []Draw, first, last calendar.Day) int {
	sum := 0
	for _, d := range draws {
		for _, s := range d.Slots {
			if s.First <= last && first <= s.Last {
				sum += s.Volume.V
			}
		}
	}
	return sum
}
