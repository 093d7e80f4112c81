package plan_test

import (
	"math/rand/v2"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func val[T any](v T) plan.Value[T] { return plan.Value[T]{V: v, Set: true} }

func slot(t testing.TB, s string) calendar.Slot {
	t.Helper()
	v, ok := calendar.ParseSlot(s)
	if !ok {
		t.Fatalf("%q is no slot", s)
	}
	return v
}

func interval(t testing.TB, s string) calendar.Interval {
	t.Helper()
	v, ok := calendar.ParseInterval(s)
	if !ok {
		t.Fatalf("%q is no interval", s)
	}
	return v
}

// figure is one week or quarter with its volume.
type figure struct {
	slot   string
	volume int
}

func slots(t testing.TB, figures ...figure) plan.Slots {
	t.Helper()
	s := plan.Slots{Group: plan.Group{Set: true}}
	for _, f := range figures {
		s.Items = append(s.Items, plan.SlotVolume{Slot: val(slot(t, f.slot)), Volume: val(f.volume)})
	}
	return s
}

// planOf makes a plan for 2027 whose volume is what its figures add up to.
func planOf(t testing.TB, figures ...figure) *plan.Leveransplan {
	t.Helper()
	p := &plan.Leveransplan{Period: val(interval(t, "2027-01-01/2027-12-31")), Periodisering: slots(t, figures...)}
	p.Volym = val(p.Periodisering.Sum())
	return p
}

func TestTouches(t *testing.T) {
	for name, c := range map[string]struct {
		slot, interval string
		want           bool
	}{
		"week whose Thursday is the first day":          {"2027-W02", "2027-01-14/2027-12-31", true},
		"week whose Thursday is the day before":         {"2027-W02", "2027-01-15/2027-12-31", false},
		"week whose Thursday is the last day":           {"2027-W04", "2027-01-01/2027-01-28", true},
		"week whose Thursday is the day after":          {"2027-W04", "2027-01-01/2027-01-27", false},
		"first week of the year that began in December": {"2026-W01", "2026-01-01/2026-12-31", true},
		"week 53":                         {"2026-W53", "2026-01-01/2026-12-31", true},
		"week 53 and the year after":      {"2026-W53", "2027-01-01/2027-12-31", false},
		"quarter with its first week":     {"2027-Q4", "2027-01-01/2027-10-07", true},
		"quarter with days but no week":   {"2027-Q4", "2027-01-01/2027-10-06", false},
		"quarter with its last week":      {"2027-Q1", "2027-03-25/2027-12-31", true},
		"quarter after its last Thursday": {"2027-Q1", "2027-03-26/2027-12-31", false},
		"days between two Thursdays":      {"2027-Q1", "2027-01-15/2027-01-20", false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := plan.Touches(slot(t, c.slot), interval(t, c.interval)); got != c.want {
				t.Errorf("%s in %s: %v, want %v", c.slot, c.interval, got, c.want)
			}
		})
	}
}

func TestDrawVolume(t *testing.T) {
	for name, c := range map[string]struct {
		figures  []figure
		volume   int // 0: the sum of the figures
		period   string
		limit    string
		interval string
		want     int
	}{
		"weeks by their Thursday":           {figures: []figure{{"2027-W04", 3}, {"2027-W05", 4}}, interval: "2027-01-01/2027-02-03", want: 3},
		"whole quarter":                     {figures: []figure{{"2027-Q1", 5}}, interval: "2027-01-01/2027-03-31", want: 5},
		"nine of twelve weeks of a quarter": {figures: []figure{{"2027-Q1", 3}}, interval: "2027-01-01/2027-03-04", want: 2},
		"the three other weeks":             {figures: []figure{{"2027-Q1", 3}}, interval: "2027-03-05/2027-03-31", want: 1},
		"quarter counts the weeks of the period": {figures: []figure{{"2027-Q1", 4}}, period: "2027-01-01/2027-01-31",
			interval: "2027-01-01/2027-01-14", want: 2},
		"quarter counts the weeks of the limit": {figures: []figure{{"2027-Q1", 4}}, limit: "2027-03-05/2027-12-31",
			interval: "2027-01-01/2027-03-04", want: 0},
		"week outside the limit takes nothing":     {figures: []figure{{"2027-W04", 3}, {"2027-W05", 4}}, limit: "2027-01-01/2027-01-31", interval: "2027-01-01/2027-12-31", want: 3},
		"interval without a Thursday":              {figures: []figure{{"2027-Q1", 12}}, interval: "2027-01-15/2027-01-20", want: 0},
		"excess over the volume is the plan's own": {figures: []figure{{"2027-W04", 30}, {"2027-W05", 3}}, volume: 6, interval: "2027-01-01/2027-12-31", want: 6},
		"excess leaves nothing of a smaller week":  {figures: []figure{{"2027-W04", 30}, {"2027-W05", 3}}, volume: 6, interval: "2027-02-01/2027-12-31", want: 0},
		"a volume above the sum changes nothing":   {figures: []figure{{"2027-W04", 3}}, volume: 9, interval: "2027-01-01/2027-12-31", want: 3},
	} {
		t.Run(name, func(t *testing.T) {
			p := planOf(t, c.figures...)
			if c.volume > 0 {
				p.Volym = val(c.volume)
			}
			if c.period != "" {
				p.Period = val(interval(t, c.period))
			}
			var limits []calendar.Interval
			if c.limit != "" {
				limits = append(limits, interval(t, c.limit))
			}
			if got := plan.NewDraw(p, limits...).Volume(interval(t, c.interval)); got != c.want {
				t.Errorf("%d, want %d", got, c.want)
			}
		})
	}
}

// However a year is cut into pieces, they hold the plan's volume together: nobody is
// counted twice and nobody is missed.
func TestDrawVolumeIsSharedWithoutLoss(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		year := 2020 + random.IntN(16)
		var figures []figure
		for q := 1; q <= 4; q++ {
			figures = append(figures, figure{calendar.Quarter{Year: year, Number: q}.String(), random.IntN(60)})
		}
		p := planOf(t, figures...)
		p.Period = val(calendar.Interval{From: calendar.Date(year, 1, 1), To: calendar.Date(year, 12, 31)})
		draw := plan.NewDraw(p)
		sum, from := 0, calendar.Date(year, 1, 1)
		for from <= calendar.Date(year, 12, 31) {
			to := min(from.Add(random.IntN(120)), calendar.Date(year, 12, 31))
			part := draw.Volume(calendar.Interval{From: from, To: to})
			if part < 0 {
				t.Fatalf("%d: a part of %d", year, part)
			}
			sum, from = sum+part, to.Add(1)
		}
		if sum != p.Volym.V {
			t.Fatalf("%d: the parts hold %d of %d", year, sum, p.Volym.V)
		}
	}
}

func TestByUnit(t *testing.T) {
	draw := func(unit string) plan.Draw {
		p := planOf(t, figure{"2027-W04", 1})
		if unit != "" {
			p.Enhet = val(unit)
		}
		return plan.NewDraw(p)
	}
	groups := plan.ByUnit([]plan.Draw{draw(""), draw("atgard"), draw("patient"), draw("atgard")})
	if len(groups) != 2 || len(groups[0]) != 2 || len(groups[1]) != 2 {
		t.Fatalf("a plan that states no unit counts patients: %d groups", len(groups))
	}
	if groups[0][0].Plan.Unit() != "patient" || groups[1][0].Plan.Unit() != "atgard" {
		t.Errorf("units in the order in which they appear: %s, %s", groups[0][0].Plan.Unit(), groups[1][0].Plan.Unit())
	}
}
