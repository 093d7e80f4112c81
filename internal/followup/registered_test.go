package followup_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// What is registered as outlöst is a part of what is unused, and the least that it is.
func TestRegisteredVolumeIsUnused(t *testing.T) {
	const id = "lp-2026-skas-exk-hoftprotes"
	broken := restOf(id, plan.SlagOutlost, 7)
	broken.Owner.Broken = true
	behind := []plan.Utfallsrad{rowOf(id, "2026-W05", 1), rowOf(id, "2026-W15", 0)} // 4 of 5 have passed
	for _, tt := range []struct {
		name               string
		rests              []*plan.Rest
		rows               []plan.Utfallsrad
		registered, unused int
	}{
		{"without outcome it is all that is known", []*plan.Rest{restOf(id, plan.SlagOutlost, 3)}, nil, 3, 3},
		{"less than has passed is counted once", []*plan.Rest{restOf(id, plan.SlagOutlost, 3)}, behind, 3, 4},
		{"more than has passed is known ahead", []*plan.Rest{restOf(id, plan.SlagOutlost, 6)}, behind, 6, 6},
		{"several are added up", []*plan.Rest{restOf(id, plan.SlagOutlost, 3), restOf(id, plan.SlagOutlost, 2)}, behind, 5, 5},
		{"what was never placed is another thing", []*plan.Rest{restOf(id, plan.SlagOplacerad, 9)}, behind, 0, 4},
		{"another plan's is not this one's", []*plan.Rest{restOf("lp-2026-su-exk-hoftprotes", plan.SlagOutlost, 9)}, behind, 0, 4},
		{"nobody can tell what a broken file holds", []*plan.Rest{broken}, behind, 0, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set := load(t, region.Files())
			set.Rester, set.Utfall = tt.rests, []*plan.Utfall{table(tt.rows)}
			p := set.Plan(id)
			p.Volym.V, p.Periodisering.Items = 9, nil
			for week, n := range map[string]int{"2026-W05": 5, "2026-W15": 4} {
				s, _ := calendar.ParseSlot(week)
				p.Periodisering.Items = append(p.Periodisering.Items, plan.SlotVolume{Slot: plan.Slot{V: s, Set: true}, Volume: plan.Int{V: n, Set: true}})
			}
			r := followup.New(set, followup.Options{Today: calendar.Date(2026, 5, 1)})
			got := r.Plans[slices.IndexFunc(r.Plans, func(x *followup.Plan) bool { return x.Leveransplan == p })]
			if got.Registered != tt.registered || got.Unused != followup.Exactly(tt.unused) {
				t.Errorf("%d registered, %v unused; want %d and %d", got.Registered, got.Unused, tt.registered, tt.unused)
			}
		})
	}
}

// That a volume is registered as outlöst tells of outcome: a masked report is the same without.
func TestMaskedReportsDoNotTellWhatIsRegistered(t *testing.T) {
	told := 0
	for seed := range uint64(seeds) {
		set, today := world(t, seed)
		o := followup.Options{Today: today, MaskUnder: 5}
		with, raw := followup.New(set, o), followup.New(set, followup.Options{Today: today})
		set.Rester = nil
		if diff := different(with, followup.New(set, o)); diff != "" {
			t.Fatalf("seed %d:\n%s", seed, diff)
		}
		if !reflect.DeepEqual(raw, followup.New(set, followup.Options{Today: today})) {
			told++
		}
	}
	if told < seeds/2 {
		t.Errorf("rests make a difference in %d of %d regions", told, seeds)
	}
}
