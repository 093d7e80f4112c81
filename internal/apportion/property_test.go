package apportion

import (
	"cmp"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// slotOrder lets a difference name slots, whose fields are their own.
var slotOrder = gocmp.Comparer(func(a, b calendar.Slot) bool { return a == b })

// random makes up to 60 weeks or 8 quarters in any order: some without weight, some with a
// cap, which may be nothing or more than the volume, some locked.
func random(r *rand.Rand) (volume int, places []Place) {
	week, quarter := calendar.Week{Year: 2026, Number: 1 + r.IntN(53)}, calendar.Quarter{Year: 2026, Number: 1 + r.IntN(4)}
	byQuarter, scale := r.IntN(4) == 0, []int{3, 40, 1000, 999999}[r.IntN(4)]
	n := r.IntN(60)
	if byQuarter {
		n = r.IntN(9)
	}
	volume = r.IntN(scale + 1)
	for range n {
		p := Place{Slot: calendar.SlotOfWeek(week), Weight: 1000 * r.IntN(6), Of: 5000, Cap: Unlimited}
		if byQuarter {
			p = Place{Slot: calendar.SlotOfQuarter(quarter), Weight: r.IntN(70001), Of: 70000, Cap: Unlimited}
		}
		switch r.IntN(5) {
		case 0:
			p.Cap = r.IntN(2 * (volume/n + 1))
		case 1:
			p.Cap = r.IntN(2*volume + 1)
		case 2:
			p.Weight = r.IntN(5001)
		case 3:
			if r.IntN(3) == 0 {
				p.Locked, p.Fixed = true, r.IntN(4*volume/n+2)
			}
		}
		places = append(places, p)
		week, quarter = week.Next(), quarter.Next()
	}
	r.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
	return volume, places
}

// fits tells everything that must hold of one answer: the order of time, the sum, locked
// places, caps, due shares rounded down or up, the bound on every prefix, and that the due
// shares are those of the oracle.
func fits(volume int, places []Place, shares []Share, left int) error {
	if len(shares) != len(places) || !slices.IsSortedFunc(shares, func(a, b Share) int { return a.Slot.Compare(b.Slot) }) {
		return fmt.Errorf("%d shares of %d places, or out of order", len(shares), len(places))
	}
	due, unplaced := oracle(volume, places)
	sum, room := 0, 0
	given, owed := 0, new(big.Rat) // of the free places until here
	for i, s := range shares {
		sum += s.Volume
		want := due[s.Slot]
		if s.Locked {
			if s.Volume != s.Fixed {
				return fmt.Errorf("%s is locked at %d and has %d", s.Slot, s.Fixed, s.Volume)
			}
			continue
		}
		if s.Due.Den <= 0 || want.Cmp(big.NewRat(int64(s.Due.Num), int64(s.Due.Den))) != 0 || want.Denom().Int64() != int64(s.Due.Den) {
			return fmt.Errorf("%s is due %s, not %d/%d", s.Slot, want, s.Due.Num, s.Due.Den)
		}
		if s.Volume < s.Due.Floor() || s.Volume > s.Due.Floor() && s.Due.Den == 1 || s.Volume > s.Due.Floor()+1 {
			return fmt.Errorf("%s is due %s and has %d", s.Slot, want, s.Volume)
		}
		if s.Weight == 0 && s.Volume != 0 || s.Cap != Unlimited && s.Volume > s.Cap {
			return fmt.Errorf("%s takes %d of at most %d, with weight %d", s.Slot, s.Volume, s.Cap, s.Weight)
		}
		if s.Capped && s.Volume != s.Cap {
			return fmt.Errorf("%s is said to be at its cap %d and has %d", s.Slot, s.Cap, s.Volume)
		}
		if s.Weight > 0 && (s.Cap == Unlimited || s.Volume < s.Cap) {
			room++
		}
		given += s.Volume
		owed.Add(owed, want)
		ahead := new(big.Rat).Sub(big.NewRat(int64(given), 1), owed)
		if ahead.Abs(ahead).Cmp(big.NewRat(1, 2)) > 0 {
			return fmt.Errorf("until %s (number %d) %d is given and %s due", s.Slot, i, given, owed)
		}
	}
	if sum+left != volume || left != unplaced {
		return fmt.Errorf("%d given and %d left of %d; want %d left", sum, left, volume, unplaced)
	}
	if left > 0 && room > 0 {
		return fmt.Errorf("%d left, and %d places have room", left, room)
	}
	return nil
}

// oracle reckons due shares another way: the volume below a level, the sum of min(cap, level
// × weight), is a broken line that rises from 0. It is evaluated, in rationals, at each of
// its corners, and the level is read off between the two that the volume lies between.
func oracle(volume int, places []Place) (due map[calendar.Slot]*big.Rat, left int) {
	due, left = map[calendar.Slot]*big.Rat{}, volume
	levels := []*big.Rat{new(big.Rat)}
	room, unlimited := 0, false
	for _, p := range places {
		switch {
		case p.Locked:
			left -= p.Fixed
		case p.Weight > 0 && p.Cap == Unlimited:
			unlimited = true
		case p.Weight > 0:
			room += p.Cap
			levels = append(levels, big.NewRat(int64(p.Cap), int64(p.Weight)))
		}
		due[p.Slot] = new(big.Rat)
	}
	wanted := max(0, left)
	if !unlimited {
		wanted = min(wanted, room)
	}
	slices.SortFunc(levels, (*big.Rat).Cmp)
	highest := levels[len(levels)-1]
	levels = append(levels, new(big.Rat).Add(highest, big.NewRat(1, 1)))
	target := big.NewRat(int64(wanted), 1)
	at := func(level *big.Rat, p Place) *big.Rat {
		x := new(big.Rat)
		if p.Locked || p.Weight == 0 {
			return x
		}
		x.Mul(level, big.NewRat(int64(p.Weight), 1))
		if limit := big.NewRat(int64(p.Cap), 1); p.Cap != Unlimited && limit.Cmp(x) < 0 {
			return limit
		}
		return x
	}
	below := func(level *big.Rat) *big.Rat {
		sum := new(big.Rat)
		for _, p := range places {
			sum.Add(sum, at(level, p))
		}
		return sum
	}
	for i := 1; i < len(levels); i++ {
		low, high := below(levels[i-1]), below(levels[i])
		last := i == len(levels)-1
		if target.Cmp(high) > 0 && !last || high.Cmp(low) == 0 && target.Cmp(low) != 0 {
			continue
		}
		level := new(big.Rat).Set(levels[i-1])
		if rise := new(big.Rat).Sub(high, low); rise.Sign() > 0 {
			step := new(big.Rat).Sub(target, low)
			step.Mul(step, new(big.Rat).Sub(levels[i], levels[i-1]))
			level.Add(level, step.Quo(step, rise))
		}
		for _, p := range places {
			due[p.Slot] = at(level, p)
		}
		break
	}
	return due, left - wanted
}

func TestSpreadIsFair(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	lefts, capped, over := 0, 0, 0
	for i := range 6000 {
		volume, places := random(r)
		shares, left := Spread(volume, places)
		if err := fits(volume, places, shares, left); err != nil {
			t.Fatalf("case %d, volume %d: %v\n%+v", i, volume, err, shares)
		}
		if left > 0 {
			lefts++
		}
		if left < 0 {
			over++
		}
		if slices.ContainsFunc(shares, func(s Share) bool { return s.Capped }) {
			capped++
		}
	}
	if lefts < 300 || capped < 1500 || over < 1 {
		t.Errorf("too tame: %d with a rest, %d with a cap that binds, %d locked above the volume", lefts, capped, over)
	}
}

func TestTheOrderOfPlacesMeansNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 6))
	for range 1000 {
		volume, places := random(r)
		shares, left := Spread(volume, places)
		before := slices.Clone(places)
		for range 3 {
			other := slices.Clone(places)
			r.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
			again, rest := Spread(volume, other)
			if diff := gocmp.Diff(shares, again, slotOrder); diff != "" || rest != left {
				t.Fatalf("%d left, then %d; shares differ:\n%s", left, rest, diff)
			}
		}
		if diff := gocmp.Diff(before, places, slotOrder); diff != "" {
			t.Fatalf("the places were changed:\n%s", diff)
		}
	}
}

// More volume never gives less until any week; the volume of one week may fall by one, when
// what was rounded up there is rounded up before it.
func TestMoreVolumeNeverComesLater(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 6))
	for range 1500 {
		volume, places := random(r)
		less, _ := Spread(volume, places)
		more, _ := Spread(volume+1+r.IntN(1+volume/4), places)
		sum := 0
		for i := range less {
			sum += more[i].Volume - less[i].Volume
			if sum < 0 {
				t.Fatalf("volume %d: until %s the larger volume has %d less", volume, less[i].Slot, -sum)
			}
			if cmp.Compare(more[i].Volume, less[i].Volume-1) < 0 {
				t.Fatalf("volume %d: %s falls from %d to %d", volume, less[i].Slot, less[i].Volume, more[i].Volume)
			}
		}
	}
}

// FuzzSpread reads places of three bytes each: weight, cap and what is locked.
func FuzzSpread(f *testing.F) {
	f.Add(uint32(120), []byte{50, 255, 0, 40, 6, 0, 40, 255, 9})
	f.Add(uint32(3), []byte{50, 255, 0, 50, 255, 0, 50, 255, 0, 50, 255, 0})
	f.Add(uint32(9), []byte{0, 255, 0, 50, 1, 0})
	f.Fuzz(func(t *testing.T, volume uint32, data []byte) {
		week, places := calendar.Week{Year: 2027, Number: 1}, []Place(nil)
		for i := 0; i+3 <= len(data) && i < 3*200; i += 3 {
			p := Place{Slot: calendar.SlotOfWeek(week), Weight: 100 * int(data[i]), Of: 5000, Cap: int(data[i+1]) * int(data[i+1])}
			if data[i+1] == 255 {
				p.Cap = Unlimited
			}
			if data[i+2]%8 == 1 {
				p.Locked, p.Fixed = true, int(data[i+2])/8
			}
			places, week = append(places, p), week.Next()
		}
		wanted := int(volume % 1_000_000_000)
		shares, left := Spread(wanted, places)
		if err := fits(wanted, places, shares, left); err != nil {
			t.Fatalf("volume %d: %v\n%+v", wanted, err, shares)
		}
	})
}

func BenchmarkSpread(b *testing.B) {
	r := rand.New(rand.NewPCG(4, 6))
	var places []Place
	for week := (calendar.Week{Year: 2026, Number: 1}); week.Year == 2026; week = week.Next() {
		places = append(places, Place{Slot: calendar.SlotOfWeek(week), Weight: 1000 * r.IntN(6), Of: 5000, Cap: 3 + r.IntN(5)})
	}
	b.ReportAllocs()
	for b.Loop() {
		Spread(180, places)
	}
}
