package schema

import (
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
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

// weekReason explains a week of the right shape: only week 53 can be missing.
func weekReason(s string) (why, hint lang.Text) {
	year, _, _ := strings.Cut(s, "-")
	n, err := strconv.Atoi(year)
	if err != nil {
		return lang.Text{}, lang.Text{}
	}
	return lang.T("%s har 52 veckor: v. 53 finns inte", "%s has 52 weeks: there is no week 53", year),
		lang.T("Årets sista vecka är %s-W52, nästa är %s-W01.", "The last week of the year is %s-W52, the next one %s-W01.", year, strconv.Itoa(n+1))
}

func checkDigitReason(string) (why, hint lang.Text) {
	return lang.T("kontrollsiffran stämmer inte", "the check digit is not right"),
		lang.T("Jämför numret med registret: någon siffra är fel.", "Compare the number with the register: one of its digits is wrong.")
}
