package calendar

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/se"
)

// An independent calendar must name the same days, the two Sundays that its list lacks
// added from its own definitions.
func TestHolidaysAgreeWithAnIndependentCalendar(t *testing.T) {
	definitions := append([]*cal.Holiday{se.Paskdagen, se.Pingstdagen}, se.Holidays...)
	eves := map[*cal.Holiday]bool{se.Midsommarafton: true, se.Julafton: true, se.Nyarsafton: true}
	for year := 2020; year <= 2035; year++ {
		want := map[string]int{}
		for _, def := range definitions {
			day, _ := def.Calc(year)
			want[fmt.Sprintf("%s eve=%t", day.Format(time.DateOnly), eves[def])]++
		}
		got := map[string]int{}
		for _, h := range Holidays(year) {
			got[fmt.Sprintf("%s eve=%t", h.Day, h.Eve)]++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d (-want +got):\n%s", year, diff)
		}
	}
}

func TestHolidaysOf2027ByName(t *testing.T) {
	want := []string{
		"2027-01-01 fre nyårsdagen",
		"2027-01-06 ons trettondedag jul",
		"2027-03-26 fre långfredagen",
		"2027-03-28 sön påskdagen",
		"2027-03-29 mån annandag påsk",
		"2027-05-01 lör första maj",
		"2027-05-06 tor Kristi himmelsfärdsdag",
		"2027-05-16 sön pingstdagen",
		"2027-06-06 sön nationaldagen",
		"2027-06-25 fre midsommarafton (afton)",
		"2027-06-26 lör midsommardagen",
		"2027-11-06 lör alla helgons dag",
		"2027-12-24 fre julafton (afton)",
		"2027-12-25 lör juldagen",
		"2027-12-26 sön annandag jul",
		"2027-12-31 fre nyårsafton (afton)",
	}
	var got []string
	for _, h := range Holidays(2027) {
		line := fmt.Sprintf("%s %s %s", h.Day, [...]string{"sön", "mån", "tis", "ons", "tor", "fre", "lör"}[h.Day.Weekday()], h.Name)
		if h.Eve {
			line += " (afton)"
		}
		got = append(got, line)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEasterAtItsExtremes(t *testing.T) {
	// The earliest and the latest day that Easter can have, and years that simpler
	// formulas get wrong.
	for _, want := range []string{"1943-04-25", "1954-04-18", "1981-04-19", "2008-03-23", "2038-04-25", "2049-04-18", "2076-04-19", "2160-03-23"} {
		day, _ := ParseDay(want)
		if got := Easter(day.Year()); got != day {
			t.Errorf("Easter %d is %s, want %s", day.Year(), got, want)
		}
	}
	for year := firstYear; year <= lastYear; year++ {
		easter := Easter(year)
		if want, _ := se.Paskdagen.Calc(year); easter != FromTime(want) {
			t.Errorf("Easter %d is %s, want %s", year, easter, want.Format(time.DateOnly))
		}
		if easter.Weekday() != time.Sunday || easter < Date(year, time.March, 22) || easter > Date(year, time.April, 25) {
			t.Errorf("Easter %d on %s, a %s", year, easter, easter.Weekday())
		}
	}
}

// Holidays that fall on one day are both listed, in the order of the days.
func TestHolidaysThatCoincide(t *testing.T) {
	var names []string
	for _, h := range Holidays(2049) {
		if h.Day == Date(2049, time.June, 6) {
			names = append(names, h.Name)
		}
	}
	if diff := cmp.Diff([]string{"pingstdagen", "nationaldagen"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFreeDays(t *testing.T) {
	for text, want := range map[string]bool{
		"2027-01-07": false, // a Thursday
		"2027-01-09": true,  // a Saturday
		"2027-01-10": true,  // a Sunday
		"2027-05-06": true,  // Kristi himmelsfärdsdag
		"2027-05-07": false, // the Friday after it
		"2027-06-25": true,  // midsommarafton
		"2027-12-23": false, // the day before julafton
	} {
		if day, _ := ParseDay(text); day.Free() != want {
			t.Errorf("%s: free = %t", text, !want)
		}
	}
}

func TestWeeksWithFewerThanFiveWorkdays(t *testing.T) {
	want := map[string]float64{
		"2026-W53": 3,
		"2027-W01": 4, "2027-W12": 4, "2027-W13": 4, "2027-W18": 4, "2027-W25": 4, "2027-W51": 4, "2027-W52": 4,
	}
	got := map[string]float64{}
	for w := (Week{2026, 53}); w.Compare(Week{2027, 52}) <= 0; w = w.Next() {
		if n := Workdays(w, nil); n != 5 {
			got[w.String()] = n
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWorkdaysUnderDeviations(t *testing.T) {
	dev := func(s string, share float64) Deviation { return Deviation{interval(t, s), share} }
	tests := []struct {
		name, week string
		dev        []Deviation
		want       float64
	}{
		{"none", "2027-W02", nil, 5},
		{"another week's", "2027-W02", []Deviation{dev("2027-01-18/2027-01-24", 0)}, 5},
		{"half staffed all week", "2027-W02", []Deviation{dev("2027-01-11/2027-01-17", 0.5)}, 2.5},
		{"closed on Monday and Tuesday", "2027-W02", []Deviation{dev("2027-01-04/2027-01-12", 0)}, 3},
		{"the smallest of two, in either order", "2027-W02", []Deviation{dev("2027-01-11/2027-01-12", 0), dev("2027-01-12/2027-01-13", 0.5)}, 2.5},
		{"the smallest of two, the other order", "2027-W02", []Deviation{dev("2027-01-12/2027-01-13", 0.5), dev("2027-01-11/2027-01-12", 0)}, 2.5},
		{"a holiday stays free", "2027-W18", []Deviation{dev("2027-05-06/2027-05-06", 0.5)}, 4},
		{"a weekend gains nothing", "2027-W02", []Deviation{dev("2027-01-16/2027-01-17", 1)}, 5},
		{"a holiday week half staffed", "2026-W53", []Deviation{dev("2026-12-28/2027-01-03", 0.5)}, 1.5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, ok := ParseWeek(tt.week)
			if got := Workdays(w, tt.dev); !ok || got != tt.want {
				t.Errorf("%s has %g working days, want %g", tt.week, got, tt.want)
			}
		})
	}
}
