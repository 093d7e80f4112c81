package amend_test

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// FuzzChange asks for anything of any plan. Either it is refused, or the file then holds what
// was asked for and nothing else has changed; asked for again it is the same file.
func FuzzChange(f *testing.F) {
	w := newWorld(f, corpus.New(12, 5), "2026-11-21")
	f.Add(uint8(0), int16(-3), int16(10), uint8(0), int16(20), int16(4))
	f.Add(uint8(3), int16(5), int16(60), uint8(1), int16(70), int16(0))
	f.Add(uint8(7), int16(0), int16(-1), uint8(6), int16(61), int16(9))
	first := calendar.Week{Year: 2026, Number: 1}.Monday()
	at := func(n int16) calendar.Slot {
		week := first.Add(7 * int(n%120)).Week()
		if n%7 == 0 {
			return calendar.SlotOfQuarter(week.Quarter())
		}
		return calendar.SlotOfWeek(week)
	}
	f.Fuzz(func(t *testing.T, nr uint8, by, from int16, how uint8, named, figure int16) {
		p := w.agreed.Leveransplaner[int(nr)%len(w.agreed.Leveransplaner)]
		wish := amend.Wish{ID: p.ID.V, By: int(by), Periodise: how%8 == 0}
		if from >= 0 {
			wish.From = at(from)
		}
		if wish.Periodise {
			wish.By = 0
		}
		if fitting := amend.Causes(wish.By); how%8 > 1 {
			wish.Cause, wish.Reason = fitting[int(how)%len(fitting)], "Fel i underlaget"
		}
		if named >= 0 {
			wish.Weeks = map[calendar.Slot]int{at(named): int(figure)}
		}
		defer w.restart()
		c, err := w.make(t, wish)
		if err != nil {
			return
		}
		before, after := w.write(t, c)
		if stray := strayEdits(before, after); stray != "" {
			t.Fatalf("%+v: %s", wish, stray)
		}
		now := w.set().Plan(p.ID.V)
		if !now.Adds() || !now.Chained() || now.Broken || now.Volym.V != c.After {
			t.Fatalf("%+v: the volume is %d, its weeks hold %d\n%s", wish, now.Volym.V, now.Periodisering.Sum(), after)
		}
		again, err := w.make(t, wish)
		if err != nil {
			t.Fatalf("%+v: the second time %v", wish, err)
		}
		if _, same := w.write(t, again); same != after {
			t.Fatalf("%+v: the second time\n%s\nthe first time\n%s", wish, same, after)
		}
		if c.Was == nil {
			return
		}
		if back := w.undo(t, p.ID.V); back != before {
			t.Fatalf("%+v: taken back it is\n%s\nand was\n%s", wish, back, before)
		}
	})
}
