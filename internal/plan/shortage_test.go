package plan_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// shown writes shortages as "2027-W02..2027-W03: 5 of 4 at 2027-W02 (3+2)".
func shown(list []plan.Shortage) []string {
	var out []string
	for _, s := range list {
		text := fmt.Sprintf("%s..%s: %d of %d at %q", s.From, s.To, s.Taken, s.Capacity, s.Stated.Slot.V.String())
		for _, t := range s.Takers {
			text += fmt.Sprintf(" %s %d", t.Slot.V, t.Volume)
		}
		out = append(out, text)
	}
	return out
}

func TestShortages(t *testing.T) {
	type plans [][]figure
	for name, c := range map[string]struct {
		stated []figure
		silent plan.Silence
		plans  plans
		period string
		want   []string
	}{
		"a week that is just enough": {
			stated: []figure{{"2027-W02", 5}}, plans: plans{{{"2027-W02", 3}}, {{"2027-W02", 2}}}},
		"a week that two plans share": {
			stated: []figure{{"2027-W02", 4}}, plans: plans{{{"2027-W02", 3}}, {{"2027-W02", 2}}},
			want: []string{`2027-W02..2027-W02: 5 of 4 at "2027-W02" 2027-W02 3 2027-W02 2`}},
		"silence that does not limit": {
			stated: []figure{{"2027-W02", 4}}, plans: plans{{{"2027-W03", 9}, {"2027-Q3", 9}}}},
		"silence that gives nothing": {
			stated: []figure{{"2027-W02", 4}}, silent: plan.Nothing, plans: plans{{{"2027-W03", 9}}},
			want: []string{`2027-W03..2027-W03: 9 of 0 at "" 2027-W03 9`}},
		"weeks under a quarter's figure": {
			stated: []figure{{"2027-Q1", 4}}, silent: plan.Nothing, plans: plans{{{"2027-W02", 3}}, {{"2027-W12", 2}}},
			want: []string{`2027-Q1..2027-Q1: 5 of 4 at "2027-Q1" 2027-W02 3 2027-W12 2`}},
		"a week tells, so its quarter need not": {
			stated: []figure{{"2027-Q1", 4}, {"2027-W02", 2}}, plans: plans{{{"2027-W02", 3}, {"2027-W03", 2}}},
			want: []string{`2027-W02..2027-W02: 3 of 2 at "2027-W02" 2027-W02 3`}},
		"a quarter that fits somehow": {
			stated: []figure{{"2027-W02", 1}, {"2027-W11", 5}}, silent: plan.Nothing, plans: plans{{{"2027-Q1", 6}}}},
		"a quarter that fits nowhere": {
			stated: []figure{{"2027-W02", 1}, {"2027-W11", 5}}, silent: plan.Nothing, plans: plans{{{"2027-Q1", 7}}},
			want: []string{`2027-W01..2027-W12: 7 of 6 at "2027-W02" 2027-Q1 7`}},
		"a quarter that the weeks of others leave no room": {
			stated: []figure{{"2027-W02", 4}, {"2027-W11", 5}}, silent: plan.Nothing, plans: plans{{{"2027-W02", 4}}, {{"2027-Q1", 6}}},
			want: []string{`2027-W01..2027-W12: 10 of 9 at "2027-W02" 2027-W02 4 2027-Q1 6`}},
		"a quarter has the weeks of its period only": {
			stated: []figure{{"2027-W02", 4}, {"2027-W11", 5}}, silent: plan.Nothing, plans: plans{{{"2027-Q1", 6}}}, period: "2027-01-01/2027-02-28",
			want: []string{`2027-W01..2027-W08: 6 of 4 at "2027-W02" 2027-Q1 6`}},
		"quarters in their order, each for itself": {
			stated: []figure{{"2027-Q2", 1}, {"2027-Q1", 1}}, plans: plans{{{"2027-Q2", 2}, {"2027-Q1", 2}}},
			want: []string{`2027-Q1..2027-Q1: 2 of 1 at "2027-Q1" 2027-Q1 2`, `2027-Q2..2027-Q2: 2 of 1 at "2027-Q2" 2027-Q2 2`}},
	} {
		t.Run(name, func(t *testing.T) {
			var draws []plan.Draw
			for _, figures := range c.plans {
				p := planOf(t, figures...)
				if c.period != "" {
					p.Period = val(interval(t, c.period))
				}
				draws = append(draws, plan.NewDraw(p))
			}
			stated := slots(t, c.stated...)
			if diff := cmp.Diff(c.want, shown(plan.Shortages(&stated, c.silent, draws))); diff != "" {
				t.Errorf("shortages (-want +got):\n%s", diff)
			}
		})
	}
}

func TestShortagesPassOverAPlansOwnExcess(t *testing.T) {
	p := planOf(t, figure{"2027-W02", 9}, figure{"2027-W03", 3})
	p.Volym = val(6)
	stated := slots(t, figure{"2027-W02", 3}, figure{"2027-W03", 3})
	if got := plan.Shortages(&stated, plan.Nothing, []plan.Draw{plan.NewDraw(p)}); len(got) > 0 {
		t.Errorf("the slip in 2027-W02 is told of at the plan's volume: %v", shown(got))
	}
}

// There is a shortage exactly when no placing of every patient in a week of her slot
// keeps within the capacity of each week. The first deadline first is such a placing
// where there is one.
func TestShortagesMeanThatNoPlacingFits(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	short := 0
	for range 5000 {
		quarter := calendar.Quarter{Year: 2020 + random.IntN(16), Number: 1 + random.IntN(4)}
		weeks := quarter.Weeks()
		capacity := make([]int, len(weeks))
		var figures []figure
		for i, w := range weeks {
			if capacity[i] = random.IntN(5); capacity[i] > 0 {
				figures = append(figures, figure{w.String(), capacity[i]})
			}
		}
		var draws []plan.Draw
		var windows []window
		for range 1 + random.IntN(4) {
			a := random.IntN(len(weeks))
			b := a + random.IntN(len(weeks)-a)
			p := planOf(t, figure{quarter.String(), 1 + random.IntN(4*(b-a+1))})
			p.Period = val(calendar.Interval{From: weeks[a].Monday(), To: weeks[b].Sunday()})
			draws = append(draws, plan.NewDraw(p))
			windows = append(windows, window{a, b, p.Volym.V})
		}
		stated := slots(t, figures...)
		got := len(plan.Shortages(&stated, plan.Nothing, draws)) == 0
		if want := fits(capacity, windows); got != want {
			t.Fatalf("capacity %v, windows %v: no shortage is %v, a placing is %v", capacity, windows, got, want)
		}
		if !got {
			short++
		}
	}
	if short < 500 || short > 4500 {
		t.Errorf("%d of 5000 cases are short: the cases prove little", short)
	}
}

// window is a volume that may fall in the weeks from number a to number b.
type window struct{ a, b, volume int }

func fits(capacity []int, windows []window) bool {
	left := append([]window(nil), windows...)
	for week, room := range capacity {
		for ; room > 0; room-- {
			next := -1
			for i, w := range left {
				if w.volume > 0 && w.a <= week && week <= w.b && (next < 0 || w.b < left[next].b) {
					next = i
				}
			}
			if next < 0 {
				break
			}
			left[next].volume--
		}
	}
	for _, w := range left {
		if w.volume > 0 {
			return false
		}
	}
	return true
}
