package approval

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// filled counts the seats that somebody has, and lists them.
func filled(seats []seat, chosen map[string]Side) (n int, which []bool) {
	which = make([]bool, len(seats))
	for i, s := range seats {
		which[i] = slices.ContainsFunc(s.persons, func(p string) bool { return chosen[p] == s.side })
		if which[i] {
			n++
		}
	}
	return n, which
}

// best tries every way to give the persons a side each.
func best(seats []seat, persons []string, sides []Side, chosen map[string]Side) int {
	if len(persons) == 0 {
		n, _ := filled(seats, chosen)
		return n
	}
	most := 0
	for _, s := range sides {
		chosen[persons[0]] = s
		most = max(most, best(seats, persons[1:], sides, chosen))
	}
	return most
}

func randomSeats(r *rand.Rand) (seats []seat, persons []string) {
	for i := range 1 + r.IntN(6) {
		persons = append(persons, fmt.Sprintf("p-%d", i))
	}
	for range 1 + r.IntN(6) {
		s := seat{side: sides[r.IntN(4)]}
		for _, p := range persons {
			if r.IntN(2) == 0 {
				s.persons = append(s.persons, p)
			}
		}
		seats = append(seats, s)
	}
	return seats, persons
}

func TestMatchFillsAsManySeatsAsCanBe(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 6))
	for range 3000 {
		seats, persons := randomSeats(r)
		chosen := match(seats)
		got, which := filled(seats, chosen)
		if want := best(seats, persons, sides[:4], map[string]Side{}); got != want {
			t.Fatalf("%v: %d seats by %v, %d can be filled", seats, got, chosen, want)
		}
		// The order of persons and of the others' seats changes nothing.
		mixed := slices.Clone(seats)
		for i := range mixed {
			mixed[i].persons = slices.Clone(mixed[i].persons)
			r.Shuffle(len(mixed[i].persons), func(a, b int) {
				mixed[i].persons[a], mixed[i].persons[b] = mixed[i].persons[b], mixed[i].persons[a]
			})
		}
		if _, again := filled(mixed, match(mixed)); !slices.Equal(which, again) {
			t.Fatalf("%v: %v, and %v in another order", seats, which, again)
		}
	}
}

func TestMatch(t *testing.T) {
	for name, c := range map[string]struct {
		seats []seat
		want  []bool
	}{
		"one person, two sides":                 {[]seat{{Sender, []string{"a"}}, {Receiver, []string{"a"}}}, []bool{true, false}},
		"one person, two senders":               {[]seat{{Sender, []string{"a"}}, {Sender, []string{"a"}}}, []bool{true, true}},
		"the one with a choice gives way":       {[]seat{{Sender, []string{"a", "b"}}, {Receiver, []string{"a"}}}, []bool{true, true}},
		"a chain of three":                      {[]seat{{Office, []string{"a", "b"}}, {Sender, []string{"b", "c"}}, {Receiver, []string{"c", "a"}}}, []bool{true, true, true}},
		"two seats of a side go before another": {[]seat{{Receiver, []string{"a"}}, {Sender, []string{"a"}}, {Sender, []string{"a"}}}, []bool{false, true, true}},
		"nobody":                                {[]seat{{Office, nil}}, []bool{false}},
		"no seats":                              {nil, []bool{}},
	} {
		t.Run(name, func(t *testing.T) {
			_, which := filled(c.seats, match(c.seats))
			if d := cmp.Diff(c.want, which); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// Many persons on many sides at once are settled in no time, and nobody gets two sides.
func TestMatchIsBounded(t *testing.T) {
	var persons []string
	for i := range 40 {
		persons = append(persons, fmt.Sprintf("p-%02d", i))
	}
	var seats []seat
	for i := range 120 {
		seats = append(seats, seat{side: sides[i%len(sides)], persons: persons[i%40 : i%40+1]})
	}
	if got, _ := filled(seats, match(seats)); got != len(persons) {
		t.Errorf("%d seats filled by %d persons", got, len(persons))
	}
}
