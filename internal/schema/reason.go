package schema

import (
	"strconv"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

var months = [...]lang.Text{
	lang.T("januari", "January"), lang.T("februari", "February"), lang.T("mars", "March"), lang.T("april", "April"),
	lang.T("maj", "May"), lang.T("juni", "June"), lang.T("juli", "July"), lang.T("augusti", "August"),
	lang.T("september", "September"), lang.T("oktober", "October"), lang.T("november", "November"), lang.T("december", "December"),
}

// dayReason explains a day of the right shape that the calendar lacks: the month is
// shorter. It is empty for a day that exists.
func dayReason(s string) (why, hint lang.Text) {
	parts := strings.Split(s, "-")
	if _, ok := calendar.ParseDay(s); ok || len(parts) != 3 {
		return
	}
	year, errYear := strconv.Atoi(parts[0])
	month, errMonth := strconv.Atoi(parts[1])
	if errYear != nil || errMonth != nil || month < 1 || month > 12 {
		return
	}
	last := calendar.Date(year, time.Month(month)+1, 1) - 1
	_, _, days := last.Parts()
	return lang.T("%s %s har %s dagar", "%s %s has %s days", months[month-1], parts[0], strconv.Itoa(days)),
		lang.T("Månadens sista dag är %s.", "The last day of the month is %s.", last.String())
}

// intervalReason explains two days of the right shape that make no interval.
func intervalReason(s string) (why, hint lang.Text) {
	from, to, _ := strings.Cut(s, "/")
	for _, day := range []string{from, to} {
		if why, hint = dayReason(day); !why.IsZero() {
			return why, hint
		}
	}
	return lang.T("perioden slutar innan den börjar", "the period ends before it begins"),
		lang.T("Skriv den första dagen först.", "Write the first day first.")
}

// weekReason explains a week of the right shape: only week 53 can be missing.
func weekReason(s string) (why, hint lang.Text) {
	year, _, _ := strings.Cut(s, "-")
	next := year
	if n, err := strconv.Atoi(year); err == nil {
		next = strconv.Itoa(n + 1)
	}
	return lang.T("%s har 52 veckor: v. 53 finns inte", "%s has 52 weeks: there is no week 53", year),
		lang.T("Årets sista vecka är %s-W52, nästa är %s-W01.", "The last week of the year is %s-W52, the next one %s-W01.", year, next)
}

func checkDigitReason(string) (why, hint lang.Text) {
	return lang.T("kontrollsiffran stämmer inte", "the check digit is not right"),
		lang.T("Jämför numret med registret: någon siffra är fel.", "Compare the number with the register: one of its digits is wrong.")
}
