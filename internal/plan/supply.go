package plan

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
)

// mostWeeks is the number of weeks that no quarter exceeds.
const mostWeeks = 14

// supply is the capacity of one quarter, and what plans take of it.
type supply struct {
	first   calendar.Day // the Thursday of its first week
	count   int          // its weeks
	whole   SlotVolume   // stated for the quarter as a whole, where set
	stated  [mostWeeks]SlotVolume
	open    bool // weeks without a figure do not limit
	longest int  // the most weeks that a shortage can have: 1 where all plans are by week
	// takes holds what plans take in slots from the week of the first index to that of the
	// second, slack included: more than what counts, and quick to add up.
	takes [mostWeeks][mostWeeks]int
}

func (s *supply) thursday(week int) calendar.Day { return s.first + calendar.Day(7*week) }

// taken adds up the slots that lie wholly in the weeks from number a to number b.
func (s *supply) taken(a, b int) int {
	sum := 0
	for i := a; i <= b; i++ {
		for j := i; j <= b; j++ {
			sum += s.takes[i][j]
		}
	}
	return sum
}

// supplies lists, by time, the quarters of which plans take something.
func supplies(stated *Slots, silent Silence, draws []Draw) []*supply {
	first, last, found := reach(draws)
	if !found {
		return nil
	}
	var all []*supply
	var byWeek []*supply // of each week from the first quarter on
	for q := first.Quarter(); q.First() <= last; q = q.Next() {
		s := &supply{first: thursdayFrom(q.First()), count: weeks(thursdayFrom(q.First()), thursdayUpTo(q.Last())), longest: 1}
		all = append(all, s)
		for range s.count {
			byWeek = append(byWeek, s)
		}
	}
	start := all[0].first
	at := func(thursday calendar.Day) (*supply, int) {
		week := int(thursday-start) / 7
		if thursday < start || week >= len(byWeek) {
			return nil, 0
		}
		s := byWeek[week]
		return s, int(thursday-s.first) / 7
	}
	for _, d := range draws {
		for _, slot := range d.Slots {
			s, i := at(slot.First)
			j := i + weeks(slot.First, slot.Last) - 1
			s.takes[i][j] += slot.Volume.V
			if i != j {
				s.longest = s.count
			}
		}
	}
	state(stated, at)
	for _, s := range all {
		s.open = silent == Unlimited || s.whole.Slot.Set
	}
	return all
}

// state puts the figures of a statement where they belong.
func state(stated *Slots, at func(thursday calendar.Day) (*supply, int)) {
	for _, item := range stated.Items {
		if slot := item.Slot.V; slot.Grain() == calendar.GrainQuarter {
			if s, _ := at(thursdayFrom(slot.Quarter().First())); s != nil {
				s.whole = item
			}
		} else if s, week := at(slot.Week().Thursday()); s != nil {
			s.stated[week] = item
		}
	}
}

// reach gives the Thursdays of the first and the last week that plans take something in.
func reach(draws []Draw) (first, last calendar.Day, found bool) {
	for _, d := range draws {
		for _, slot := range d.Slots {
			if !found {
				first, last, found = slot.First, slot.Last, true
			}
			first, last = min(first, slot.First), max(last, slot.Last)
		}
	}
	return first, last, found
}
