package calendar

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestEveryDayAgreesWithTheStandardLibrary(t *testing.T) {
	at := time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC)
	day, n := Date(2020, time.January, 1), 0
	for ; at.Year() <= 2035; at, day, n = at.AddDate(0, 0, 1), day.Add(1), n+1 {
		year, week := at.ISOWeek()
		if got, want := day.Week(), (Week{year, week}); got != want {
			t.Errorf("%s: week %s, want %s", day, got, want)
		}
		if day.Weekday() != at.Weekday() || day.Year() != at.Year() || day.String() != at.Format(time.DateOnly) {
			t.Errorf("%s: %s %d, want %s", day, day.Weekday(), day.Year(), at.Format("2006-01-02 Monday"))
		}
		if got := FromTime(at); got != day {
			t.Errorf("FromTime(%s) = %s, want %s", at, got, day)
		}
		if got, ok := ParseDay(day.String()); !ok || got != day {
			t.Errorf("%s reads back as %s", day, got)
		}
		w := day.Week()
		if got, ok := ParseWeek(w.String()); !ok || got != w {
			t.Errorf("%s reads back as %s", w, got)
		}
		if day < w.Monday() || day > w.Sunday() || w.Monday().Weekday() != time.Monday || w.Thursday().Weekday() != time.Thursday {
			t.Errorf("%s lies outside its week %s: %s to %s", day, w, w.Monday(), w.Sunday())
		}
	}
	if got := Date(1899, time.December, 30).Weekday(); got != time.Saturday {
		t.Errorf("1899-12-30 is a %s", got)
	}
	if n != 5844 {
		t.Errorf("went through %d days, want 5844", n)
	}
}

func TestWeeksInYear(t *testing.T) {
	var long []int
	for year := 2000; year <= 2040; year++ {
		_, last := time.Date(year, time.December, 28, 0, 0, 0, 0, time.UTC).ISOWeek()
		if got := WeeksInYear(year); got != last {
			t.Errorf("WeeksInYear(%d) = %d, want %d", year, got, last)
		}
		if last == 53 {
			long = append(long, year)
		}
	}
	if diff := cmp.Diff([]int{2004, 2009, 2015, 2020, 2026, 2032, 2037}, long); diff != "" {
		t.Errorf("years of 53 weeks (-want +got):\n%s", diff)
	}
}

func TestQuartersAreMadeOfWholeWeeks(t *testing.T) {
	tests := []struct {
		quarter, first, last string
		weeks                int
	}{
		{"2026-Q1", "2026-W01", "2026-W13", 13},
		{"2026-Q2", "2026-W14", "2026-W26", 13},
		{"2026-Q3", "2026-W27", "2026-W39", 13},
		{"2026-Q4", "2026-W40", "2026-W53", 14},
		{"2027-Q1", "2027-W01", "2027-W12", 12},
		{"2027-Q2", "2027-W13", "2027-W25", 13},
		{"2027-Q3", "2027-W26", "2027-W39", 14},
		{"2027-Q4", "2027-W40", "2027-W52", 13},
		{"2028-Q1", "2028-W01", "2028-W13", 13},
		{"2028-Q2", "2028-W14", "2028-W26", 13},
		{"2028-Q3", "2028-W27", "2028-W39", 13},
		{"2028-Q4", "2028-W40", "2028-W52", 13},
		{"2029-Q1", "2029-W01", "2029-W13", 13},
		{"2029-Q2", "2029-W14", "2029-W26", 13},
		{"2029-Q3", "2029-W27", "2029-W39", 13},
		{"2029-Q4", "2029-W40", "2029-W52", 13},
	}
	for _, tt := range tests {
		q, ok := ParseQuarter(tt.quarter)
		if !ok {
			t.Fatalf("ParseQuarter(%q) failed", tt.quarter)
		}
		weeks := q.Weeks()
		if len(weeks) != tt.weeks || weeks[0].String() != tt.first || weeks[len(weeks)-1].String() != tt.last {
			t.Errorf("%s: %d weeks %s to %s, want %d weeks %s to %s", q,
				len(weeks), weeks[0], weeks[len(weeks)-1], tt.weeks, tt.first, tt.last)
		}
	}
}

// The weeks of a year's quarters are the year's weeks: each once, in order, without a gap.
func TestQuartersShareOutTheYear(t *testing.T) {
	for year := firstYear; year < lastYear; year++ {
		var weeks []Week
		for n := 1; n <= 4; n++ {
			q := Quarter{year, n}
			for _, w := range q.Weeks() {
				if w.Quarter() != q {
					t.Errorf("%s is listed under %s but says %s", w, q, w.Quarter())
				}
				weeks = append(weeks, w)
			}
			if got := SlotOfQuarter(q).First(); got != q.Weeks()[0].Monday() {
				t.Errorf("first day of slot %s is %s, want %s", q, got, q.Weeks()[0].Monday())
			}
		}
		if len(weeks) != WeeksInYear(year) || weeks[0] != (Week{year, 1}) {
			t.Errorf("%d: %d weeks from %s, want %d", year, len(weeks), weeks[0], WeeksInYear(year))
		}
		for i, w := range weeks[1:] {
			before := weeks[i]
			if w.Monday() != before.Sunday().Add(1) || before.Next() != w || before.Compare(w) != -1 || w.Compare(before) != 1 {
				t.Errorf("%s does not follow %s", w, before)
			}
		}
		calendarYear := Interval{Date(year, time.January, 1), Date(year, time.December, 31)}
		if !slices.Equal(calendarYear.Weeks(), weeks) {
			t.Errorf("%d: the calendar year has other weeks than its quarters", year)
		}
	}
}

func TestQuarterOrderAndDays(t *testing.T) {
	q := Quarter{2026, 4}
	if got := q.Next(); got != (Quarter{2027, 1}) || q.Compare(got) != -1 || got.Compare(q) != 1 || q.Compare(q) != 0 {
		t.Errorf("%s is followed by %s", q, got)
	}
	if got := (Interval{q.First(), q.Last()}).String(); got != "2026-10-01/2026-12-31" {
		t.Errorf("%s runs %s", q, got)
	}
	if got := Date(2027, time.May, 31).Quarter(); got != (Quarter{2027, 2}) {
		t.Errorf("2027-05-31 lies in %s", got)
	}
}
