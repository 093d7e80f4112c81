package plan_test

import (
	"math"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func TestSummersThatTheCalendarLeavesOutAreHalfStaffed(t *testing.T) {
	day := func(s string) plan.Day { d, _ := calendar.ParseDay(s); return val(d) }
	set := plan.NewSet([]plan.Any{&plan.Kalender{Document: document(), Avvikelser: []plan.Kalenderavvikelse{
		{Organisation: val("open"), Fran: day("2027-07-05"), Till: day("2027-07-11"), Andel: val(1.0)},
		{Fran: day("2027-12-20"), Till: day("2027-12-24"), Andel: val(0.2)},
	}}}, nil)
	year, _ := calendar.ParseInterval("2027-01-01/2027-12-31")
	days := func(organisation string, week int) float64 {
		return calendar.Workdays(calendar.Week{Year: 2027, Number: week}, set.Staffing(organisation, year))
	}
	for _, c := range []struct {
		organisation string
		week         int
		want         float64
	}{
		{"closed", 26, 5}, {"closed", 27, 2.5}, {"closed", 32, 2.5}, {"closed", 33, 5}, {"closed", 51, 0.8},
		{"open", 27, 5}, {"open", 28, 5}, {"open", 32, 5}, // the calendar speaks of that summer
	} {
		if got := days(c.organisation, c.week); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s in week %d works %v days, not %v", c.organisation, c.week, got, c.want)
		}
	}
}
