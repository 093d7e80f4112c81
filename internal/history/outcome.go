package history

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Correction is outcome that a decision changed or took away after it had been told.
type Correction struct {
	// Plan is the plan's id, or sender, receiver and field with + between them.
	Plan          string        `json:"plan"`
	Week          calendar.Week `json:"week"`
	Before, After Figures       // After has no figure where the row was taken away
}

// Figures are one week's outcome; nil where the row says nothing.
type Figures struct {
	Utfort      *int `json:"utfort,omitempty"`
	Kontaktade  *int `json:"kontaktade,omitempty"`
	Accepterade *int `json:"accepterade,omitempty"`
	Avbojda     *int `json:"avbojda,omitempty"`
	Vantande    *int `json:"vantande,omitempty"`
}

func figuresOf(r *plan.Utfallsrad) Figures {
	if r == nil {
		return Figures{}
	}
	figure := func(v plan.Int) *int {
		if !v.Set {
			return nil
		}
		return new(v.V)
	}
	return Figures{figure(r.Utfort), figure(r.Kontaktade), figure(r.Accepterade), figure(r.Avbojda), figure(r.Vantande)}
}

// outcome keeps of a change of outcome whose it is, which weeks it is about, and what it
// corrects. What is new in it stands in the tables.
func (it *Item) outcome(c *diff.Outcome) {
	for _, rows := range [][]diff.Row{c.Added, c.Changed, c.Removed} {
		for _, r := range rows {
			if parts := strings.Split(r.Plan, "+"); len(parts) == 3 {
				it.Parties, it.Fields = append(it.Parties, parts[:2]...), append(it.Fields, parts[2])
			} else {
				it.Names = append(it.Names, r.Plan)
			}
			it.week(r.Week)
		}
	}
	for _, rows := range [][]diff.Row{c.Changed, c.Removed} {
		for _, r := range rows {
			it.Corrections = append(it.Corrections, Correction{r.Plan, r.Week.Week(), figuresOf(r.Was), figuresOf(r.Now)})
		}
	}
	slices.SortStableFunc(it.Corrections, func(a, b Correction) int {
		return cmp.Or(cmp.Compare(a.Plan, b.Plan), a.Week.Compare(b.Week))
	})
}

// week widens the time that the item is about to one more week.
func (it *Item) week(s calendar.Slot) {
	if s.Grain() != calendar.GrainWeek {
		return
	}
	w := s.Week()
	if it.Period == (calendar.Interval{}) {
		it.Period.From, it.Period.To = w.Monday(), w.Sunday()
		return
	}
	it.Period.From, it.Period.To = min(it.Period.From, w.Monday()), max(it.Period.To, w.Sunday())
}
