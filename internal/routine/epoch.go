package routine

import (
	"slices"
	"sync"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Epoch names the rules and the tables of approvals that apply on a day, as far as they
// hang on the day from which the tool applies them: it is that of another day where no line
// and no row has begun between the two, so that a verdict by the one is a verdict by the
// other. Empty before the first. Which version of the routine is in force is another
// question.
func Epoch(day calendar.Day) string { return epoch(beginnings(), day) }

// epoch is the last of some days, in their order, that has come; empty where none has.
func epoch(begin []calendar.Day, day calendar.Day) string {
	at, found := slices.BinarySearch(begin, day)
	switch {
	case found:
		return day.String()
	case at == 0:
		return ""
	}
	return begin[at-1].String()
}

// beginnings are the days on which lines or rows begin, each once.
var beginnings = sync.OnceValue(func() []calendar.Day { return begins(Common(), Versions()) })

func begins(common []Line, versions []Version) []calendar.Day {
	var out []calendar.Day
	lines := func(list []Line) {
		for _, l := range list {
			out = append(out, l.From)
		}
	}
	lines(common)
	for _, v := range versions {
		lines(v.Rules)
		for _, r := range v.Approvals {
			out = append(out, r.From)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
