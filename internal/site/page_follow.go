package site

import (
	"iter"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// followPages are the follow-up: a page that leads to the plan years, one for each of them with
// what its plans add up to, and one for each sender in it with its plans.
func (x *index) followPages() iter.Seq[page] {
	return func(yield func(page) bool) {
		if !yield(x.followPage()) {
			return
		}
		for _, year := range x.years {
			if !yield(x.followYearPage(year)) {
				return
			}
			for _, id := range x.senders {
				if x.followSenderPage(year, id) != "" && !yield(x.followSenderPageOf(year, id)) {
					return
				}
			}
		}
	}
}

// followSenderPage is where a sender's plans of a year are followed up; empty where it has none.
func (x *index) followSenderPage(year int, id string) string {
	at := party{asSender, year, id}
	if !x.known[party{asSender, 0, id}] || len(x.plans[at])+len(x.unfollowed[at]) == 0 || x.yearPage(year) == "" {
		return ""
	}
	return followSenderURL(year, id)
}

func (x *index) followPage() page {
	return page{
		path: followURL(), section: following, title: lang.T("Uppföljning", "Follow-up"),
		lead: lang.T("Plan mot utfall, planår för planår.", "Plan against outcome, plan year by plan year."),
		data: x.telling(func(t *teller) *dataView {
			d := &dataView{Warnings: t.missing()}
			for _, year := range t.yearsOf(func(int) bool { return true }) {
				name, head := strconv.Itoa(year), t.T("Planåret ", "Plan year ")+t.x.yearName(year)
				p := part{Links: []span{{t.T("Uppföljning av planåret ", "Follow-up of the plan year ") + name, t.To(followYearURL(year))}}}
				p.Table = t.groupTable("ar-"+name+"-namn", head, t.T("Planår", "Plan year"), []string{name}, func(string) []*followup.Group { return t.x.groups[party{asRegion, year, ""}] }, func(string) span { return span{name, t.To(yearURL(year))} }, true)
				if p.Table == nil {
					p.Text = []string{t.T("Inga leveransplaner.", "No leveransplaner.")}
				}
				d.Sections = append(d.Sections, &block{ID: "ar-" + name, Heading: head, Parts: []part{p}})
			}
			return d
		}),
	}
}

func (x *index) followYearPage(year int) page {
	return page{
		path: followYearURL(year), section: following, kicker: lang.T("Uppföljning", "Follow-up"),
		title: lang.T("Plan mot utfall %s", "Plan against outcome %s", x.yearName(year)), lead: x.statusLead(x.plans[party{asRegion, year, ""}]), crumbs: []crumb{{lang.T("Uppföljning", "Follow-up"), followURL()}},
		data: x.telling(func(t *teller) *dataView { return t.followYear(year) }),
	}
}

// statusLead counts plans by how they are doing: each of them once.
func (x *index) statusLead(plans []*followup.Plan) lang.Text {
	if len(plans) == 0 {
		return lang.T("Inga leveransplaner.", "No leveransplaner.")
	}
	count := map[followup.Status]int{}
	for _, p := range plans {
		count[p.Status]++
	}
	return x.both(func(t *teller) string {
		var parts lang.List
		for _, s := range statuses {
			if n := count[s]; n > 0 {
				parts = append(parts, t.say(lang.T("%s", "%s", statusCount(s, n))))
			}
		}
		return t.say(lang.T("%s: %s.", "%s: %s.", plansText(len(plans)), parts))
	})
}

func (t *teller) followYear(year int) *dataView {
	at := party{asRegion, year, ""}
	d := &dataView{Warnings: t.missing(), Tiles: t.groupTiles(t.x.groups[at], nil, nil)}
	plans := t.x.plans[at]
	if len(plans) == 0 {
		d.Sections = []*block{{ID: "planer", Heading: t.T("Leveransplaner", "Leveransplaner"), Parts: []part{{Text: []string{t.T("Det finns inga leveransplaner att följa upp.", "There are no leveransplaner to follow up.")}}}}}
		return d
	}
	d.Sections = append(d.Sections, &block{ID: "lage", Heading: t.T("Läget", "The state"), Parts: []part{{Table: t.statusTable(plans), Note: t.figureNote()}}})
	d.Sections = append(d.Sections, &block{ID: "kvartal", Heading: t.T("Per kvartal", "By quarter"), Parts: t.quarters("kvartal", t.x.groups[at])})
	for _, of := range []struct {
		kind, id, head, name string
		ids                  []string
		link                 func(string) span
	}{
		{asSender, "skickande", t.T("Per skickande", "By sender"), t.T("Skickande", "Sender"), t.x.senders, func(id string) span { return t.link(t.org(id), t.x.followSenderPage(year, id)) }},
		{asReceiver, "mottagare", t.T("Per mottagare", "By receiver"), t.T("Mottagare", "Receiver"), t.x.receivers, t.receiverLink},
		{asField, "vardomrade", t.T("Per vårdområde", "By medical field"), t.T("Vårdområde", "Medical field"), t.x.fields, t.fieldLink},
	} {
		table := t.groupTable(of.id+"-namn", of.head, of.name, t.sorted(of.kind, of.ids), func(id string) []*followup.Group { return t.x.groups[party{of.kind, year, id}] }, of.link, true)
		d.Sections = append(d.Sections, &block{ID: of.id, Heading: of.head, Parts: []part{{Table: table}}})
	}
	first := urgent(plans)
	heading := t.T("Alla leveransplaner", "All leveransplaner")
	p := part{Note: t.figureNote()}
	if len(first) > mostFollowed {
		heading = t.T("De leveransplaner som behöver ses på först", "The leveransplaner to be looked at first")
		p.Text = []string{t.say(lang.T("Av %s visas %d. Alla står hos sin skickande.", "Of %s, %d are shown. All stand with their senders.", plansText(len(first)), mostFollowed))}
		p.Links = t.followLinks(year, plans)
		first = first[:mostFollowed]
	}
	p.Table = t.planTable("planer-namn", heading, first, "")
	d.Sections = append(d.Sections, &block{ID: "planer", Heading: heading, Parts: []part{p}})
	if strays := t.x.strays[at]; len(strays) > 0 {
		d.Sections = append(d.Sections, &block{ID: "utan-plan", Heading: t.T("Utfall utan plan", "Outcome without a plan"), Parts: []part{{Table: t.strayTable("utan-plan-namn", strays), Note: t.strayNote()}}})
	}
	return d
}

// mostFollowed is how many plans the follow-up of a year lists.
const mostFollowed = 100

// statusTable counts plans by how they are doing.
func (t *teller) statusTable(plans []*followup.Plan) *table {
	tab := &table{id: "lage-namn", caption: t.T("Leveransplaner efter läge", "Leveransplaner by state"), columns: t.heads([]column{{t.T("Läge", "State"), ""}, {t.T("Planer", "Plans"), "num"}})}
	count := map[followup.Status]int{}
	for _, p := range plans {
		count[p.Status]++
	}
	for _, s := range statuses {
		if count[s] > 0 {
			words, tone := statusWords(s)
			tab.rows = append(tab.rows, t.row([]cell{{text: t.say(words), tone: tone, says: true}, {text: t.num(count[s])}}))
		}
	}
	tab.sums = [][]cell{{{text: t.T("Alla", "All")}, {text: t.num(len(plans))}}}
	return tab.filled()
}

func (x *index) followSenderPageOf(year int, id string) page {
	name := strconv.Itoa(year)
	at := party{asSender, year, id}
	return page{
		path: followSenderURL(year, id), section: following, kicker: lang.T("Uppföljning", "Follow-up"),
		title: lang.T("%s %s", "%s %s", named(x.orgFull(id)), name), lead: x.statusLead(x.plans[at]),
		crumbs: []crumb{{lang.T("Uppföljning", "Follow-up"), followURL()}, {lang.Plain(name), followYearURL(year)}},
		data: x.telling(func(t *teller) *dataView {
			d := &dataView{Warnings: t.missing(), Tiles: t.groupTiles(t.x.groups[at], nil, nil)}
			plans := t.x.plans[at]
			if len(plans) > 0 {
				d.Sections = append(d.Sections,
					&block{ID: "lage", Heading: t.T("Läget", "The state"), Parts: []part{{Table: t.statusTable(plans)}}},
					&block{ID: "planer", Heading: t.T("Leveransplaner, de som behöver ses på först", "Leveransplaner, those to be looked at first"), Parts: []part{{Table: t.planTable("planer-namn", t.T("Leveransplaner ", "Leveransplaner ")+name, urgent(plans), asSender), Note: t.figureNote()}}},
					&block{ID: "mottagare", Heading: t.T("Per mottagare och vårdområde", "By receiver and medical field"), Parts: []part{t.flows(at, asReceiver, name), t.flows(at, asField, name)}})
			}
			if broken := t.x.unfollowed[at]; len(broken) > 0 {
				_, list := t.followed(broken)
				d.Sections = append(d.Sections, &block{ID: "olasta", Heading: t.T("Planer som inte går att läsa helt", "Plans that can't be read whole"), Parts: []part{{List: list}}})
			}
			d.Sections = append(d.Sections, &block{ID: "mer", Heading: t.T("Mer", "More"), Parts: []part{{Links: []span{t.link(t.T("Behov, rader och planer för ", "Need, lines and plans of ")+t.org(id), t.x.senderPage(id))}}}})
			return d
		}),
	}
}

// unusedNote adds to a note, where outcome is masked, why a plan may have lost anything up to its
// whole volume: nothing here tells how much is registered as unused.
func (t *teller) unusedNote(note string) string {
	if t.b.Follow.MaskUnder < 2 {
		return note
	}
	return note + t.T(" Hur mycket som är anmält som outlöst visas inte: för en plan med något anmält står det från det som räknas ur utfallet till planens hela volym.", " How much is registered as unused is not shown: of a plan with anything registered it reaches from what is reckoned from outcome to the plan's whole volume.")
}
