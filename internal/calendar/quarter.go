package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// Quarter is a quarter of a calendar year, numbered 1 to 4. As a span of a plan it is
// made of whole weeks, the 12 to 14 whose Thursday lies in it. The zero Quarter is
// unset.
type Quarter struct{ Year, Number int }

// ParseQuarter reads a quarter written as 2027-Q1.
func ParseQuarter(s string) (Quarter, bool) {
	if len(s) != len("2027-Q1") || s[4] != '-' || s[5] != 'Q' {
		return Quarter{}, false
	}
	year, okYear := parseYear(s[:4])
	number, okNumber := digits(s[6:])
	if !okYear || !okNumber || number < 1 || number > 4 {
		return Quarter{}, false
	}
	return Quarter{Year: year, Number: number}, true
}

// String writes the quarter as 2027-Q1.
func (q Quarter) String() string { return fmt.Sprintf("%04d-Q%d", q.Year, q.Number) }

// IsZero tells that the quarter is unset.
func (q Quarter) IsZero() bool { return q == Quarter{} }

// First gives the quarter's first calendar day.
func (q Quarter) First() Day { return Date(q.Year, time.Month(3*q.Number-2), 1) }

// Last gives the quarter's last calendar day.
func (q Quarter) Last() Day { return q.Next().First() - 1 }

// Next gives the quarter after.
func (q Quarter) Next() Quarter {
	if q.Number < 4 {
		return Quarter{Year: q.Year, Number: q.Number + 1}
	}
	return Quarter{Year: q.Year + 1, Number: 1}
}

// Compare orders quarters by time.
func (q Quarter) Compare(o Quarter) int {
	return cmp.Or(cmp.Compare(q.Year, o.Year), cmp.Compare(q.Number, o.Number))
}

// Weeks lists the quarter's weeks in order.
func (q Quarter) Weeks() []Week { return weeksWithin(q.First(), q.Last()) }
