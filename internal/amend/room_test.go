package amend_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// Where a plan is said to have no room for one more, no week of it takes one more: tried out,
// each gives an error.
func TestNoRoomMeansNoRoom(t *testing.T) {
	w := newWorld(t, corpus.New(25, 9), "2026-11-21")
	refused, tried := 0, 0
	for _, p := range w.agreed.Leveransplaner {
		if p.Period.V.To < w.today.Add(14) {
			continue
		}
		_, err := w.make(t, amend.Wish{ID: p.ID.V, By: 1, Cause: "okat_behov"})
		if err == nil || !strings.Contains(err.Error(), "room") {
			continue
		}
		refused++
		weeks := p.Period.V.Weeks()
		for i, week := range weeks {
			if week.Monday() < w.today || i%3 != 0 {
				continue
			}
			s := calendar.SlotOfWeek(week)
			if p.Periodisering.Grain() == calendar.GrainQuarter {
				s = calendar.SlotOfQuarter(week.Quarter())
			}
			item, _ := p.Periodisering.Of(s)
			c, err := w.make(t, amend.Wish{ID: p.ID.V, Cause: "okat_behov", Weeks: map[calendar.Slot]int{s: item.Volume.V + 1}})
			if err != nil {
				continue
			}
			w.write(t, c)
			tried++
			bad := slices.ContainsFunc(w.found(t), func(d diag.Diagnostic) bool { return !d.MissingEvidence && d.Severity == diag.Error })
			w.restart()
			if !bad {
				t.Errorf("%s: %s takes one more, but +1 was refused", p.ID.V, s)
			}
		}
	}
	if refused < 5 || tried < 30 {
		t.Errorf("too tame: %d plans without room, %d weeks tried", refused, tried)
	}
}
