package allocate_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// model is a small region in figures: what the oracles reckon with, and what makes a tree.
// It knows nothing of how an allocation is found.
type model struct {
	weeks   []calendar.Week
	lines   []modelLine
	sources []modelSource
	plans   []modelPlan
}

type modelLine struct {
	sender, field, form string
	unit                string
	open                int
	from, to            int // the weeks of its missiv, to not included
}

type modelSource struct {
	step            int
	receiver, field string // field "": all (agreements)
	form            string
	unit            string
	week            []int // by week; -1: nothing is stated; nil: none is
	quarter         map[calendar.Quarter]int
	ceilings        []modelCeiling
	wait            int
	from, to        int
	expired         bool // an offer that ran out
}

type modelCeiling struct{ from, to, cap int }

// modelPlan is a plan that there is already, by week or by quarter.
type modelPlan struct {
	line, source int
	week         []int
	quarter      map[calendar.Quarter]int
}

var (
	modelToday = calendar.Date(2026, 11, 23)
	forms      = []string{"", "dagkirurgi", "slutenvard"}
)

func val[T any](v T) plan.Value[T] { return plan.Value[T]{V: v, Set: true} }

func text(s string) plan.Text { return plan.Text{V: s, Set: s != ""} }

func document(id string) plan.Document {
	return plan.Document{Source: diag.NewSource(id+".yaml", nil), ID: text(id)}
}

// time is from the Monday of one week to the Sunday before another.
func (m *model) time(from, to int) calendar.Interval {
	return calendar.Interval{From: m.weeks[from].Monday(), To: m.weeks[to-1].Sunday()}
}

func (m *model) question(set *plan.Set) allocate.Question {
	return allocate.Question{Set: set, Period: m.time(0, len(m.weeks)), Today: modelToday}
}

// documents makes the tree.
func (m *model) documents() []plan.Any {
	register := &plan.Organisationer{Document: document("")}
	for _, id := range []string{"a", "b", "c", "d"} {
		register.Organisationer = append(register.Organisationer, plan.Organisation{ID: text(id), Typ: text(plan.TypForvaltning), GiltigFran: val(calendar.Date(2020, 1, 1))})
	}
	for _, id := range []string{"x", "y", "z"} {
		register.Organisationer = append(register.Organisationer, plan.Organisation{ID: text(id), Typ: text(plan.TypVardgivare), GiltigFran: val(calendar.Date(2020, 1, 1))})
	}
	for _, id := range []string{"vgr", "other"} {
		register.Organisationer = append(register.Organisationer, plan.Organisation{ID: text(id), Typ: text(plan.TypRegion), GiltigFran: val(calendar.Date(2020, 1, 1))})
	}
	fields := &plan.Vardomraden{Document: document("")}
	for _, id := range []string{"eye", "ear"} {
		fields.Vardomraden = append(fields.Vardomraden, plan.Vardomrade{ID: text(id), GiltigFran: val(calendar.Date(2020, 1, 1))})
	}
	docs := []plan.Any{&plan.Installningar{Document: document(""), Region: text("vgr")}, register, fields}
	agreements := &plan.Avtalsregister{Document: document("")}
	for i, s := range m.sources {
		if s.step == 0 {
			docs = append(docs, m.offer(i, s))
		} else {
			agreements.Avtal = append(agreements.Avtal, m.agreement(i, s))
		}
	}
	docs = append(docs, agreements)
	for i, l := range m.lines {
		docs = append(docs, m.missiv(i, l))
	}
	for i, p := range m.plans {
		docs = append(docs, m.plan(i, p))
	}
	return docs
}

func (m *model) slots(week []int, quarter map[calendar.Quarter]int) plan.Slots {
	var out plan.Slots
	for i, v := range week {
		if v >= 0 {
			out.Items = append(out.Items, plan.SlotVolume{Slot: val(calendar.SlotOfWeek(m.weeks[i])), Volume: val(v)})
		}
	}
	for q := m.weeks[0].Quarter(); q.Compare(m.weeks[len(m.weeks)-1].Quarter()) <= 0; q = q.Next() {
		if v, there := quarter[q]; there {
			out.Items = append(out.Items, plan.SlotVolume{Slot: val(calendar.SlotOfQuarter(q)), Volume: val(v)})
		}
	}
	return out
}

func sourceID(i int) string { return fmt.Sprintf("s-%02d", i) }

func lineID(i int) string { return fmt.Sprintf("l-%02d", i) }

func (m *model) offer(i int, s modelSource) *plan.Erbjudande {
	o := &plan.Erbjudande{Document: document(sourceID(i)), Mottagare: text(s.receiver), Vardomrade: text(s.field), Vardform: text(s.form),
		Enhet: text(s.unit), Period: val(m.time(s.from, s.to)), Kapacitet: m.slots(s.week, s.quarter),
		Lyft: plan.Lyft{Av: text(s.receiver), Datum: val(modelToday - 10), Riktning: text("tillganglig")}}
	if s.expired {
		o.GiltigTill = val(modelToday - 1)
	}
	if s.wait > 0 {
		o.VantetidDagar = val(s.wait)
	}
	return o
}

func (m *model) agreement(i int, s modelSource) plan.Avtal {
	time := m.time(s.from, s.to)
	a := plan.Avtal{ID: text(sourceID(i)), Avtalsagare: text("vgr"), Vardgivare: text(s.receiver), Vardform: text(s.form), Enhet: text(s.unit),
		GiltigFran: val(time.From), GiltigTill: val(time.To), Kapacitet: m.slots(s.week, s.quarter)}
	if s.step == 2 {
		a.Avtalsagare = text("other")
	}
	a.Vardomraden = []plan.Text{text("eye"), text("ear")}
	if s.field != "" {
		a.Vardomraden = []plan.Text{text(s.field)}
	}
	for _, c := range s.ceilings {
		a.Takvolymer = append(a.Takvolymer, plan.Takvolym{Period: val(m.time(c.from, c.to)), Volym: val(c.cap)})
	}
	if s.wait > 0 {
		a.VantetidDagar = val(s.wait)
	}
	return a
}

func (m *model) missiv(i int, l modelLine) *plan.Missiv {
	planned := 0
	for _, p := range m.plans {
		if p.line == i {
			planned += p.volume()
		}
	}
	return &plan.Missiv{Document: document("m-" + lineID(i)), Rutin: text("9.0"), Datum: val(modelToday - 20), Period: val(m.time(l.from, l.to)),
		Kapacitetstrappa: &plan.Kapacitetstrappa{EgenRegi: &plan.EgenRegi{}, EgnaAvtal: &plan.EgnaAvtal{}},
		Rader:            []plan.Missivrad{{ID: text(lineID(i)), Forvaltning: text(l.sender), Vardomrade: text(l.field), Vardform: text(l.form), Enhet: text(l.unit), Volym: val(l.open + planned)}}}
}

func (p modelPlan) volume() int {
	sum := 0
	for _, v := range p.week {
		sum += max(0, v)
	}
	for _, v := range p.quarter {
		sum += v
	}
	return sum
}

func (m *model) plan(i int, p modelPlan) *plan.Leveransplan {
	l, s := m.lines[p.line], m.sources[p.source]
	out := &plan.Leveransplan{Document: document(fmt.Sprintf("p-%02d", i)), Period: val(m.time(max(l.from, s.from), min(l.to, s.to))), Skickande: text(l.sender), Mottagare: text(s.receiver),
		Ursprung:   plan.Ursprung{Missiv: text("m-" + lineID(p.line)), Rad: text(lineID(p.line))},
		Vardomrade: text(l.field), Vardform: text(l.form), Enhet: text(l.unit), Volym: val(p.volume()), Periodisering: m.slots(p.week, p.quarter)}
	if l.form == "" {
		out.Vardform = text(s.form)
	}
	if s.step == 0 {
		out.Ursprung.Erbjudande = text(sourceID(p.source))
	} else {
		out.Avtal = text(sourceID(p.source))
	}
	return out
}

// fits tells that a line may go to a source, by what the rules say of care and parties.
func (m *model) fits(l modelLine, s modelSource) bool {
	switch {
	case s.expired, s.receiver == l.sender, s.field != "" && s.field != l.field:
		return false
	case s.form != "" && l.form != "" && s.form != l.form:
		return false
	case s.unit != "" && s.unit != l.unit, s.unit == "" && s.step == 0 && l.unit != "patient":
		return false
	}
	return true
}

// random makes a region over the last weeks of one quarter and the first of the next.
func random(r *rand.Rand, lines, sources, weeks, most int) *model {
	m := &model{}
	first := calendar.Week{Year: 2027, Number: 14 - 1 - weeks/2}
	for w := first; len(m.weeks) < weeks; w = w.Next() {
		m.weeks = append(m.weeks, w)
	}
	for range lines {
		l := modelLine{sender: pick(r, "a", "b", "c"), field: pick(r, "eye", "eye", "ear"), form: forms[r.IntN(3)], unit: pick(r, "patient", "patient", "atgard"), open: 1 + r.IntN(most), to: weeks}
		if r.IntN(4) == 0 {
			l.from = r.IntN(weeks)
		}
		if r.IntN(6) == 0 {
			l.to = l.from + 1 + r.IntN(weeks-l.from)
		}
		m.lines = append(m.lines, l)
	}
	for range sources {
		m.sources = append(m.sources, m.source(r, most))
	}
	for range r.IntN(3) {
		m.draw(r)
	}
	return m
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

func (m *model) source(r *rand.Rand, most int) modelSource {
	weeks := len(m.weeks)
	s := modelSource{step: r.IntN(3), form: pick(r, "", "", "dagkirurgi", "slutenvard"), unit: pick(r, "", "", "patient", "atgard"), to: weeks, wait: pick(r, 0, 0, 40, 120)}
	s.expired = s.step == 0 && r.IntN(8) == 0
	s.receiver, s.field = pick(r, "x", "y", "z"), pick(r, "", "eye", "ear")
	if s.step == 0 {
		s.receiver, s.field = pick(r, "a", "b", "d"), pick(r, "eye", "eye", "ear")
	}
	switch kind := r.IntN(3); {
	case kind == 0:
		s.week = make([]int, weeks)
		for i := range s.week {
			if s.week[i] = r.IntN(most/2 + 1); r.IntN(5) == 0 {
				s.week[i] = -1
			}
		}
	case kind == 1 || s.step == 0:
		s.quarter = map[calendar.Quarter]int{}
		for _, w := range m.weeks {
			if _, there := s.quarter[w.Quarter()]; !there && r.IntN(5) > 0 {
				s.quarter[w.Quarter()] = r.IntN(2 * most)
			}
		}
	}
	if s.step > 0 {
		for range r.IntN(3) {
			from := r.IntN(weeks)
			s.ceilings = append(s.ceilings, modelCeiling{from, from + 1 + r.IntN(weeks-from), r.IntN(2 * most)})
		}
	}
	return s
}

func build(t testing.TB, m *model) *plan.Set {
	t.Helper()
	return plan.NewSet(m.documents(), nil)
}

// draw adds a plan that there is already, where it overdraws nothing.
func (m *model) draw(r *rand.Rand) {
	p := modelPlan{line: r.IntN(len(m.lines)), source: r.IntN(len(m.sources))}
	l, s := m.lines[p.line], m.sources[p.source]
	if !m.fits(l, s) {
		return
	}
	if r.IntN(2) == 0 {
		p.week = make([]int, len(m.weeks))
		for i := range p.week {
			if p.week[i] = -1; l.from <= i && i < l.to {
				p.week[i] = r.IntN(3)
			}
		}
	} else {
		week := m.weeks[l.from+r.IntN(l.to-l.from)]
		p.quarter = map[calendar.Quarter]int{week.Quarter(): 1 + r.IntN(4)}
	}
	m.plans = append(m.plans, p)
	set := plan.NewSet(m.documents(), nil)
	for _, a := range set.Avtal {
		draws, _ := set.DrawsOn(a)
		for _, same := range plan.ByUnit(draws) {
			for _, c := range a.Takvolymer {
				sum := 0
				for _, d := range same {
					sum += d.Volume(c.Period.V)
				}
				if sum > c.Volym.V {
					m.plans = m.plans[:len(m.plans)-1]
					return
				}
			}
			if len(a.Kapacitet.Items) > 0 && len(plan.Shortages(&a.Kapacitet, plan.Unlimited, same)) > 0 {
				m.plans = m.plans[:len(m.plans)-1]
				return
			}
		}
	}
	for _, o := range set.Erbjudanden {
		if draws, _ := set.DrawsFrom(o); len(plan.Shortages(&o.Kapacitet, plan.Nothing, draws)) > 0 {
			m.plans = m.plans[:len(m.plans)-1]
			return
		}
	}
}
