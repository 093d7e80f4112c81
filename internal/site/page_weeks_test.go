package site

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// paths gives the drawing of weeks in each row of a table, by the names in the row.
func (d *document) paths(id string) map[string]string {
	out := map[string]string{}
	for caption := range d.elements {
		if caption.Data != "caption" || attr(caption, "id") != id {
			continue
		}
		for n := range caption.Parent.Descendants() {
			if n.Data == "path" {
				row := n.Parent
				for row.Data != "tr" {
					row = row.Parent
				}
				out[rowName(row)] = attr(n, "d")
			}
		}
	}
	return out
}

// rowName is what stands in the first two cells of a row: a name and a unit.
func rowName(row *html.Node) string {
	var out []string
	for c := range row.ChildNodes() {
		if len(out) < 2 && (c.Data == "th" || c.Data == "td") {
			out = append(out, withoutSmall(c))
		}
	}
	return strings.Join(out, ", ")
}

// drawnWeeks reads how high each week is drawn, up to the last that is.
func drawnWeeks(t testing.TB, path string) []float64 {
	t.Helper()
	var out []float64
	high := 0.0
	for rest := strings.TrimPrefix(path, "M0 24"); rest != ""; {
		var command byte
		var by int
		if _, err := fmt.Sscanf(rest, "%c%d", &command, &by); err != nil {
			t.Fatalf("%v in %q", err, path)
		}
		rest = strings.TrimLeft(rest[1:], "0123456789")
		if command == 'h' {
			out = append(out, slices.Repeat([]float64{high}, by/2)...)
		} else {
			high = 24 - float64(by)
		}
	}
	return out
}

// planned reckons anew what plans have in each week, by its Monday.
func planned(plans ...*plan.Leveransplan) map[calendar.Day]float64 {
	out := map[calendar.Day]float64{}
	for _, p := range plans {
		for _, s := range p.Periodisering.Items {
			weeks := slices.DeleteFunc(s.Slot.V.Weeks(), func(w calendar.Week) bool { return !p.Period.V.ContainsWeek(w) })
			for _, w := range weeks {
				if s.Volume.V > 0 {
					out[w.Monday()] += float64(s.Volume.V) / float64(len(weeks))
				}
			}
		}
	}
	return out
}

// holdsWeeks compares a drawing with what it has to show: as many weeks as have volume, each as
// high as its share of the highest. It gives the Monday that the drawing begins with.
func holdsWeeks(t testing.TB, where, path string, want map[calendar.Day]float64) calendar.Day {
	t.Helper()
	got, days := drawnWeeks(t, path), slices.Sorted(maps.Keys(want))
	first := slices.IndexFunc(got, func(h float64) bool { return h > 0 })
	if first < 0 || len(days) == 0 {
		t.Errorf("%s: %q draws %d weeks", where, path, len(days))
		return 0
	}
	begins := days[0] - calendar.Day(7*first)
	if n := len(slices.DeleteFunc(slices.Clone(got), func(h float64) bool { return h == 0 })); n != len(days) {
		t.Errorf("%s: %d weeks are drawn, %d have volume", where, n, len(days))
	}
	top := slices.Max(slices.Collect(maps.Values(want)))
	for i, h := range got {
		share := want[begins+calendar.Day(7*i)] / top * 24
		if share > 0 {
			share = max(1, share)
		}
		if math.Abs(h-share) > .501 {
			t.Errorf("%s: week %d is drawn %v high, not %v", where, i, h, share)
		}
	}
	return begins
}

// In every row of a table of plans the weeks with volume are drawn in proportion, and what stands
// below each other is the same week.
func TestRowsDrawTheirWeeks(t *testing.T) {
	for name, in := range regions(t) {
		t.Run(name, func(t *testing.T) {
			s, drawn := dataPagesOf(t, in), 0
			begins := map[string]map[calendar.Day]bool{}
			hold := func(table, row, path string, plans ...*plan.Leveransplan) {
				drawn++
				if begins[table] == nil {
					begins[table] = map[calendar.Day]bool{}
				}
				begins[table][holdsWeeks(t, table+" "+row, path, planned(plans...))] = true
			}
			for _, l := range lang.Languages {
				for _, p := range in.Follow.Plans {
					url, row := followSenderURL(p.Year, p.Skickande.V), p.ID.V+", "+plan.UnitName(p.Unit()).In(l)
					hold(string(l)+" "+url, row, s.page(l, url).paths("planer-namn")[row], p.Leveransplan)
				}
				for id, groups := range map[string][]*followup.Group{"skickande-namn": in.Follow.Senders, "mottagare-namn": in.Follow.Receivers} {
					for _, g := range groups {
						var plans []*plan.Leveransplan
						for _, p := range g.Plans {
							plans = append(plans, p.Leveransplan)
						}
						url, row := followYearURL(g.Year), s.orgName(g.ID)+", "+plan.UnitName(g.Unit).In(l)
						hold(string(l)+" "+url+" "+id, row, s.page(l, url).paths(id)[row], plans...)
					}
				}
			}
			for table, days := range begins {
				if len(days) != 1 {
					t.Errorf("%s: the rows begin with different weeks: %v", table, days)
				}
			}
			t.Logf("%d drawings in %d tables", drawn, len(begins))
		})
	}
}

// The drawings tell of plans alone: without any outcome they are the same.
func TestDrawnWeeksTellNothingOfOutcome(t *testing.T) {
	files := corpus.ThreeYears(80, 1)
	with := dataPagesOf(t, checked(t, files))
	files = maps.Clone(files)
	maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return strings.Contains(name, "/utfall/") })
	without, drawn := dataPagesOf(t, checked(t, files)), 0
	for _, p := range with.in.Follow.Plans {
		url := followSenderURL(p.Year, p.Skickande.V)
		a, b := with.page(lang.SV, url).paths("planer-namn"), without.page(lang.SV, url).paths("planer-namn")
		if len(a) == 0 || !maps.Equal(a, b) {
			t.Errorf("%s: %v\n%v", url, a, b)
		}
		drawn += len(a)
	}
	if drawn == 0 || with.in.Follow.Region[0].Reported == 0 {
		t.Error("nothing is drawn, or no outcome has come in")
	}
}
