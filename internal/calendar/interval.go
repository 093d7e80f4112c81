package calendar

import "strings"

// Interval is a span of days, From and To both included, with From not after To. The
// zero Interval is unset and holds no day that can be parsed.
type Interval struct{ From, To Day }

// ParseInterval reads an interval written as 2027-01-01/2027-12-31.
func ParseInterval(s string) (Interval, bool) {
	first, second, found := strings.Cut(s, "/")
	from, okFrom := ParseDay(first)
	to, okTo := ParseDay(second)
	if !found || !okFrom || !okTo || from > to {
		return Interval{}, false
	}
	return Interval{From: from, To: to}, true
}

// IsZero tells that the interval is unset.
func (i Interval) IsZero() bool { return i == Interval{} }

// String writes the interval as 2027-01-01/2027-12-31, and an unset one as nothing.
func (i Interval) String() string {
	if i.IsZero() {
		return ""
	}
	return i.From.String() + "/" + i.To.String()
}

// Contains tells that the day lies in the interval.
func (i Interval) Contains(d Day) bool { return i.From <= d && d <= i.To }

// ContainsWeek tells that the week belongs to the interval: its Thursday lies in it.
func (i Interval) ContainsWeek(w Week) bool { return i.Contains(w.Thursday()) }

// Holds tells that every day of o lies in the interval.
func (i Interval) Holds(o Interval) bool { return i.From <= o.From && o.To <= i.To }

// Overlaps tells that the intervals share a day.
func (i Interval) Overlaps(o Interval) bool { return i.From <= o.To && o.From <= i.To }

// Days counts the days. An unset interval has none.
func (i Interval) Days() int {
	if i.IsZero() {
		return 0
	}
	return int(i.To-i.From) + 1
}

// Weeks lists the weeks that belong to the interval, in order.
func (i Interval) Weeks() []Week { return weeksWithin(i.From, i.To) }

// Quarters lists, in order, the quarters with at least one week that belongs to the
// interval. A quarter can reach outside it.
func (i Interval) Quarters() []Quarter {
	var quarters []Quarter
	for _, w := range i.Weeks() {
		if q := w.Quarter(); len(quarters) == 0 || quarters[len(quarters)-1] != q {
			quarters = append(quarters, q)
		}
	}
	return quarters
}
