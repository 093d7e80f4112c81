package chart

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// A coordinate is written as the library writes it to a tenth, halves and what is no place on
// a drawing too.
func TestCoordinates(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	list := []float64{0, math.Copysign(0, -1), .05, .15, .25, .35, .45, 2.5, 99.95, 999999.95, -.05, -1, -12.34, 1e9, 1e15, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64}
	for range 200_000 {
		list = append(list, rng.Float64()*700, float64(rng.IntN(14000))/20, math.Nextafter(float64(rng.IntN(14000))/20, math.Inf(1)), rng.NormFloat64()*1e6)
	}
	for _, f := range list {
		var s svg
		if got, want := string(s.num(f).to), strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0"); got != want {
			t.Fatalf("%v is written %q, want %q", f, got, want)
		}
	}
}

// A number of a drawing is written as in running text, in every language.
func TestNumbersAreThoseOfRunningText(t *testing.T) {
	for _, l := range lang.Languages {
		for _, n := range []int{0, 7, 9999, 10_000, 1_234_567, -3, -9999, -10_000} {
			var s svg
			if got, want := string(s.count(n, l).to), lang.Count(n, l); got != want || (Frame{Language: l}).count(n) != want {
				t.Errorf("%d is %q, want %q", n, got, want)
			}
		}
	}
}
