package apportion

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func TestLimitsOnSeveralWeeksTogether(t *testing.T) {
	const march, rest, all = "2027-03-01/2027-03-31", "2027-04-01/2027-04-30", "2027-01-01/2027-12-31"
	type limits map[string]int
	tests := []struct {
		name   string
		volume int
		limits limits
		change func([]Place)
		want   string
		left   int
	}{
		{name: "that do not bind", volume: 12, limits: limits{march: 6, all: 20}, want: "2027-W10 3 2027-W11 3 2027-W14 3 2027-W15 3"},
		{name: "one that binds gives the others what it cuts off", volume: 12, limits: limits{march: 3}, want: "2027-W10 2 2027-W11 1 2027-W14 5 2027-W15 4"},
		{name: "one within another", volume: 12, limits: limits{march: 3, all: 9}, want: "2027-W10 2 2027-W11 1 2027-W14 3 2027-W15 3", left: 3},
		{name: "a narrow one that leaves nothing to the wide one", volume: 12, limits: limits{march: 9, all: 2}, want: "2027-W10 1 2027-W11 0 2027-W14 1 2027-W15 0", left: 10},
		{name: "both halves full", volume: 12, limits: limits{march: 3, rest: 4}, want: "2027-W10 2 2027-W11 1 2027-W14 2 2027-W15 2", left: 5},
		{name: "locked weeks count", volume: 12, limits: limits{march: 5}, change: lock("2027-W10 4"), want: "2027-W10 4 2027-W11 1 2027-W14 4 2027-W15 3"},
		{name: "locked weeks above the limit keep what they have", volume: 12, limits: limits{march: 3}, change: lock("2027-W10 4"), want: "2027-W10 4 2027-W11 0 2027-W14 4 2027-W15 4"},
		{name: "beside caps", volume: 12, limits: limits{march: 5}, change: caps("2027-W10 1 2027-W14 3"), want: "2027-W10 1 2027-W11 4 2027-W14 3 2027-W15 4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			places := Places(slots(t, "2027-W10", "2027-W11", "2027-W14", "2027-W15"), interval(t, all), nil)
			if tt.change != nil {
				tt.change(places)
			}
			var under []Limit
			for within, most := range tt.limits {
				under = append(under, Limit{interval(t, within), most})
			}
			shares, left := SpreadUnder(tt.volume, places, under)
			if diff := cmp.Diff(tt.want, told(shares)); diff != "" || left != tt.left {
				t.Errorf("left %d, want %d; shares (-want +got):\n%s", left, tt.left, diff)
			}
		})
	}
}

func TestALimitIsAReason(t *testing.T) {
	shares, _ := SpreadUnder(9, Places(slots(t, "2027-W10", "2027-W11"), interval(t, "2027-01-01/2027-12-31"), nil), []Limit{{interval(t, "2027-03-01/2027-03-31"), 5}})
	for i, want := range []string{"5 av 5 arbetsdagar, gemensamt tak är nått, avrundning +1", "5 av 5 arbetsdagar, gemensamt tak är nått"} {
		if got := shares[i].Why().In(lang.SV); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := shares[1].Why().In(lang.EN); !strings.Contains(got, "joint cap reached") {
		t.Errorf("English: %q", got)
	}
}

// Limits hold whatever they are, and the sum too. Where they lie apart from one another, each
// of a time of its own, nothing is left while a place has room.
func TestLimitsHold(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	bound, left := 0, 0
	for range 4000 {
		volume, places := random(r)
		apart := r.IntN(2) == 0
		limits := randomLimits(r, volume, apart)
		shares, rest := SpreadUnder(volume, places, limits)
		sum := rest
		for _, s := range shares {
			sum += s.Volume
			if s.Volume < 0 || !s.Locked && s.Cap != Unlimited && s.Volume > s.Cap || s.Locked && s.Volume != s.Fixed {
				t.Fatalf("%+v", s)
			}
		}
		if sum != volume {
			t.Fatalf("%d shared and left of %d", sum, volume)
		}
		full := func(s Share) bool {
			return s.Locked || s.Weight == 0 || s.Volume == s.Cap || slices.ContainsFunc(limits, func(l Limit) bool { return l.holds(s.Slot) && within(shares, l) >= l.Most })
		}
		if at := slices.IndexFunc(shares, func(s Share) bool { return !full(s) }); apart && rest > 0 && at >= 0 {
			t.Fatalf("%d left although %s has room\n%+v\n%+v", rest, shares[at].Slot, limits, shares)
		}
		for _, l := range limits {
			locked := 0
			for _, s := range shares {
				if s.Locked && l.holds(s.Slot) {
					locked += s.Fixed
				}
			}
			if got := within(shares, l); got > max(l.Most, locked) {
				t.Fatalf("%d within %s, at most %d", got, l.Within, l.Most)
			} else if got == l.Most && got > 0 {
				bound++
			}
		}
		if rest > 0 {
			left++
		}
	}
	if bound < 500 || left < 300 {
		t.Errorf("too tame: %d limits reached, %d with a rest", bound, left)
	}
}

func within(shares []Share, l Limit) (sum int) {
	for _, s := range shares {
		if l.holds(s.Slot) {
			sum += s.Volume
		}
	}
	return sum
}

func randomLimits(r *rand.Rand, volume int, apart bool) []Limit {
	var out []Limit
	for q, year := (calendar.Quarter{Year: 2026, Number: 1}), 0; year < 6; q, year = q.Next(), year+1 {
		iv := calendar.Interval{From: q.First(), To: q.Last()}
		if !apart {
			iv.From, iv.To = iv.From.Add(-r.IntN(40)), iv.To.Add(r.IntN(40))
		}
		if r.IntN(2) == 0 {
			out = append(out, Limit{iv, r.IntN(volume + 1)})
		}
	}
	return out
}
