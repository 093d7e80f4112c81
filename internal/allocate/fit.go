package allocate

import (
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// checkFit holds proposed plans against all that limits them, beside the plans that there
// are, as the rules reckon it: what is short without them is not their doing.
func (n *network) checkFit(plans []Plan) error {
	for _, w := range n.lanes {
		var mine []plan.Draw
		for i := range plans {
			if pl := &plans[i]; pl.Offer == w.offer && pl.Agreement == w.agreement {
				if err := n.checkWeeks(w, pl); err != nil {
					return err
				}
				mine = append(mine, plan.NewDraw(pl.draft(), w.limit))
			}
		}
		if err := n.checkCaps(w, mine); err != nil {
			return err
		}
	}
	return nil
}

// checkWeeks tells that a plan has volume only in weeks that it may use.
func (n *network) checkWeeks(w *way, pl *Plan) error {
	i := slices.IndexFunc(w.pairs, func(pr *pair) bool { return pr.line.want.line == pl.Line })
	if i < 0 {
		return fmt.Errorf("%s can't go to %s", pl.Line.Rad.ID.V, w.id)
	}
	for _, s := range pl.Shares {
		usable := slices.ContainsFunc(s.Slot.Weeks(), func(week calendar.Week) bool {
			place := n.place(week)
			return pl.Period.ContainsWeek(week) && w.open.holds(place) && w.pairs[i].line.window.holds(place)
		})
		if s.Volume < 0 || s.Volume > 0 && !usable {
			return fmt.Errorf("%s has %d at %s in %s", pl.Line.Rad.ID.V, s.Volume, w.id, s.Slot)
		}
	}
	return nil
}

// checkCaps tells that proposed draws fit under every ceiling and in every capacity.
func (n *network) checkCaps(w *way, mine []plan.Draw) error {
	for _, b := range w.bounds {
		if b.kind == byDraws {
			continue // the shortages tell
		}
		taken := 0
		for _, d := range mine {
			if b.kind == byCeiling {
				taken += d.Volume(b.time)
			} else {
				taken += plan.Reaching([]plan.Draw{d}, b.time.From, b.time.To)
			}
		}
		if taken > b.cap {
			return fmt.Errorf("%d at %s in %s, where there is room for %d", taken, w.id, b.name, b.cap)
		}
	}
	silent := plan.Unlimited
	if w.offer != nil {
		silent = plan.Nothing
	}
	all := slices.Clone(mine)
	for _, d := range w.draws {
		if d.Plan.Unit() == n.unit {
			all = append(all, d)
		}
	}
	for _, short := range plan.Shortages(w.stated, silent, all) {
		for _, t := range short.Takers {
			if slices.ContainsFunc(mine, func(d plan.Draw) bool { return d.Plan == t.Plan }) {
				return fmt.Errorf("%d at %s from %s to %s, where there are %d", short.Taken, w.id, short.From, short.To, short.Capacity)
			}
		}
	}
	return nil
}

// draft is what of a plan it takes to reckon with it.
func (p *Plan) draft() *plan.Leveransplan {
	d := &plan.Leveransplan{
		Enhet:  p.Scope.Unit,
		Period: plan.Interval{V: p.Period, Set: true},
		Volym:  plan.Int{V: p.Volume, Set: true},
	}
	for _, s := range p.Shares {
		d.Periodisering.Items = append(d.Periodisering.Items, plan.SlotVolume{
			Slot: plan.Slot{V: s.Slot, Set: true}, Volume: plan.Int{V: s.Volume, Set: true},
		})
	}
	return d
}
