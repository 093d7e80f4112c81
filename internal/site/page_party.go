package site

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// What the pages of a sender, a receiver and a field have in common.

// mostPlans is how many plans a page lists; of more, and of years that have passed, the pages
// of follow-up tell one by one.
const mostPlans = 500

// listed tells that a page of a party shows a year's plans one by one.
func (t *teller) listed(year int) bool { return len(t.x.now) > 0 && year >= t.x.now[0] }

// partyYears shows what belongs to a party in each plan year: those that are running, those to
// come, and then back in time.
func (t *teller) partyYears(kind, id string, other []string) []*block {
	var out []*block
	for _, year := range t.x.fromNow() {
		at := party{kind, year, id}
		if len(t.x.plans[at])+len(t.x.lines[at])+len(t.x.needs[at])+len(t.x.strays[at])+len(t.x.unfollowed[at]) == 0 {
			continue
		}
		name := strconv.Itoa(year)
		b := &block{ID: "ar-" + name, Heading: t.T("Planåret ", "Plan year ") + t.x.yearName(year)}
		if needs := t.x.needs[at]; len(needs) > 0 {
			b.Parts = append(b.Parts, part{ID: "behov-" + name, Heading: t.T("Behov och egen kapacitet", "Need and own capacity"), Table: t.needTable("behov-"+name+"-namn", t.T("Behov och egen kapacitet ", "Need and own capacity ")+name, t.byName(kind, needs), kind), Note: t.needNote()})
		}
		if lines := t.x.lines[at]; len(lines) > 0 {
			b.Parts = append(b.Parts, t.partyLines(kind, name, lines))
		}
		b.Parts = append(b.Parts, t.partyPlans(kind, year, at, other)...)
		if strays := t.x.strays[at]; len(strays) > 0 {
			b.Parts = append(b.Parts, part{ID: "utan-plan-" + name, Heading: t.T("Utfall utan plan", "Outcome without a plan"), Table: t.strayTable("utan-plan-"+name+"-namn", strays), Note: t.strayNote()})
		}
		out = append(out, b)
	}
	if len(out) == 0 {
		out = []*block{{ID: "inget", Heading: t.T("Planer", "Plans"), Parts: []part{{Text: []string{t.T("Inga planer eller rader finns.", "There are no plans or lines.")}}}}}
	}
	return out
}

// byName orders needs by the field, or on a field's page by the administration.
func (t *teller) byName(kind string, needs []need) []need {
	rank := t.x.rank[t.L]
	key := func(n need) int {
		if kind == asField {
			return rank[party{asSender, 0, n.row.Forvaltning.V}]
		}
		return rank[party{asField, 0, n.field}]
	}
	out := slices.Clone(needs)
	slices.SortStableFunc(out, func(a, b need) int { return cmp.Compare(key(a), key(b)) })
	return out
}

func (t *teller) partyLines(kind, name string, lines []*plan.Line) part {
	p := part{ID: "rader-" + name, Heading: t.T("Rader i missiv", "Lines of missiv"), Note: t.lineNote()}
	if len(lines) > mostLines {
		p.Text = []string{t.say(lang.T("Av %s visas de första %d; alla står på sina missiv.", "Of %s the first %d are shown; all stand with their missiv.", linesText(len(lines)), mostLines))}
		lines = lines[:mostLines]
	}
	p.Table = t.lineTable("rader-"+name+"-namn", t.T("Rader i missiv ", "Lines of missiv ")+name, lines, false, kind)
	return p
}

func (t *teller) partyPlans(kind string, year int, at party, other []string) []part {
	plans, name := t.x.plans[at], strconv.Itoa(year)
	var out []part
	for _, g := range byUnit(t.x.groups[at]) {
		out = append(out, part{Figure: t.course("kurva-"+name+"-"+safe(g.Unit), t.T("Plan och utfall ", "Plan and outcome ")+name+", "+t.unit(g.Unit), g.Unit, &g.Figures, g.Quarters)})
	}
	for _, to := range other {
		if len(plans) > 0 {
			out = append(out, t.flows(at, to, name))
		}
	}
	if broken := t.x.unfollowed[at]; len(broken) > 0 {
		_, list := t.followed(broken)
		out = append(out, part{ID: "olasta-" + name, Heading: t.T("Planer som inte går att läsa helt", "Plans that can't be read whole"), List: list})
	}
	if len(plans) == 0 {
		return out
	}
	p := part{ID: "planer-" + name, Heading: t.T("Leveransplaner", "Leveransplaner")}
	if !t.listed(year) || len(plans) > mostPlans {
		p.Text = []string{t.say(lang.T("%s; de står en och en i uppföljningen.", "%s; they stand one by one in the follow-up.", plansText(len(plans))))}
		p.Links = t.followLinks(year, plans)
		return append(out, p)
	}
	p.Table, p.Note = t.planTable("planer-"+name+"-namn", t.T("Leveransplaner ", "Leveransplaner ")+name+t.T(", de som behöver ses på först", ", those to be looked at first"), urgent(plans), kind), t.figureNote()
	return append(out, p)
}

// followLinks lead to where plans are followed up, sender by sender.
func (t *teller) followLinks(year int, plans []*followup.Plan) []span {
	var ids []string
	seen := map[string]bool{}
	for _, p := range plans {
		if id := p.Skickande.V; !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	var out []span
	for _, id := range t.sorted(asSender, ids) {
		if url := t.x.followSenderPage(year, id); url != "" {
			out = append(out, t.link(t.T("Uppföljning ", "Follow-up ")+strconv.Itoa(year)+", "+t.org(id), url))
		}
	}
	return out
}

// flows adds up the plans of a party by who stands at the other end, or by field.
func (t *teller) flows(at party, to, name string) part {
	of := map[[2]string][]*followup.Plan{}
	var ids []string
	seen := map[string]bool{}
	for _, p := range t.x.plans[at] {
		id := idOf(p.Leveransplan, to)
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
		of[[2]string{id, p.Unit()}] = append(of[[2]string{id, p.Unit()}], p)
	}
	heads := map[string][2]string{
		asSender:   {t.T("Skickande", "Sender"), t.T("Från vem", "From whom")},
		asReceiver: {t.T("Mottagare", "Receiver"), t.T("Till vem", "To whom")},
		asField:    {t.T("Vårdområde", "Medical field"), t.T("Vårdområden", "Medical fields")},
	}
	head := heads[to]
	groups := func(id string) []*followup.Group {
		var out []*followup.Group
		for _, unit := range []string{"patient", "atgard", "besok"} {
			if list := of[[2]string{id, unit}]; len(list) > 0 {
				out = append(out, followup.NewGroup(at.year, unit, list))
			}
		}
		return out
	}
	id := "per-" + to + "-" + name
	links := map[string]func(string) span{asSender: t.senderLink, asReceiver: t.receiverLink, asField: t.fieldLink}
	return part{ID: id, Heading: head[1], Table: t.groupTable(id+"-namn", head[1]+", "+name, head[0], t.sorted(to, ids), groups, links[to], false)}
}

func idOf(p *plan.Leveransplan, kind string) string {
	switch kind {
	case asSender:
		return p.Skickande.V
	case asReceiver:
		return p.Mottagare.V
	}
	return p.Vardomrade.V
}

func (t *teller) strayTable(id string, strays []*followup.Stray) *table {
	tab := &table{id: id, caption: t.T("Utfall som inte nämner någon plan", "Outcome that names no plan"), columns: t.heads([]column{{t.T("Vårdområde", "Medical field"), ""}, {t.T("Skickande", "Sender"), ""}, {t.T("Mottagare", "Receiver"), ""}, {t.T("Kontaktade", "Contacted"), "num"}, {t.T("Accepterade", "Accepted"), "num"}, {t.T("Utfört", "Done"), "num"}})}
	for _, s := range strays {
		tab.rows = append(tab.rows, t.row([]cell{linked(t.fieldLink(s.Vardomrade)), linked(t.senderLink(s.Skickande)), linked(t.receiverLink(s.Mottagare)), {text: t.count(s.Contacted)}, {text: t.count(s.Accepted)}, {text: t.count(s.Done)}}))
	}
	return tab.filled()
}

func (t *teller) strayNote() string {
	return t.T("Det räknas inte in i någon plan.", "It is not part of any plan's figures.")
}

// presentTiles are a party's key figures of the plan years that are running.
func (t *teller) presentTiles(kind, id string) [][]tile {
	var out [][]tile
	for _, year := range t.x.now {
		at := party{kind, year, id}
		for _, row := range t.groupTiles(t.x.groups[at], sumLines(t.x.lines[at]), t.x.plans[at]) {
			row[0].Name += " " + strconv.Itoa(year)
			out = append(out, row)
		}
	}
	return out
}

// partyLead says in a sentence what a party has in the running year.
func (x *index) partyLead(kind, id string) lang.Text {
	for _, year := range slices.Backward(x.years) {
		if len(x.now) > 0 && year > x.now[len(x.now)-1] {
			continue
		}
		if groups := byUnit(x.groups[party{kind, year, id}]); len(groups) > 0 {
			return x.both(func(t *teller) string { return t.standing(year, groups) })
		}
	}
	return lang.T("Inga leveransplaner hittills.", "No leveransplaner so far.")
}

// listPages are the lists of senders, receivers and fields.
func (x *index) listPages() iter.Seq[page] {
	list := func(url string, s section, kind string, title, lead lang.Text, ids []string) page {
		return page{path: url, section: s, title: title, lead: lead, data: x.telling(func(t *teller) *dataView { return t.list(kind, ids) })}
	}
	return slices.Values([]page{
		list(sendersURL(), senders, asSender, lang.T("Skickande förvaltningar", "Senders"), lang.T("De förvaltningar vars patienter får vård hos någon annan.", "The administrations whose patients are treated by somebody else."), x.senders),
		list(receiversURL(), receivers, asReceiver, lang.T("Mottagare", "Receivers"), lang.T("De egna sjukhus och externa vårdgivare som tar emot.", "The own hospitals and external providers that receive."), x.receivers),
		list(fieldsURL(), fields, asField, lang.T("Vårdområden", "Medical fields"), lang.T("Vad som är planerat i varje vårdområde.", "What is planned in each medical field."), x.fields),
	})
}

func (t *teller) list(kind string, ids []string) *dataView {
	links := map[string]func(string) span{asSender: t.senderLink, asReceiver: t.receiverLink, asField: t.fieldLink}
	heads := map[string]string{asSender: t.T("Förvaltning", "Administration"), asReceiver: t.T("Mottagare", "Receiver"), asField: t.T("Vårdområde", "Medical field")}
	d := &dataView{Warnings: t.missing()}
	ids = t.sorted(kind, ids)
	for _, year := range t.x.now {
		name := strconv.Itoa(year)
		if table := t.groupTable("ar-"+name+"-namn", heads[kind]+" "+name, heads[kind], ids, func(id string) []*followup.Group { return t.x.groups[party{kind, year, id}] }, links[kind], true); table != nil {
			d.Sections = append(d.Sections, &block{ID: "ar-" + name, Heading: t.T("Planåret ", "Plan year ") + t.x.yearName(year), Parts: []part{{Table: table, Note: t.figureNote()}}})
		}
	}
	if kind == asReceiver {
		if list := t.present(); len(list) > 0 {
			d.Sections = append(d.Sections, &block{ID: "tak", Heading: t.T("Avtal och erbjudanden som gäller nu", "Agreements and offers of today"), Parts: []part{{Table: t.capacityTable("tak-namn", t.T("Kapacitet nu", "Capacity now"), list, true), Note: t.capacityNote()}}})
		}
	}
	all := []item{}
	for _, id := range ids {
		is := []span{links[kind](id)}
		if kind != asField {
			if full := legible(t.x.orgFull(id)); full != is[0].Text {
				is = append(is, span{Text: " – " + full})
			}
		}
		all = append(all, item{Is: is})
	}
	if len(all) == 0 {
		return d
	}
	d.Sections = append(d.Sections, &block{ID: "alla", Heading: t.T("Alla", "All"), Parts: []part{{List: all}}})
	return d
}

// present are the capacities whose time the day lies in, the most used first.
func (t *teller) present() []*followup.Capacity {
	var out []*followup.Capacity
	for _, c := range t.b.Follow.Capacities {
		if c.Time.Contains(t.b.Follow.Today) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b *followup.Capacity) int { return cmp.Compare(share(b), share(a)) })
	return out
}

// share is how much of a ceiling is planned; below 0 where there is none.
func share(c *followup.Capacity) float64 {
	if !c.Stated || c.Ceiling == 0 {
		return -1
	}
	return float64(c.Planned) / float64(c.Ceiling)
}

// orgFacts tell what an organisation is.
func (t *teller) orgFacts(id string) []fact {
	o := t.b.Set.Organisation(id)
	if o == nil {
		return []fact{{"Id", t.said(legible(id))}, {t.T("Register", "Register"), t.said(t.T("finns inte i organisationsregistret", "not in the register of organisations"))}}
	}
	kinds := map[string]lang.Text{
		plan.TypForvaltning: lang.T("förvaltning i regionen", "administration of the region"), plan.TypVardgivare: lang.T("extern vårdgivare", "external provider"),
		plan.TypKoncernkontor: lang.T("koncernkontor", "head office"), plan.TypRegion: lang.T("region", "region"),
	}
	kind, known := kinds[o.Typ.V]
	if !known {
		kind = named(o.Typ.V)
	}
	out := []fact{{t.T("Namn", "Name"), t.said(t.plain(o.Namn))}, {"Id", t.said(legible(id))}, {t.T("Slag", "Kind"), t.said(t.say(kind))}, {t.T("Finns", "Exists"), t.said(t.validity(o.GiltigFran, o.GiltigTill))}}
	if len(o.Sjukhus) > 0 {
		out = append(out, fact{t.T("Sjukhus", "Hospitals"), t.said(t.words(o.Sjukhus))})
	}
	if o.ForetradsAv.Set {
		out = append(out, fact{t.T("Företräds av", "Represented by"), t.said(t.code(o.ForetradsAv))})
	}
	if len(o.Ersatter) > 0 {
		var old []string
		for _, e := range o.Ersatter {
			old = append(old, t.org(e.V))
		}
		out = append(out, fact{t.T("Ersätter", "Succeeds"), t.said(strings.Join(old, ", "))})
	}
	return out
}
