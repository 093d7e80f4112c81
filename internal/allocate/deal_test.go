package allocate

import (
	"math/rand/v2"
	"testing"
)

// At the end of each week everybody has had its part, rounded down or up, and each week is
// dealt out whole.
func TestDealingIsEven(t *testing.T) {
	for seed := range uint64(5000) {
		r := rand.New(rand.NewPCG(seed, 1))
		volumes, total := make([]int, 1+r.IntN(8)), 0
		for i := range volumes {
			volumes[i] = 1 + r.IntN([]int{3, 20, 200, 900000}[r.IntN(4)])
			total += volumes[i]
		}
		var by []int
		for left := total; left > 0; {
			n := min(left, r.IntN(1+total/(1+r.IntN(30))+2))
			by, left = append(by, n), left-n
		}
		out := deal(volumes, by)
		had, until := make([]int, len(volumes)), 0
		for week, n := range by {
			until += n
			for i, v := range volumes {
				had[i] += out[i][week]
				n -= out[i][week]
				if low, high := until*v/total, (until*v+total-1)/total; out[i][week] < 0 || had[i] < low || had[i] > high {
					t.Fatalf("seed %d: %v over %v: at the end of week %d number %d has had %d, not %d to %d", seed, volumes, by, week, i, had[i], low, high)
				}
			}
			if n != 0 {
				t.Fatalf("seed %d: %d of week %d are left", seed, n, week)
			}
		}
	}
}
