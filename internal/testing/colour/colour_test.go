package colour

import (
	"math"
	"testing"
)

// failures counts what a test would have been told.
type failures struct {
	testing.TB
	n int
}

func (f *failures) Errorf(string, ...any) { f.n++ }
func (f *failures) Helper()               {}

// Black on white has 21 to 1, #767676 on white just above 4.5 (both are known figures of WCAG).
func TestContrast(t *testing.T) {
	sheet := func(rest string) (*Sheet, *failures) {
		f := &failures{TB: t}
		return Of(f, ":root { --paper: #ffffff; --ink: #000000; --soft: #767676; --faint: #777777; }\n:root { --paper: #ffffff; --ink: #000000; --soft: #767676; --faint: #777777; }\n* { box-sizing: border-box; }\n"+rest), f
	}
	s, f := sheet("p { color: var(--ink); }")
	s.Holds(Text, "ink", "paper")
	if math.Abs(s.Lowest-21) > 1e-9 || f.n != 0 {
		t.Errorf("black on white is %f to 1, %d failures", s.Lowest, f.n)
	}
	s.Holds(Text, "soft", "paper")
	if math.Abs(s.Lowest-4.54) > .005 || f.n != 0 {
		t.Errorf("#767676 on white is %f to 1, %d failures", s.Lowest, f.n)
	}
	if s.Holds(Text, "faint", "paper"); f.n != 2 {
		t.Errorf("#777777 on white, 4.48 to 1, is told %d times", f.n)
	}
	if s.Holds(Graphics, "nothing", "paper"); f.n != 4 {
		t.Errorf("an unknown colour is told %d times", f.n-2)
	}
	for rest, want := range map[string]int{"p { color: #abc; }": 1, "p { opacity: .5; }": 1, "p { color: var(--none); }": 2} {
		if _, f := sheet(rest); f.n != want {
			t.Errorf("%s: %d failures, want %d", rest, f.n, want)
		}
	}
}
