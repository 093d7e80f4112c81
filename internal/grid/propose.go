package grid

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/edit"
)

// Propose writes a change into the text of a plan that is not agreed yet: the weeks, the
// volume where they now add up to another one, and the sums of the quarters where the plan
// states them. Nothing else of the text changes. An error is *edit.Fault.
func (c *Change) Propose() ([]byte, error) {
	f, bad := edit.Open(c.Plan.File(), c.Plan.Source.Text)
	if f == nil {
		return nil, &edit.Fault{Message: bad[0].Message, Hint: bad[0].Hint}
	}
	set := func(path string, n int) error { return f.Set(path, edit.Int(n)) }
	quarters := map[calendar.Quarter]int{}
	for _, figure := range c.Figures {
		if err := set("periodisering."+figure.Slot.String(), figure.After); err != nil {
			return nil, err
		}
		quarters[figure.Slot.Quarter()] += figure.After - figure.Before
	}
	for _, stated := range c.Plan.Kvartal.Items {
		if by := quarters[stated.Slot.V.Quarter()]; by != 0 {
			if err := set("kvartal."+stated.Slot.V.String(), max(0, stated.Volume.V+by)); err != nil {
				return nil, err
			}
		}
	}
	if c.Sum != c.Plan.Volym.V {
		if err := set("volym", c.Sum); err != nil {
			return nil, err
		}
	}
	return f.Text()
}
