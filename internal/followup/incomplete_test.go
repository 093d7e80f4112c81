package followup_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// rowOf is a row of a plan.
func rowOf(id, week string, done int) plan.Utfallsrad {
	w, _ := calendar.ParseSlot(week)
	return plan.Utfallsrad{Leveransplan: plan.Text{V: id, Set: id != ""}, Vecka: plan.Slot{V: w, Set: true}, Utfort: plan.Int{V: done, Set: true}}
}

func TestRowsThatAreLeftOutAreTold(t *testing.T) {
	set := load(t, region.Files())
	id := set.Leveransplaner[0].ID.V
	set.Utfall = []*plan.Utfall{
		table([]plan.Utfallsrad{rowOf(id, "2026-W06", 3), rowOf(id, "2026-W51", 2), rowOf("lp-som-inte-finns", "2026-W06", 4), rowOf("", "2026-W06", 1)}),
		table([]plan.Utfallsrad{rowOf(id, "2026-W06", 30), rowOf(id, "2026-W07", 1)}),
	}
	broken := table([]plan.Utfallsrad{rowOf(id, "2026-W08", 50)})
	broken.Broken = true
	set.Utfall = append(set.Utfall, broken)
	set.Documents = append(set.Documents, broken)
	r := followup.New(set, followup.Options{Today: calendar.Date(2026, 11, 21)})
	want := followup.Incomplete{Ahead: 1, Unknown: 1, Nameless: 1, Twice: 1, Broken: []*plan.Document{&broken.Document}}
	if diff := cmp.Diff(want, r.Incomplete, same); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	i := slices.IndexFunc(r.Plans, func(p *followup.Plan) bool { return p.ID.V == id })
	if got := r.Plans[i].Done; got != followup.Exactly(4) {
		t.Errorf("done: %v; of two rows the first counts", got)
	}
	if r.Incomplete.None() || r.Incomplete.Rows() != 4 {
		t.Errorf("%d rows left out", r.Incomplete.Rows())
	}
}

func TestASoundTreeIsComplete(t *testing.T) {
	for name, tree := range map[string]fstest.MapFS{"the small region": region.Files(), "a random one": corpus.Region(4)} {
		if r := followup.New(load(t, tree), followup.Options{Today: corpus.AsOf}); !r.Incomplete.None() {
			t.Errorf("%s: %+v", name, r.Incomplete)
		}
	}
}

func TestAPlanWhoseWeeksDoNotAddUpIsTold(t *testing.T) {
	tree := region.Files()
	const file = "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml"
	tree[file] = &fstest.MapFile{Data: []byte(strings.Replace(string(tree[file].Data), "volym: 16", "volym: 17", 1))}
	r := followup.New(load(t, tree), followup.Options{Today: corpus.AsOf})
	if len(r.Incomplete.Uneven) != 1 || r.Incomplete.Uneven[0].ID.V != "lp-2026-skas-exk-hoftprotes" {
		t.Errorf("%+v", r.Incomplete)
	}
}

// However a tree is broken, nothing falls over, each plan is told of or named as left out, and
// each row is counted once.
func TestBrokenTreesLoseNothingSilently(t *testing.T) {
	left := 0
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 4))
		tree := corpus.Region(seed % 6)
		for range 1 + rng.IntN(6) {
			names := slices.Sorted(func(yield func(string) bool) {
				for name := range tree {
					if !yield(name) {
						return
					}
				}
			})
			name := names[rng.IntN(len(names))]
			text := slices.Clone(tree[name].Data)
			switch rng.IntN(4) {
			case 0:
				text = text[:rng.IntN(len(text)+1)]
			case 1:
				lines := strings.SplitAfter(string(text), "\n")
				at := rng.IntN(len(lines))
				text = []byte(strings.Join(slices.Delete(lines, at, at+1), ""))
			case 2:
				text = []byte(strings.ReplaceAll(string(text), "2026-", "1926-"))
			case 3:
				tree[name+"-2.yaml"] = &fstest.MapFile{Data: text}
			}
			tree[name] = &fstest.MapFile{Data: text}
		}
		set := load(t, tree)
		r := followup.New(set, followup.Options{Today: corpus.AsOf})
		named := len(r.Plans)
		for _, d := range set.Leveransplaner {
			if d.Broken {
				named++
				if !slices.Contains(r.Incomplete.Broken, &d.Document) {
					t.Errorf("seed %d: %s is lost", seed, d.ID.V)
				}
			}
		}
		if named != len(set.Leveransplaner) {
			t.Errorf("seed %d: %d plans of %d", seed, named, len(set.Leveransplaner))
		}
		rows, told := 0, r.Incomplete.Rows()
		for _, u := range set.Utfall {
			if !u.Broken {
				rows += len(u.Rows)
			}
		}
		for _, p := range r.Plans {
			for _, w := range p.Weeks {
				if w.Done.Known {
					told++
				}
			}
		}
		if rows != told {
			t.Errorf("seed %d: %d rows, %d told", seed, rows, told)
		}
		if !r.Incomplete.None() {
			left++
		}
		followup.New(set, followup.Options{Today: corpus.AsOf, MaskUnder: 5})
	}
	if left < 20 {
		t.Errorf("only %d trees left something out", left)
	}
}

// A period of many years is a slip, and costs no more than what is written.
func TestAnEndlessPeriodCostsNothing(t *testing.T) {
	set := load(t, region.Files())
	for _, p := range set.Leveransplaner {
		p.Period.V = calendar.Interval{From: calendar.Date(1900, 1, 1), To: calendar.Date(2199, 12, 31)}
	}
	for _, p := range followup.New(set, followup.Options{Today: corpus.AsOf}).Plans {
		if len(p.Weeks) > 60 || len(p.Quarters) > 10 {
			t.Errorf("%s: %d weeks and %d quarters", p.ID.V, len(p.Weeks), len(p.Quarters))
		}
	}
}

// One plan in the middle of its year, reckoned by hand.
func TestOnePlanByHand(t *testing.T) {
	set := load(t, region.Files())
	p := set.Plan("lp-2026-skas-exk-hoftprotes")
	volume := func(week string, n int) plan.SlotVolume {
		s, _ := calendar.ParseSlot(week)
		return plan.SlotVolume{Slot: plan.Slot{V: s, Set: true}, Volume: plan.Int{V: n, Set: true}}
	}
	p.Volym.V, p.Periodisering.Items = 20, []plan.SlotVolume{volume("2026-W05", 5), volume("2026-W06", 5), volume("2026-W15", 4), volume("2026-W40", 6)}
	set.Utfall = []*plan.Utfall{table([]plan.Utfallsrad{rowOf(p.ID.V, "2026-W05", 3), rowOf(p.ID.V, "2026-W15", 3)})}
	set.Rester = []*plan.Rest{restOf(p.ID.V, plan.SlagOutlost, 1)}
	r := followup.New(set, followup.Options{Today: calendar.Date(2026, 5, 1)})
	i := slices.IndexFunc(r.Plans, func(x *followup.Plan) bool { return x.Leveransplan == p })
	got := r.Plans[i]
	// W15 holds annandag påsk: six done took nine working days. W06, of which nothing is told, and
	// W40 have ten more. One is registered as outlöst.
	want := followup.Figures{Volume: 20, DueToday: 14, Due: 9, Done: followup.Exactly(6), Gap: followup.Exactly(3),
		Unused: followup.Exactly(1), Registered: 1, Forecast: followup.Exactly(13), Missing: 1, Untold: 5, Count: 1, Reported: 1}
	if diff := cmp.Diff(want, got.Figures); diff != "" || got.Status != followup.Behind || got.Through.String() != "2026-W15" || got.From != calendar.Date(2026, 1, 29) {
		t.Errorf("%s %s %s (-want +got):\n%s", got.Status, got.Through, got.From, diff)
	}
}

func BenchmarkNew(b *testing.B) {
	for _, years := range []int{1, 5} {
		b.Run(fmt.Sprintf("5000 plans, %d years of rows", years), func(b *testing.B) {
			set := load(b, corpus.New(5000, 1))
			set.Utfall = nil
			for year := 2026; year > 2026-years; year-- {
				for n := 1; n <= calendar.WeeksInYear(year); n++ {
					var rows []plan.Utfallsrad
					for i, p := range set.Leveransplaner {
						rows = append(rows, rowOf(p.ID.V, calendar.Week{Year: year, Number: n}.String(), (i+n)%7))
					}
					set.Utfall = append(set.Utfall, table(rows))
				}
			}
			for _, o := range []followup.Options{{}, {Brief: true}, {MaskUnder: 5}} {
				o.Today = calendar.Date(2026, 12, 31)
				b.Run(fmt.Sprintf("under %d, brief %v", o.MaskUnder, o.Brief), func(b *testing.B) {
					b.ReportAllocs()
					for b.Loop() {
						followup.New(set, o)
					}
				})
			}
		})
	}
}
