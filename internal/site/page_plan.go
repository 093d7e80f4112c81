package site

import (
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/chart"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// planPageOf is a leveransplan: what is agreed between whom, week by week, and what came of it.
func (x *index) planPageOf(p *plan.Leveransplan) page {
	to := lang.T("%s: %s till %s", "%s: %s to %s", named(x.fieldName(p.Vardomrade.V)), named(x.orgName(p.Skickande.V)), named(x.orgName(p.Mottagare.V)))
	crumbs := x.yearCrumb(x.b.Set.PlanYear(p))
	if l := x.b.Set.LineOf(p); l != nil {
		if url := x.linePage(l); url != "" {
			crumbs = append(crumbs, crumb{named(orText(l.Missiv.Rubrik, l.Missiv.ID)), url})
		}
	}
	return page{
		path: planURL(p.ID.V), section: overview, kicker: lang.T("Leveransplan %s", "Leveransplan %s", named(p.ID.V)),
		title: to, lead: x.both(func(t *teller) string { return t.planLead(p) }), crumbs: crumbs, data: x.telling(func(t *teller) *dataView { return t.leveransplan(p) }),
	}
}

// planLead says what is agreed and what has come of it.
func (t *teller) planLead(p *plan.Leveransplan) string {
	if !p.Volym.Set || !p.Period.Set {
		return t.T("Volymen eller perioden går inte att läsa.", "The volume or the period can't be read.")
	}
	out := t.say(lang.T("%s under tiden %s. ", "%s during %s. ", counted(p.Volym.V, p.Unit()), periodText(p.Period.V)))
	switch f := t.b.follow[p.ID.V]; {
	case f == nil || f.Leveransplan != p:
		return out + t.T("Planen går inte att läsa helt.", "The plan can't be read whole.")
	case f.Reported > 0:
		return out + t.say(lang.T("Till och med %s är %s av %d planerade utförda.", "Up to %s, %s of %d planned have been done.", t.week(f.Through), t.count(f.Done), f.Due))
	case f.DueToday > 0:
		return out + t.say(lang.T("Inget utfall har kommit in; %d skulle ha gjorts till i dag.", "No outcome has come in; %d were to be done until today.", f.DueToday))
	}
	return out + t.T("Den har inte börjat än.", "It has not begun yet.")
}

// orText is the first text that is set.
func orText(a, b plan.Text) string {
	if a.Set && a.V != "" {
		return a.V
	}
	return b.V
}

func (t *teller) leveransplan(p *plan.Leveransplan) *dataView {
	f := t.b.follow[p.ID.V]
	if f != nil && f.Leveransplan != p {
		f = nil
	}
	d := &dataView{Warnings: t.broken(&p.Document), Tiles: [][]tile{t.planTiles(p, f)}}
	if !p.Broken && !p.Adds() {
		d.Warnings = append(d.Warnings, warning{bad, t.said(t.say(lang.T("Veckor och kvartal summerar till %d, inte till volymen %d.", "Weeks and quarters add up to %d, not to the volume %d.", p.Periodisering.Sum(), p.Volym.V)))})
	}
	add := func(id, heading string, parts ...part) {
		if len(parts) > 0 {
			d.Sections = append(d.Sections, &block{ID: id, Heading: heading, Parts: parts})
		}
	}
	add("tid", t.T("Planerat över tid", "Planned over time"), t.planTime(p)...)
	add("utfall", t.T("Plan och utfall per kvartal", "Plan and outcome by quarter"), t.planOutcome(p, f)...)
	add("avtalat", t.T("Vad som är överenskommet", "What is agreed"), part{Facts: t.planFacts(p)})
	add("kapacitet", t.T("Avtal och kapacitet", "Agreement and capacity"), t.planCapacity(p)...)
	add("kontakter", t.T("Kontakter", "Contacts"), t.contacts(p)...)
	add("avstamningar", t.T("Avstämningar", "Reconciliations"), t.reconciled("avstamningar-namn", t.T("Planens första avstämningar", "The first reconciliations of the plan"), p.Avstamningar)...)
	add("andringar", t.T("Ändringar", "Changes"), t.planChanges(p)...)
	if rests := t.x.rests[p.ID.V]; len(rests) > 0 {
		add("rester", t.T("Restvolymer", "Rests"), t.restTable("rester-namn", t.T("Restvolymer som nämner planen", "Rests that name the plan"), rests))
	}
	add("beslut", t.T("Beslut", "Decisions"), t.decisionsOn(p.ID.V)...)
	add("anmarkningar", t.T("Anmärkningar", "Findings"), t.findingsOn(p.ID.V)...)
	return d
}

func (t *teller) planTiles(p *plan.Leveransplan, f *followup.Plan) []tile {
	unit := t.unit(p.Unit())
	out := []tile{{t.stated(p.Volym), unit + t.T(" överenskomna", " agreed"), periodText(p.Period.V)}}
	if f == nil {
		return out
	}
	words, _ := statusWords(f.Status)
	if f.Reported > 0 {
		out = append(out,
			tile{t.count(f.Done), unit + t.T(" utförda", " done"), t.T("till och med ", "up to ") + t.week(f.Through)},
			tile{t.count(f.Gap), t.T("efter plan", "behind plan"), t.T("av ", "of ") + t.num(f.Due) + t.T(" planerade i veckor med utfall", " planned in weeks with outcome")})
		if f.Status != followup.Finished || f.Missing > 0 { // else all of the forecast has been done
			out = append(out, tile{t.count(f.Forecast), unit + t.T(" i prognos", " forecast"), t.say(paceText(f.Paced))})
		}
	} else {
		out = append(out, tile{t.num(f.DueToday), unit + t.T(" planerade till i dag", " planned until today"), t.T("inget utfall har kommit in", "no outcome has come in")})
	}
	return append(out, tile{t.say(words), t.T("läge", "state"), ""})
}

// planTime draws the plan week by week or quarter by quarter, as it is written.
func (t *teller) planTime(p *plan.Leveransplan) []part {
	items := inOrder(p.Periodisering.Items)
	if len(items) == 0 {
		return []part{{Text: []string{t.T("Planen har inga veckor eller kvartal som går att läsa.", "The plan has no weeks or quarters that can be read.")}}}
	}
	grain := p.Periodisering.Grain()
	head := t.T("Vecka", "Week")
	if grain == calendar.GrainQuarter {
		head = t.T("Kvartal", "Quarter")
	}
	c := chart.Columns{
		Frame: chart.Frame{ID: "veckor", Title: t.T("Planerat per ", "Planned by ") + strings.ToLower(head), Language: t.L},
		Value: t.T("Planerat, ", "Planned, ") + t.unit(p.Unit()), Period: head,
	}
	most := items[0]
	for _, s := range items {
		if s.Volume.V > most.Volume.V {
			most = s
		}
	}
	if _, _, mixed := p.Periodisering.Mixed(); mixed || grain == calendar.GrainQuarter {
		for _, s := range items {
			c.Columns = append(c.Columns, chart.Column{Label: s.Slot.V.String(), Short: short(s.Slot.V), Value: s.Volume.V, Known: s.Volume.Set})
		}
	} else {
		c.Columns = t.weekColumns(items)
	}
	c.Desc = t.say(lang.T("Mest i %s: %s.", "Most in %s: %s.", most.Slot.V.String(), counted(most.Volume.V, p.Unit())))
	return []part{{Figure: c}}
}

// mostWeeks is the longest time that is shown week by week; a slip in a year makes a longer one.
const mostWeeks = 160

// weekColumns gives every week from the first to the last, those without volume too.
func (t *teller) weekColumns(items []plan.SlotVolume) []chart.Column {
	first, last := items[0].Slot.V.Week(), items[len(items)-1].Slot.V.Week()
	weeks := int(last.Monday()-first.Monday())/7 + 1
	if weeks > mostWeeks {
		out := t.desk.weeks.room(len(items))
		for i, s := range items {
			out[i] = chart.Column{Label: s.Slot.V.String(), Short: short(s.Slot.V), Value: s.Volume.V, Known: s.Volume.Set}
		}
		return out
	}
	out := t.desk.weeks.room(weeks)
	w := first
	for i := range out {
		col := chart.Column{Label: weekName(w), Short: strconv.Itoa(w.Number), Known: true}
		for len(items) > 0 && items[0].Slot.V.Week() == w { // of the same week the last one counts
			col.Value, col.Known = items[0].Volume.V, items[0].Volume.Set
			items = items[1:]
		}
		out[i], w = col, w.Next()
	}
	return out
}

// inOrder gives what is said of weeks and quarters in the order of time, without what can't be
// read.
func inOrder(items []plan.SlotVolume) []plan.SlotVolume {
	earlier := func(a, b plan.SlotVolume) int { return a.Slot.V.Compare(b.Slot.V) }
	unread := func(s plan.SlotVolume) bool { return !s.Slot.Set }
	if !slices.ContainsFunc(items, unread) && slices.IsSortedFunc(items, earlier) {
		return items
	}
	items = slices.DeleteFunc(slices.Clone(items), unread)
	slices.SortStableFunc(items, earlier)
	return items
}

func (t *teller) planOutcome(p *plan.Leveransplan, f *followup.Plan) []part {
	switch {
	case f == nil:
		return []part{{Text: []string{t.T("Planen går inte att läsa helt; den följs inte upp.", "The plan can't be read whole; it is not followed up.")}}}
	case f.Reported == 0:
		return []part{{Text: []string{t.T("Inget utfall har kommit in.", "No outcome has come in.")}, Table: t.quarterTable("utfall-namn", t.T("Plan och utfall per kvartal", "Plan and outcome by quarter"), f.Quarters)}}
	}
	return []part{{
		Figure: t.course("utfall-bild", t.T("Plan och utfall, från början räknat", "Plan and outcome, from the beginning"), p.Unit(), &f.Figures, f.Quarters),
		Table:  t.quarterTable("utfall-namn", t.T("Plan och utfall per kvartal", "Plan and outcome by quarter"), f.Quarters),
	}, {Facts: t.outcomeFacts(f)}}
}

func (t *teller) outcomeFacts(f *followup.Plan) []fact {
	return t.facts([]fact{
		{t.T("Utfall till och med", "Outcome up to"), t.said(t.week(f.Through))},
		{t.T("Outlöst volym", "Unused volume"), t.said(t.count(f.Unused))},
		{t.T("Veckor utan uppgift", "Weeks without a figure"), t.said(t.num(f.Missing))},
	})
}

func (t *teller) planFacts(p *plan.Leveransplan) []fact {
	origin := []span{}
	if p.Ursprung.Missiv.Set {
		at := span{Text: legible(p.Ursprung.Missiv.V)}
		if l := t.b.Set.LineOf(p); l != nil {
			at = t.link(at.Text+", "+t.T("rad ", "line ")+legible(l.Rad.ID.V), t.x.linePage(l))
		} else if p.Ursprung.Rad.Set {
			at.Text += ", " + t.T("rad ", "line ") + legible(p.Ursprung.Rad.V) + t.T(" (finns inte)", " (not there)")
		}
		origin = append(origin, at)
	}
	if e := p.Ursprung.Erbjudande; e.Set {
		if len(origin) > 0 {
			origin = append(origin, span{Text: t.T(" och ", " and ")})
		}
		origin = append(origin, t.basisLink(e.V))
	}
	if len(origin) == 0 {
		origin = t.said(nothing)
	}
	out := t.facts([]fact{
		{"Id", t.said(legible(p.ID.V))}, {t.T("Skickande", "Sender"), []span{t.senderLink(p.Skickande.V)}}, {t.T("Mottagare", "Receiver"), []span{t.receiverLink(p.Mottagare.V)}},
		{t.T("Regi", "Provision"), t.said(t.provision(p))}, {t.T("Vårdområde", "Medical field"), []span{t.fieldLink(p.Vardomrade.V)}},
		{t.T("Åtgärder (KVÅ)", "Procedures (KVÅ)"), t.said(t.words(p.Atgarder))}, {t.T("Vårdform", "Form of care"), t.said(t.code(p.Vardform))}, {t.T("ASA-klass", "ASA class"), t.said(t.numbers(p.AsaKlass))},
		{t.T("Enhet", "Unit"), t.said(t.unit(p.Unit()))}, {t.T("Volym", "Volume"), t.said(t.stated(p.Volym))}, {t.T("Period", "Period"), t.said(periodText(p.Period.V))},
		{t.T("Syfte", "Purpose"), t.said(t.code(p.Syfte))}, {t.T("Ursprung", "Origin"), origin}, {t.T("Rutin", "Routine"), t.said(t.plain(p.Rutin))},
	})
	if p.Arende != nil {
		out = append(out, t.caseFacts(p.Arende)[0])
	}
	return out
}

// provision tells whether the receiver is one of the region's own.
func (t *teller) provision(p *plan.Leveransplan) string {
	switch {
	case t.b.Set.Organisation(p.Mottagare.V) == nil:
		return nothing
	case t.b.Set.Extern(p):
		return t.T("extern vårdgivare", "external provider")
	}
	return t.T("egen regi", "own hospital")
}

// planCapacity shows how much of its agreement or offer plans draw.
func (t *teller) planCapacity(p *plan.Leveransplan) []part {
	var list []*followup.Capacity
	for _, c := range t.x.drawn[p] {
		if c.Time.Overlaps(p.Period.V) {
			list = append(list, c)
		}
	}
	if len(list) > 0 {
		return []part{{Table: t.capacityTable("kapacitet-namn", t.T("Det som planen tar av", "What the plan draws on"), list, false), Note: t.capacityNote()}}
	}
	var named []fact
	if p.Avtal.Set {
		named = append(named, fact{t.T("Avtal", "Agreement"), []span{t.basisLink(p.Avtal.V)}})
	}
	if e := p.Ursprung.Erbjudande; e.Set {
		named = append(named, fact{t.T("Erbjudande", "Offer"), []span{t.basisLink(e.V)}})
	}
	if len(named) > 0 {
		return []part{{Facts: named, Note: t.T("Hur mycket planen tar av det går inte att säga.", "How much of it the plan draws can't be told.")}}
	}
	return []part{{Text: []string{t.T("Planen tar inte av något avtal eller erbjudande med angiven kapacitet.", "The plan draws on no agreement or offer with a stated capacity.")}}}
}

// contacts lists functions, never names.
func (t *teller) contacts(p *plan.Leveransplan) []part {
	if len(p.Kontakter) == 0 {
		return []part{{Text: []string{t.T("Inga kontakter är angivna.", "No contacts are stated.")}}}
	}
	tab := &table{id: "kontakter-namn", caption: t.T("Kontakter för planen", "Contacts for the plan"), columns: t.heads([]column{{t.T("Part", "Party"), ""}, {t.T("Funktion", "Function"), ""}, {t.T("E-post", "E-mail"), ""}})}
	for _, k := range p.Kontakter {
		tab.rows = append(tab.rows, t.row([]cell{linked(t.party(k.Part)[0]), {text: t.plain(k.Funktion)}, {text: t.plain(k.EPost)}}))
	}
	return []part{{Table: tab.filled()}}
}

func (t *teller) reconciled(id, caption string, list []plan.Avstamning) []part {
	if len(list) == 0 {
		return []part{{Text: []string{t.T("Inga avstämningar är angivna.", "No reconciliations are stated.")}}}
	}
	tab := &table{id: id, caption: caption, columns: t.heads([]column{{t.T("Part", "Party"), ""}, {t.T("Datum", "Date"), "day"}, {t.T("Referens", "Reference"), ""}})}
	for _, a := range list {
		tab.rows = append(tab.rows, t.row([]cell{linked(t.party(a.Part)[0]), {text: t.day(a.Datum)}, {text: t.plain(a.Referens)}}))
	}
	return []part{{Table: tab.filled()}}
}
