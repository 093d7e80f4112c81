package allocate_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// year is a large region: five senders in forty fields, thirty receivers with five fields
// each, and a year of 53 weeks. A third of the receivers state weeks, a third quarters, a
// third ceilings alone; there is too little of some fields.
func year(r *rand.Rand, senders, fields, receivers int) *plan.Set {
	period, _ := calendar.ParseInterval("2026-01-01/2026-12-31")
	id := func(kind string, i int) plan.Text { return text(fmt.Sprintf("%s-%02d", kind, i)) }
	register, areas := &plan.Organisationer{Document: document("")}, &plan.Vardomraden{Document: document("")}
	add := func(id plan.Text, typ string) {
		register.Organisationer = append(register.Organisationer, plan.Organisation{ID: id, Typ: text(typ), GiltigFran: val(calendar.Date(2020, 1, 1))})
	}
	memo := &plan.Missiv{Document: document("missiv"), Period: val(period), Datum: val(modelToday - 400),
		Kapacitetstrappa: &plan.Kapacitetstrappa{EgenRegi: &plan.EgenRegi{}, EgnaAvtal: &plan.EgnaAvtal{}}}
	add(text("vgr"), plan.TypRegion)
	for f := range fields {
		areas.Vardomraden = append(areas.Vardomraden, plan.Vardomrade{ID: id("field", f), GiltigFran: val(calendar.Date(2020, 1, 1))})
		for s := range senders {
			if f == 0 {
				add(id("sender", s), plan.TypForvaltning)
			}
			memo.Rader = append(memo.Rader, plan.Missivrad{ID: text(fmt.Sprintf("line-%02d-%02d", f, s)), Forvaltning: id("sender", s), Vardomrade: id("field", f), Volym: val(20 + r.IntN(200))})
		}
	}
	agreements := &plan.Avtalsregister{Document: document("")}
	for i := range receivers {
		add(id("receiver", i), plan.TypVardgivare)
		a := plan.Avtal{ID: id("avt", i), Avtalsagare: text(pick(r, "vgr", "vgr", "other")), Vardgivare: id("receiver", i), GiltigFran: val(period.From), GiltigTill: val(period.To),
			Takvolymer: []plan.Takvolym{{Period: val(period), Volym: val(300 + r.IntN(900))}}}
		for range 5 {
			a.Vardomraden = append(a.Vardomraden, id("field", r.IntN(fields)))
		}
		for _, w := range period.Weeks() {
			slot := calendar.SlotOfWeek(w)
			if i%3 == 1 {
				slot = calendar.SlotOfQuarter(w.Quarter())
			}
			if _, there := a.Kapacitet.Of(slot); i%3 < 2 && !there {
				a.Kapacitet.Items = append(a.Kapacitet.Items, plan.SlotVolume{Slot: val(slot), Volume: val((5 + r.IntN(20)) * len(slot.Weeks()))})
			}
		}
		agreements.Avtal = append(agreements.Avtal, a)
	}
	return plan.NewSet([]plan.Any{&plan.Installningar{Document: document(""), Region: text("vgr")}, register, areas, agreements, memo}, nil)
}

func yearQuestion(set *plan.Set) allocate.Question {
	period, _ := calendar.ParseInterval("2026-01-01/2026-12-31")
	return allocate.Question{Set: set, Period: period, Today: calendar.Date(2025, 11, 21)}
}

func BenchmarkAllocate(b *testing.B) {
	q := yearQuestion(year(rand.New(rand.NewPCG(1, 1)), 5, 40, 30))
	for b.Loop() {
		if _, err := allocate.Allocate(q); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCertificate(b *testing.B) {
	p, err := allocate.Allocate(yearQuestion(year(rand.New(rand.NewPCG(1, 1)), 5, 40, 30)))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := p.Certificate().Check(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestALargeYear(t *testing.T) {
	for seed := range uint64(6) {
		p := answer(t, yearQuestion(year(rand.New(rand.NewPCG(seed, 5)), 5, 40, 30)))
		values, _ := levels(p, "patient")
		if !p.Optimal || values[0] == 0 || len(p.Rests) == 0 || values[2] == values[0] {
			t.Errorf("seed %d: a large year without plans, rests or other regions' agreements: %v", seed, values)
		}
	}
}
