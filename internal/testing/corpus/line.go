package corpus

import (
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// planned is a leveransplan.
type planned struct {
	id               string
	year             *year
	line             *line // nil: from an offer alone
	offer            *offer
	agreement        *agreement
	sender, receiver *party
	field            *field
	group            *group
	codes            []string
	asa              []int
	period           calendar.Interval
	slots            []calendar.Slot
	volumes          []int // by slot, of the plan as it now stands
	original, volume int
	sent, agreed     calendar.Day // reconciled with sender and receiver
	extension        *entry       // utokning
	entries          []*entry
}

// makeLines makes a sender's lines in a field and the plans that draw on them. No
// receiver has two plans of one sender and field.
func (r *region) makeLines(y *year, m *memo, p *pair) {
	sources := slices.Clone(p.field.sources)
	r.rng.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
	count := 1
	if p.plans > 2 {
		count += r.rng.IntN(min(len(p.field.groups), p.plans-1))
	}
	for _, g := range pick(r.rng, len(p.field.groups), count) {
		group := p.field.groups[g]
		p.lines = append(p.lines, &line{memo: m, id: p.sender.id + "-" + group.id, sender: p.sender, group: group})
	}
	for i := range p.plans {
		l := p.lines[i%len(p.lines)]
		plan := r.makePlan(y, p.field, l.group, p.sender, sources[i])
		plan.line = l
		l.plans = append(l.plans, plan)
		y.plans = append(y.plans, plan)
	}
	for _, l := range p.lines {
		m.lines = append(m.lines, l)
		r.settle(y, l)
		for _, plan := range l.plans {
			r.periodise(plan)
		}
	}
}

// receive makes a plan that a förvaltning without a line agrees with one that has free
// capacity.
func (r *region) receive(y *year, i int) {
	f := r.fields[i%len(r.fields)]
	i /= len(r.fields)
	sender := f.neutral[i%len(f.neutral)]
	i /= len(f.neutral)
	receiver := f.receivers[i%len(f.receivers)]
	p := r.makePlan(y, f, f.groups[i/len(f.receivers)%len(f.groups)], sender, source{receiver: receiver})
	r.periodise(p)
	y.plans = append(y.plans, p)
}

func (r *region) makePlan(y *year, f *field, g *group, sender *party, from source) *planned {
	p := &planned{
		id:   fmt.Sprintf("lp-%d-%s-%s-%s-%s", y.number, sender.id, from.receiver.id, f.code, g.id),
		year: y, field: f, group: g, sender: sender, receiver: from.receiver, agreement: from.agreement,
		codes: r.codesOf(g), asa: []int{1, 2}, volume: 40 + r.rng.IntN(220),
		sent: workday(y.position.Add(1 + r.rng.IntN(6))),
	}
	p.agreed = workday(p.sent.Add(1 + r.rng.IntN(4)))
	if r.rng.IntN(4) == 0 {
		p.asa = []int{1, 2, 3}
	}
	byQuarter := r.rng.IntN(12) == 0 && !y.weeksOnly()
	if from.agreement == nil {
		p.offer = r.offerOf(y, f, g, from.receiver)
		byQuarter = p.offer.grain == calendar.GrainQuarter
	} else if from.agreement.finest == calendar.GrainWeek {
		byQuarter = false
	}
	r.span(p, byQuarter)
	p.original = p.volume
	return p
}

// span chooses when a plan runs: most run all year, some half of it, some a few months.
func (r *region) span(p *planned, byQuarter bool) {
	p.period = p.year.period
	quarters := p.period.Quarters()
	switch shape := r.rng.IntN(10); {
	case shape == 0:
		p.period.To = quarters[2].First() - 1
	case shape == 1:
		p.period.From = quarters[2].First()
	case shape == 2 && !byQuarter:
		p.period.From += 31
		p.period.To -= 31
	}
	if byQuarter {
		for _, q := range p.period.Quarters() {
			p.slots = append(p.slots, calendar.SlotOfQuarter(q))
		}
		return
	}
	for _, w := range p.period.Weeks() {
		p.slots = append(p.slots, calendar.SlotOfWeek(w))
	}
}

// periodise divides a plan's volume over its weeks or quarters by the receiver's season.
func (r *region) periodise(p *planned) {
	weights := make([]int, len(p.slots))
	for i, s := range p.slots {
		for _, w := range s.Weeks() {
			weights[i] += r.season(p.receiver, w.Year)[w.Number-1]
		}
	}
	p.volumes = apportion(p.volume, weights)
}

type offerKey struct {
	receiver *party
	group    *group
}

// offerOf finds the offer that a förvaltning has made for a kind of care, or makes it.
func (r *region) offerOf(y *year, f *field, g *group, receiver *party) *offer {
	key := offerKey{receiver, g}
	o := y.offered[key]
	if o == nil {
		o = &offer{
			id: fmt.Sprintf("erb-%d-%s-%s-%s", y.number, receiver.id, f.code, g.id), year: y,
			receiver: receiver, field: f, group: g, grain: calendar.GrainWeek, stated: r.rng.IntN(2) == 0,
			// No earlier than six weeks before the last plan is reconciled.
			raised: y.raised, wait: 20 + r.rng.IntN(50),
		}
		if r.rng.IntN(5) == 0 && !y.weeksOnly() {
			o.grain = calendar.GrainQuarter
		}
		y.offered[key] = o
		y.offers = append(y.offers, o)
	}
	return o
}
