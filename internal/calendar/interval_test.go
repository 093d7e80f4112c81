package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func interval(t *testing.T, s string) Interval {
	t.Helper()
	i, ok := ParseInterval(s)
	if !ok {
		t.Fatalf("ParseInterval(%q) failed", s)
	}
	return i
}

func TestIntervalsOwnTheWeeksWhoseThursdayTheyHold(t *testing.T) {
	tests := []struct {
		name, interval, first, last string
		weeks                       int
		quarters                    string
	}{
		{"the calendar year 2026 has a week 53", "2026-01-01/2026-12-31", "2026-W01", "2026-W53", 53, "2026-Q1 2026-Q2 2026-Q3 2026-Q4"},
		{"the calendar year 2027", "2027-01-01/2027-12-31", "2027-W01", "2027-W52", 52, "2027-Q1 2027-Q2 2027-Q3 2027-Q4"},
		{"April 2026 to March 2027", "2026-04-01/2027-03-31", "2026-W14", "2027-W12", 52, "2026-Q2 2026-Q3 2026-Q4 2027-Q1"},
		{"April 2027 to March 2028 has 53 weeks", "2027-04-01/2028-03-31", "2027-W13", "2028-W13", 53, "2027-Q2 2027-Q3 2027-Q4 2028-Q1"},
		{"a Thursday alone", "2027-01-07/2027-01-07", "2027-W01", "2027-W01", 1, "2027-Q1"},
		{"Friday to the next Wednesday", "2027-01-08/2027-01-13", "", "", 0, ""},
		{"Friday to the next Thursday", "2027-01-08/2027-01-14", "2027-W02", "2027-W02", 1, "2027-Q1"},
		{"from the end of a quarter, in a week of the next one", "2027-03-31/2027-06-30", "2027-W13", "2027-W25", 13, "2027-Q2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			i := interval(t, tt.interval)
			weeks := i.Weeks()
			if len(weeks) != tt.weeks {
				t.Fatalf("%d weeks, want %d", len(weeks), tt.weeks)
			}
			if len(weeks) > 0 && (weeks[0].String() != tt.first || weeks[len(weeks)-1].String() != tt.last) {
				t.Errorf("%s to %s, want %s to %s", weeks[0], weeks[len(weeks)-1], tt.first, tt.last)
			}
			var quarters []string
			for _, q := range i.Quarters() {
				quarters = append(quarters, q.String())
			}
			if diff := cmp.Diff(tt.quarters, strings.Join(quarters, " ")); diff != "" {
				t.Errorf("quarters (-want +got):\n%s", diff)
			}
			for w, end := i.From.Add(-14).Week(), i.To.Add(14).Week(); w.Compare(end) <= 0; w = w.Next() {
				if got, want := i.ContainsWeek(w), slices.Contains(weeks, w); got != want {
					t.Errorf("ContainsWeek(%s) = %t, want %t", w, got, want)
				}
			}
		})
	}
}

func TestIntervalRelations(t *testing.T) {
	year := interval(t, "2027-01-01/2027-12-31")
	tests := []struct {
		name, other     string
		holds, overlaps bool
	}{
		{"itself", "2027-01-01/2027-12-31", true, true},
		{"a part", "2027-02-01/2027-02-28", true, true},
		{"its last day", "2027-12-31/2027-12-31", true, true},
		{"one day more", "2027-12-31/2028-01-01", false, true},
		{"one day earlier", "2026-12-31/2027-12-31", false, true},
		{"the day before", "2026-12-31/2026-12-31", false, false},
		{"the day after", "2028-01-01/2028-01-31", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			other := interval(t, tt.other)
			if got := year.Holds(other); got != tt.holds {
				t.Errorf("Holds = %t", got)
			}
			if year.Overlaps(other) != tt.overlaps || other.Overlaps(year) != tt.overlaps {
				t.Errorf("Overlaps = %t and %t, want %t", year.Overlaps(other), other.Overlaps(year), tt.overlaps)
			}
		})
	}
	if got := year.Days(); got != 365 {
		t.Errorf("2027 has %d days", got)
	}
	if year.Contains(Date(2026, time.December, 31)) || !year.Contains(Date(2027, time.January, 1)) ||
		!year.Contains(Date(2027, time.December, 31)) || year.Contains(Date(2028, time.January, 1)) {
		t.Error("an interval holds both its ends and nothing outside them")
	}
}

func TestUnsetValuesAreEmpty(t *testing.T) {
	var d Day
	var i Interval
	var s Slot
	if !d.IsZero() || d.String() != "" || !i.IsZero() || i.String() != "" || i.Days() != 0 ||
		!s.IsZero() || s.String() != "" || !(Week{}).IsZero() || !(Quarter{}).IsZero() {
		t.Error("an unset value is not shown as unset")
	}
	if len(i.Weeks()) != 0 || len(i.Quarters()) != 0 || len(s.Weeks()) != 0 || s.First() != 0 || s.Grain() != 0 ||
		s.Week() != (Week{}) || s.Quarter() != (Quarter{}) {
		t.Error("an unset value holds something")
	}
	for _, text := range []string{"1900-01-01", "1970-01-01", "2199-12-31"} {
		if d, ok := ParseDay(text); !ok || d.IsZero() || i.Contains(d) {
			t.Errorf("%s reads as unset", text)
		}
	}
}

func TestSlotsOrderByTheirFirstWeek(t *testing.T) {
	want := []string{"2026-Q4", "2026-W53", "2027-W01", "2027-Q1", "2027-W02", "2027-W13", "2027-Q2", "2027-W14"}
	var slots []Slot
	for _, s := range want {
		slot, ok := ParseSlot(s)
		if !ok {
			t.Fatalf("ParseSlot(%q) failed", s)
		}
		slots = append(slots, slot)
	}
	slices.Reverse(slots)
	slices.SortFunc(slots, Slot.Compare)
	var got []string
	for _, s := range slots {
		got = append(got, s.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestSlotAccessors(t *testing.T) {
	week, quarter := SlotOfWeek(Week{2027, 13}), SlotOfQuarter(Quarter{2027, 3})
	if week.Grain() != GrainWeek || quarter.Grain() != GrainQuarter {
		t.Errorf("grains are %d and %d", week.Grain(), quarter.Grain())
	}
	if week.Week() != (Week{2027, 13}) || week.Quarter() != (Quarter{2027, 2}) || quarter.Quarter() != (Quarter{2027, 3}) || !quarter.Week().IsZero() {
		t.Errorf("%s: %s %s; %s: %s", week, week.Week(), week.Quarter(), quarter, quarter.Quarter())
	}
	if len(week.Weeks()) != 1 || week.First() != Date(2027, time.March, 29) || len(quarter.Weeks()) != 14 || quarter.First() != Date(2027, time.June, 28) {
		t.Errorf("%s from %s, %s from %s", week, week.First(), quarter, quarter.First())
	}
	if same, _ := ParseSlot("2027-W13"); map[Slot]int{week: 7}[same] != 7 {
		t.Error("equal slots are different map keys")
	}
}
