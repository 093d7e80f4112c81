package approval

import (
	"cmp"
	"math/bits"
	"slices"
)

// seat is one requirement of one document: its side, and the persons who could fulfil it.
type seat struct {
	side    Side
	persons []string
}

// maxStates bounds the search below. A document with so many persons on several sides at
// once is no document of this region; past the bound, fewer solutions are seen, never more.
const maxStates = 1 << 12

// match gives each person one side of a document, so that as many seats as possible have
// somebody; of equally good ways the one that fills the earlier seats. Nobody stands for two
// sides, but one person may fill every seat of a side that is open to them: one person may
// speak for several senders. With one seat to a side it is a maximum matching; with several
// it is not, and so the ways are followed person by person, remembering only which seats
// they fill.
//
// The answer depends on nothing but the seats: neither the order of persons nor of reviews.
func match(seats []seat) map[string]Side {
	sidesOf := map[string][]Side{}
	var people []string
	for _, s := range seats {
		for _, p := range s.persons {
			if sidesOf[p] == nil {
				people = append(people, p)
			}
			if !slices.Contains(sidesOf[p], s.side) {
				sidesOf[p] = append(sidesOf[p], s.side)
			}
		}
	}
	slices.Sort(people)
	chosen := map[string]Side{}
	var torn []string // persons with a choice
	for _, p := range people {
		if len(sidesOf[p]) == 1 {
			chosen[p] = sidesOf[p][0]
		} else {
			torn = append(torn, p)
		}
	}
	open := contested(seats, chosen)
	ways := []way{{}}
	for _, p := range torn {
		ways = extend(ways, p, sidesOf[p], open)
	}
	best := slices.MinFunc(ways, compareWays)
	for i, p := range torn {
		chosen[p] = best.sides[i]
	}
	return chosen
}

// contested lists the seats that nobody without a choice fills, the first 64 of them.
func contested(seats []seat, chosen map[string]Side) []seat {
	var out []seat
	for _, s := range seats {
		if !slices.ContainsFunc(s.persons, func(p string) bool { return chosen[p] == s.side }) && len(s.persons) > 0 && len(out) < 64 {
			out = append(out, s)
		}
	}
	return out
}

// way is one way to give the persons so far a side each.
type way struct {
	filled uint64 // the contested seats that have somebody
	sides  []Side
}

// extend lets one more person take each side in turn. Of ways that fill the same seats the
// first is kept.
func extend(ways []way, p string, sides []Side, open []seat) []way {
	var out []way
	seen := map[uint64]bool{}
	gain := make([]uint64, len(sides)) // the seats that a side of hers fills
	for i, s := range open {
		if at := slices.Index(sides, s.side); at >= 0 && slices.Contains(s.persons, p) {
			gain[at] |= 1 << i
		}
	}
	for _, w := range ways {
		for i, side := range sides {
			if filled := w.filled | gain[i]; !seen[filled] {
				seen[filled] = true
				out = append(out, way{filled, append(slices.Clone(w.sides), side)})
			}
		}
	}
	if len(out) > maxStates {
		slices.SortStableFunc(out, compareWays)
		out = out[:maxStates]
	}
	return out
}

// compareWays puts the way that fills most seats first, then the one that fills the earlier
// seats.
func compareWays(a, b way) int {
	return cmp.Or(
		bits.OnesCount64(b.filled)-bits.OnesCount64(a.filled),
		cmp.Compare(bits.Reverse64(b.filled), bits.Reverse64(a.filled)))
}
