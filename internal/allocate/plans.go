package allocate

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// plans makes the plans of a flow, each line's by step and source.
func (n *network) plans() []Plan {
	var out []Plan
	for _, w := range n.lanes {
		all := n.spread(w)
		for _, po := range all {
			out = append(out, n.plan(po, all))
		}
	}
	slices.SortStableFunc(out, func(a, b Plan) int { return byLine(a.Line, b.Line) })
	return out
}

// plan makes a plan of a portion, which is one of all in its lane.
func (n *network) plan(po *portion, all []*portion) Plan {
	s := po.way.source
	return Plan{
		Line: po.line.line, Step: plan.Sokordning[s.step], Sender: po.line.want.sender, Receiver: s.receiver,
		Agreement: s.agreement, Offer: s.offer, Scope: po.line.scope.Within(s.scope), Period: n.planPeriod(po),
		Volume: po.volume, Shares: n.shares(po, all), Beside: s.existing(po.line.line),
	}
}

// planPeriod is the time of a plan: as long as its line and its source allow, from the first
// week that may be used where weeks before it may not.
func (n *network) planPeriod(po *portion) calendar.Interval {
	period := meetInterval(po.line.period, n.time(po.way.source))
	if n.start > 0 && period.ContainsWeek(n.weeks[n.start-1]) {
		period.From = n.weeks[n.start].Monday()
	}
	return period
}

// shares tells what each week or quarter of a portion has, and what its reason is made of:
// its part of what all in the lane are due there.
func (n *network) shares(po *portion, all []*portion) []apportion.Share {
	places := n.weekPlaces(po)
	if po.way.grain == calendar.GrainQuarter {
		places = n.quarterPlaces(po)
	}
	total := 0
	for _, o := range all {
		total += o.volume
	}
	out, _ := apportion.Spread(total, places)
	for i := range out {
		s, joint := &out[i], 0
		s.Volume = 0
		for _, week := range s.Slot.Weeks() {
			if place := n.place(week); po.weeks.holds(place) {
				s.Volume += po.by[place]
				for _, o := range all {
					joint += o.by[place]
				}
			}
		}
		s.Capped = s.Cap != apportion.Unlimited && joint >= s.Cap
		s.Due = part(s.Due, po.volume, total)
		if exact := s.Volume * s.Due.Den; exact-s.Due.Num >= s.Due.Den || s.Due.Num-exact >= s.Due.Den {
			s.Due = apportion.Due{Num: s.Volume, Den: 1} // the caps of other weeks moved it
		}
	}
	return out
}

// part is a part of what is due, in lowest terms.
func part(due apportion.Due, volume, total int) apportion.Due {
	num, den := due.Num*volume, due.Den*total
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	return apportion.Due{Num: num / a, Den: den / a}
}

func (n *network) weekPlaces(po *portion) []apportion.Place {
	var weeks weekset
	for week := po.weeks.from; week < po.weeks.to; week++ {
		weeks = append(weeks, week)
	}
	return n.places(po.way.lane, weeks)
}

// quarterPlaces are the quarters of a portion. What is stated for one is its cap.
func (n *network) quarterPlaces(po *portion) []apportion.Place {
	first, last := n.weeks[po.weeks.from].Thursday(), n.weeks[po.weeks.to-1].Thursday()
	within := calendar.Interval{From: first, To: last}
	var slots []calendar.Slot
	for _, q := range within.Quarters() {
		slots = append(slots, calendar.SlotOfQuarter(q))
	}
	places := apportion.Places(slots, within, n.Set.Staffing(po.way.receiver.ID.V, n.Period))
	for i := range places {
		for _, b := range po.way.bounds {
			if b.kind == byCapacity && b.name == places[i].Slot.String() {
				places[i].Cap = b.cap
			}
		}
		if po.way.offer != nil && po.way.byQuarter() && places[i].Cap == apportion.Unlimited {
			places[i].Cap = 0 // the offer says nothing of it
		}
	}
	return places
}
