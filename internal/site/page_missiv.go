package site

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// memoPage is a missiv: what was decided, what it rests on and which plans carry it.
func (x *index) memoPage(m *plan.Missiv) page {
	sums := sumLines(x.lines[party{asMissiv, 0, m.ID.V}])
	name := m.Rubrik.V
	if name == "" {
		name = m.ID.V
	}
	lead := lang.T("%s för tiden %s: %s i %s.", "%s for %s: %s in %s.", named(m.ID.V), periodText(m.Period.V), sumsText(sums, func(s lineSum) int { return s.volume }), linesText(len(m.Rader)))
	if len(sums) == 0 {
		lead = lang.T("%s för tiden %s har inga rader.", "%s for %s has no lines.", named(m.ID.V), periodText(m.Period.V))
	}
	return page{
		path: missivURL(m.ID.V), section: overview, kicker: lang.Plain("Missiv"), title: named(name), lead: lead,
		crumbs: x.yearCrumb(memoYear(m)), data: x.telling(func(t *teller) *dataView { return t.memo(m) }),
	}
}

// sumsText tells sums of lines, unit by unit.
func sumsText(sums []lineSum, of func(lineSum) int) lang.Text {
	var groups []*followup.Group
	for _, s := range sums {
		groups = append(groups, &followup.Group{Unit: s.unit, Figures: followup.Figures{Volume: of(s)}})
	}
	return volumesText(groups)
}

func (t *teller) memo(m *plan.Missiv) *dataView {
	lines := t.x.lines[party{asMissiv, 0, m.ID.V}]
	d := &dataView{Warnings: append(t.broken(&m.Document), t.doubtfulLines(lines)...)}
	for _, s := range sumLines(lines) {
		unit := t.unit(s.unit)
		row := []tile{{t.num(s.volume), unit + t.T(" i missivet", " in the missiv"), t.say(lang.T("i %s", "in %s", linesText(s.all)))}}
		if s.known == s.all {
			row = append(row, tile{t.num(s.placed), unit + t.T(" i planer", " in plans"), t.T("av ", "of ") + t.num(s.now) + t.T(" aktuella", " now")}, tile{t.num(s.open), unit + t.T(" öppna", " open"), t.T("oplacerade rester ", "unplaced rests ") + t.num(s.rest)})
		}
		d.Tiles = append(d.Tiles, row)
	}
	add := func(id, heading string, parts ...part) {
		if len(parts) > 0 {
			d.Sections = append(d.Sections, &block{ID: id, Heading: heading, Parts: parts})
		}
	}
	add("rader", t.T("Rader", "Lines"), t.memoLines(lines)...)
	add("planer", t.T("Planer som bär raderna", "Plans that carry the lines"), t.carriers(lines)...)
	add("missivet", t.T("Missivet", "The missiv"), part{Facts: t.memoFacts(m)})
	add("behov", t.T("Behov", "Need"), t.memoNeeds(m)...)
	add("kapacitet", t.T("Kapacitetstrappan", "The capacity ladder"), t.ladder(m)...)
	add("avstamningar", t.T("Avstämningar", "Reconciliations"), t.dialogues(m.Avstamningar)...)
	add("andringar", t.T("Ändringar under året", "Changes during the year"), t.memoChanges(m)...)
	add("beslut", t.T("Beslut", "Decisions"), t.decisionsOn(m.ID.V)...)
	add("anmarkningar", t.T("Anmärkningar", "Findings"), t.findingsOn(m.ID.V)...)
	return d
}

// doubtfulLines warns of lines of which it can't be told what is open.
func (t *teller) doubtfulLines(lines []*plan.Line) []warning {
	n := 0
	for _, l := range lines {
		if !sure(l) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []warning{{warn, t.said(t.say(lang.T("För %s går det inte att säga vad som är öppet: ett dokument går inte att läsa, eller siffror motsäger varandra.",
		"Of %s it can't be told what is open: a document can't be read, or figures contradict each other.", linesText(n))))}}
}

func (t *teller) memoLines(lines []*plan.Line) []part {
	if len(lines) == 0 {
		return []part{{Text: []string{t.T("Missivet har inga rader.", "The missiv has no lines.")}}}
	}
	return []part{{Table: t.lineTable("rader-namn", t.T("Rader och vad som är placerat av dem", "Lines, and what of them is placed"), lines, true, ""), Note: t.lineNote()}}
}

// carriers lists the plans of each line.
func (t *teller) carriers(lines []*plan.Line) []part {
	var out []part
	for i, l := range lines {
		p := part{ID: planListAnchor(i), Heading: t.say(lang.T("%s: %s, %s", "%s: %s, %s", named(l.Rad.ID.V), named(t.x.orgName(l.Rad.Forvaltning.V)), named(t.x.fieldName(l.Rad.Vardomrade.V))))}
		plans, broken := t.followed(l.Plans)
		switch {
		case len(l.Plans) == 0:
			p.Text = []string{t.T("Ingen plan bär raden än.", "No plan carries the line yet.")}
		case len(plans) > 0:
			p.Table = t.planTable(p.ID+"-namn", t.T("Leveransplaner ur raden ", "Leveransplaner of the line ")+legible(l.Rad.ID.V), plans, asMissiv)
		}
		p.List = broken
		out = append(out, p)
	}
	return out
}

// followed parts plans into those with figures, by their urgency, and those that can't be read.
func (t *teller) followed(list []*plan.Leveransplan) (plans []*followup.Plan, broken []item) {
	for _, p := range list {
		if f := t.b.follow[p.ID.V]; f != nil && f.Leveransplan == p {
			plans = append(plans, f)
		} else {
			broken = append(broken, item{Tone: bad, Is: []span{{Text: t.T("Går inte att läsa helt och räknas inte med: ", "Can't be read whole and is left out: ")}, t.document(&p.Document)}})
		}
	}
	return urgent(plans), broken
}

func (t *teller) memoFacts(m *plan.Missiv) []fact {
	out := []fact{
		{"Id", t.said(legible(m.ID.V))}, {t.T("Datum", "Date"), t.said(t.day(m.Datum))}, {t.T("Period", "Period"), t.said(periodText(m.Period.V))},
		{t.T("Till", "To"), t.said(t.code(m.Till))}, {t.T("Rutin", "Routine"), t.said(t.plain(m.Rutin))}, {t.T("Behovsanalys", "Analysis of need"), t.said(t.plain(m.Behovsanalys))},
		{t.T("Utgångspunkt", "Starting point"), t.said(t.code(m.Utgangspunkt))}, {t.T("Motivering", "Grounds"), t.said(t.plain(m.Motivering))},
	}
	return append(out, t.caseFacts(m.Arende)...)
}

// caseFacts are the case in the diary and the forum's minutes.
func (t *teller) caseFacts(a *plan.Arende) []fact {
	number, minutes := nothing, nothing
	if a != nil {
		number, minutes = t.plain(a.Diarienummer), t.plain(a.Protokoll)
	}
	return []fact{{t.T("Diarienummer", "Case number"), t.said(number)}, {t.T("Protokoll", "Minutes"), t.said(minutes)}}
}

// memoNeeds shows what the analysis says of the fields of the missiv.
func (t *teller) memoNeeds(m *plan.Missiv) []part {
	a := t.b.Set.Analysis(m.Behovsanalys.V)
	if a == nil {
		return []part{{Text: []string{t.T("Behovsanalysen som missivet nämner finns inte.", "The analysis of need that the missiv names is not there.")}}}
	}
	var list []need
	seen := map[string]bool{}
	for i := range m.Rader {
		field := m.Rader[i].Vardomrade.V
		o := a.Field(field)
		if o == nil || seen[field] {
			continue
		}
		seen[field] = true
		for j := range o.Forvaltningar {
			list = append(list, need{a, field, &o.Forvaltningar[j]})
		}
	}
	return []part{{Table: t.needTable("behov-namn", t.say(lang.T("Behov och egen kapacitet enligt %s", "Need and own capacity by %s", named(a.ID.V))), list, ""), Note: t.needNote()}}
}

// needTable tells needs row by row.
func (t *teller) needTable(id, caption string, list []need, without string) *table {
	tab := &table{id: id, caption: caption}
	if without != asField {
		tab.columns = append(tab.columns, column{t.T("Vårdområde", "Medical field"), ""})
	}
	if without != asSender {
		tab.columns = append(tab.columns, column{t.T("Förvaltning", "Administration"), ""})
	}
	tab.columns = append(tab.columns, column{t.T("Behov", "Need"), "num"}, column{t.T("Egen kapacitet", "Own capacity"), "num"}, column{t.T("Kvarvarande behov", "Remaining need"), "num"})
	for _, n := range list {
		var row []cell
		if without != asField {
			row = append(row, linked(t.fieldLink(n.field)))
		}
		if without != asSender {
			row = append(row, linked(t.senderLink(n.row.Forvaltning.V)))
		}
		tab.rows = append(tab.rows, append(row, cell{text: t.stated(n.row.Behov)}, cell{text: t.stated(n.row.Kapacitet)}, cell{text: t.sum(n.row.Remaining(), n.row.Behov.Set && n.row.Kapacitet.Set)}))
	}
	return tab.filled()
}

// ladder shows which capacity was asked for before another region's.
func (t *teller) ladder(m *plan.Missiv) []part {
	k := m.Kapacitetstrappa
	if k == nil {
		return []part{{Text: []string{t.T("Missivet säger inget om kapacitetstrappan.", "The missiv says nothing of the capacity ladder.")}}}
	}
	var out []part
	if own := k.EgenRegi; own != nil {
		tab := &table{id: "egen-regi-namn", caption: t.T("Egen regi, efterfrågad ", "Own hospitals, asked ") + t.day(own.Efterfragad), columns: t.heads([]column{{t.T("Förvaltning", "Administration"), ""}, {t.T("Ledig volym", "Free volume"), "num"}})}
		for _, s := range own.Svar {
			tab.rows = append(tab.rows, t.row([]cell{linked(t.partyLink(s.Forvaltning.V)), {text: t.stated(s.Ledig)}}))
		}
		out = append(out, part{Table: tab.filled()})
	}
	if deals := k.EgnaAvtal; deals != nil {
		tab := &table{id: "egna-avtal-namn", caption: t.T("Egna avtal, prövade ", "Own agreements, tried ") + t.day(deals.Provad), columns: t.heads([]column{{t.T("Avtal", "Agreement"), ""}, {t.T("Ledig volym", "Free volume"), "num"}})}
		for _, s := range deals.Svar {
			tab.rows = append(tab.rows, t.row([]cell{linked(t.basisLink(s.Avtal.V)), {text: t.stated(s.Ledig)}}))
		}
		out = append(out, part{Table: tab.filled()})
	}
	return out
}

// basisLink leads to an agreement or an offer on the page of the receiver.
func (t *teller) basisLink(id string) span {
	if c := t.x.basis[id]; c != nil {
		return t.link(legible(id), t.x.capacityPage(c))
	}
	return span{Text: legible(id)}
}

// dialogues lists talks with the administrations, and their reservations.
func (t *teller) dialogues(list []plan.Dialog) []part {
	if len(list) == 0 {
		return []part{{Text: []string{t.T("Inga avstämningar är angivna.", "No reconciliations are stated.")}}}
	}
	tab := &table{id: "avstamningar-namn", caption: t.T("Avstämningar med förvaltningarna", "Reconciliations with the administrations"), columns: t.heads([]column{{t.T("Förvaltning", "Administration"), ""}, {t.T("Datum", "Date"), "day"}, {t.T("Reservation", "Reservation"), "wide-cell"}, {t.T("Referens", "Reference"), ""}})}
	for _, d := range list {
		reservation := cell{text: t.T("ingen", "none")}
		if d.Reservation.Set {
			reservation = cell{text: t.plain(d.Reservation), tone: warn}
		}
		tab.rows = append(tab.rows, t.row([]cell{linked(t.senderLink(d.Forvaltning.V)), {text: t.day(d.Datum)}, reservation, {text: t.plain(d.Referens)}}))
	}
	return []part{{Table: tab.filled(), Note: t.T("En reservation sparas och stoppar inget.", "A reservation is kept and stops nothing.")}}
}

func (t *teller) memoChanges(m *plan.Missiv) []part {
	if len(m.Andringar) == 0 {
		return []part{{Text: []string{t.T("Missivet har inte ändrats.", "The missiv has not been changed.")}}}
	}
	tab := &table{id: "andringar-namn", caption: t.T("Ändringar av missivets rader", "Changes of the lines of the missiv"), columns: t.heads([]column{{"Nr", "num"}, {t.T("Datum", "Date"), "day"}, {t.T("Rad", "Line"), ""}, {t.T("Före", "Before"), "num"}, {t.T("Efter", "After"), "num"}, {t.T("Motivering", "Grounds"), "wide-cell"}, {t.T("Tar upp ändringar av planer", "Takes up changes of plans"), ""}, {t.T("Avstämt", "Reconciled"), ""}, {t.T("Protokoll", "Minutes"), ""}})}
	for i := range m.Andringar {
		a := &m.Andringar[i]
		taken := []string{}
		for _, r := range a.Reglerar {
			taken = append(taken, legible(r.Leveransplan.V)+" ("+t.stated(r.Nr)+")")
		}
		heard := []string{}
		for _, d := range a.Avstamningar {
			heard = append(heard, t.org(d.Forvaltning.V)+" "+t.day(d.Datum))
		}
		tab.rows = append(tab.rows, t.row([]cell{{text: t.stated(a.Nr)}, {text: t.day(a.Datum)}, {text: t.plain(a.Rad)}, {text: t.stated(a.VolymFore)}, {text: t.stated(a.VolymEfter)}, {text: t.plain(a.Motivering)}, {text: orNothing(taken)}, {text: orNothing(heard)}, {text: t.plain(a.Protokoll)}}))
	}
	return []part{{Table: tab.filled()}}
}

func orNothing(list []string) string {
	if len(list) == 0 {
		return nothing
	}
	return strings.Join(list, ", ")
}
