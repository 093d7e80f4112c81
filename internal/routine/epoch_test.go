package routine

import (
	"slices"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
)

func TestEpochChangesWhereSomethingBegins(t *testing.T) {
	day := func(m time.Month, d int) calendar.Day { return calendar.Date(2026, m, d) }
	begin := begins(since(day(3, 1), Common()[0].Rule), []Version{
		{Rules: since(day(5, 1), Common()[1].Rule), Approvals: approval.Table{{From: day(3, 1)}, {From: day(4, 1)}}},
	})
	for name, c := range map[string]struct {
		a, b calendar.Day
		same bool
	}{
		"before everything":               {day(1, 1), day(2, 28), true},
		"over the first day of a rule":    {day(2, 28), day(3, 1), false},
		"from a first day on":             {day(3, 1), day(3, 31), true},
		"over the first day of a row":     {day(3, 31), day(4, 1), false},
		"over a version's rule":           {day(4, 30), day(5, 1), false},
		"after everything":                {day(5, 1), day(12, 31), true},
		"a year, with all of it between":  {day(1, 1), day(12, 31), false},
		"the same day":                    {day(4, 7), day(4, 7), true},
		"a later day before an earlier":   {day(12, 1), day(6, 1), true},
		"and one over the start of a row": {day(4, 1), day(3, 31), false},
	} {
		if got := epoch(begin, c.a) == epoch(begin, c.b); got != c.same {
			t.Errorf("%s: %q and %q", name, epoch(begin, c.a), epoch(begin, c.b))
		}
	}
	if epoch(begin, day(1, 1)) != "" {
		t.Error("something applies before anything has begun")
	}
}

// Every first day that stands in the catalogue begins an epoch.
func TestEpochOfTheCatalogue(t *testing.T) {
	var first []calendar.Day
	for _, v := range Versions() {
		for _, l := range slices.Concat(v.Rules, Common()) {
			first = append(first, l.From)
		}
		for _, r := range v.Approvals {
			first = append(first, r.From)
		}
	}
	for _, day := range first {
		if Epoch(day) == Epoch(day-1) || Epoch(day) != day.String() {
			t.Errorf("%s begins nothing: %q", day, Epoch(day))
		}
	}
}
