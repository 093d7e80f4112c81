package site

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/leveransplan/leveransplan/internal/followup"
)

// The measures of a small drawing, in its own units.
const (
	smallWide, smallHigh = 240.0, 64.0
	smallMost            = 12 // quarters; a slip in a year makes more
)

// quarterBars is a drawing of the size of a few words: for each quarter what was planned, and
// in front of it what was done, with the part that is not told as open. The figures stand
// beside it.
func quarterBars(quarters []followup.Period) template.HTML {
	if len(quarters) == 0 || len(quarters) > smallMost {
		return ""
	}
	top := 1
	for _, q := range quarters {
		top = max(top, q.Planned, q.Done.High)
	}
	step := smallWide / float64(len(quarters))
	bar := func(to *strings.Builder, i, from, upTo int, inset float64) {
		if upTo > from {
			y := func(n int) float64 { return 1 + (smallHigh-2)*(1-float64(n)/float64(top)) }
			fmt.Fprintf(to, "M%.1f %.1fV%.1fH%.1fV%.1fZ", (float64(i)+inset)*step, y(from), y(upTo), (float64(i)+1-inset)*step, y(from))
		}
	}
	var planned, sure, open strings.Builder
	for i, q := range quarters {
		bar(&planned, i, 0, q.Planned, .08)
		if q.Done.Known {
			bar(&sure, i, 0, q.Done.Low, .24)
			bar(&open, i, q.Done.Low, q.Done.High, .24)
		}
	}
	return template.HTML(fmt.Sprintf(`<svg class="small" viewBox="0 0 %g %g" aria-hidden="true" focusable="false"><path class="whole" d="%s"/><path class="bar" d="%s"/><path class="open" d="%s"/><path class="base" d="M0 %gH%g"/></svg>`,
		smallWide, smallHigh, planned.String(), sure.String(), open.String(), smallHigh-1, smallWide))
}
