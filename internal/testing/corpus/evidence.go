package corpus

import (
	"fmt"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// writeEntry writes a change with the whole evidence that its cause asks for.
func (r *region) writeEntry(p *page, pl *planned, e *entry) {
	at := p.step(0)
	head := []member{{"nr", number(e.nr)}, {"datum", e.day.String()}, {"galler_fran", e.from.String()}, {"orsak", e.cause},
		{"volym_fore", number(e.before)}, {"volym_efter", number(e.after)}}
	if e.extends > 0 {
		head = append(head, member{"utokar", number(e.extends)})
	}
	if e.recalls > 0 {
		head = append(head, member{"aterkallar", number(e.recalls)})
	}
	p.entry(at, head...)
	r.writeEvidence(p, pl, e, at+2)
}

func (r *region) writeExtension(p *page, pl *planned) {
	p.line(0, "utokning:")
	e := pl.extension
	p.line(2, "datum: %s", e.day)
	p.line(2, "orsak: %s", e.cause)
	p.line(2, "utokar: %d", e.extends)
	r.writeEvidence(p, pl, e, 2)
}

func (r *region) writeEvidence(p *page, pl *planned, e *entry, at int) {
	by := pl.sender
	if e.cause == plan.OrsakMottagareKanInte {
		by = pl.receiver
	}
	p.line(at, "anmald_av: %s", by.id)
	old := e.day < replaced
	office := "vardgarantiservice"
	if old && e.cause == plan.OrsakMinskatBehov {
		office = "koncernkontoret"
	}
	p.line(at, "anmald_till: %s", office)
	if e.cause == plan.OrsakMinskatBehov && !old || e.cause == plan.OrsakOkatBehov {
		p.mapping(at, "forankring", member{"roll", "representant"}, member{"organisation", pl.sender.id}, member{"datum", before(e.day, 8).String()})
	}
	switch {
	case e.cause == plan.OrsakMinskatBehov:
		r.writePrinciples(p, e, at)
	case e.cause == plan.OrsakOkatBehov && !old:
		r.writeSearch(p, pl, e, at)
	}
	p.line(at, "motivering: %s", p.words(text(r.rng, reasons(e.cause))))
	if e.cause == plan.OrsakOkatBehov && !old {
		p.line(at, "protokoll: %s", p.quoted("%s § %d", workday(e.day.Add(2)), 2+e.nr))
	}
	if e.cause != plan.OrsakMinskatBehov {
		paper := 10 * (e.nr + 1)
		p.line(at, "referens: %s", pl.diary(p, paper))
		p.line(at, "avstamningar:")
		p.party(p.step(at), pl.sender, before(e.day, 2), pl, paper+1, false)
		p.party(p.step(at), pl.receiver, before(e.day, 1), pl, paper+2, by == pl.receiver)
	}
}

// before gives the last working day that is at least n days before a day.
func before(d calendar.Day, n int) calendar.Day {
	for d -= calendar.Day(n); d.Free(); d-- {
	}
	return d
}

func (r *region) writePrinciples(p *page, e *entry, at int) {
	_, month, _ := e.day.Add(-40).Parts()
	basis := func() string {
		return p.words(fmt.Sprintf("%s %s %d", text(r.rng, reports), months[month-1], e.day.Add(-40).Year()))
	}
	p.line(at, "principer:")
	p.mapping(at+2, "forvaltning_uppnatt_vardgaranti", member{"bedomning", text(r.rng, []string{"ja", "ja", "delvis"})}, member{"underlag", basis()})
	p.mapping(at+2, "avlastat_annan_forvaltning", member{"bedomning", "nej"}, member{"underlag", p.words("Ingen plan där förvaltningen tar emot")})
	p.mapping(at+2, "vgr_uppnatt_vardgaranti", member{"bedomning", text(r.rng, []string{"delvis", "nej"})}, member{"underlag", basis()})
}

// writeSearch tells where capacity was looked for, step by step up to the receiver's.
func (r *region) writeSearch(p *page, pl *planned, e *entry, at int) {
	steps := 1
	if pl.agreement != nil {
		steps = 2
		if !pl.agreement.own() {
			steps = 3
		}
	}
	size := e.after - e.before
	if e == pl.extension {
		size = e.extends
	}
	p.line(at, "kapacitetssok:")
	for i, step := range plan.Sokordning[:steps] {
		day := before(e.day, 7-2*i)
		if i < steps-1 {
			p.item(p.step(at), member{"steg", step}, member{"datum", day.String()}, member{"ledig", "0"}, member{"skal", p.words(text(r.rng, searchReasons))})
			continue
		}
		p.item(p.step(at), member{"steg", step}, member{"datum", day.String()}, member{"ledig", number(size + r.rng.IntN(5))},
			member{"placerat", "[" + inBraces([]member{{"leveransplan", pl.id}, {"volym", number(size)}}) + "]"})
	}
}
