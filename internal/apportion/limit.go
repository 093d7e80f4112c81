package apportion

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Limit is the most that the places of a time take together: a capacity stated by quarter
// for a plan by week, a ceiling.
type Limit struct {
	Within calendar.Interval
	Most   int // locked places count too
}

// holds tells that a place counts: one of its weeks lies within.
func (l Limit) holds(s calendar.Slot) bool {
	return slices.ContainsFunc(s.Weeks(), l.Within.ContainsWeek)
}

// SpreadUnder shares a volume as [Spread] does, under limits as well. Where a limit binds,
// what it allows is shared over its places, and what it cuts off over the others; the
// promises of Spread then hold for each of these parts. No limit is ever exceeded by what
// is not locked. Where limits lie one within the other, or apart, nothing is left as long as
// a place has room; where they overlap otherwise something may be.
func SpreadUnder(volume int, places []Place, limits []Limit) (shares []Share, left int) {
	held := map[calendar.Slot]Share{}
	for rest := slices.Clone(limits); ; {
		shares, left = Spread(volume, hold(places, held))
		i := narrowest(shares, rest)
		if i < 0 {
			break
		}
		limit := rest[i]
		rest = slices.Delete(rest, i, i+1)
		inside := slices.DeleteFunc(slices.Clone(places), func(p Place) bool { return !limit.holds(p.Slot) })
		others := slices.DeleteFunc(slices.Clone(limits), func(l Limit) bool { return l == limit })
		parts, _ := SpreadUnder(limit.Most, inside, others)
		for _, s := range parts {
			s.Limited = s.free()
			held[s.Slot] = s
		}
	}
	for i, s := range shares {
		if part, bound := held[s.Slot]; bound {
			shares[i] = part
		}
	}
	return shares, left + trim(shares, limits)
}

// hold locks the places that a limit has dealt with.
func hold(places []Place, held map[calendar.Slot]Share) []Place {
	out := slices.Clone(places)
	for i, p := range out {
		if s, bound := held[p.Slot]; bound {
			out[i].Locked, out[i].Fixed = true, s.Volume
		}
	}
	return out
}

// narrowest finds, of the limits that are exceeded, the one with the fewest places; -1 where
// there is none.
func narrowest(shares []Share, limits []Limit) int {
	found, fewest := -1, 0
	for i, l := range limits {
		sum, count := 0, 0
		for _, s := range shares {
			if l.holds(s.Slot) {
				sum, count = sum+s.Volume, count+1
			}
		}
		if sum > l.Most && (found < 0 || count < fewest) {
			found, fewest = i, count
		}
	}
	return found
}

// trim takes away, from the last place on, what still exceeds a limit that overlaps another.
func trim(shares []Share, limits []Limit) (taken int) {
	for _, l := range limits {
		excess := -l.Most
		for _, s := range shares {
			if l.holds(s.Slot) {
				excess += s.Volume
			}
		}
		for i := len(shares) - 1; i >= 0 && excess > 0; i-- {
			if s := &shares[i]; s.free() && l.holds(s.Slot) {
				cut := min(excess, s.Volume)
				s.Volume, s.Limited = s.Volume-cut, true
				excess, taken = excess-cut, taken+cut
			}
		}
	}
	return taken
}
