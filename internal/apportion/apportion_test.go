package apportion

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func TestSpreadOverPartsOfAYear(t *testing.T) {
	tests := []struct {
		name, slots, within string
		volume              int
		change              func([]Place)
		want                string
		left                int
	}{
		{name: "the weeks around Easter have four working days", slots: "2027-W11 2027-W12 2027-W13 2027-W14", volume: 18,
			want: "2027-W11 5 2027-W12 4 2027-W13 4 2027-W14 5"},
		{name: "what a cap cuts off goes to the others by their working days", slots: "2027-W11 2027-W12 2027-W13 2027-W14", volume: 18,
			change: caps("2027-W11 1"), want: "2027-W11 1 2027-W12 5 2027-W13 5 2027-W14 7"},
		{name: "a cap that the others then reach", slots: "2027-W11 2027-W12 2027-W13 2027-W14", volume: 18,
			change: caps("2027-W11 1 2027-W14 6"), want: "2027-W11 1 2027-W12 6 2027-W13 5 2027-W14 6"},
		{name: "what no week can take is left", slots: "2027-W11 2027-W12", volume: 18,
			change: caps("2027-W11 5 2027-W12 6"), want: "2027-W11 5 2027-W12 6", left: 7},
		{name: "a cap of nothing closes the week", slots: "2027-W11 2027-W12", volume: 7,
			change: caps("2027-W11 0"), want: "2027-W11 0 2027-W12 7"},
		{name: "locked weeks keep what they have", slots: "2027-W02 2027-W03 2027-W04 2027-W05", volume: 15,
			change: lock("2027-W02 1 2027-W03 4"), want: "2027-W02 1 2027-W03 4 2027-W04 5 2027-W05 5"},
		{name: "locked weeks that hold more than the volume", slots: "2027-W02 2027-W03", volume: 3,
			change: lock("2027-W02 5"), want: "2027-W02 5 2027-W03 0", left: -2},
		{name: "nothing but locked weeks", slots: "2027-W02", volume: 6, change: lock("2027-W02 5"), want: "2027-W02 5", left: 1},
		{name: "a small volume lies in the middle of its time", slots: "2027-W02 2027-W03 2027-W04 2027-W05 2027-W06", volume: 1,
			want: "2027-W02 0 2027-W03 0 2027-W04 1 2027-W05 0 2027-W06 0"},
		{name: "a remainder is spread and not heaped in front", slots: "2027-W02 2027-W03 2027-W04 2027-W05 2027-W06 2027-W07", volume: 63,
			want: "2027-W02 11 2027-W03 10 2027-W04 11 2027-W05 10 2027-W06 11 2027-W07 10"},
		{name: "quarters of twelve, thirteen and fourteen weeks by their working days", slots: "2027-Q1 2027-Q2 2027-Q3 2027-Q4", volume: 253,
			want: "2027-Q1 58 2027-Q2 62 2027-Q3 70 2027-Q4 63"},
		{name: "a start week inside a quarter", slots: "2027-Q1 2027-Q2", within: "2027-03-01/2027-12-31", volume: 81,
			want: "2027-Q1 19 2027-Q2 62"},
		{name: "a start week among weeks", slots: "2027-W08 2027-W09 2027-W10", within: "2027-03-01/2027-12-31", volume: 10,
			want: "2027-W08 0 2027-W09 5 2027-W10 5"},
		{name: "nothing to share", slots: "2027-W08 2027-W09", want: "2027-W08 0 2027-W09 0"},
		{name: "no week inside the limit", slots: "2027-W08", within: "2028-01-01/2028-12-31", volume: 10, want: "2027-W08 0", left: 10},
		{name: "no weeks at all", volume: 10, left: 10},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			within := "2027-01-01/2027-12-31"
			if tt.within != "" {
				within = tt.within
			}
			places := Places(slots(t, strings.Fields(tt.slots)...), interval(t, within), nil)
			if tt.change != nil {
				tt.change(places)
			}
			shares, left := Spread(tt.volume, places)
			if diff := cmp.Diff(tt.want, told(shares)); diff != "" || left != tt.left {
				t.Errorf("left %d, want %d; shares (-want +got):\n%s", left, tt.left, diff)
			}
		})
	}
}

func TestAYearOf53Weeks(t *testing.T) {
	year := interval(t, "2026-01-01/2026-12-31")
	var all []calendar.Slot
	for _, w := range year.Weeks() {
		all = append(all, calendar.SlotOfWeek(w))
	}
	shares, left := Spread(53, Places(all, year, nil))
	if len(shares) != 53 || left != 0 {
		t.Fatalf("%d shares, %d left", len(shares), left)
	}
	// Only three working days lie in week 53 (2026-12-28 to 2027-01-03).
	if last := shares[52]; last.Slot.String() != "2026-W53" || last.Weight != 3000 || last.Of != 5000 {
		t.Errorf("the last week is %s with %d of %d", last.Slot, last.Weight, last.Of)
	}
	for _, s := range shares {
		if s.Volume > 2 || s.Volume == 0 && s.Weight == 5000 {
			t.Errorf("%s has %d", s.Slot, s.Volume)
		}
	}
}

func TestLocalDeviationsWeighLess(t *testing.T) {
	dev := []calendar.Deviation{
		{Interval: interval(t, "2027-06-28/2027-07-25"), Share: 0.5},
		{Interval: interval(t, "2027-07-12/2027-07-18"), Share: 0},
		{Interval: interval(t, "2027-07-05/2027-07-05"), Share: 0.333},
	}
	places := Places(slots(t, "2027-W26", "2027-W27", "2027-W28", "2027-W30", "2027-Q3"), interval(t, "2027-01-01/2027-12-31"), dev)
	var got []string
	for _, p := range places {
		got = append(got, fmt.Sprintf("%s %d of %d", p.Slot, p.Weight, p.Of))
	}
	want := []string{"2027-W26 2500 of 5000", "2027-W27 2333 of 5000", "2027-W28 0 of 5000", "2027-W30 5000 of 5000", "2027-Q3 57333 of 70000"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("weights (-want +got):\n%s", diff)
	}
}

func TestEveryShareSaysWhy(t *testing.T) {
	dev := []calendar.Deviation{{Interval: interval(t, "2027-04-05/2027-04-05"), Share: 0.5}, {Interval: interval(t, "2027-04-19/2027-04-25"), Share: 0}}
	places := Places(slots(t, "2027-W10", "2027-W11", "2027-W12", "2027-W13", "2027-W14", "2027-W15", "2027-W16"), interval(t, "2027-01-01/2027-12-31"), dev)
	lock("2027-W10 3")(places)
	caps("2027-W11 2 2027-W12 6")(places)
	shares, left := Spread(20, places)
	if left != 0 {
		t.Fatalf("%d left", left)
	}
	var sv, en []string
	for _, s := range shares {
		sv = append(sv, fmt.Sprint(s.Slot, " ", s.Volume, ": ", s.Why().In(lang.SV)))
		en = append(en, fmt.Sprint(s.Slot, " ", s.Volume, ": ", s.Why().In(lang.EN)))
	}
	if diff := cmp.Diff([]string{
		"2027-W10 3: ligger före ändringen",
		"2027-W11 2: 5 av 5 arbetsdagar, taket 2 är nått",
		"2027-W12 3: 4 av 5 arbetsdagar, tak 6",
		"2027-W13 4: 4 av 5 arbetsdagar, avrundning +1",
		"2027-W14 4: 4,5 av 5 arbetsdagar, avrundning +1",
		"2027-W15 4: 5 av 5 arbetsdagar",
		"2027-W16 0: inga arbetsdagar",
	}, sv); diff != "" {
		t.Errorf("Swedish (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"2027-W10 3: lies before the change",
		"2027-W11 2: 5 of 5 working days, cap 2 reached",
		"2027-W12 3: 4 of 5 working days, cap 6",
		"2027-W13 4: 4 of 5 working days, rounding +1",
		"2027-W14 4: 4.5 of 5 working days, rounding +1",
		"2027-W15 4: 5 of 5 working days",
		"2027-W16 0: no working days",
	}, en); diff != "" {
		t.Errorf("English (-want +got):\n%s", diff)
	}
}

func interval(t *testing.T, s string) calendar.Interval {
	t.Helper()
	i, ok := calendar.ParseInterval(s)
	if !ok {
		t.Fatalf("%q is no interval", s)
	}
	return i
}

func slots(t *testing.T, names ...string) []calendar.Slot {
	t.Helper()
	var out []calendar.Slot
	for _, name := range names {
		s, ok := calendar.ParseSlot(name)
		if !ok {
			t.Fatalf("%q is no slot", name)
		}
		out = append(out, s)
	}
	return out
}

// figures reads "2027-W11 1 2027-W12 6".
func figures(list string, put func(slot string, n int)) {
	words := strings.Fields(list)
	for i := 0; i < len(words); i += 2 {
		n := 0
		fmt.Sscan(words[i+1], &n)
		put(words[i], n)
	}
}

func caps(list string) func([]Place) {
	return func(places []Place) {
		figures(list, func(slot string, n int) {
			for i := range places {
				if places[i].Slot.String() == slot {
					places[i].Cap = n
				}
			}
		})
	}
}

func lock(list string) func([]Place) {
	return func(places []Place) {
		figures(list, func(slot string, n int) {
			for i := range places {
				if places[i].Slot.String() == slot {
					places[i].Locked, places[i].Fixed = true, n
				}
			}
		})
	}
}

func told(shares []Share) string {
	var out []string
	for _, s := range shares {
		out = append(out, s.Slot.String(), fmt.Sprint(s.Volume))
	}
	return strings.Join(out, " ")
}
