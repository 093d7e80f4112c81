package apportion

import (
	"math"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// thousandths is what a working day weighs.
const thousandths = 1000

// Places gives the places of slots: each weighs the working days of those of its weeks that
// lie within an interval, by the calendar and by local deviations. A start week is an
// interval that begins there. None of the places has a cap or is locked.
func Places(slots []calendar.Slot, within calendar.Interval, dev []calendar.Deviation) []Place {
	places := make([]Place, len(slots))
	for i, slot := range slots {
		places[i] = Place{Slot: slot, Cap: Unlimited}
		for _, week := range slot.Weeks() {
			places[i].Of += 5 * thousandths
			if within.ContainsWeek(week) {
				// A deviation is a decimal fraction of a day: to the thousandth it is exact.
				places[i].Weight += int(math.Round(thousandths * calendar.Workdays(week, dev)))
			}
		}
	}
	return places
}
