package corpus

import (
	"fmt"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

func (r *region) writeOrganisations(p *page) {
	p.line(0, "organisationer:")
	since := calendar.Date(2024, 1, 1).String()
	for i, h := range r.hospitals {
		hospitals := ""
		if i%4 == 0 {
			hospitals = "[" + p.words(h.name) + ", " + p.words(h.short+" närsjukhus") + "]"
		}
		p.entry(2, member{"id", h.id}, member{"typ", "forvaltning"}, member{"namn", p.words(h.name)}, member{"kortnamn", p.words(h.short)},
			member{"giltig_fran", since}, member{"sjukhus", hospitals})
	}
	p.entry(2, member{"id", "koncernkontoret"}, member{"typ", "koncernkontor"}, member{"namn", "Koncernkontoret"}, member{"giltig_fran", since})
	for _, id := range r.owners {
		p.entry(2, member{"id", id}, member{"typ", "region"}, member{"namn", p.words("Region " + id + " (fiktiv)")}, member{"giltig_fran", since})
	}
	for i, v := range r.providers {
		by, company := "", ""
		if v.represented {
			by = "vardgarantiservice"
		}
		if i%2 == 0 {
			company = companyNumber(i)
		}
		p.entry(2, member{"id", v.id}, member{"typ", "vardgivare"}, member{"namn", p.words(v.name)}, member{"giltig_fran", r.since.String()},
			member{"organisationsnummer", company}, member{"foretrads_av", by})
	}
}

// companyNumber makes an organisationsnummer with its check digit.
func companyNumber(i int) string {
	digits := fmt.Sprintf("5590%05d", i)
	sum := 0
	for k, d := range []byte(digits) {
		n := int(d-'0') * (2 - k%2)
		sum += n/10 + n%10
	}
	return digits[:6] + "-" + digits[6:] + number((10-sum%10)%10)
}

func (r *region) writeAgreements(p *page) {
	p.line(0, "avtal:")
	for i, a := range r.agreements {
		unit := a.unit()
		if unit == "" && i%2 == 0 {
			unit = "patient"
		}
		codes := ""
		if i%8 == 5 && len(a.fields) == 1 {
			var all []string
			for _, g := range a.fields[0].groups {
				all = append(all, g.codes...)
			}
			codes = list(all, same)
		}
		p.entry(2, member{"id", a.id}, member{"avtalsagare", a.owner}, member{"vardgivare", a.provider.id}, member{"diarienummer", p.quoted("%s", a.number)},
			member{"vardomraden", list(a.fields, func(f *field) string { return f.id })}, member{"atgarder", codes}, member{"enhet", unit},
			member{"giltig_fran", a.validity.From.String()}, member{"giltig_till", a.validity.To.String()})
		r.writeCeilings(p, a)
		p.capacity(4, "kapacitet", a.finest, &a.used, r.stated())
		p.line(4, "vantetid_dagar: %d", a.wait)
	}
}

func same(s string) string { return s }

// writeCeilings states how much an agreement allows: at least what the plans take, and
// exactly that where other regions' agreements are used beside it.
func (r *region) writeCeilings(p *page, a *agreement) {
	var periods []calendar.Interval
	for _, y := range r.years {
		periods = append(periods, y.period)
	}
	switch last := len(periods) - 1; r.rng.IntN(6) {
	case 0:
		periods = append(periods[:last-1], calendar.Interval{From: periods[last-1].From, To: periods[last].To})
	case 1:
		running := periods[last-1]
		middle := running.Quarters()[2].First()
		periods = append(periods[:last-1], calendar.Interval{From: running.From, To: middle - 1}, calendar.Interval{From: middle, To: running.To}, periods[last])
	}
	p.line(4, "takvolymer:")
	for _, period := range periods {
		ceiling := a.used.within(period)
		if !a.fields[0].ladder {
			ceiling += ceiling*r.rng.IntN(20)/100 + r.rng.IntN(20)
		}
		p.item(6, member{"period", period.String()}, member{"volym", number(ceiling)})
	}
}

// capacity writes what is free by week or by quarter, as much as plans take and a little
// more.
func (p *page) capacity(indent int, key string, grain calendar.Grain, used *usage, periods []calendar.Interval) {
	var slots []member
	for _, period := range periods {
		for _, q := range period.Quarters() {
			if grain == calendar.GrainQuarter {
				slots = append(slots, member{q.String(), number(used.quarters[q] + q.Number)})
			}
		}
		for _, w := range period.Weeks() {
			if grain == calendar.GrainWeek {
				slots = append(slots, member{w.String(), number(used.weeks[w] + w.Number%3)})
			}
		}
	}
	if len(slots) > 0 {
		p.mapping(indent, key, slots...)
	}
}

func (r *region) writeOffer(p *page, o *offer) {
	p.line(0, "id: %s", o.id)
	p.line(0, "rutin: %s", p.quoted("%s", o.year.version))
	p.line(0, "mottagare: %s", o.receiver.id)
	p.line(0, "vardomrade: %s", o.field.id)
	p.line(0, "vardform: %s", o.group.form)
	p.line(0, "asa_klass: [1, 2, 3]")
	if o.field.unit != "" {
		p.line(0, "enhet: %s", o.field.unit)
	}
	p.line(0, "period: %s", o.year.period)
	p.mapping(0, "lyft", member{"av", o.receiver.id}, member{"forum", o.year.forum()}, member{"datum", o.raised.String()}, member{"riktning", "tillganglig"})
	if o.stated {
		p.line(0, "giltig_till: %s", o.year.period.From-1)
	}
	p.comment(r.rng, 1)
	p.capacity(0, "kapacitet", o.grain, &o.used, []calendar.Interval{o.year.period})
	p.line(0, "vantetid_dagar: %d", o.wait)
	if o.council != nil {
		r.writeCouncil(p, o)
	}
}
