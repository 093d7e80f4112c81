package calendar

import (
	"fmt"
	"testing"
	"time"
)

// parsers gives every parser as "text in, its String out".
var parsers = map[string]func(string) (string, bool){
	"day":      stringOf(ParseDay),
	"week":     stringOf(ParseWeek),
	"quarter":  stringOf(ParseQuarter),
	"interval": stringOf(ParseInterval),
	"slot":     stringOf(ParseSlot),
}

func stringOf[T fmt.Stringer](parse func(string) (T, bool)) func(string) (string, bool) {
	return func(s string) (string, bool) {
		v, ok := parse(s)
		if !ok {
			return "", false
		}
		return v.String(), true
	}
}

func TestParsersAcceptAndRefuse(t *testing.T) {
	tests := []struct {
		kind    string
		accept  []string
		refused []string
	}{
		{"day",
			[]string{"2027-01-04", "1900-01-01", "1970-01-01", "2024-02-29", "2199-12-31"},
			[]string{"", "2027-02-29", "2027-1-04", "2027-13-01", "2027-00-10", "2027-01-00", "2027-04-31", "1899-12-31", "2200-01-01", "2027/01/04", "2027-01x04", "2027-99-04", "2027-01-99", "2027-01-1/", "2027-01-04 ", "+027-01-04", "2027-01-0٤", "20270104"}},
		{"week",
			[]string{"2027-W01", "2027-W52", "2026-W53", "2199-W52"},
			[]string{"", "2027-W00", "2027-W53", "2027-W54", "2026-W54", "2027-W1", "2027-w01", "2027xW01", "2027-W1/", "2027-W1:", "2027W01", "2027-W001", "1899-W01", "2200-W01", "2027-Q1"}},
		{"quarter",
			[]string{"2027-Q1", "2027-Q4", "1900-Q1"},
			[]string{"", "2027-Q0", "2027-Q5", "2027-q1", "2027xQ1", "2027Q1", "2027-Q01", "2027-W01", "2200-Q1"}},
		{"interval",
			[]string{"2027-01-01/2027-12-31", "2027-01-01/2027-01-01"},
			[]string{"", "/", "2027-01-01", "2027-01-01/", "2027-12-31/2027-01-01", "2027-01-01/2027-12-32", "2027-01-01 / 2027-12-31", "2027-01-01/2027-06-30/2027-12-31"}},
		{"slot",
			[]string{"2027-W01", "2026-W53", "2027-Q4"},
			[]string{"", "2027", "2027-W53", "2027-Q5", "2027-01-04"}},
	}
	for _, tt := range tests {
		t.Run(tt.kind, func(t *testing.T) {
			parse := parsers[tt.kind]
			for _, s := range tt.accept {
				if got, ok := parse(s); !ok || got != s {
					t.Errorf("%q reads as %q, %t", s, got, ok)
				}
			}
			for _, s := range tt.refused {
				if got, ok := parse(s); ok {
					t.Errorf("%q was accepted as %q", s, got)
				}
			}
		})
	}
}

func TestFromTimeUsesTheTimesOwnLocation(t *testing.T) {
	stockholm := time.FixedZone("CET", 60*60)
	at := time.Date(2026, time.December, 31, 23, 30, 0, 0, time.UTC)
	if got := FromTime(at).String(); got != "2026-12-31" {
		t.Errorf("in UTC it is %s", got)
	}
	if got := FromTime(at.In(stockholm)).String(); got != "2027-01-01" {
		t.Errorf("in Stockholm it is %s", got)
	}
}

// What a parser accepts it writes back unchanged, so that no two texts read as one
// value; everything else it refuses without panicking.
func fuzzParser(f *testing.F, kind string, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	parse := parsers[kind]
	f.Fuzz(func(t *testing.T, s string) {
		if got, ok := parse(s); ok && got != s {
			t.Errorf("%q became %q", s, got)
		}
	})
}

func FuzzParseDay(f *testing.F)      { fuzzParser(f, "day", "2027-01-04", "2024-02-29", "2027-02-29") }
func FuzzParseWeek(f *testing.F)     { fuzzParser(f, "week", "2027-W05", "2026-W53", "2027-W53") }
func FuzzParseQuarter(f *testing.F)  { fuzzParser(f, "quarter", "2027-Q1", "2027-Q5") }
func FuzzParseInterval(f *testing.F) { fuzzParser(f, "interval", "2027-01-01/2027-12-31") }
func FuzzParseSlot(f *testing.F)     { fuzzParser(f, "slot", "2027-W05", "2027-Q1") }
