package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// Week is an ISO 8601 week: Monday to Sunday, numbered within the year that holds its
// Thursday. The zero Week is unset.
type Week struct{ Year, Number int }

// ParseWeek reads a week written as 2027-W05. W53 is accepted only in the years that
// have it.
func ParseWeek(s string) (Week, bool) {
	if len(s) != len("2027-W05") || s[4] != '-' || s[5] != 'W' {
		return Week{}, false
	}
	year, okYear := parseYear(s[:4])
	number, okNumber := digits(s[6:])
	if !okYear || !okNumber || number < 1 || number > 52 && number > WeeksInYear(year) {
		return Week{}, false
	}
	return Week{Year: year, Number: number}, true
}

// WeeksInYear counts the weeks whose Thursday lies in the year: 53 where the year
// begins or ends on a Thursday, else 52.
func WeeksInYear(year int) int {
	if Date(year, time.January, 1).Weekday() == time.Thursday ||
		Date(year, time.December, 31).Weekday() == time.Thursday {
		return 53
	}
	return 52
}

// String writes the week as 2027-W05.
func (w Week) String() string { return fmt.Sprintf("%04d-W%02d", w.Year, w.Number) }

// IsZero tells that the week is unset.
func (w Week) IsZero() bool { return w == Week{} }

// Monday gives the week's first day.
func (w Week) Monday() Day {
	// 4 January always lies in week 1.
	return Date(w.Year, time.January, 4).monday().Add(7 * (w.Number - 1))
}

// Thursday gives the day that decides what the week belongs to.
func (w Week) Thursday() Day { return w.Monday() + 3 }

// Sunday gives the week's last day.
func (w Week) Sunday() Day { return w.Monday() + 6 }

// Next gives the week after.
func (w Week) Next() Week {
	if w.Number < 52 || w.Number < WeeksInYear(w.Year) {
		return Week{Year: w.Year, Number: w.Number + 1}
	}
	return Week{Year: w.Year + 1, Number: 1}
}

// Compare orders weeks by time.
func (w Week) Compare(o Week) int {
	return cmp.Or(cmp.Compare(w.Year, o.Year), cmp.Compare(w.Number, o.Number))
}

// Quarter gives the quarter that the week's Thursday lies in.
func (w Week) Quarter() Quarter { return w.Thursday().Quarter() }

// weeksWithin lists the weeks whose Thursday lies from one day to another, both
// included.
func weeksWithin(from, to Day) []Week {
	var weeks []Week
	w := from.Week()
	thursday := w.Thursday()
	for ; thursday <= to; thursday += 7 {
		if thursday >= from {
			weeks = append(weeks, w)
		}
		w = w.Next()
	}
	return weeks
}
