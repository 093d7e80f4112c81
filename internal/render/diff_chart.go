package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Grey and blue are told apart by everybody, on light ground and on dark.
const chartColours = "#808080, #1f78d1"

// namedWeeks is how many weeks have room for a label each; of more the picture labels some.
const namedWeeks = 26

// leastHeight is how high the axis is at least: on a lower one the picture has parts of
// patients.
const leastHeight = 10

// maxWeeks is the longest stretch that is drawn; a slip in a year makes a longer one.
const maxWeeks = 110

// chart draws the weeks before and after as two lines, in the language that GitHub makes
// pictures of. It is empty where there are no weeks to draw: one of the sides is by quarter,
// nothing moves, or it is one week alone or more than two years. Bars would hide each other.
// All it holds is numbers and our own words.
func (v diffView) chart(l lang.Language) string {
	before, after, first, last := weekly(v.weeks)
	most := 0
	for i := range before {
		most = max(most, before[i], after[i])
	}
	if len(before) < 2 || most == 0 {
		return ""
	}
	axis, scale := weekAxis(first, last, len(before))
	var b strings.Builder
	fmt.Fprintf(&b, "\n```mermaid\n---\nconfig:\n  themeVariables:\n    xyChart:\n      plotColorPalette: \"%s\"\n---\nxychart-beta\n", chartColours)
	fmt.Fprintf(&b, "    x-axis \"%s\" %s\n", axis.In(l), scale)
	fmt.Fprintf(&b, "    y-axis \"%s\" 0 --> %d\n", unitAxis(v.unit).In(l), max(most, leastHeight))
	fmt.Fprintf(&b, "    line [%s]\n    line [%s]\n```\n\n%s\n", numbers(before), numbers(after),
		lang.T("Grå linje: före. Blå linje: efter.", "Grey line: before. Blue line: after.").In(l))
	return b.String()
}

// weekAxis names n weeks and gives their scale: each by its number where there is room, else
// as a range, which in two years counts from the first.
func weekAxis(first, last calendar.Week, n int) (axis lang.Text, scale string) {
	switch {
	case n <= namedWeeks:
		var names []string
		for w := first; len(names) < n; w = w.Next() {
			names = append(names, strconv.Quote(strconv.Itoa(w.Number)))
		}
		if first.Year == last.Year {
			return lang.T("Vecka %s", "Week of %s", strconv.Itoa(first.Year)), "[" + strings.Join(names, ", ") + "]"
		}
		return lang.T("Vecka %s–%s", "Week of %s–%s", strconv.Itoa(first.Year), strconv.Itoa(last.Year)), "[" + strings.Join(names, ", ") + "]"
	case first.Year == last.Year:
		return lang.T("Vecka %s", "Week of %s", strconv.Itoa(first.Year)), fmt.Sprintf("%d --> %d", first.Number, first.Number+n-1)
	}
	return lang.T("Vecka räknat från %s", "Week counted from %s", first.String()), fmt.Sprintf("1 --> %d", n)
}

// weekly gives the volume of each week from the first to the last that has any; nothing where
// something is by quarter or nothing differs.
func weekly(list []diff.Slot) (before, after []int, first, last calendar.Week) {
	moves := false
	for _, s := range list {
		if s.Slot.Grain() != calendar.GrainWeek {
			return nil, nil, first, last
		}
		if s.Before == 0 && s.After == 0 {
			continue
		}
		moves = moves || s.Before != s.After
		if first.IsZero() {
			first = s.Slot.Week()
		}
		last = s.Slot.Week()
	}
	n := int(last.Monday()-first.Monday())/7 + 1
	if !moves || n > maxWeeks {
		return nil, nil, first, last
	}
	before, after = make([]int, n), make([]int, n)
	for _, s := range list {
		if i := int(s.Slot.First()-first.Monday()) / 7; i >= 0 && i < n {
			before[i], after[i] = s.Before, s.After
		}
	}
	return before, after, first, last
}

// unitAxis names the axis; a unit that is none of the known ones is a document's own text.
func unitAxis(unit string) lang.Text {
	switch unit {
	case "patient", "atgard", "besok":
		return plan.UnitName(unit)
	}
	return lang.T("volym", "volume")
}

func numbers(list []int) string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, ", ")
}
