package rules_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// A week in which the receiver is closed is explained by the deviations that close it, and
// by no others.
func TestClosedWeeksPointToTheCalendar(t *testing.T) {
	files := region.Files()
	const register = "plans/register/kalender.yaml"
	lines := strings.Split(string(files[register].Data), "\n")
	lines = append(lines[:len(lines)-1],
		"  - {organisation: siv, fran: 2027-02-15, till: 2027-02-21, andel: 0, orsak: Flytt}",
		"  - {fran: 2027-02-28, till: 2027-03-07, andel: 0, orsak: Ombyggnad}",
		"  - {organisation: siv, fran: 2027-02-01, till: 2027-02-07, andel: 0, orsak: Veckan före}",
		"  - {organisation: siv, fran: 2027-02-22, till: 2027-02-27, andel: 0.5, orsak: Halv bemanning}",
		"  - {organisation: su, fran: 2027-02-15, till: 2027-02-28, andel: 0, orsak: En annan mottagare}", "")
	files[register] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
	for _, d := range findings(t, files, 0) {
		if d.Rule != "P119" || d.Document != "lp-2027-skas-siv-hoftprotes" {
			continue
		}
		var at []int
		for _, r := range d.Related {
			at = append(at, r.Range.Start.Line)
		}
		if want := []int{len(lines) - 5}; !slices.Equal(at, want) {
			t.Errorf("points to lines %v of the calendar, want %v", at, want)
		}
		return
	}
	t.Error("a closed week is not reported")
}
