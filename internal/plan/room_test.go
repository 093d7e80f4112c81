package plan_test

import (
	"math/rand/v2"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func TestRoom(t *testing.T) {
	const year = "2027-01-01/2027-12-31"
	for name, c := range map[string]struct {
		stated   []figure
		taken    []figure
		limit    string
		time     string
		left     int
		complete bool
	}{
		"nothing is stated": {time: year},
		"a week that is not full": {
			stated: []figure{{"2027-W02", 4}}, taken: []figure{{"2027-W02", 3}}, time: "2027-01-11/2027-01-17", left: 1, complete: true},
		"a week outside the time": {
			stated: []figure{{"2027-W02", 4}, {"2027-W03", 4}}, time: "2027-01-11/2027-01-17", left: 4, complete: true},
		"a week without a figure": {
			stated: []figure{{"2027-W02", 4}}, taken: []figure{{"2027-W03", 9}}, time: "2027-01-11/2027-01-24", left: 4},
		"a quarter that a plan by quarter may use anywhere": {
			stated: []figure{{"2027-W02", 4}, {"2027-W03", 4}}, taken: []figure{{"2027-Q1", 5}}, time: "2027-01-11/2027-01-17", left: 0, complete: true},
		"whole quarters": {
			stated: []figure{{"2027-Q1", 10}, {"2027-Q2", 10}, {"2027-Q3", 10}, {"2027-Q4", 10}},
			taken:  []figure{{"2027-W02", 3}, {"2027-W20", 4}}, time: year, left: 33, complete: true},
		"a surplus makes up for nothing elsewhere": {
			stated: []figure{{"2027-Q1", 10}, {"2027-Q2", 10}}, taken: []figure{{"2027-Q1", 25}}, time: "2027-01-01/2027-06-30", left: 10, complete: true},
		"a quarter without a figure": {
			stated: []figure{{"2027-Q1", 10}}, time: "2027-01-01/2027-06-30", left: 10},
		"the end of a quarter has its share": {
			// Five of thirteen weeks, less one that is taken.
			stated: []figure{{"2027-Q2", 26}}, taken: []figure{{"2027-W21", 1}}, time: "2027-05-24/2027-06-30", left: 9, complete: true},
		"and never more than the quarter has": {
			stated: []figure{{"2027-Q2", 26}}, taken: []figure{{"2027-W14", 24}}, time: "2027-05-24/2027-06-30", left: 2, complete: true},
		"a share over the weeks of the agreement": {
			stated: []figure{{"2027-Q2", 26}}, limit: "2027-05-24/2027-12-31", time: "2027-05-24/2027-06-30", left: 26, complete: true},
		"after the limit": {
			stated: []figure{{"2027-Q2", 26}}, limit: "2027-01-01/2027-03-31", time: "2027-05-24/2027-06-30", complete: true},
		"weeks beside quarters": {
			stated: []figure{{"2027-Q2", 26}, {"2027-W02", 4}}, time: year, complete: true},
	} {
		t.Run(name, func(t *testing.T) {
			limit := year
			if c.limit != "" {
				limit = c.limit
			}
			stated := slots(t, c.stated...)
			draws := []plan.Draw{plan.NewDraw(planOf(t, c.taken...), interval(t, limit))}
			left, complete := plan.Room(&stated, interval(t, limit), interval(t, c.time), draws)
			if left != c.left || complete != c.complete {
				t.Errorf("%d left, complete %v; want %d, %v", left, complete, c.left, c.complete)
			}
		})
	}
}

// What is said to be left can be planned: a plan by quarter takes it all, in the time, and no
// week or quarter is short.
func TestRoomCanBeUsed(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 2027))
	year := interval(t, "2027-01-01/2027-12-31")
	used := 0
	for range 3000 {
		var figures []figure
		byWeek := random.IntN(2) == 0
		for _, q := range year.Quarters() {
			if !byWeek {
				figures = append(figures, figure{q.String(), random.IntN(40)})
				continue
			}
			for _, w := range q.Weeks() {
				if random.IntN(3) > 0 {
					figures = append(figures, figure{w.String(), random.IntN(5)})
				}
			}
		}
		stated := slots(t, figures...)
		draws := fitting(t, random, &stated)
		time := calendar.Interval{From: year.From.Add(random.IntN(300)), To: year.To}
		left, _ := plan.Room(&stated, year, time, draws)

		var more []figure
		for _, q := range time.Quarters() {
			room, _ := plan.Room(&stated, year, calendar.Interval{From: max(time.From, q.First()), To: q.Last()}, draws)
			more = append(more, figure{q.String(), room})
		}
		p := planOf(t, more...)
		p.Period = val(time)
		if p.Volym.V != left {
			t.Fatalf("%d left in all, %d quarter by quarter", left, p.Volym.V)
		}
		if short := plan.Shortages(&stated, plan.Nothing, append(draws, plan.NewDraw(p))); len(short) > 0 {
			t.Fatalf("%v stated, from %s: %v", figures, time.From, shown(short))
		}
		if left > 0 {
			used++
		}
	}
	if used < 1000 {
		t.Errorf("only %d of 3000 cases have something left: the cases prove little", used)
	}
}

// fitting makes plans, by week and by quarter, that fit a capacity.
func fitting(t *testing.T, random *rand.Rand, stated *plan.Slots) []plan.Draw {
	t.Helper()
	var draws []plan.Draw
	for range random.IntN(12) {
		item := stated.Items[random.IntN(len(stated.Items))].Slot.V
		if random.IntN(2) == 0 {
			item = calendar.SlotOfQuarter(item.Quarter())
		}
		more := append(draws, plan.NewDraw(planOf(t, figure{item.String(), 1 + random.IntN(4)})))
		if len(plan.Shortages(stated, plan.Nothing, more)) == 0 {
			draws = more
		}
	}
	return draws
}
