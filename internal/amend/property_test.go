package amend_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// lawful are findings that a change may have beside missing evidence: they say what
// follows from it, and ask for nothing in the plan.
var lawful = map[string]string{
	"X102": "volume that a receiver gives back stays open in its line",
	"C116": "in a small region one change is a large one",
	"C121": "another plan of the line gave back what it held after this one was raised",
	"C118": "a redistribution needs another plan to be raised in the same request",
}

func TestChangesLackEvidenceOnly(t *testing.T) {
	for name, tree := range map[string]fstest.MapFS{"the sample region": region.Worked(t), "a corpus": corpus.New(40, 3), "another": corpus.New(70, 8)} {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(7, 6))
			w := newWorld(t, tree, "2026-11-21")
			running := slices.DeleteFunc(slices.Clone(w.agreed.Leveransplaner), func(p *plan.Leveransplan) bool { return p.Period.V.To < w.today.Add(14) })
			made, refused := map[string]int{}, map[string]int{}
			for range 8 {
				var wishes []amend.Wish
				for _, i := range r.Perm(len(running))[:12] {
					wish := randomWish(r, running[i], w.today)
					c, err := w.make(t, wish)
					if err != nil {
						if wish.Periodise && strings.Contains(err.Error(), "room") {
							t.Errorf("%+v: what lies there already has no room: %v", wish, err)
						}
						refused[err.Error()]++
						continue
					}
					made[wish.Cause]++
					before, after := w.write(t, c)
					if stray := strayEdits(before, after); stray != "" {
						t.Fatalf("%+v: %s", wish, stray)
					}
					holds(t, c, wish)
					wishes = append(wishes, wish)
				}
				for _, d := range w.found(t) {
					if !d.MissingEvidence && lawful[d.Rule] == "" {
						t.Fatalf("%+v\n%s", wishes, told(diag.List{d}))
					}
				}
				w.restart()
			}
			all := 0
			for _, n := range made {
				all += n
			}
			if all < 25 || len(made) < 5 {
				t.Errorf("too tame: %d changes, %v; refused: %v", all, made, refused)
			}
		})
	}
}

// holds tells what must hold of a change in itself.
func holds(t *testing.T, c *amend.Change, wish amend.Wish) {
	t.Helper()
	before, after := 0, 0
	for _, s := range c.Slots {
		before, after = before+s.Before, after+s.After
		switch {
		case s.Slot.First() < c.From.First() && s.Slot.Grain() == calendar.GrainWeek && s.Before != s.After:
			t.Errorf("%+v: %s changes before %s", wish, s.Slot, c.From)
		case wish.By < 0 && s.After > s.Before:
			t.Errorf("%+v: a decrease raises %s from %d to %d", wish, s.Slot, s.Before, s.After)
		case wish.By > 0 && s.After < s.Before:
			t.Errorf("%+v: an increase lowers %s from %d to %d", wish, s.Slot, s.Before, s.After)
		case s.After < 0:
			t.Errorf("%+v: %s has %d", wish, s.Slot, s.After)
		}
	}
	if before != c.Before || after != c.After || c.After != c.Before+wish.By {
		t.Errorf("%+v: weeks hold %d, then %d; the volume is %d, then %d", wish, before, after, c.Before, c.After)
	}
}

func randomWish(r *rand.Rand, p *plan.Leveransplan, today calendar.Day) amend.Wish {
	wish := amend.Wish{ID: p.ID.V, Reason: "Väntetiden har ändrats"}
	weeks := slices.DeleteFunc(p.Period.V.Weeks(), func(week calendar.Week) bool { return week.Sunday() < today })
	if r.IntN(2) == 0 {
		wish.From = calendar.SlotOfWeek(weeks[r.IntN(len(weeks))])
		if p.Periodisering.Grain() == calendar.GrainQuarter && r.IntN(2) == 0 {
			wish.From = calendar.SlotOfQuarter(wish.From.Quarter())
		}
	}
	switch r.IntN(3) {
	case 0:
		wish.Periodise = true
		return wish
	case 1:
		wish.By = 1 + r.IntN(1+p.Volym.V/8)
	case 2:
		wish.By = -1 - r.IntN(1+p.Volym.V/8)
	}
	fitting := amend.Causes(wish.By)
	wish.Cause = fitting[r.IntN(len(fitting))]
	return wish
}
