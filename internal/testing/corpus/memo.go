package corpus

import (
	"cmp"
	"fmt"
	"slices"
)

func (r *region) writeMemo(p *page, y *year, m *memo, item int) {
	p.line(0, "id: %s", m.id)
	p.line(0, "rutin: %s", p.quoted("%s", y.version))
	p.line(0, "rubrik: %s", p.words(fmt.Sprintf("%s %d", m.field.name, y.number)))
	p.line(0, "datum: %s", m.day)
	p.line(0, "period: %s", y.period)
	p.line(0, "till: %s", y.forum())
	p.line(0, "behovsanalys: ba-%d", y.number)
	p.line(0, "utgangspunkt: vardgaranti")
	if m.field.ladder || r.rng.IntN(2) == 0 {
		m.writeLadder(p, y)
	}
	p.line(0, "rader:")
	for i, l := range m.lines {
		form := ""
		if i%5 == 0 {
			form = l.group.form
		}
		p.entry(p.step(0), member{"id", l.id}, member{"forvaltning", l.sender.id}, member{"vardomrade", m.field.id}, member{"atgarder", list(l.group.codes, same)},
			member{"vardform", form}, member{"enhet", m.field.unit}, member{"volym", number(l.volume)})
	}
	p.line(0, "avstamningar:")
	for i, s := range m.senders() {
		reservation := ""
		if r.rng.IntN(9) == 0 {
			reservation = p.words(text(r.rng, reservations))
		}
		p.item(p.step(0), member{"forvaltning", s}, member{"datum", y.talk(m.day, i%5).String()}, member{"reservation", reservation})
	}
	r.writeMemoChanges(p, y, m)
	p.mapping(0, "arende", member{"diarienummer", p.quoted("HS %d-%05d", y.position.Year(), 400+item)},
		member{"protokoll", p.quoted("%s § %d", y.position, 3+item)})
}

// senders lists the förvaltningar of the lines, each once.
func (m *memo) senders() []string {
	var out []string
	for _, l := range m.lines {
		out = append(out, l.sender.id)
	}
	return slices.Compact(out)
}

// writeLadder tells what own capacity was asked for before the plans were made: exactly
// what they then took.
func (m *memo) writeLadder(p *page, y *year) {
	taken := map[any]int{}
	for _, l := range m.lines {
		for _, plan := range l.plans {
			if plan.agreement != nil {
				taken[plan.agreement] += min(plan.original, plan.volume)
			} else {
				taken[plan.receiver] += min(plan.original, plan.volume)
			}
		}
	}
	p.line(0, "kapacitetstrappa:")
	p.line(2, "egen_regi:")
	p.line(4, "efterfragad: %s", workday(y.analysed.Add(4)))
	p.line(4, "svar:")
	for _, h := range m.field.receivers {
		p.item(p.step(4), member{"forvaltning", h.id}, member{"ledig", number(taken[h])})
	}
	p.line(2, "egna_avtal:")
	p.line(4, "provad: %s", workday(y.analysed.Add(12)))
	p.line(4, "svar:")
	for _, a := range m.field.agreements {
		if a.own() {
			p.item(p.step(4), member{"avtal", a.id}, member{"ledig", number(taken[a])})
		}
	}
}

func (r *region) writeMemoChanges(p *page, y *year, m *memo) {
	if len(m.changes) == 0 {
		p.line(0, "andringar: []")
		return
	}
	slices.SortStableFunc(m.changes, func(a, b *lineChange) int { return cmp.Compare(a.day, b.day) })
	p.line(0, "andringar:")
	for i, c := range m.changes {
		at := p.step(0)
		p.entry(at, member{"nr", number(i + 1)}, member{"datum", c.day.String()}, member{"rad", c.line.id}, member{"volym_fore", number(c.before)},
			member{"volym_efter", number(c.after)}, member{"motivering", p.words(text(r.rng, increaseReasons))},
			member{"avstamningar", "[" + inBraces([]member{{"forvaltning", c.line.sender.id}, {"datum", talkOn(c.day).String()}}) + "]"},
			member{"reglerar", "[" + inBraces([]member{{"leveransplan", c.plan.id}, {"nr", number(c.nr)}}) + "]"},
			member{"protokoll", p.quoted("%s § %d", workday(c.day.Add(6)), 2+i%9)})
	}
}
