package cli

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/render"
)

// corrections lists what decisions on main have corrected of the outcome that a report is about,
// the oldest first; not nil where there are none.
func (a *app) corrections(r *followup.Report) ([]render.Correction, error) {
	c, err := a.chronicle(inquiry{})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	shown := map[string]bool{}
	for _, p := range r.Plans {
		shown[p.ID.V] = true
	}
	for _, s := range r.Stray {
		shown[s.Skickande+"+"+s.Mottagare+"+"+s.Vardomrade] = true
	}
	out := []render.Correction{}
	for _, e := range c.entries {
		day := calendar.FromTime(e.At.In(c.zone))
		for _, it := range e.Items {
			for _, k := range it.Corrections {
				if !shown[k.Plan] {
					continue
				}
				for _, f := range corrected(k) {
					f.Day, f.Commit, f.Plan, f.Week = day, e.Commit.Hash, k.Plan, k.Week
					out = append(out, f)
				}
			}
		}
	}
	return out, nil
}

// corrected lists the figures that a correction changes or takes away.
func corrected(k history.Correction) []render.Correction {
	count := func(n *int) followup.Count {
		if n == nil {
			return followup.Count{}
		}
		return followup.Exactly(*n)
	}
	var out []render.Correction
	for _, f := range []struct {
		column        string
		before, after *int
	}{
		{"utfort", k.Before.Utfort, k.After.Utfort},
		{"kontaktade", k.Before.Kontaktade, k.After.Kontaktade},
		{"accepterade", k.Before.Accepterade, k.After.Accepterade},
		{"avbojda", k.Before.Avbojda, k.After.Avbojda},
		{"vantande", k.Before.Vantande, k.After.Vantande},
	} {
		if before, after := count(f.before), count(f.after); before != after {
			out = append(out, render.Correction{Column: f.column, Before: before, After: after})
		}
	}
	return out
}
