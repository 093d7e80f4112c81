package schema

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// intervalReason explains two days of the right shape that make no interval. A day
// that the calendar lacks is the loader's to report.
func intervalReason(s string) (why, hint lang.Text) {
	a, b, _ := strings.Cut(s, "/")
	from, okFrom := calendar.ParseDay(a)
	to, okTo := calendar.ParseDay(b)
	if !okFrom || !okTo || from <= to {
		return lang.Text{}, lang.Text{}
	}
	return lang.T("perioden slutar innan den börjar", "the period ends before it begins"),
		lang.T("Skriv den första dagen först.", "Write the first day first.")
}

var slotShape = regexp.MustCompile(`^(\d{4})-(W\d{2}|Q\d)$`)

// slotReason explains a week or a quarter that the year does not have.
func slotReason(s string) (why, hint lang.Text) {
	m := slotShape.FindStringSubmatch(s)
	if m == nil {
		return lang.Text{}, lang.Text{}
	}
	year, number := m[1], strings.TrimPrefix(m[2][1:], "0")
	if number == "" {
		number = "0"
	}
	n, _ := strconv.Atoi(year)
	next := strconv.Itoa(n + 1)
	if m[2][0] == 'Q' {
		return lang.T("%s har fyra kvartal: kvartal %s finns inte", "%s has four quarters: there is no quarter %s", year, number),
			lang.T("Årets kvartal är %s-Q1 till %s-Q4.", "The quarters of the year are %s-Q1 to %s-Q4.", year, year)
	}
	last := strconv.Itoa(calendar.WeeksInYear(n))
	return lang.T("%s har %s veckor: v. %s finns inte", "%s has %s weeks: there is no week %s", year, last, number),
		lang.T("Årets sista vecka är %s-W%s, nästa är %s-W01.", "The last week of the year is %s-W%s, the next one %s-W01.", year, last, next)
}

func checkDigitReason(string) (why, hint lang.Text) {
	return lang.T("kontrollsiffran stämmer inte", "the check digit is not right"),
		lang.T("Jämför numret med registret: någon siffra är fel.", "Compare the number with the register: one of its digits is wrong.")
}

// privateKeyReason tells of a key that has been given away. Whatever else stands in place of
// a public one, its form says enough.
func privateKeyReason(s string) (why, hint lang.Text) {
	fault := (*signature.KeyFault)(nil)
	if _, err := signature.ReadKey(s); signature.IsPrivate(s) && errors.As(err, &fault) {
		return fault.Message, fault.Hint
	}
	return lang.Text{}, lang.Text{}
}
