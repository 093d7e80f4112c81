package sql_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/followup"
)

// Forecast, unused volumes and what receivers have left are in every sink what the follow-up
// says, also where outcome is masked.
func TestForecastUnusedAndCapacityAreTheFollowUps(t *testing.T) {
	s := started(t)
	open := sourceOf(t, os.DirFS("../../.."))
	public := open
	public.Public, public.FollowUp = true, followup.New(open.Set, followup.Options{Today: open.Day, MaskUnder: 5})
	open.Day = open.Day.Add(60) // other agreements have ended than on the usual day, and one has too much planned
	open.FollowUp = followup.New(open.Set, followup.Options{Today: open.Day})
	open.FollowUp.Capacities[len(open.FollowUp.Capacities)-1].Left = -7
	for name, q := range map[string]export.Source{"all is told": open, "outcome is masked": public} {
		t.Run(name, func(t *testing.T) {
			got := alike(t, s, export.New(q))
			forecast, unused := func(p *followup.Plan) followup.Count { return p.Forecast }, func(p *followup.Plan) followup.Count { return p.Unused }
			end := func(of func(*followup.Plan) followup.Count, end func(followup.Count) int) []string {
				return byUnit(q.FollowUp.Plans, func(p *followup.Plan) (int, bool) { return end(of(p)), of(p).Known })
			}
			low, high := func(c followup.Count) int { return c.Low }, func(c followup.Count) int { return c.High }
			want := map[string][]string{"Prognos": end(forecast, low), "Outlösta volymer": end(unused, low)}
			if q.Public {
				want = map[string][]string{
					"Prognos lägst": end(forecast, low), "Prognos högst": end(forecast, high),
					"Outlösta volymer lägst": end(unused, low), "Outlösta volymer högst": end(unused, high),
				}
			}
			want["Kapacitet kvar"] = capacities(q, func(left int) (int, bool) { return max(0, left), true })
			want["Kapacitet överskriden"] = capacities(q, func(left int) (int, bool) { return -left, left < 0 })
			for measure, figures := range want {
				if diff := cmp.Diff(figures, withFigure(got[measure])); diff != "" {
					t.Errorf("%s (-follow-up +sinks):\n%s", measure, diff)
				}
			}
			if len(want["Kapacitet kvar"]) < 10 || !q.Public && len(want["Kapacitet överskriden"]) == 0 {
				t.Errorf("too little capacity: %v", want)
			}
		})
	}
}

// capacities adds up what is left where the time has not ended.
func capacities(q export.Source, of func(left int) (int, bool)) []string {
	sums := map[string]int{}
	for _, c := range q.FollowUp.Capacities {
		if n, counts := of(c.Left); c.Stated && counts && c.Time.To >= q.Day {
			sums[fmt.Sprintf("%s | %d | %s", c.Receiver, c.Time.From.Year(), c.Unit)] += n
		}
	}
	lines := []string{}
	for key, n := range sums {
		lines = append(lines, fmt.Sprintf("%s | %d", key, n))
	}
	slices.Sort(lines)
	return lines
}
