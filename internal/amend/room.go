package amend

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// room is what the plan's agreement and offer have for it, beside other plans.
type room struct {
	within calendar.Interval     // where its volume can fall
	most   map[calendar.Slot]int // of weeks with a figure of their own
	limits []apportion.Limit
}

// room finds what the plan may hold. A decrease raises nothing and needs none.
func (w *work) room(how way) (*room, error) {
	r := &room{within: w.base.Period.V, most: map[calendar.Slot]int{}}
	a, o := w.Set.AgreementOf(w.now), w.Set.OfferOf(w.now)
	if a != nil {
		r.narrow(a.Validity())
	}
	if o != nil {
		r.narrow(o.Period.V)
	}
	if how == lower {
		return r, nil
	}
	if a != nil {
		draws, whole := w.Set.DrawsOn(a)
		if !whole {
			return nil, w.untold(a.ID.V)
		}
		others := w.others(draws)
		for _, c := range a.Takvolymer {
			taken := 0
			for _, d := range others {
				taken += d.Volume(c.Period.V)
			}
			r.limits = append(r.limits, apportion.Limit{Within: c.Period.V, Most: c.Volym.V - taken})
		}
		r.capacity(&a.Kapacitet, plan.Unlimited, others)
	}
	if o != nil && len(o.Kapacitet.Items) > 0 {
		draws, whole := w.Set.DrawsFrom(o)
		if !whole {
			return nil, w.untold(o.ID.V)
		}
		r.capacity(&o.Kapacitet, plan.Nothing, w.others(draws))
	}
	return r, nil
}

func (w *work) untold(id string) error {
	return refuse(lang.T("vad som är kvar i %s går inte att säga: en fil går inte att läsa", "what is left in %s can't be told: a file can't be read", id),
		lang.T("Kör leveransplan check och rätta det som står först.", "Run leveransplan check and correct what it says first."))
}

// bounds names what can keep the plan from having room.
func (w *work) bounds() lang.List {
	var out lang.List
	if a := w.Set.AgreementOf(w.now); a != nil {
		out = append(out, a.ID.V)
	}
	if o := w.Set.OfferOf(w.now); o != nil {
		out = append(out, o.ID.V)
	}
	return out
}

// others leaves out the plan itself, and plans that count something else.
func (w *work) others(draws []plan.Draw) []plan.Draw {
	return slices.DeleteFunc(draws, func(d plan.Draw) bool { return d.Plan.ID.V == w.base.ID.V || d.Plan.Unit() != w.base.Unit() })
}

func (r *room) narrow(iv calendar.Interval) {
	r.within.From, r.within.To = max(r.within.From, iv.From), min(r.within.To, iv.To)
}

// capacity brings in what is stated by week or by quarter, less what others take. It asks
// what plan.Shortages asks afterwards: of each week what stands in that very week, and of a
// time in which another plan has not said which weeks it uses all that lies within.
func (r *room) capacity(stated *plan.Slots, silent plan.Silence, others []plan.Draw) {
	if _, _, mixed := stated.Mixed(); mixed || len(stated.Items) == 0 || r.within.From > r.within.To {
		return
	}
	for _, q := range r.within.Quarters() {
		whole := calendar.Interval{From: q.First(), To: q.Last()}
		if figure, there := stated.Of(calendar.SlotOfQuarter(q)); there {
			r.limits = append(r.limits, apportion.Limit{Within: whole, Most: figure.Volume.V - plan.Reaching(others, whole.From, whole.To)})
			continue
		}
		for _, week := range q.Weeks() {
			slot := calendar.SlotOfWeek(week)
			figure, there := stated.Of(slot)
			if there || silent == plan.Nothing {
				r.cap(slot, figure.Volume.V-inside(others, week.Thursday(), week.Thursday()))
			}
		}
		for _, time := range r.times(whole, others) {
			if sum, closed := total(stated, silent, time); closed {
				r.limits = append(r.limits, apportion.Limit{Within: time, Most: sum - inside(others, time.From, time.To)})
			}
		}
	}
}

// cap lowers what a week may hold.
func (r *room) cap(s calendar.Slot, most int) {
	if known, capped := r.most[s]; !capped || most < known {
		r.most[s] = most
	}
}

// times lists the times of a quarter whose capacity counts as a whole: the quarter, the part
// of it that the plan can use, and those of others' quarters.
func (r *room) times(whole calendar.Interval, others []plan.Draw) []calendar.Interval {
	out := []calendar.Interval{whole, {From: max(whole.From, r.within.From), To: min(whole.To, r.within.To)}}
	for _, d := range others {
		for _, s := range d.Slots {
			time := calendar.Interval{From: s.First, To: s.Last}
			if s.First < s.Last && whole.Holds(time) && !slices.Contains(out, time) {
				out = append(out, time)
			}
		}
	}
	return out
}

// total adds up what is stated for the weeks of a time; closed tells that no week of it is
// without a limit.
func total(stated *plan.Slots, silent plan.Silence, time calendar.Interval) (sum int, closed bool) {
	for _, week := range time.Weeks() {
		figure, there := stated.Of(calendar.SlotOfWeek(week))
		if !there && silent == plan.Unlimited {
			return 0, false
		}
		sum += figure.Volume.V
	}
	return sum, true
}

// inside adds up what plans take in slots that lie wholly between two days.
func inside(draws []plan.Draw, from, to calendar.Day) (sum int) {
	for _, d := range draws {
		for _, s := range d.Slots {
			if from <= s.First && s.Last <= to {
				sum += s.Volume.V
			}
		}
	}
	return sum
}
