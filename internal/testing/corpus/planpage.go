package corpus

import (
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

func (r *region) writePlan(p *page, pl *planned) {
	p.comment(r.rng, 5)
	p.line(0, "id: %s", pl.id)
	p.line(0, "rutin: %s", p.quoted("%s", pl.year.version))
	p.line(0, "period: %s", pl.period)
	r.writeOrigin(p, pl)
	p.line(0, "skickande: %s", pl.sender.id)
	p.line(0, "mottagare: %s", pl.receiver.id)
	if r.rng.IntN(6) == 0 {
		p.line(0, "typ: %s", map[bool]string{true: "extern", false: "intern"}[pl.receiver.external])
	}
	if pl.agreement != nil {
		p.line(0, "avtal: %s", pl.agreement.id)
	}
	p.line(0, "vardomrade: %s", pl.field.id)
	p.column(0, "atgarder", pl.codes)
	p.line(0, "vardform: %s", pl.group.form)
	p.line(0, "asa_klass: %s", list(pl.asa, number))
	if pl.field.unit != "" {
		p.line(0, "enhet: %s", pl.field.unit)
	}
	p.line(0, "syfte: vardgaranti")
	p.line(0, "volym: %d", pl.volume)
	p.comment(r.rng, 3)
	r.writeSlots(p, pl)
	p.line(0, "avstamningar:")
	p.party(p.step(0), pl.sender, pl.sent, pl, 1, false)
	p.party(p.step(0), pl.receiver, pl.agreed, pl, 2, false)
	p.comment(r.rng, 2)
	r.writeContacts(p, pl)
	if r.rng.IntN(3) > 0 {
		minutes := ""
		if r.rng.IntN(2) == 0 {
			minutes = p.quoted("%s § %d", workday(pl.agreed.Add(1)), 2+r.rng.IntN(9))
		}
		p.mapping(0, "arende", member{"diarienummer", pl.diary(p, 0)}, member{"protokoll", minutes})
	}
	if pl.extension != nil {
		r.writeExtension(p, pl)
	}
	if len(pl.entries) == 0 {
		p.line(0, "andringar: []")
		return
	}
	p.line(0, "andringar:")
	for _, e := range pl.entries {
		r.writeEntry(p, pl, e)
	}
}

func (r *region) writeOrigin(p *page, pl *planned) {
	var memo, line, offer string
	if pl.line != nil {
		memo, line = pl.line.memo.id, pl.line.id
	}
	if pl.offer != nil {
		offer = pl.offer.id
	}
	p.mapping(0, "ursprung", member{"missiv", memo}, member{"rad", line}, member{"erbjudande", offer})
}

// column writes a list of codes: within brackets, or one on each line.
func (p *page) column(indent int, key string, items []string) {
	if p.braces {
		p.line(indent, "%s: %s", key, list(items, same))
		return
	}
	p.line(indent, "%s:", key)
	for _, item := range items {
		p.line(p.step(indent), "- %s", item)
	}
}

// diary is the diary number of a plan, or of one of its papers.
func (pl *planned) diary(p *page, paper int) string {
	serial := 0
	for _, b := range []byte(pl.id) {
		serial = (serial*31 + int(b)) % 90000
	}
	if paper == 0 {
		return p.quoted("HS %d-%05d", pl.year.position.Year(), serial+10000)
	}
	return p.quoted("HS %d-%05d-%d", pl.year.position.Year(), serial+10000, paper)
}

// party writes a reconciliation. A provider is heard by a paper, as somebody else may
// speak for it, and others where the paper is the evidence.
func (p *page) party(indent int, who *party, day calendar.Day, pl *planned, paper int, evidence bool) {
	reference := ""
	if who.external || evidence {
		reference = pl.diary(p, paper)
	}
	p.item(indent, member{"part", who.id}, member{"datum", day.String()}, member{"referens", reference})
}

func (r *region) writeSlots(p *page, pl *planned) {
	zeros := p.zeros || pl.slots[0].Grain() == calendar.GrainQuarter
	var shown []member
	for i, s := range pl.slots {
		if zeros || pl.volumes[i] > 0 {
			shown = append(shown, member{s.String(), number(pl.volumes[i])})
		}
	}
	if p.rows {
		p.line(0, "periodisering: {")
		for row := range slices.Chunk(shown, 13) {
			p.line(2, "%s,", joined(row))
		}
		p.line(0, "}")
	} else {
		p.line(0, "periodisering:")
		for i, s := range shown {
			remark := ""
			if p.comments && i%11 == 7 && r.rng.IntN(3) == 0 {
				remark = "   # " + text(r.rng, weekComments)
			}
			p.line(2, "%s: %s%s", s.key, s.value, remark)
		}
	}
	if r.rng.IntN(3) > 0 || pl.slots[0].Grain() != calendar.GrainWeek {
		return
	}
	sums := map[calendar.Quarter]int{}
	for i, s := range pl.slots {
		sums[s.Quarter()] += pl.volumes[i]
	}
	var quarters []member
	for _, q := range pl.period.Quarters() {
		quarters = append(quarters, member{q.String(), number(sums[q])})
	}
	p.mapping(0, "kvartal", quarters...)
}

func (r *region) writeContacts(p *page, pl *planned) {
	p.line(0, "kontakter:")
	for _, who := range []*party{pl.sender, pl.receiver} {
		for _, i := range pick(r.rng, len(functions), 1+r.rng.IntN(3)) {
			p.item(p.step(0), member{"part", who.id}, member{"funktion", p.words(functions[i])},
				member{"e_post", fmt.Sprintf("%s.%s@example.org", mailboxes[i], who.id)})
		}
	}
}
