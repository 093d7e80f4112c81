package corpus

import (
	"math/rand/v2"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

type seasonKey struct {
	receiver string
	year     int
}

// season weighs the weeks of a calendar year for a receiver: by its working days, with a
// summer in which little planned care is given. A closed week weighs nothing.
func (r *region) season(receiver *party, year int) []int {
	key := seasonKey{receiver.id, year}
	if w, known := r.seasons[key]; known {
		return w
	}
	var deviations []calendar.Deviation
	for _, c := range slices.Concat(r.everybody, receiver.closures) {
		deviations = append(deviations, c.Deviation)
	}
	var weights []int
	for _, w := range yearOf(year).Weeks() {
		// Shares are halves, so that tenths of a working day are whole.
		weight := int(10 * calendar.Workdays(w, deviations))
		if 26 <= w.Number && w.Number <= 32 {
			weight = weight * 2 / 5
		}
		weights = append(weights, weight)
	}
	r.seasons[key] = weights
	return weights
}

func yearOf(year int) calendar.Interval {
	return calendar.Interval{From: calendar.Date(year, 1, 1), To: calendar.Date(year, 12, 31)}
}

// apportion divides a volume by weights, so that at every place what has been given out
// is the weights' share, rounded. A place without weight gets nothing; some place has
// weight.
func apportion(volume int, weights []int) []int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	out := make([]int, len(weights))
	weight, given := 0, 0
	for i, w := range weights {
		weight += w
		out[i] = (2*volume*weight+sum)/(2*sum) - given
		given += out[i]
	}
	return out
}

// pick chooses k of the numbers below n, in order.
func pick(rng *rand.Rand, n, k int) []int {
	chosen := rng.Perm(n)[:min(n, k)]
	slices.Sort(chosen)
	return chosen
}
