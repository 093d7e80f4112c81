package followup_test

import (
	"math/rand/v2"
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
	dated := func(r *plan.Rest, day calendar.Day) *plan.Rest {
		r.Datum = plan.Day{V: day, Set: true}
		return r
	}
	today := calendar.Date(2026, 5, 1)
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
		{"what is registered on the day is", []*plan.Rest{dated(restOf(id, plan.SlagOutlost, 6), today)}, behind, 6, 6},
		{"what was registered later was not known", []*plan.Rest{dated(restOf(id, plan.SlagOutlost, 6), today+1)}, behind, 0, 4},
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
			r := followup.New(set, followup.Options{Today: today})
			got := r.Plans[slices.IndexFunc(r.Plans, func(x *followup.Plan) bool { return x.Leveransplan == p })]
			if got.Registered != tt.registered || got.Unused != followup.Exactly(tt.unused) {
				t.Errorf("%d registered, %v unused; want %d and %d", got.Registered, got.Unused, tt.registered, tt.unused)
			}
		})
	}
}

// What a masked report tells of what is registered is that there is some, whatever it is: every
// plan that has any may be unused from what its outcome says to the whole of it.
func TestMaskedReportsDoNotTellWhatIsRegistered(t *testing.T) {
	told := 0
	for seed := range uint64(seeds) {
		set, today := world(t, seed)
		o := followup.Options{Today: today, MaskUnder: 5}
		has := withinPlans(set, today)
		with, raw := followup.New(set, o), followup.New(set, followup.Options{Today: today})
		for i, p := range with.Plans {
			lost, known := raw.Plans[i].Unused.Exact()
			if p.Unused.Known != known || known && !p.Unused.Holds(lost) {
				t.Fatalf("seed %d, %s: %v told as %v", seed, p.ID.V, raw.Plans[i].Unused, p.Unused)
			}
			if p.Registered != 0 || has[p.ID.V] && p.Unused.High != p.Volume {
				t.Fatalf("seed %d, %s: %d registered, %v unused of %d", seed, p.ID.V, p.Registered, p.Unused, p.Volume)
			}
		}
		rng := rand.New(rand.NewPCG(seed, 4))
		for _, r := range set.Rester {
			r.Volym.V = 1 + rng.IntN(30)
		}
		if diff := different(with, followup.New(set, o)); diff != "" {
			t.Fatalf("seed %d: other volumes are told:\n%s", seed, diff)
		}
		set.Rester = nil
		without := followup.New(set, o)
		for i, p := range without.Plans {
			switch was := with.Plans[i].Unused; {
			case !has[p.ID.V] && was != p.Unused, was.Low != p.Unused.Low:
				t.Fatalf("seed %d, %s: %v unused with rests, %v without", seed, p.ID.V, was, p.Unused)
			case was != p.Unused:
				told++
			}
		}
	}
	if told < seeds {
		t.Errorf("%d plans of %d regions are told of otherwise: too few", told, seeds)
	}
}

// withinPlans leaves of the rests those that their plans have room for, and tells which plans
// have any by a day.
func withinPlans(set *plan.Set, today calendar.Day) map[string]bool {
	has, sums := map[string]bool{}, map[string]int{}
	set.Rester = slices.DeleteFunc(slices.Clone(set.Rester), func(r *plan.Rest) bool {
		id := r.Leveransplan.V
		if sums[id] += r.Volym.V; sums[id] > set.Plan(id).Volym.V {
			sums[id] -= r.Volym.V
			return true
		}
		has[id] = has[id] || r.Slag.V == plan.SlagOutlost && r.Datum.V <= today
		return false
	})
	return has
}
