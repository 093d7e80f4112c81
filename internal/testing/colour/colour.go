// Package colour tells whether the colours of a style sheet can be told apart: the contrast of
// WCAG 2.2, between the variables of its light and its dark scheme.
package colour

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Sheet is a style sheet whose colours all stand as variables in two :root blocks, the light
// scheme and the dark one, before everything else.
type Sheet struct {
	t       testing.TB
	schemes [2]map[string]float64 // the relative luminance of each variable
	names   [2]string
	// Lowest is the lowest contrast of text that was asked for.
	Lowest float64
}

var (
	scheme   = regexp.MustCompile(`(?s):root \{(.*?)\}`)
	variable = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`)
	used     = regexp.MustCompile(`var\(--([a-z-]+)\)`)
	stray    = regexp.MustCompile(`#[0-9a-fA-F]{3}|rgb|hsl|[^-a-z]color: (red|black|white)|opacity`)
)

// Of reads a sheet. A colour elsewhere than in the schemes is an error, and so is a variable
// that one of them lacks.
func Of(t testing.TB, css string) *Sheet {
	t.Helper()
	s := &Sheet{t: t, Lowest: math.Inf(1)}
	found := scheme.FindAllStringSubmatch(css, -1)
	if len(found) != len(s.schemes) {
		t.Fatalf("%d schemes", len(found))
	}
	_, rest, _ := strings.Cut(css, "* { box-sizing")
	if colour := stray.FindString(rest); colour != "" {
		t.Errorf("a colour outside the schemes: %q", colour)
	}
	for i, f := range found {
		s.schemes[i], s.names[i] = map[string]float64{}, f[1]
		for _, m := range variable.FindAllStringSubmatch(f[1], -1) {
			s.schemes[i][m[1]] = luminance(t, m[2])
		}
		for _, name := range used.FindAllStringSubmatch(rest, -1) {
			if !strings.Contains(s.names[i], "--"+name[1]+":") {
				t.Errorf("scheme %d lacks %s", i, name[1])
			}
		}
	}
	return s
}

// The contrasts that WCAG 2.2 asks for.
const (
	Text     = 4.5 // 1.4.3
	Graphics = 3   // 1.4.11
)

// Holds tells of each ground on which something has less contrast than it should have.
func (s *Sheet) Holds(least float64, front string, grounds ...string) {
	s.t.Helper()
	for i, colour := range s.schemes {
		for _, ground := range grounds {
			a, known := colour[front]
			b, also := colour[ground]
			ratio := (max(a, b) + .05) / (min(a, b) + .05)
			if !known || !also || ratio < least {
				s.t.Errorf("scheme %d: %s on %s is %.2f to 1, want %.1f", i, front, ground, ratio, least)
			} else if least == Text {
				s.Lowest = min(s.Lowest, ratio)
			}
		}
	}
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(t testing.TB, hex string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
