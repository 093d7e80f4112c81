package site

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// mostLines is how many lines a page shows one by one; of more they stand with their missiv.
const mostLines = 400

// planYearPage is a plan year: what is needed, what was decided and what of it is placed.
func (x *index) planYearPage(year int) page {
	groups := byUnit(x.groups[party{asRegion, year, ""}])
	count := 0
	for _, g := range groups {
		count += g.Count
	}
	lead := lang.T("%s och %s.", "%s and %s.", memosText(len(x.memos[year])), plansText(count))
	if count > 0 {
		lead = lang.T("%s och %s med sammanlagt %s.", "%s and %s with %s in all.", memosText(len(x.memos[year])), plansText(count), volumesText(groups))
	}
	return page{
		path: yearURL(year), section: overview, kicker: lang.T("Planår", "Plan year"),
		title: lang.T("Planåret %s", "Plan year %s", x.yearName(year)), lead: lead,
		data: x.telling(func(t *teller) *dataView { return t.planYear(year) }),
	}
}

func memosText(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s missiv", "%s missiv"), Other: lang.T("%s missiv", "%s missiv")}
}

func (t *teller) planYear(year int) *dataView {
	at := party{asRegion, year, ""}
	lines := t.x.lines[at]
	d := &dataView{Warnings: t.missing(), Tiles: t.groupTiles(t.x.groups[at], sumLines(lines), t.x.plans[at])}
	d.Sections = append(d.Sections,
		&block{ID: "behov", Heading: t.T("Behov och vad missiven möter", "Need and what the missiv meet"), Parts: t.yearNeeds(year)},
		&block{ID: "missiv", Heading: "Missiv", Parts: t.yearMemos(year)},
		&block{ID: "rader", Heading: t.T("Missivens rader", "Lines of the missiv"), Parts: t.yearLines(lines)},
		&block{ID: "kvartal", Heading: t.T("Per kvartal", "By quarter"), Parts: t.quarters("kvartal", t.x.groups[at])},
		&block{ID: "rester", Heading: t.T("Rester", "Rests"), Parts: t.yearRests(lines)},
		&block{ID: "uppfoljning", Heading: t.T("Uppföljning", "Follow-up"), Parts: []part{{Links: []span{{t.T("Plan mot utfall för planåret ", "Plan against outcome of the plan year ") + strconv.Itoa(year), t.To(followYearURL(year))}}}}})
	return d
}

// yearNeeds holds what the analysis of need says against what the missiv decide, by field.
func (t *teller) yearNeeds(year int) []part {
	needs := t.x.needs[party{asRegion, year, ""}]
	if len(needs) == 0 {
		return []part{{Text: []string{t.T("Det finns ingen behovsanalys för planåret.", "There is no analysis of need for the plan year.")}}}
	}
	tab := &table{id: "behov-namn", caption: t.T("Behov, egen kapacitet och missivens volymer per vårdområde", "Need, own capacity and the volumes of the missiv by medical field"), columns: []column{
		{t.T("Vårdområde", "Medical field"), ""}, {t.T("Behov", "Need"), "num"}, {t.T("Egen kapacitet", "Own capacity"), "num"}, {t.T("Kvarvarande\nbehov", "Remaining\nneed"), "num"}, {t.T("I missiv", "In missiv"), "num"}, {t.T("Öppet", "Open"), "num"}, {t.T("Enhet", "Unit"), ""},
	}}
	for _, id := range t.sorted(asField, t.fieldsOf(needs)) {
		s := sumNeeds(t.x.needs[party{asField, year, id}])
		needed, none := t.row([]cell{linked(t.fieldLink(id)), {text: t.sum(s.need, s.whole)}, {text: t.sum(s.capacity, s.whole)}, {text: t.sum(s.remaining, s.whole)}}), cell{text: nothing}
		sums := sumLines(t.x.lines[party{asField, year, id}])
		for _, s := range sums {
			reckoned := t.reckonedCells(s)
			tab.rows = append(tab.rows, t.row(needed, []cell{{text: t.num(s.volume)}, reckoned[len(reckoned)-1], {text: t.unit(s.unit)}}))
			needed = []cell{needed[0], {}, {}, {}} // the need is told once, whatever its lines count
		}
		if len(sums) == 0 {
			tab.rows = append(tab.rows, t.row(needed, []cell{none, none, none}))
		}
	}
	return []part{{Table: tab.filled(), Note: t.needNote()}}
}

func (t *teller) needNote() string {
	return t.T("Kvarvarande behov är summan av det som varje förvaltning inte klarar själv: överskott hos en räknas inte mot brist hos en annan.",
		"The remaining need adds up what each administration can't do itself: a surplus of one makes up for no lack of another.")
}

// fieldsOf lists the fields of needs, each once.
func (t *teller) fieldsOf(needs []need) []string {
	var out []string
	seen := map[string]bool{}
	for _, n := range needs {
		if !seen[n.field] {
			seen[n.field] = true
			out = append(out, n.field)
		}
	}
	return out
}

// needSum adds up needs; whole tells that each had its figures.
type needSum struct {
	need, capacity, remaining int
	whole                     bool
}

func sumNeeds(needs []need) needSum {
	s := needSum{whole: len(needs) > 0}
	for _, n := range needs {
		s.need, s.capacity, s.remaining = s.need+n.row.Behov.V, s.capacity+n.row.Kapacitet.V, s.remaining+n.row.Remaining()
		s.whole = s.whole && n.row.Behov.Set && n.row.Kapacitet.Set && !n.analysis.Broken
	}
	return s
}

func (t *teller) sum(n int, known bool) string {
	if !known {
		return nothing
	}
	return t.num(n)
}

func (t *teller) yearMemos(year int) []part {
	memos := t.x.memos[year]
	if len(memos) == 0 {
		return []part{{Text: []string{t.T("Inget missiv är beslutat för planåret.", "No missiv has been decided for the plan year.")}}}
	}
	tab := &table{id: "missiv-namn", caption: t.T("Planårets missiv: vad de beslutade och vad som är placerat", "The missiv of the plan year: what they decided and what is placed"), columns: t.heads([]column{
		{"Missiv", "wide-cell"}, {t.T("Enhet", "Unit"), ""}, {t.T("Volym", "Volume"), "num"}, {t.T("Aktuellt", "Now"), "num"}, {t.T("I planer", "In plans"), "num"}, {t.T("Oplacerad\nrest", "Unplaced\nrest"), "num"}, {t.T("Öppet", "Open"), "num"},
		{t.T("Rader", "Lines"), "num"}, {t.T("Datum", "Date"), "day"}, {t.T("Protokoll", "Minutes"), ""},
	})}
	for _, m := range t.byMemoName(memos) {
		name, minutes := t.missivLink(m), nothing
		if m.Arende != nil {
			minutes = t.plain(m.Arende.Protokoll)
		}
		first, told := cell{text: t.memoName(m), href: name.Href, note: name.Text}, []cell{{text: t.day(m.Datum)}, {text: minutes}}
		left := len(m.Rader)
		for _, s := range sumLines(t.x.lines[party{asMissiv, 0, m.ID.V}]) {
			tab.rows = append(tab.rows, t.row([]cell{first, {text: t.unit(s.unit)}, {text: t.num(s.volume)}}, t.reckonedCells(s), []cell{{text: t.num(s.all)}}, told))
			left -= s.all
		}
		if left > 0 || len(m.Rader) == 0 { // lines that count nothing known, or none
			none := cell{text: nothing}
			tab.rows = append(tab.rows, t.row([]cell{first, none, none, none, none, none, none, {text: t.num(left)}}, told))
		}
	}
	return []part{{Table: tab.filled(), Text: t.outsideText(year), Note: t.T("Aktuellt är det som står i planer, oplacerade rester och öppet tillsammans.", "Now is what stands in plans, unplaced rests and what is open together.")}}
}

// reckonedCells are the sums of lines that can be reckoned, with how many those are.
func (t *teller) reckonedCells(s lineSum) []cell {
	none := cell{text: nothing}
	if s.known == 0 {
		return []cell{none, none, none, none}
	}
	out := t.row([]cell{{text: t.num(s.now)}, {text: t.num(s.placed)}, {text: t.num(s.rest)}, {text: t.num(s.open)}})
	if s.known < s.all {
		for i := range out {
			out[i].note = t.say(lang.T("%d av %d rader", "%d of %d lines", s.known, s.all))
		}
	}
	return out
}

// byMemoName orders missiv by the name that they are shown by.
func (t *teller) byMemoName(memos []*plan.Missiv) []*plan.Missiv {
	letters, out := alphabet(t.L), slices.Clone(memos)
	slices.SortStableFunc(out, func(a, b *plan.Missiv) int {
		return cmp.Or(letters.CompareString(t.memoName(a), t.memoName(b)), cmp.Compare(a.ID.V, b.ID.V))
	})
	return out
}

// outsideText says what of the year's plans no missiv holds: with it the missiv add up to the year.
func (t *teller) outsideText(year int) []string {
	var volumes []string
	count := 0
	for _, unit := range units {
		if o := outsideLines(t.x.plans[party{asRegion, year, ""}], unit); o.count > 0 {
			count += o.count
			volumes = append(volumes, t.say(counted(o.volume, unit)))
		}
	}
	if count == 0 {
		return nil
	}
	return []string{t.say(lang.T("Planer utan missivrad, som inte räknas i missiven: %d, %s.", "Plans without a line of a missiv, which the missiv do not count: %d, %s.", count, lang.List(volumes)))}
}

// outside is what plans hold that draw on no line of a missiv, as those from an offer alone.
type outside struct{ count, volume int }

func outsideLines(plans []*followup.Plan, unit string) outside {
	var o outside
	for _, p := range plans {
		if p.Line == nil && p.Unit() == unit {
			o.count, o.volume = o.count+1, o.volume+p.Volym.V
		}
	}
	return o
}

// memoName is what a missiv is headed; its id where it has no heading.
func (t *teller) memoName(m *plan.Missiv) string {
	if m.Rubrik.Set && m.Rubrik.V != "" {
		return legible(m.Rubrik.V)
	}
	return legible(m.ID.V)
}

func (t *teller) yearLines(lines []*plan.Line) []part {
	switch {
	case len(lines) == 0:
		return []part{{Text: []string{t.T("Inga rader.", "No lines.")}}}
	case len(lines) <= mostLines:
		return []part{{Table: t.lineTable("rader-namn", t.T("Missivens rader och vad som är placerat av dem", "Lines of the missiv, and what of them is placed"), lines, false, ""), Note: t.lineNote()}}
	}
	var open []*plan.Line
	for _, l := range lines {
		if !sure(l) || l.Oppet() != 0 {
			open = append(open, l)
		}
	}
	p := part{Text: []string{t.say(lang.T("Planåret har %s. Här står de som inte är helt placerade; alla står på sina missiv.", "The plan year has %s. Those that are not wholly placed stand here; all stand with their missiv.", linesText(len(lines))))}}
	if len(open) > mostLines {
		p.Text = append(p.Text, t.say(lang.T("Av dem visas de första %d.", "Of them the first %d are shown.", mostLines)))
		open = open[:mostLines]
	}
	if len(open) == 0 {
		p.Text = append(p.Text, t.T("Alla är helt placerade.", "All are wholly placed."))
	}
	p.Table, p.Note = t.lineTable("rader-namn", t.T("Rader som inte är helt placerade", "Lines that are not wholly placed"), open, false, ""), t.lineNote()
	return []part{p}
}

// quarters tells what is planned and done in each quarter, unit by unit.
func (t *teller) quarters(id string, groups []*followup.Group) []part {
	var out []part
	for _, g := range byUnit(groups) {
		at := id + "-" + safe(g.Unit)
		out = append(out, part{
			Figure: t.course(at+"-bild", t.T("Plan och utfall, ", "Plan and outcome, ")+t.unit(g.Unit), g.Unit, &g.Figures, g.Quarters),
			Table:  t.quarterTable(at+"-namn", t.T("Per kvartal, ", "By quarter, ")+t.unit(g.Unit), g.Quarters),
		})
	}
	if len(out) == 0 {
		out = []part{{Text: []string{t.T("Inget är planerat.", "Nothing is planned.")}}}
	}
	return out
}

func (t *teller) quarterTable(id, caption string, quarters []followup.Period) *table {
	tab := &table{id: id, caption: caption, columns: t.heads([]column{
		{t.T("Kvartal", "Quarter"), "day"}, {t.T("Planerat", "Planned"), "num"}, {t.T("Kontaktade", "Contacted"), "num"}, {t.T("Accepterade", "Accepted"), "num"}, {t.T("Utfört", "Done"), "num"}, {t.T("Efter, från\nbörjan", "Behind, from\nthe beginning"), "num"},
	}), rows: make([][]cell, 0, len(quarters))}
	var sum followup.Period
	for _, q := range quarters {
		sum.Planned += q.Planned
		sum.Contacted, sum.Accepted, sum.Done = sum.Contacted.Add(q.Contacted), sum.Accepted.Add(q.Accepted), sum.Done.Add(q.Done)
		tab.rows = append(tab.rows, t.row([]cell{{text: q.Slot.String(), note: t.weeksOf(q.Slot)}, t.planned(q), {text: t.count(q.Contacted)}, {text: t.count(q.Accepted)}, {text: t.count(q.Done)}, {text: t.count(q.Gap)}}))
	}
	tab.sums = [][]cell{{{text: t.T("Summa", "Sum")}, {text: t.num(sum.Planned)}, {text: t.count(sum.Contacted)}, {text: t.count(sum.Accepted)}, {text: t.count(sum.Done)}, {}}}
	return tab.filled()
}

// planned is what a quarter has, and how much of it counts: outcome is held against that.
func (t *teller) planned(q followup.Period) cell {
	c := cell{text: t.num(q.Planned)}
	if q.Gap.Known && q.Due != q.Planned {
		c.note = t.T("i veckor med utfall: ", "in weeks with outcome: ") + t.num(q.Due)
	}
	return c
}

// weeksOf names the weeks of a quarter: it is made of whole ones.
func (t *teller) weeksOf(s calendar.Slot) string {
	numbers, known := t.x.weeks.Load(s)
	if !known {
		numbers = ""
		if w := s.Weeks(); len(w) > 1 {
			numbers = strconv.Itoa(w[0].Number) + "–" + strconv.Itoa(w[len(w)-1].Number)
		}
		t.x.weeks.Store(s, numbers)
	}
	if numbers == "" {
		return ""
	}
	return t.T("v. ", "weeks ") + numbers.(string)
}

// yearRests lists the rests of lines.
func (t *teller) yearRests(lines []*plan.Line) []part {
	var list []*plan.Rest
	for _, l := range lines {
		list = append(list, l.Rests...)
	}
	if len(list) == 0 {
		return []part{{Text: []string{t.T("Inga restvolymer är registrerade.", "No rests have been registered.")}}}
	}
	return []part{t.restTable("rester-namn", t.T("Registrerade restvolymer", "Registered rests"), list)}
}

// restTable tells of rests. What was planned and not used tells by its volume what was done.
func (t *teller) restTable(id, caption string, list []*plan.Rest) (out part) {
	tab := &table{id: id, caption: caption, columns: []column{
		{t.T("Rest", "Rest"), ""}, {t.T("Rad", "Line"), ""}, {t.T("Slag", "Kind"), ""}, {t.T("Volym", "Volume"), "num"}, {t.T("Orsak", "Reason"), "wide-cell"}, {t.T("Hantering", "Handling"), ""}, {t.T("Datum", "Date"), "day"}, {t.T("Leveransplan", "Leveransplan"), ""},
	}}
	for _, r := range list {
		line, at := cell{text: t.plain(r.Rad)}, nothing
		if l := t.b.Set.Line(r.Missiv.V, r.Rad.V); l != nil {
			line = linked(t.link(legible(l.Rad.ID.V), t.x.linePage(l)))
		}
		of := cell{text: at}
		if r.Leveransplan.Set {
			of = linked(t.planLink(r.Leveransplan.V))
		}
		handled := t.code(r.Hantering)
		if r.Senast.Set {
			handled += t.T(", senast ", ", by ") + r.Senast.V.String()
		}
		volume := t.stated(r.Volym)
		if r.Slag.V != plan.SlagOplacerad {
			volume = nothing
			out.Note = t.T("Volymen av en outlöst rest visas inte: den säger hur mycket av planen som inte blev gjort, och därmed utfallet.", "The volume of a rest that was not used is not shown: it says how much of the plan was not done, and so the outcome.")
		}
		tab.rows = append(tab.rows, t.row([]cell{{text: t.plain(r.ID), note: t.plain(r.Referens)}, line, {text: t.code(r.Slag)}, {text: volume}, {text: t.plain(r.Orsak)}, {text: handled}, {text: t.day(r.Datum)}, of}))
	}
	out.Table = tab.filled()
	return out
}

// years lists those in which something has a plan or a line, the newest first.
func (t *teller) yearsOf(has func(year int) bool) []int {
	var out []int
	for _, year := range slices.Backward(t.x.years) {
		if has(year) {
			out = append(out, year)
		}
	}
	return out
}
