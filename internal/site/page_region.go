package site

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// regionPages gives the start page: how the region stands, what needs attention, what was
// decided last.
func (x *index) regionPages() iter.Seq[page] {
	return each([]int{0}, func(int) page {
		return page{
			path: overviewURL(), section: overview,
			title: lang.T("Leveransplaner i %s", "Leveransplaner in %s", named(x.orgFull(x.b.Set.Installningar.Region.V))),
			lead:  x.regionLead(), data: x.telling((*teller).region),
		}
	})
}

// regionLead says how the running plan year stands, unit by unit.
func (x *index) regionLead() lang.Text {
	if len(x.now) == 0 {
		return lang.T("Här finns inga missiv och inga leveransplaner än.", "There are no missiv and no leveransplaner (delivery plans) here yet.")
	}
	year := x.now[len(x.now)-1]
	groups := byUnit(x.groups[party{asRegion, year, ""}])
	if len(groups) == 0 {
		return lang.T("För planåret %s finns inga leveransplaner än.", "For the plan year %s there are no leveransplaner (delivery plans) yet.", strconv.Itoa(year))
	}
	return x.both(func(t *teller) string {
		return t.T("Planåret ", "A leveransplan is a delivery plan. Plan year ") + t.standing(year, groups)
	})
}

// standing says in two sentences what is agreed in a plan year and what has come of it.
func (t *teller) standing(year int, groups []*followup.Group) string {
	count := 0
	var done lang.List
	for _, g := range groups {
		count += g.Count
		if g.Reported > 0 {
			done = append(done, t.count(g.Done)+t.T(" av ", " of ")+t.num(g.Due)+t.T(" planerade ", " planned ")+t.unit(g.Unit))
		}
	}
	out := t.say(lang.T("%s: %s i %s.", "%s: %s in %s.", strconv.Itoa(year), volumesText(groups), plansText(count)))
	if len(done) > 0 {
		out += t.say(lang.T(" Hittills är %s utförda.", " So far %s have been done.", done))
	}
	return out
}

// volumesText tells the volumes of groups, unit by unit.
func volumesText(groups []*followup.Group) lang.Text {
	out := lang.Text{}
	for i, g := range groups {
		switch {
		case i == 0:
			out = counted(g.Volume, g.Unit)
		case i == len(groups)-1:
			out = lang.T("%s och %s", "%s and %s", out, counted(g.Volume, g.Unit))
		default:
			out = lang.T("%s, %s", "%s, %s", out, counted(g.Volume, g.Unit))
		}
	}
	return out
}

func (t *teller) region() *dataView {
	d := &dataView{}
	doubtful := t.doubtful()
	if doubtful != nil {
		d.Warnings = t.missing()
	}
	for _, year := range t.x.now {
		d.Tiles = append(d.Tiles, t.groupTiles(t.x.groups[party{asRegion, year, ""}], sumLines(t.x.lines[party{asRegion, year, ""}]), t.x.plans[party{asRegion, year, ""}])...)
	}
	if len(t.x.now) > 0 {
		d.Sections = append(d.Sections, &block{ID: "att-gora", Heading: t.T("Att titta på", "Worth a look"), Parts: t.attention(), Cols: true})
	}
	for _, year := range t.x.now {
		d.Sections = append(d.Sections, t.regionYear(year)...)
	}
	d.Sections = append(d.Sections, t.otherYears()...)
	d.Sections = append(d.Sections, &block{ID: "beslut", Heading: t.T("Senaste besluten", "Latest decisions"), Parts: t.latest()})
	if doubtful != nil {
		d.Sections = append(d.Sections, &block{ID: "oklart", Heading: t.T("Det som inte går att läsa eller lita på", "What can't be read or relied on"), Parts: doubtful})
	}
	return d
}

// regionYear shows a plan year's fields and senders side by side.
func (t *teller) regionYear(year int) []*block {
	name := strconv.Itoa(year)
	course := &block{ID: "kurva-" + name, Heading: t.T("Plan och utfall ", "Plan and outcome ") + t.x.yearName(year)}
	for _, g := range byUnit(t.x.groups[party{asRegion, year, ""}]) {
		course.Parts = append(course.Parts, part{
			Figure: t.course("kurva-"+name+"-"+g.Unit, t.T("Plan och utfall ", "Plan and outcome ")+name+", "+t.unit(g.Unit), g.Unit, &g.Figures, g.Quarters),
		})
	}
	course.Parts = slices.DeleteFunc(course.Parts, func(p part) bool { return p.Figure == nil })
	if len(course.Parts) == 0 {
		course.Parts = []part{{Text: []string{t.T("Det finns inget att rita än.", "There is nothing to draw yet.")}}}
	}
	course.Links = []span{{t.T("Planåret ", "Plan year ") + name, t.To(yearURL(year))}, {t.T("Uppföljning ", "Follow-up ") + name, t.To(followYearURL(year))}}
	course.Cols = true
	out := []*block{course}
	if cards := t.cards(asField, year, t.x.fields, t.fieldLink); len(cards) > 0 {
		out = append(out, &block{ID: "vardomraden-" + name, Heading: t.T("Vårdområden ", "Medical fields ") + name, Parts: []part{{Cards: cards, Note: t.sparkNote() + " " + t.verdictNote()}}})
	}
	if cards := t.cards(asSender, year, t.x.senders, t.senderLink); len(cards) > 0 {
		out = append(out, &block{ID: "skickande-" + name, Heading: t.T("Skickande förvaltningar ", "Senders ") + name, Parts: []part{{Cards: cards}}})
	}
	return out
}

// verdictNote says by which rule plans together are called on plan.
func (t *teller) verdictNote() string {
	return t.say(lang.T("Enligt plan betyder att utfört skiljer sig högst %d procent från det som var planerat i veckorna med utfall.",
		"On plan means that what is done differs by at most %d per cent from what was planned in the weeks with outcome.", t.b.Set.Installningar.AvvikelseProcent.V))
}

// cards shows parties of a kind side by side, one card for each unit.
func (t *teller) cards(kind string, year int, ids []string, name func(string) span) []card {
	var out []card
	for _, id := range t.sorted(kind, ids) {
		groups := byUnit(t.x.groups[party{kind, year, id}])
		for _, g := range groups {
			at := name(id)
			if len(groups) > 1 {
				at.Text += ", " + t.unit(g.Unit)
			}
			c := card{Name: at.Text, Href: at.Href, Drawing: quarterBars(g.Quarters), Lines: []string{t.say(lang.T("%s i %s", "%s in %s", counted(g.Volume, g.Unit), plansText(g.Count))), groupSentence(t, g)}}
			c.Says, c.Tone = t.verdict(&g.Figures)
			out = append(out, c)
		}
	}
	return out
}

func (t *teller) sparkNote() string {
	return t.T("Den breda stapeln är planerat i kvartalet och den smala utfört. Det som inte kan visas exakt har en egen färg.", "The wide bar is what was planned in the quarter and the narrow one what was done. What can't be shown exactly has a colour of its own.")
}

// otherYears leads to the plan years before and after.
func (t *teller) otherYears() []*block {
	tab := &table{id: "planar-namn", caption: t.T("Alla planår", "All plan years"), columns: []column{
		{t.T("Planår", "Plan year"), ""}, {t.T("Enhet", "Unit"), ""}, {t.T("Planer", "Plans"), "num"}, {t.T("Överenskommet", "Agreed"), "num"}, {t.T("Öppet", "Open"), "num"}, {t.T("Utfört", "Done"), "num"}, {t.T("Uppföljning", "Follow-up"), ""},
	}}
	for _, year := range slices.Backward(t.x.years) {
		name := strconv.Itoa(year)
		groups := byUnit(t.x.groups[party{asRegion, year, ""}])
		open := map[string]string{}
		for _, s := range sumLines(t.x.lines[party{asRegion, year, ""}]) {
			open[s.unit] = t.sum(s.open, s.known == s.all)
		}
		for _, g := range groups {
			tab.rows = append(tab.rows, t.row([]cell{{text: name, href: t.To(yearURL(year))}, {text: t.unit(g.Unit)}, {text: t.num(g.Count)}, {text: t.num(g.Volume)}, {text: cmp.Or(open[g.Unit], nothing)}, {text: t.count(g.Done)}, {text: t.T("Uppföljning ", "Follow-up ") + name, href: t.To(followYearURL(year))}}))
		}
		if len(groups) == 0 {
			tab.rows = append(tab.rows, t.row([]cell{{text: name, href: t.To(yearURL(year))}, {text: nothing}, {text: "0"}, {text: nothing}, {text: nothing}, {text: nothing}, {text: nothing}}))
		}
	}
	if len(tab.rows) == 0 {
		return nil
	}
	return []*block{{ID: "planar", Heading: t.T("Planår", "Plan years"), Parts: []part{{Table: tab.filled()}}}}
}

// latestDecisions is how many decisions the start page tells of.
const latestDecisions = 8

func (t *teller) latest() []part {
	var list []item
	for _, e := range t.b.latest(latestDecisions) {
		list = append(list, t.decision(e))
	}
	if len(list) == 0 {
		return []part{{Text: []string{t.T("Inga beslut är lästa ur historiken.", "No decisions have been read from history.")}}}
	}
	return []part{{List: list, Links: []span{{t.T("Alla beslut", "All decisions"), t.To(decisionsURL())}}}}
}

// itemsTold is how many changes of a decision a list tells one by one.
const itemsTold = 3

// decision tells a decision in a line, with its first changes.
func (t *teller) decision(e *history.Entry) item {
	is := []span{t.link(t.b.dayOf(e).String(), t.b.decisionURL(e.Commit.Hash))}
	items, files := parted(e)
	all := len(items) + len(files)
	for i := range all {
		if i == itemsTold {
			more := all - itemsTold
			is = append(is, span{Text: t.say(lang.T(" och %s till", " and %s more", lang.Plural{N: more, One: lang.T("%s ändring", "%s change"), Other: lang.T("%s ändringar", "%s changes")}))})
			break
		}
		sep, change := ": ", ""
		if i > 0 {
			sep = "; "
		}
		if i < len(items) {
			change = t.change(items[i])
		} else {
			change = t.say(files[i-len(items)])
		}
		is = append(is, span{Text: sep + change})
	}
	return item{Is: is}
}

// change tells one change of a decision.
func (t *teller) change(it *history.Item) string {
	text, _ := t.public(it)
	return text
}
