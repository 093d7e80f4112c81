package corpus_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// regions is how many regions the properties are tried on.
const regions = 40

func TestEveryRegionIsValid(t *testing.T) {
	for seed := range uint64(regions) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			result := judge(t, corpus.Region(seed))
			if bad := faults(result.Findings); len(bad) > 0 {
				t.Errorf("%d errors and warnings:\n%s", len(bad), show(bad))
			}
			if seed%4 == 0 {
				rendered(t, result)
			}
		})
	}
}

// The seeds differ in every way that a region can.
func TestRegionsDiffer(t *testing.T) {
	shapes := map[string]func(*plan.Set) bool{
		"three hospitals":       func(s *plan.Set) bool { return administrations(s) == 3 },
		"nine hospitals":        func(s *plan.Set) bool { return administrations(s) == 9 },
		"one field":             func(s *plan.Set) bool { return len(s.Vardomraden) == 1 },
		"six fields":            func(s *plan.Set) bool { return len(s.Vardomraden) == 6 },
		"fewer than ten plans":  func(s *plan.Set) bool { return len(s.Leveransplaner) < 10 },
		"more than fifty plans": func(s *plan.Set) bool { return len(s.Leveransplaner) > 50 },
		"routine 6.0":           func(s *plan.Set) bool { return s.Missiv[0].Rutin.V == "6.0" },
		"routine 9.0 alone":     func(s *plan.Set) bool { return s.Missiv[0].Rutin.V == "9.0" },
		"a distribution":        offers(func(e *plan.Erbjudande) bool { return e.Beslutsforslag != nil }),
		"councils":              offers(func(e *plan.Erbjudande) bool { return len(e.Samordningsrad) > 0 }),
		"the direct way":        offers(func(e *plan.Erbjudande) bool { return e.Vagval != nil && e.Vagval.Beslut.V == "direkt" }),
		"no rest":               func(s *plan.Set) bool { return len(s.Rester) == 0 },
		"a rest in dialogue": func(s *plan.Set) bool {
			return slices.ContainsFunc(s.Rester, func(r *plan.Rest) bool { return len(r.Dialoger) > 0 })
		},
		"quarters": plans(func(p *plan.Leveransplan) bool {
			return p.Period.Set && len(p.Kvartal.Items) == 0 && p.Periodisering.Items[0].Slot.V.Week().IsZero()
		}),
		"an extension in 2024": plans(func(p *plan.Leveransplan) bool { return p.Utokning != nil && p.Rutin.V == "6.0" }),
		"an extension":         plans(func(p *plan.Leveransplan) bool { return p.Utokning != nil && p.Rutin.V == "9.0" }),
		"6.0 changed under 9.0": plans(func(p *plan.Leveransplan) bool {
			return p.Rutin.V == "6.0" && slices.ContainsFunc(p.Andringar, func(a plan.Andring) bool { return a.Datum.V >= calendar.Date(2024, 12, 19) })
		}),
		"a plan of an offer only": plans(func(p *plan.Leveransplan) bool { return !p.Ursprung.Missiv.Set }),
	}
	for seed := range uint64(regions) {
		set := judge(t, corpus.Region(seed)).Set
		maps.DeleteFunc(shapes, func(_ string, has func(*plan.Set) bool) bool { return has(set) })
	}
	for _, name := range slices.Sorted(maps.Keys(shapes)) {
		t.Errorf("no region has: %s", name)
	}
}

func administrations(s *plan.Set) int {
	n := 0
	for _, o := range s.Organisationer {
		if o.Typ.V == plan.TypForvaltning {
			n++
		}
	}
	return n
}

func offers(is func(*plan.Erbjudande) bool) func(*plan.Set) bool {
	return func(s *plan.Set) bool { return slices.ContainsFunc(s.Erbjudanden, is) }
}

func plans(is func(*plan.Leveransplan) bool) func(*plan.Set) bool {
	return func(s *plan.Set) bool { return slices.ContainsFunc(s.Leveransplaner, is) }
}

func TestARegionIsJudgedAlikeEachTime(t *testing.T) {
	for seed := range uint64(8) {
		tree := corpus.Region(seed)
		if diff := cmp.Diff(show(judge(t, tree).Findings), show(judge(t, maps.Clone(tree)).Findings)); diff != "" {
			t.Errorf("seed %d: %s", seed, diff)
		}
	}
}
