package history_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// outcomeTable is a table of one plan's outcome, by week; the figure is what was done and who
// was contacted.
type outcomeTable map[int][2]int

func (o outcomeTable) text() string {
	var b strings.Builder
	b.WriteString("leveransplan;vecka;utfort;kontaktade\n")
	for _, week := range slices.Sorted(maps.Keys(o)) {
		fmt.Fprintf(&b, "%s;2026-W%02d;%d;%d\n", hipID, week, o[week][0], o[week][1])
	}
	return b.String()
}

// A decision that changes or takes away outcome says which figures, in whatever table they
// stand; new outcome and moved rows are no corrections.
func TestCorrectionsOfOutcome(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	l := newLived(t)
	planner := l.Person(501, "planerare")
	paths := []string{"plans/2026/utfall/a.csv", "plans/2026/utfall/b.csv"}
	tables := []outcomeTable{{2: {1, 1}}, {3: {0, 4}}}
	told := func() map[int][2]int {
		all := map[int][2]int{}
		for _, o := range tables {
			maps.Copy(all, o)
		}
		return all
	}
	type correction struct {
		Week          int
		Before, After string
	}
	figures := func(f [2]int, there bool) string {
		if !there {
			return "–"
		}
		return fmt.Sprint(f)
	}
	var want [][]correction
	var weeks []string
	for range 30 {
		before := told()
		table, kind := tables[r.IntN(2)], r.IntN(4)
		week := 2 + r.IntN(40)
		if _, there := before[week]; kind < 2 && !there {
			table[week] = [2]int{r.IntN(9), 1 + r.IntN(9)}
		}
		if there := slices.Sorted(maps.Keys(table)); kind >= 2 && len(there) > 0 {
			week = there[r.IntN(len(there))]
			was := table[week]
			if kind == 2 {
				table[week] = [2]int{r.IntN(9), 1 + r.IntN(9)}
			} else {
				delete(table, week)
				if r.IntN(2) == 0 { // moved to the first table
					tables[0][week] = was
				}
			}
		}
		after := told()
		var list []correction
		var changed []int
		for week := range 60 {
			was, is := figures(before[week], before[week] != [2]int{}), figures(after[week], after[week] != [2]int{})
			if len(want) == 0 {
				was = "–" // nothing was told before the first step
			}
			if was == is {
				continue
			}
			changed = append(changed, week)
			if was != "–" {
				list = append(list, correction{week, was, is})
			}
		}
		if len(changed) == 0 {
			continue
		}
		want = append(want, list)
		first, _ := calendar.ParseWeek(fmt.Sprintf("2026-W%02d", changed[0]))
		last, _ := calendar.ParseWeek(fmt.Sprintf("2026-W%02d", changed[len(changed)-1]))
		weeks = append(weeks, calendar.Interval{From: first.Monday(), To: last.Sunday()}.String())
		l.PushMain(planner, fake.Commit{Edit: fake.Edit{paths[0]: fake.Text(tables[0].text()), paths[1]: fake.Text(tables[1].text())}})
	}
	head := l.open(t)
	line, err := history.Read(l.repo, gitrepo.Revision{}, head)
	if err != nil {
		t.Fatal(err)
	}
	all, err := line.All(reader(t))
	if err != nil {
		t.Fatal(err)
	}
	shown := func(f history.Figures) string {
		if f.Utfort == nil {
			return "–"
		}
		return fmt.Sprint([2]int{*f.Utfort, *f.Kontaktade})
	}
	var got [][]correction
	var spans []string
	for _, e := range all[1:] {
		var list []correction
		for _, it := range e.Items {
			spans = append(spans, it.Period.String())
			for _, c := range it.Corrections {
				if c.Plan != hipID {
					t.Errorf("a correction of %s", c.Plan)
				}
				list = append(list, correction{c.Week.Number, shown(c.Before), shown(c.After)})
			}
		}
		got = append(got, list)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("corrections (-want +got):\n%s", d)
	}
	if d := cmp.Diff(weeks, spans); d != "" {
		t.Errorf("weeks (-want +got):\n%s", d)
	}
}
