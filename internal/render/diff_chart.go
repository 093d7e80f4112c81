package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Grey and blue are told apart by everybody, on light ground and on dark.
const chartColours = "#808080, #1f78d1"

// maxWeeks is the longest stretch that is drawn; a slip in a year makes a longer one.
const maxWeeks = 110

// chart draws the weeks before and after as two lines, in the language that GitHub makes
// pictures of. It is empty where there are no weeks to draw: one of the sides is by quarter,
// nothing moves, or it is one week alone or more than two years. Bars would hide each other. All it holds is
// numbers and our own words.
func (v diffView) chart(l lang.Language) string {
	before, after, first, last := weekly(v.weeks)
	most := 0
	for i := range before {
		most = max(most, before[i], after[i])
	}
	if len(before) < 2 || most == 0 {
		return ""
	}
	from, axis := first.Number, lang.T("Vecka %s", "Week of %s", strconv.Itoa(first.Year))
	if last.Year != first.Year {
		from, axis = 1, lang.T("Vecka räknat från %s", "Week counted from %s", first.String())
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n```mermaid\n---\nconfig:\n  themeVariables:\n    xyChart:\n      plotColorPalette: \"%s\"\n---\nxychart-beta\n", chartColours)
	fmt.Fprintf(&b, "    x-axis \"%s\" %d --> %d\n", axis.In(l), from, from+len(before)-1)
	fmt.Fprintf(&b, "    y-axis \"%s\" 0 --> %d\n", unitAxis(v.unit).In(l), most)
	fmt.Fprintf(&b, "    line [%s]\n    line [%s]\n```\n\n%s\n", numbers(before), numbers(after),
		lang.T("Grå linje: före. Blå linje: efter.", "Grey line: before. Blue line: after.").In(l))
	return b.String()
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
		return unitName(unit)
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
