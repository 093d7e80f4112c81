package calendar

import (
	"cmp"
	"slices"
	"time"
)

// Holiday is a day on which planned care rests.
type Holiday struct {
	Day  Day
	Name string // as Swedish running text has it: "annandag påsk"
	// Eve marks a day that is free in practice but no public holiday in law.
	Eve bool
}

// Easter gives Easter Sunday (påskdagen) of a year by the Gregorian computus, in the
// form of Meeus, Jones and Butcher. The names follow the usual presentation: golden
// number, century, leap corrections, epact, weekday.
func Easter(year int) Day {
	golden := year % 19
	century, yearOfCentury := year/100, year%100
	skippedLeap, centuryRest := century/4, century%4
	moonShift := (century - (century+8)/25 + 1) / 3
	epact := (19*golden + century - skippedLeap - moonShift + 15) % 30
	weekday := (32 + 2*centuryRest + 2*(yearOfCentury/4) - epact - yearOfCentury%4) % 7
	correction := (golden + 11*epact + 22*weekday) / 451
	n := epact + weekday - 7*correction + 114
	return Date(year, time.Month(n/31), n%31+1)
}

// Holidays lists a year's public holidays by law (1989:253) 1 §, as it reads since
// 2005, and the three eves that are free in practice, by day. Ordinary Sundays, which
// the law counts too, are left out.
func Holidays(year int) []Holiday {
	easter := Easter(year)
	midsummer := saturdayFrom(Date(year, time.June, 20))
	list := []Holiday{
		{Day: Date(year, time.January, 1), Name: "nyårsdagen"},
		{Day: Date(year, time.January, 6), Name: "trettondedag jul"},
		{Day: easter.Add(-2), Name: "långfredagen"},
		{Day: easter, Name: "påskdagen"},
		{Day: easter.Add(1), Name: "annandag påsk"},
		{Day: Date(year, time.May, 1), Name: "första maj"},
		{Day: easter.Add(39), Name: "Kristi himmelsfärdsdag"},
		{Day: easter.Add(49), Name: "pingstdagen"},
		{Day: Date(year, time.June, 6), Name: "nationaldagen"},
		{Day: midsummer.Add(-1), Name: "midsommarafton", Eve: true},
		{Day: midsummer, Name: "midsommardagen"},
		{Day: saturdayFrom(Date(year, time.October, 31)), Name: "alla helgons dag"},
		{Day: Date(year, time.December, 24), Name: "julafton", Eve: true},
		{Day: Date(year, time.December, 25), Name: "juldagen"},
		{Day: Date(year, time.December, 26), Name: "annandag jul"},
		{Day: Date(year, time.December, 31), Name: "nyårsafton", Eve: true},
	}
	slices.SortStableFunc(list, func(a, b Holiday) int { return cmp.Compare(a.Day, b.Day) })
	return list
}

// saturdayFrom gives the first Saturday on or after a day.
func saturdayFrom(d Day) Day { return d.Add(int(time.Saturday - d.Weekday())) }
