package corpus

import (
	"math/rand/v2"
	"testing/fstest"
)

// Region makes a small region of a shape that the seed draws: few or many organisations,
// fields, agreements and plans, with or without a year under routine 6.0. What New makes
// is alike from seed to seed, so that it can be measured; this is for properties that hold
// in any region.
func Region(seed uint64) fstest.MapFS {
	rng := rand.New(rand.NewPCG(seed, 0))
	s := shape{hospitals: 3 + rng.IntN(7), providers: 3 + rng.IntN(8), fields: 1 + rng.IntN(6), perOffer: 6}
	for i := range s.plans {
		s.plans[i] = 1 + rng.IntN(24)
	}
	if rng.IntN(3) == 0 {
		s.plans[0] = 0
	}
	// As many as there are senders in all fields, so that each pair has a receiver left.
	most := s.fields * (s.hospitals - max(1, s.hospitals/7) - s.hospitals/8)
	for i := range s.plans {
		s.plans[i] = min(s.plans[i], most)
	}
	return buildShape(rng, s).tree()
}

// ThreeYears makes a tree with n plans in each of three years, of which the first, from
// April 2024, is under routine 6.0.
func ThreeYears(n int, seed uint64) fstest.MapFS {
	return buildShape(rand.New(rand.NewPCG(seed, uint64(n))), shape{
		hospitals: 4 + root(n, 2)/4, providers: 6 + root(n, 2), fields: 2 + root(n, 3)*3/2, plans: [...]int{n, n, n}, perOffer: 40,
	}).tree()
}
