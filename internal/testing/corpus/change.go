package corpus

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// entry is a change of a plan, or its utokning.
type entry struct {
	nr            int
	day           calendar.Day
	from          calendar.Slot
	cause         string
	before, after int
	extends       int
	recalls       int
	regulated     bool // a change of the missiv has absorbed what it extends
}

// settle decides the volumes of a line: what its plans were first agreed with, what the
// year has changed, what has no place. Whatever happens, the line adds up.
func (r *region) settle(y *year, l *line) {
	for _, p := range l.plans {
		l.original += p.original
	}
	l.volume = l.original
	switch chance := r.rng.IntN(25); {
	case chance < 2:
		r.extend(y, l)
	case chance < 4:
		r.leave(y, l, 2+r.rng.IntN(8), y.position.Add(12))
	case chance < 9 && !y.running && !y.past:
		// It stands in no plan and no rest yet.
		open := 3 + r.rng.IntN(30)
		l.original += open
		l.volume += open
	}
	if y.running || y.past {
		r.live(y, l)
	}
	for _, p := range l.plans {
		if y.running && r.rng.IntN(30) == 0 && p.period.From < y.period.From+59 {
			y.rests = append(y.rests, &rest{line: l, plan: p, volume: 1 + r.rng.IntN(3), reason: text(r.rng, lostReasons), day: workday(y.period.From + 277)})
		}
	}
}

// extend makes a part of a new plan's volume an extension: its line does not hold it.
// Under 6.0 another plan has to have come first.
func (r *region) extend(y *year, l *line) {
	p := l.plans[r.rng.IntN(len(l.plans))]
	if y.version == "6.0" && !slices.ContainsFunc(l.plans, func(o *planned) bool { return o.agreed < p.agreed }) {
		return
	}
	p.extension = &entry{day: p.agreed, cause: plan.OrsakOkatBehov, extends: p.original / 6}
	l.original -= p.extension.extends
	l.volume = l.original
}

// leave puts volume of a line into a rest that never got into a plan.
func (r *region) leave(y *year, l *line, volume int, day calendar.Day) {
	l.original += volume
	l.volume += volume
	r.unplace(y, l, volume, day)
}

func (r *region) unplace(y *year, l *line, volume int, day calendar.Day) {
	u := &rest{line: l, volume: volume, reason: text(r.rng, unplacedReasons), day: workday(day)}
	if r.rng.IntN(3) == 0 && !y.past {
		u.until = calendar.Date(2027, 2, 26)
		if y.running {
			u.until = calendar.Date(2026, 12, 18)
		}
	}
	y.rests = append(y.rests, u)
}

// live lets a year pass over a line: every so often one of its plans changes.
func (r *region) live(y *year, l *line) {
	events := r.rng.IntN(5*len(l.plans) + 1)
	days := 270
	if y.past {
		days = 330 // some under the version that replaced the year's own
	}
	step := days / (events + 1)
	var day calendar.Day
	for i := range events {
		day = max(day, workday(y.period.From.Add(19+i*step+r.rng.IntN(step/2+1))))
		p := l.plans[r.rng.IntN(len(l.plans))]
		if from, ok := r.firstSlot(p, day); ok {
			r.happen(y, l, p, &entry{nr: len(p.entries) + 1, day: day, from: from, before: p.volume, after: p.volume}, i == 0)
		}
	}
}

// firstSlot chooses from when a change counts: some weeks after its day, in the plan's
// period and early enough to matter.
func (r *region) firstSlot(p *planned, day calendar.Day) (calendar.Slot, bool) {
	earliest := day.Add(7 + r.rng.IntN(28))
	for i, s := range p.slots[:len(p.slots)*4/5] {
		if i > 0 && s.First() >= earliest {
			return s, true
		}
	}
	return calendar.Slot{}, false
}

// happen makes one change of a plan. Fresh tells that nothing has happened to the line.
func (r *region) happen(y *year, l *line, p *planned, e *entry, fresh bool) {
	size := max(1, p.volume*(4+r.rng.IntN(18))/100)
	switch kind := r.rng.IntN(12); {
	case kind < 4:
		e.cause, e.after = plan.OrsakMinskatBehov, p.volume-size
	case kind < 6:
		e.cause, e.after, e.extends = plan.OrsakOkatBehov, p.volume+size, size
		if e.day < y.period.From+273 && r.rng.IntN(2) == 0 {
			r.regulate(l, p, e)
		}
	case kind == 6 && len(l.plans) > 1:
		e.cause, e.after = plan.OrsakOmfordelning, p.volume-size
		if !r.shift(l, p, e, size) {
			return
		}
	case kind == 7:
		e.cause, e.after = plan.OrsakMottagareKanInte, p.volume-size
		r.unplace(y, l, size, e.day.Add(7))
	case kind == 8:
		e.cause = plan.OrsakVillkor
	case kind == 9 && fresh:
		// The volume was decided from the start and had no plan until now.
		e.cause, e.after = plan.OrsakOkatBehov, p.volume+size
		l.original += size
		l.volume += size
	case kind == 10 && len(p.entries) > 0 && p.entries[len(p.entries)-1].extends > 0 && !p.entries[len(p.entries)-1].regulated:
		e.cause, e.recalls = plan.OrsakRattelse, p.entries[len(p.entries)-1].extends
		e.after = p.volume - e.recalls
	default:
		e.cause = plan.OrsakOmperiodisering
	}
	p.add(e)
}

func (p *planned) add(e *entry) {
	p.entries = append(p.entries, e)
	p.volume = e.after
}

// shift moves volume to another plan of the line, with an entry in both on one day.
func (r *region) shift(l *line, p *planned, e *entry, size int) bool {
	for _, to := range l.plans {
		if to == p {
			continue
		}
		if from, ok := r.firstSlot(to, e.day); ok {
			to.add(&entry{nr: len(to.entries) + 1, day: e.day, from: from, cause: e.cause, before: to.volume, after: to.volume + size})
			return true
		}
	}
	return false
}

// regulate takes an increase into the missiv.
func (r *region) regulate(l *line, p *planned, e *entry) {
	e.regulated = true
	l.changed = max(l.changed, workday(e.day.Add(8+r.rng.IntN(6))))
	l.memo.changes = append(l.memo.changes, &lineChange{
		line: l, day: l.changed, before: l.volume, after: l.volume + e.extends, plan: p, nr: e.nr,
	})
	l.volume += e.extends
}
