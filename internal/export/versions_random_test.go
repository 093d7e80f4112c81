package export_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// life is a plan that is made, changed, spoiled, mended, taken away and made again.
type life struct {
	rng     *rand.Rand
	weeks   map[string]int // as it is written
	there   bool
	spoiled bool
}

var lifetime = calendar.Interval{From: calendar.Date(2026, 1, 1), To: calendar.Date(2026, 12, 31)}

// step does something to the plan, and gives what the register of decisions keeps of it; want
// are the weeks of the version that it makes, nil: it makes none.
func (l *life) step() (it history.Item, want map[string]int) {
	it = history.Item{Type: plan.KindLeveransplan, ID: "lp-liv", Kinds: []diff.Kind{diff.PlanVillkor}, From: "skas", To: "siv", Fields: []string{"ortopedi"}, Period: lifetime, Summary: lang.Plain(".")}
	before := maps.Clone(l.weeks)
	switch n := l.rng.IntN(10); {
	case !l.there:
		it.New, l.there, l.spoiled = true, true, false
		before = nil
		l.rewrite()
	case l.spoiled:
		it.Whole, l.spoiled = true, false
		before = nil
		l.rewrite()
	case n == 0:
		it.Gone, l.there = true, false
		l.weeks = nil
	case n == 1:
		it.Unread, l.spoiled = true, true
		return it, nil
	case n == 2:
		it.Kinds = []diff.Kind{diff.Redaktionell}
		return it, nil
	default:
		l.rewrite()
	}
	sum := total(l.weeks)
	it.After = &sum
	it.Slots = changed(before, l.weeks)
	if it.Gone {
		it.After = nil
		return it, map[string]int{}
	}
	return it, maps.Clone(l.weeks)
}

func (l *life) rewrite() {
	l.weeks = maps.Clone(l.weeks)
	if l.weeks == nil || l.rng.IntN(4) == 0 {
		l.weeks = map[string]int{}
	}
	for range 1 + l.rng.IntN(4) {
		w := calendar.Week{Year: 2026, Number: 1 + l.rng.IntN(12)}.String()
		if l.weeks[w] = l.rng.IntN(5); l.weeks[w] == 0 {
			delete(l.weeks, w)
		}
	}
}

// changed lists the weeks whose numbers differ.
func changed(before, after map[string]int) (out []history.Slot) {
	for n := 1; n <= 12; n++ {
		w := calendar.Week{Year: 2026, Number: n}
		if b, a := before[w.String()], after[w.String()]; a != b {
			out = append(out, history.Slot{Slot: calendar.SlotOfWeek(w), Before: b, After: a})
		}
	}
	return out
}

// Whatever happened to a plan, each of its versions has the weeks that were written then, and
// those that nobody could read have none.
func TestVersionsOfRandomLives(t *testing.T) {
	q := sourceOf(t, region.Files())
	versions := 0
	for seed := range uint64(60) {
		l := &life{rng: rand.New(rand.NewPCG(seed, 3))}
		var want []map[string]int
		q.History = nil
		for n := range 12 {
			it, made := l.step()
			q.History = append(q.History, history.Entry{
				Step:  history.Step{Commit: gitrepo.Commit{Revision: gitrepo.Revision{Hash: fmt.Sprintf("%040d", n)}}, At: time.Date(2026, 1, 1+n, 9, 0, 0, 0, time.UTC)},
				Items: []history.Item{it},
			})
			if made != nil {
				want = append(want, made)
			}
		}
		if l.there { // the commit shown does not have it
			want = append(want, map[string]int{})
		}
		all := tables(t, export.New(q))
		v, c := all["dim_planversion"], all["fact_plan_vecka"]
		got := []map[string]int{}
		for i := range v.rows {
			if v.text(i, "leveransplan") == "lp-liv" {
				got = append(got, map[string]int{})
				if v.int(i, "version") != len(got) || v.truth(i, "borttagen") && v.int(i, "volym") != 0 {
					t.Errorf("%d: %v", seed, v.rows[i])
				}
			}
		}
		for i := range c.rows {
			if c.text(i, "leveransplan") == "lp-liv" {
				got[c.int(i, "version")-1][c.text(i, "vecka")] = c.int(i, "volym")
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%d: %s", seed, d)
		}
		versions += len(got)
	}
	if versions < 400 {
		t.Errorf("only %d versions", versions)
	}
}
