package amend

import (
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// line finds what the change does to the plan's line: how much of a rise it holds, and what
// is left to place in it afterwards.
func (w *work) line() error {
	c := &w.change
	c.Line = w.Set.LineOf(w.now)
	rise := w.by()
	if c.Line == nil {
		return nil
	}
	if c.Was == nil {
		return w.proposed()
	}
	open := c.Line.Oppet() + w.now.Volym.V - w.base.Volym.V
	if w.added != nil {
		open -= w.added.Effect()
	}
	if rise > 0 {
		if err := w.holds(open, rise); err != nil {
			return err
		}
		c.Added = max(0, rise-max(0, open))
		if w.Wish.Cause != plan.OrsakOkatBehov {
			c.Added = 0
		}
	}
	c.TakenBack = w.Wish.TakesBack
	c.Open = open - rise + c.Added - c.TakenBack
	if w.Wish.Cause == plan.OrsakMinskatBehov {
		c.Open = open
	}
	if c.Open < 0 && c.Open < open {
		return refuse(lang.T("raden %s har bara %d kvar att placera: %d kan inte tas tillbaka", "the line %s has only %d left to place: %d can't be taken back", c.Line.Rad.ID.V, open, c.TakenBack),
			lang.T("Sänk planen med minst lika mycket som tas tillbaka.", "Lower the plan by at least as much as is taken back."))
	}
	return nil
}

// told tells that the figures of the line mean something.
func told(l *plan.Line) bool { return l.Whole && !l.Contested && !l.Wanting }

// holds refuses a rise that its line should hold and doesn't.
func (w *work) holds(open, rise int) error {
	l := w.change.Line
	switch {
	case !told(l):
		return refuse(lang.T("vad som är öppet i raden %s går inte att säga", "what is open in the line %s can't be told", l.Rad.ID.V),
			lang.T("Kör leveransplan check och rätta missivet och dess planer först.", "Run leveransplan check and correct the missiv and its plans first."))
	case w.Wish.Cause == plan.OrsakOkatBehov || rise <= open:
		return nil
	}
	if open <= 0 {
		return refuse(lang.T("raden %s har inget kvar att placera: %d till ryms inte", "the line %s has nothing left to place: %d more do not fit", l.Rad.ID.V, rise),
			lang.T("Sänk en annan plan på raden först, eller skriv --cause okat_behov om behovet är större än vad raden beslutades för.",
				"Lower another plan of the line first, or write --cause okat_behov if the need is more than the line was decided for."))
	}
	return refuse(lang.T("raden %s har %d kvar att placera, inte %d", "the line %s has %d left to place, not %d", l.Rad.ID.V, open, rise),
		lang.T("Höj med högst %s, sänk en annan plan på raden först, eller skriv --cause okat_behov om behovet är större än vad raden beslutades för.",
			"Raise it by %s at most, lower another plan of the line first, or write --cause okat_behov if the need is more than the line was decided for.", digits(open)))
}

// proposed is the same for a plan that is only a proposal: what its line does not hold is its
// utokning.
func (w *work) proposed() error {
	c, stated := &w.change, 0
	if w.now.Utokning != nil {
		stated = w.now.Utokning.Utokar.V
	}
	if c.After > c.Before && !told(c.Line) && w.base.Adds() {
		return w.holds(0, c.After)
	}
	room := c.Line.Oppet() + w.now.Volym.V - stated
	c.Added = max(0, c.After-max(0, room))
	c.Open = room + c.Added - c.After
	if c.Added > 0 && w.now.Utokning == nil && c.After > c.Before {
		return refuse(lang.T("raden %s rymmer %d av planen, inte %d", "the line %s holds %d of the plan, not %d", c.Line.Rad.ID.V, max(0, room), c.After),
			lang.T("Det som är större än raden är en utökning: skriv utokning med utokar: %s i planen först, eller ändra raden.", "What is more than the line is an extension: write utokning with utokar: %s in the plan first, or change the line.", digits(c.Added)))
	}
	if w.now.Utokning == nil {
		c.Added = 0
	}
	return nil
}
