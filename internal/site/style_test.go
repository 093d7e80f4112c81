package site

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Text against what it stands on has the contrast that WCAG 2.2 asks for (1.4.3: 4.5 to 1), and
// what carries meaning in drawings, and the frame of what is chosen, 3 to 1 (1.4.11), in light
// and in dark.
func TestEverythingCanBeSeen(t *testing.T) {
	css := string(style())
	schemes := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(css, -1)
	if len(schemes) != 2 {
		t.Fatalf("%d schemes", len(schemes))
	}
	lowest := math.Inf(1)
	for i, scheme := range schemes {
		colour := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`).FindAllStringSubmatch(scheme[1], -1) {
			colour[m[1]] = luminance(t, m[2])
		}
		holds := func(least float64, front string, backs ...string) {
			for _, back := range backs {
				a, known := colour[front]
				b, also := colour[back]
				if ratio := (max(a, b) + .05) / (min(a, b) + .05); !known || !also || ratio < least {
					t.Errorf("scheme %d: %s on %s is %.2f to 1, want %.1f", i, front, back, ratio, least)
				} else if least == 4.5 {
					lowest = min(lowest, ratio)
				}
			}
		}
		panels := []string{"paper", "panel", "good-panel", "bad-panel", "warn-panel"}
		for _, front := range []string{"ink", "soft", "link"} {
			holds(4.5, front, panels...)
		}
		holds(4.5, "accent", "paper", "panel")
		for _, front := range []string{"good", "bad", "warn"} {
			holds(4.5, front, "paper", "panel", front+"-panel")
		}
		for _, front := range []string{"line", "plan", "even", "done", "limit", "over", "accent"} {
			holds(3, front, "paper", "panel")
		}
		holds(3, "over", "over-ground")
		holds(3, "limit", "whole") // on columns it has a rim of paper
		holds(3, "done", "band")
		holds(3, "plan", "whole")
	}
	t.Logf("the lowest contrast of text is %.2f to 1", lowest)
	// Colours stand in the schemes alone, so that these are all there are.
	_, rest, _ := strings.Cut(css, "* { box-sizing")
	if found := regexp.MustCompile(`#[0-9a-fA-F]{3}|rgb|hsl|[^-a-z]color: (red|black|white)|opacity`).FindString(rest); found != "" {
		t.Errorf("a colour outside the schemes: %q", found)
	}
	for _, name := range regexp.MustCompile(`var\(--([a-z-]+)\)`).FindAllStringSubmatch(rest, -1) {
		for i := range schemes {
			if !strings.Contains(schemes[i][1], "--"+name[1]+":") {
				t.Errorf("scheme %d lacks %s", i, name[1])
			}
		}
	}
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
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
