package site

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/chart"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// capacityTable tells of capacities what is planned of them and what is left.
func (t *teller) capacityTable(id, caption string, list []*followup.Capacity, receivers bool) *table {
	tab := &table{id: id, caption: caption, columns: t.heads([]column{
		{t.T("Avtal eller erbjudande", "Agreement or offer"), "name-cell"}, {t.T("Tid", "Time"), "day"}, {t.T("Enhet", "Unit"), ""}, {t.T("Tak", "Ceiling"), "num"}, {t.T("Planerat", "Planned"), "num"}, {t.T("Kvar", "Left"), "num"}, {t.T("Använt", "Used"), "num"}, {t.T("Utfört", "Done"), "num"}, {t.T("Prognos", "Forecast"), "num"},
	})}
	for _, c := range list {
		ceiling, left, used := nothing, cell{text: nothing}, cell{text: nothing}
		if c.Stated {
			ceiling, left.text = t.num(c.Ceiling), t.num(c.Left)
			if c.Left < 0 {
				left.tone = bad
			}
			used = t.used(c)
		}
		kind := t.T("avtal", "agreement")
		if c.Offer != nil {
			kind = t.T("erbjudande", "offer")
		}
		if receivers {
			kind += ", " + t.org(c.Receiver)
		}
		name := t.link(legible(capacityID(c)), t.x.capacityPage(c))
		tab.rows = append(tab.rows, t.row([]cell{{text: name.Text, href: name.Href, note: kind}, {text: periodText(c.Time)}, {text: t.capacityUnit(c)}, {text: ceiling}, {text: t.num(c.Planned)}, left, used, {text: t.count(c.Done)}, {text: t.count(c.Forecast)}}))
	}
	return tab.filled()
}

func (t *teller) capacityUnit(c *followup.Capacity) string {
	if c.Unit == "" {
		return nothing
	}
	return t.unit(c.Unit)
}

// used is how much of a ceiling is planned, in whole per cent rounded down: 100 is all of it.
func (t *teller) used(c *followup.Capacity) cell {
	if c.Ceiling == 0 {
		return cell{text: nothing}
	}
	percent := 100 * c.Planned / c.Ceiling
	out := cell{text: t.num(percent) + t.T(" %", "%")}
	switch {
	case c.Planned > c.Ceiling:
		out.tone = bad
	case percent >= nearlyUsed && c.Agreement != nil:
		out.tone = warn
	}
	return out
}

func (t *teller) capacityNote() string {
	return t.T("Tak är avtalets takvolym för tiden eller erbjudandets kapacitet. Planerat är leveransplanernas volym inom tiden, och kvar är skillnaden.",
		"The ceiling is the agreement's for the time, or the offer's capacity. Planned is the volume of leveransplaner within the time, and left is the difference.")
}

// shares draws how much of each ceiling is planned, as a share of its own whole: they count
// different things. Those of times that have passed are left out.
func (t *teller) shares(id string, list []*followup.Capacity) drawn {
	bars := chart.Bars{
		Frame: chart.Frame{ID: id, Title: t.T("Planerat av taken", "Planned of the ceilings"), Language: t.L},
		Name:  t.T("Avtal eller erbjudande", "Agreement or offer"), Head: t.T("Planerat av tak", "Planned of the ceiling"),
	}
	for _, c := range list {
		if c.Stated && c.Ceiling > 0 && c.Time.To >= t.b.Follow.Today {
			bars.Rows = append(bars.Rows, chart.Bar{
				Name: legible(capacityID(c)) + ", " + c.Time.From.String() + " – " + c.Time.To.String(), Href: t.To(t.x.capacityPage(c)),
				Low: 100 * c.Planned / c.Ceiling, High: 100 * c.Planned / c.Ceiling, Of: 100, Text: t.say(lang.T("%d av %s", "%d of %s", c.Planned, counted(c.Ceiling, c.Unit))),
			})
		}
	}
	if len(bars.Rows) == 0 {
		return nil
	}
	return bars
}

// capacityWeeks shows a capacity week by week against what is planned of it.
func (t *teller) capacityWeeks(c *followup.Capacity) part {
	id := t.x.anchors[c]
	head := lang.T("Avtal %s, %s", "Agreement %s, %s", named(capacityID(c)), periodText(c.Time))
	if c.Offer != nil {
		head = lang.T("Erbjudande %s, %s", "Offer %s, %s", named(capacityID(c)), periodText(c.Time))
	}
	p := part{ID: id, Heading: t.say(head), Facts: t.capacityFacts(c)}
	if c.Time.To < t.b.Follow.Today {
		p.Fold = t.T("Tiden har gått: visa veckorna", "The time has passed: show the weeks")
	}
	if len(c.Weeks) == 0 {
		p.Note = t.T("Ingen kapacitet är angiven per vecka eller kvartal, och inget är planerat i tiden.", "No capacity is stated by week or quarter, and nothing is planned in the time.")
		return p
	}
	columns := chart.Columns{
		Frame: chart.Frame{ID: id + "-bild", Title: t.say(lang.T("Planerat mot kapacitet vecka för vecka, %s", "Planned against capacity week by week, %s", named(capacityID(c)))), Language: t.L},
		Value: t.T("Planerat", "Planned"), Period: t.T("Vecka", "Week"), Columns: t.desk.weeks.room(len(c.Weeks)),
	}
	if c.Unit != "" {
		columns.Value += ", " + t.unit(c.Unit)
	}
	stated, over, even := 0, 0, false
	for i, w := range c.Weeks {
		columns.Columns[i] = chart.Column{Label: weekName(w.Week), Short: strconv.Itoa(w.Week.Number), Value: w.Planned, Known: true, Limit: w.Stated, Limited: w.Known, Even: w.Even}
		even = even || w.Even
		if w.Known {
			stated++
			if w.Planned > w.Stated {
				over++
			}
		}
	}
	if stated > 0 {
		columns.Limit = t.T("Kapacitet", "Capacity")
	}
	columns.Desc = t.capacityWords(len(c.Weeks), stated, over)
	p.Figure = columns
	if even {
		p.Note = t.T("Där kapacitet eller plan är angiven per kvartal har veckan sin jämna del.", "Where capacity or plan is stated by quarter, a week has its even share.")
	}
	return p
}

func (t *teller) capacityWords(weeks, stated, over int) string {
	if stated == 0 {
		return t.say(lang.T("Planerat under %d veckor. Ingen kapacitet är angiven per vecka.", "Planned over %d weeks. No capacity is stated by week.", weeks))
	}
	out := lang.T("Kapacitet är angiven för %d av %d veckor. I ingen av dem är mer planerat än den.", "Capacity is stated for %d of %d weeks. In none of them more is planned.", stated, weeks)
	if over > 0 {
		out = lang.T("Kapacitet är angiven för %d av %d veckor. I %d av dem är mer planerat än den.", "Capacity is stated for %d of %d weeks. In %d of them more is planned.", stated, weeks, over)
	}
	return t.say(out)
}

func (t *teller) capacityFacts(c *followup.Capacity) []fact {
	out := []fact{}
	add := func(sv, en, is string) {
		if is != "" && is != nothing {
			out = append(out, fact{t.T(sv, en), t.said(is)})
		}
	}
	if c.Stated {
		add("Tak", "Ceiling", t.num(c.Ceiling)+" "+t.capacityUnit(c))
		add("Planerat", "Planned", t.num(c.Planned))
		add("Kvar", "Left", t.num(c.Left))
	} else {
		add("Tak", "Ceiling", t.T("inget angivet", "none stated"))
		add("Planerat", "Planned", t.num(c.Planned))
	}
	if a := c.Agreement; a != nil {
		add("Avtalsägare", "Owner", t.org(a.Avtalsagare.V))
		add("Diarienummer", "Case number", t.plain(a.Diarienummer))
		add("Giltigt", "In force", t.validity(a.GiltigFran, a.GiltigTill))
		add("Vårdområden", "Medical fields", t.fieldNames(a.Vardomraden))
		add("Avgränsning", "Limits", t.scope(a.Scope()))
		add("Väntetid enligt vårdgivaren", "Wait as the provider says", t.days(a.VantetidDagar))
	}
	if o := c.Offer; o != nil {
		add("Vårdområde", "Medical field", t.field(o.Vardomrade.V))
		add("Avgränsning", "Limits", t.scope(o.Scope()))
		add("Lyft", "Raised", t.day(o.Lyft.Datum))
		add("Väntetid", "Wait", t.days(o.VantetidDagar))
	}
	if c.Silent > 0 {
		add("Utan prognos", "Without a forecast", t.say(lang.T("%d planerade, som inget utfall säger något om", "%d planned, of which no outcome tells", c.Silent)))
	}
	return out
}

func (t *teller) days(n plan.Int) string {
	if !n.Set {
		return nothing
	}
	return t.say(lang.T("%s", "%s", lang.Plural{N: n.V, One: lang.T("%s dag", "%s day"), Other: lang.T("%s dagar", "%s days")}))
}

func (t *teller) validity(from, to plan.Day) string {
	if !to.Set {
		return t.T("från ", "from ") + t.day(from)
	}
	return t.day(from) + " – " + t.day(to)
}

func (t *teller) fieldNames(list []plan.Text) string {
	var out []string
	for _, f := range list {
		out = append(out, t.field(f.V))
	}
	return orNothing(out)
}

// current orders capacities: those of today and what comes first, then those that have passed,
// the last of them first.
func (t *teller) current(list []*followup.Capacity) []*followup.Capacity {
	out := slices.Clone(list)
	past := func(c *followup.Capacity) int {
		if c.Time.To < t.b.Follow.Today {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(out, func(a, b *followup.Capacity) int {
		if past(a) == 1 && past(b) == 1 {
			return cmp.Compare(b.Time.To, a.Time.To)
		}
		return cmp.Or(cmp.Compare(past(a), past(b)), cmp.Compare(a.Time.From, b.Time.From))
	})
	return out
}
