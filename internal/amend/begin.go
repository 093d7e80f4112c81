package amend

import (
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// begin decides from when the change applies.
func (w *work) begin() error {
	period := w.base.Period.V.Weeks()
	first, last := period[0], period[len(period)-1]
	today := w.Today.Week()
	from := w.Wish.From
	if from.IsZero() {
		week := today.Next()
		if week.Compare(first) < 0 {
			week = first
		}
		if week.Compare(last) > 0 {
			return w.over(last)
		}
		from = w.slotFrom(week)
	}
	weeks := from.Weeks()
	inside := func(week calendar.Week) bool { return w.base.Period.V.ContainsWeek(week) }
	switch {
	case !slices.ContainsFunc(weeks, inside):
		return refuse(lang.T("%s ligger utanför planens period %s", "%s lies outside the plan's period %s", from.String(), w.base.Period.V.String()),
			lang.T("Välj en vecka från %s till %s.", "Choose a week from %s to %s.", first.String(), last.String()))
	case weeks[len(weeks)-1].Compare(today) < 0 && last.Compare(today) < 0:
		return w.over(last)
	case weeks[len(weeks)-1].Compare(today) < 0:
		return refuse(lang.T("%s har passerat: i dag är det %s", "%s has passed: today is in %s", from.String(), today.String()),
			lang.T("En ändring gäller framåt, tidigast från %s. Det som inte användes då är utfall, inte plan.", "A change applies forward, from %s at the earliest. What was not used then is outcome, not plan.", today.String()))
	}
	w.start = from.First()
	if w.change.Was != nil {
		w.start = max(w.start, today.Monday())
	}
	w.change.From = from
	return nil
}

func (w *work) over(last calendar.Week) error {
	return refuse(lang.T("planen är slut: dess sista vecka är %s", "the plan is over: its last week is %s", last.String()),
		lang.T("Det som återstår av behovet hör hemma i en ny plan.", "What remains of the need belongs in a new plan."))
}

// slotFrom writes a week as the plan divides its time: as the quarter that begins with it.
func (w *work) slotFrom(week calendar.Week) calendar.Slot {
	if quarter := calendar.SlotOfQuarter(week.Quarter()); w.grain == calendar.GrainQuarter {
		for _, first := range quarter.Weeks() {
			if w.base.Period.V.ContainsWeek(first) {
				if first == week {
					return quarter
				}
				break
			}
		}
	}
	return calendar.SlotOfWeek(week)
}

// past tells that all of a week or quarter lies before the change.
func (w *work) past(s calendar.Slot) bool {
	weeks := s.Weeks()
	return weeks[len(weeks)-1].Monday() < w.start
}

// gone is what of a quarter that has begun lies before the change: of an agreed plan what is
// reported, or where nothing is the even share over its weeks.
func (w *work) gone(s calendar.Slot, volume int) int {
	if w.change.Was == nil || s.Grain() != calendar.GrainQuarter {
		return 0
	}
	weeks, before := 0, 0
	for _, week := range s.Weeks() {
		if w.base.Period.V.ContainsWeek(week) {
			weeks++
			if week.Monday() < w.start {
				before++
			}
		}
	}
	if before == 0 {
		return 0
	}
	done, reported := 0, false
	for _, table := range w.Set.Utfall {
		for _, row := range table.Rows {
			if row.Leveransplan.V == w.base.ID.V && row.Vecka.V.Quarter() == s.Quarter() && row.Vecka.V.First() < w.start {
				done, reported = done+row.Utfort.V, true
			}
		}
	}
	if reported {
		return min(done, volume)
	}
	// Rounded up: rounded down it would leave less than has been used.
	return (volume*before + weeks - 1) / weeks
}

func digits(n int) string { return strconv.Itoa(n) }
