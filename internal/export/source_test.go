package export_test

import (
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Before the first decision about a plan no plan is as decided: other decisions don't count, nor
// does one after which the plan can't be read.
func TestFirstDecision(t *testing.T) {
	register, unread := history.Item{Type: plan.KindOrganisationer}, history.Item{Type: plan.KindLeveransplan, Unread: true}
	agreed := history.Item{Type: plan.KindLeveransplan, New: true}
	stockholm := time.FixedZone("", 3600)
	on := func(day int, items ...history.Item) history.Entry {
		return history.Entry{Step: history.Step{At: time.Date(2026, 3, day, 23, 30, 0, 0, time.UTC)}, Items: items}
	}
	for name, tt := range map[string]struct {
		history []history.Entry
		zone    *time.Location
		want    calendar.Day
	}{
		"no history":                {nil, nil, 0},
		"nothing about a plan":      {[]history.Entry{on(1, register), on(2, unread)}, nil, 0},
		"the first about a plan":    {[]history.Entry{on(1, register), on(2, register, agreed), on(3, agreed)}, nil, calendar.Date(2026, 3, 2)},
		"by the days of the region": {[]history.Entry{on(2, agreed)}, stockholm, calendar.Date(2026, 3, 3)},
	} {
		t.Run(name, func(t *testing.T) {
			q := export.Source{History: tt.history, Zone: tt.zone}
			if got := q.FirstDecision(); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}
