package followup

// Count is a number of patients, procedures or visits as far as it is told: somewhere from
// Low to High, both included. Unmasked figures have both alike. The zero Count is no figure at
// all, which is not 0.
type Count struct {
	Low, High int
	Known     bool
}

// Exactly is a count that is told in full.
func Exactly(n int) Count { return Count{n, n, true} }

// Exact gives the number where it is told in full.
func (c Count) Exact() (int, bool) { return c.Low, c.Known && c.Low == c.High }

// Add is what is told of two counts together. One that nothing is told of adds nothing; of two
// such nothing is told.
func (c Count) Add(o Count) Count {
	return Count{c.Low + o.Low, c.High + o.High, c.Known || o.Known}
}

// Sub is how much larger c is than o, and below 0 where it is smaller; no figure unless both
// are told.
func (c Count) Sub(o Count) Count {
	if !c.Known || !o.Known {
		return Count{}
	}
	return Count{c.Low - o.High, c.High - o.Low, true}
}

// AtLeast0 is the count with nothing below 0.
func (c Count) AtLeast0() Count { return Count{max(0, c.Low), max(0, c.High), c.Known} }

// Holds tells that a number is one of those that the count can be.
func (c Count) Holds(n int) bool { return c.Known && c.Low <= n && n <= c.High }

// masked is a count of which no more is told than that it is below a number, where it is.
func (c Count) masked(under int) Count {
	if c.Known && under > 1 && c.High < under {
		return Count{0, under - 1, true}
	}
	return c
}

// each applies a function that never falls to both bounds.
func (c Count) each(f func(int) int) Count {
	if !c.Known {
		return Count{}
	}
	return Count{f(c.Low), f(c.High), true}
}
