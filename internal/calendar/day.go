// Package calendar counts as a Swedish planning office does: civil days, ISO weeks,
// quarters of whole weeks, public holidays and working days. It reads no clock and
// knows no time zone; a moment becomes a day only in [FromTime].
//
// A week belongs to a quarter, a period or a year by its Thursday. Nothing here
// assumes 52 weeks in a year or 13 in a quarter.
package calendar

import (
	"fmt"
	"time"
)

// Day is a civil day in the Gregorian calendar, counted so that 1900-01-01 is 1. The
// zero Day is unset: no day that [ParseDay] accepts has that number. Days order and
// subtract as the integers they are.
type Day int32

// firstYear and lastYear bound what the parsers accept. Anything outside is a slip of
// the finger, not a plan.
const (
	firstYear = 1900
	lastYear  = 2199
)

// unixEpoch is the number of 1970-01-01.
const unixEpoch Day = 25568

const secondsPerDay = 24 * 60 * 60

// Date makes a Day. As with time.Date a month or a day outside its range carries over.
func Date(y int, m time.Month, d int) Day {
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay) + unixEpoch
}

// FromTime gives the civil day that t's own location shows.
func FromTime(t time.Time) Day { return Date(t.Date()) }

// ParseDay reads a day written as 2027-01-04, of the years 1900 to 2199. Days that do
// not exist are refused.
func ParseDay(s string) (Day, bool) {
	if len(s) != len("2027-01-04") || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	y, okYear := parseYear(s[:4])
	m, okMonth := digits(s[5:7])
	d, okDay := digits(s[8:])
	if !okYear || !okMonth || !okDay {
		return 0, false
	}
	// A day that does not exist carries over into another month.
	day := Date(y, time.Month(m), d)
	_, month, _ := day.Parts()
	if month != time.Month(m) {
		return 0, false
	}
	return day, true
}

// IsZero tells that the day is unset.
func (d Day) IsZero() bool { return d == 0 }

// String writes the day as 2027-01-04, and an unset day as nothing.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Parts()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// Parts gives year, month and day of the month.
func (d Day) Parts() (int, time.Month, int) {
	return time.Unix(int64(d-unixEpoch)*secondsPerDay, 0).UTC().Date()
}

// Add gives the day n days later, or earlier where n is negative.
func (d Day) Add(n int) Day { return d + Day(n) }

// Weekday gives the day of the week.
func (d Day) Weekday() time.Weekday {
	// Day 0 is a Sunday, as is time.Weekday 0.
	return time.Weekday((d%7 + 7) % 7)
}

// Year gives the calendar year. The year of its ISO week can be another one.
func (d Day) Year() int {
	y, _, _ := d.Parts()
	return y
}

// Quarter gives the calendar quarter that the day itself lies in. For what belongs to
// the day's week, ask the week.
func (d Day) Quarter() Quarter {
	y, m, _ := d.Parts()
	return Quarter{Year: y, Number: (int(m)-1)/3 + 1}
}

// Week gives the ISO 8601 week.
func (d Day) Week() Week {
	thursday := d.monday() + 3
	year := thursday.Year()
	return Week{Year: year, Number: int(thursday-Date(year, time.January, 1))/7 + 1}
}

// monday gives the Monday of the day's week.
func (d Day) monday() Day { return d - Day((d.Weekday()+6)%7) }

// parseYear reads four digits within the years that the parsers accept.
func parseYear(s string) (int, bool) {
	y, ok := digits(s)
	return y, ok && y >= firstYear && y <= lastYear
}

// digits reads ASCII digits and nothing else: no sign, no space, no other script.
func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}
