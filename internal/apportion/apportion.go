// Package apportion shares a volume over weeks or quarters, in whole patients, so that each
// of them can say why it has what it has.
//
// One method serves small volumes and large ones. First everybody's due share is reckoned
// exactly: in proportion to the working days, except that nobody is due more than its cap
// and what the caps cut off is due to the others. Then the due shares are added up from the
// first place on, and each place has the whole patients by which the rounded sum grows. That
// gives, always:
//
//   - the exact sum, and in each place its due share rounded down or up, so never more than
//     its cap;
//   - at no time more than half a patient before or behind what is due until then, so a
//     volume of three lies spread over the year and a remainder of three too;
//   - more volume never means less until any week.
//
// A quota method by largest remainders has the first of these only: places of equal weight
// have equal remainders, and whatever breaks the tie heaps them somewhere. So does giving
// seats in turn by divisors.
package apportion

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Unlimited is a cap that does not bind.
const Unlimited = -1

// Place is a week or a quarter that volume can fall in.
type Place struct {
	Slot   calendar.Slot
	Weight int // thousandths of a working day; 0: nothing falls here
	Of     int // what a whole week or quarter would weigh, holidays included: 5000 for a week
	Cap    int // the most that the place can take, or Unlimited
	// Locked says that the place keeps Fixed, whatever its weight and cap: it lies before
	// a change takes effect.
	Locked bool
	Fixed  int
}

// Share is what a place gets, and what its reason is made of.
type Share struct {
	Place
	Volume int
	Due    Due  // before rounding; of a locked place what it keeps
	Capped bool // without its cap the place would be due more
	// Limited says that a [Limit] on this place and others together binds.
	Limited bool
}

// Due is an exact share, Num/Den in lowest terms. Den is never 0 in a Share.
type Due struct{ Num, Den int }

// Floor is the share rounded down.
func (d Due) Floor() int { return d.Num / d.Den }

// Spread shares a volume, that of the locked places included, and gives the shares in the
// order of time, whatever the order of the places. Each slot may stand there once. Left is
// what no place can take: all caps are reached, or nothing weighs anything. It is below 0
// where the locked places hold more than the volume. Volumes and weights, each added up,
// may be as large as 10^9.
func Spread(volume int, places []Place) (shares []Share, left int) {
	shares, left = make([]Share, len(places)), volume
	for i, p := range places {
		shares[i] = Share{Place: p, Due: Due{0, 1}}
		if p.Locked {
			shares[i].Volume, shares[i].Due = p.Fixed, Due{p.Fixed, 1}
			left -= p.Fixed
		}
	}
	slices.SortFunc(shares, func(a, b Share) int { return a.Slot.Compare(b.Slot) })
	if left <= 0 {
		return shares, left
	}
	rest, weight := fill(left, shares)
	round(shares, rest, weight)
	if weight > 0 {
		rest = 0 // those whose cap does not bind have shared it
	}
	return shares, rest
}

// free tells that a place takes part.
func (s *Share) free() bool { return !s.Locked && s.Weight > 0 }

// fill finds the places whose cap binds, as water finds the vessels that run over: whoever
// would be due its cap or more has its cap, which raises the level for the others. It gives
// the rest that these share and what they weigh together.
func fill(volume int, shares []Share) (rest, weight int) {
	rest = volume
	for i := range shares {
		if shares[i].free() {
			weight += shares[i].Weight
		}
	}
	for again := true; again; {
		again = false
		for i := range shares {
			s := &shares[i]
			if !s.free() || s.Capped || s.Cap == Unlimited {
				continue
			}
			// A cap above the volume never binds, however large it is.
			if limit := min(max(0, s.Cap), volume+1); limit*weight < rest*s.Weight {
				s.Capped, again = true, true
				rest, weight = rest-limit, weight-s.Weight
			}
		}
	}
	return rest, weight
}

// round gives each place the whole patients by which the sum of what is due, rounded, grows
// there. A half is rounded up.
func round(shares []Share, rest, weight int) {
	given, caps, weights := 0, 0, 0 // all of the places until here
	for i := range shares {
		s := &shares[i]
		switch {
		case !s.free():
			continue
		case s.Capped:
			s.Due = Due{max(0, s.Cap), 1}
			caps += s.Due.Num
		default:
			s.Due = ratio(rest*s.Weight, weight)
			weights += s.Weight
		}
		until := caps
		if weight > 0 {
			until += (2*rest*weights + weight) / (2 * weight)
		}
		s.Volume, given = until-given, until
	}
}

// ratio gives a fraction in lowest terms.
func ratio(num, den int) Due {
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	return Due{num / a, den / a}
}
