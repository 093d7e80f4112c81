package site

import (
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// What was planned is what outcome is held against only as far as weeks have outcome.
func TestPlannedSaysWhatCounts(t *testing.T) {
	in := sample(t)
	b := newBuilder(in)
	tell := &teller{&view{b: b, L: lang.SV}, newIndex(b)}
	known := followup.Exactly(1)
	for _, test := range []struct {
		period followup.Period
		note   string
	}{
		{followup.Period{Planned: 69, Due: 39, Gap: known}, "i veckor med utfall: 39"},
		{followup.Period{Planned: 69, Due: 69, Gap: known}, ""},
		{followup.Period{Planned: 69}, ""}, // of a quarter after the last outcome
	} {
		if c := tell.planned(test.period); c.text != "69" || c.note != test.note {
			t.Errorf("%+v: %q, %q", test.period, c.text, c.note)
		}
	}
}

// A forecast says what it rests on: a plan's its weeks, a sum's which plans have none.
func TestForecastsSayWhatTheyRestOn(t *testing.T) {
	in := sample(t)
	b := newBuilder(in)
	tell := &teller{&view{b: b, L: lang.SV}, newIndex(b)}
	for weeks, want := range map[int]string{1: "om takten i 1 vecka håller i sig", 45: "om takten i 45 veckor håller i sig"} {
		if got := paceText(weeks).In(lang.SV); got != want {
			t.Errorf("%d weeks: %q", weeks, got)
		}
	}
	for reported, want := range map[int]string{5: "om takten håller i sig", 3: "om takten håller i sig; utan 2 leveransplaner som inte har utfall än"} {
		if got := tell.forecastNote(&followup.Group{Figures: followup.Figures{Count: 5, Reported: reported}}); got != want {
			t.Errorf("%d of 5: %q", reported, got)
		}
	}
}

// Rows of weeks that had not begun are a doubt, but on pages of a day before the commit, where
// there have to be some.
func TestPagesOfAnEarlierDayLackLaterOutcome(t *testing.T) {
	in := sample(t)
	year, month, day := in.Day.Parts()
	in.Zone, in.Committed = time.UTC, time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		day    calendar.Day
		doubts bool
	}{{in.Day, true}, {in.Day.Add(1), true}, {in.Day.Add(-1), false}} {
		in.Day = test.day
		in.Follow = followup.New(in.Set, followup.Options{Today: test.day})
		in.Follow.Incomplete = followup.Incomplete{Ahead: 3}
		text := string(written(t, in)["sv/"+overviewURL()])
		if got := strings.Contains(text, "3 rader i utfallet räknas inte med"); got != test.doubts || strings.Contains(text, "Summorna kan sakna något") != test.doubts {
			t.Errorf("on %s: %t", test.day, got)
		}
	}
}
