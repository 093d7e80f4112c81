package site

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/chart"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// units in the order in which they are told. They are never added up.
var units = []string{"patient", "atgard", "besok"}

func unitOrder(unit string) int { return slices.Index(units, unit) }

func byUnit(groups []*followup.Group) []*followup.Group {
	out := slices.Clone(groups)
	slices.SortStableFunc(out, func(a, b *followup.Group) int { return cmp.Compare(unitOrder(a.Unit), unitOrder(b.Unit)) })
	return out
}

// groupTiles are the key figures of what counts one unit, a row for each. Open adds what lines
// have open, and beside a plan year's plans how many of them no line holds.
func (t *teller) groupTiles(groups []*followup.Group, open []lineSum, plans []*followup.Plan) [][]tile {
	var out [][]tile
	byUnit := map[string]*followup.Group{}
	for _, g := range groups {
		byUnit[g.Unit] = g
	}
	rest := map[string]lineSum{}
	for _, s := range open {
		rest[s.unit] = s
	}
	for _, unit := range units {
		var row []tile
		if g := byUnit[unit]; g != nil {
			row = t.figureTiles(g)
		}
		if s, there := rest[unit]; there {
			if o := outsideLines(plans, unit); len(row) > 0 && o.count > 0 {
				row[0].Note += t.say(lang.T(", %d av dem utan missivrad (%s)", ", %d of them without a line of a missiv (%s)", o.count, counted(o.volume, unit)))
			}
			row = append(row, t.openTile(s))
		}
		if len(row) > 0 {
			out = append(out, row)
		}
	}
	return out
}

func (t *teller) figureTiles(g *followup.Group) []tile {
	unit := t.unit(g.Unit)
	out := []tile{{t.num(g.Volume), unit + t.T(" överenskomna", " agreed"), t.say(lang.T("i %s", "in %s", plansText(g.Count)))}}
	switch {
	case g.Reported > 0:
		out = append(out,
			tile{t.count(g.Done), unit + t.T(" utförda", " done"), t.T("av ", "of ") + t.num(g.Due) + t.T(" planerade i veckor med utfall; ", " planned in weeks with outcome; ") + t.count(g.Gap) + t.T(" efter plan", " behind plan")},
			tile{t.count(g.Forecast), unit + t.T(" i prognos", " forecast"), t.forecastNote(g)})
	case g.DueToday > 0:
		out = append(out, tile{t.num(g.DueToday), unit + t.T(" planerade till i dag", " planned until today"), t.T("inget utfall har kommit in", "no outcome has come in")})
	}
	return out
}

// forecastNote says what a sum of forecasts rests on: a plan without outcome has none.
func (t *teller) forecastNote(g *followup.Group) string {
	note := t.say(paceText(0))
	if silent := g.Count - g.Reported; silent > 0 {
		note += t.say(lang.T("; utan %s som inte har utfall än", "; without %s that have no outcome yet", plansText(silent)))
	}
	return note
}

// paceText says what a forecast rests on: so many weeks with outcome, where it is one plan's.
func paceText(weeks int) lang.Text {
	if weeks == 0 {
		return lang.T("om takten håller i sig", "if the pace goes on")
	}
	return lang.T("om takten i %s håller i sig", "if the pace of %s goes on", lang.Plural{N: weeks,
		One: lang.T("%s vecka", "%s week"), Other: lang.T("%s veckor", "%s weeks")})
}

// groupSentence says in a sentence what has come of plans, unit by unit.
func groupSentence(t *teller, g *followup.Group) string {
	switch {
	case g.Reported > 0:
		return t.T("Utfört: ", "Done: ") + t.count(g.Done) + t.T(" av ", " of ") + t.num(g.Due) + t.T(" planerade i veckor med utfall", " planned in weeks with outcome")
	case g.DueToday > 0:
		return t.T("Inget utfall än; planerat till i dag: ", "No outcome yet; planned until today: ") + t.num(g.DueToday)
	}
	return t.T("Börjar senare", "Begins later")
}

// verdict says whether plans together are where they should be, by the setting that says how
// far outcome may differ before it is told.
func (t *teller) verdict(f *followup.Figures) (string, tone) {
	allowed := t.b.Set.Installningar.AvvikelseProcent.V * f.Due
	switch {
	case f.Reported == 0 && f.DueToday == 0:
		return t.say(lang.T("Börjar senare", "Begins later")), calm
	case !f.Gap.Known:
		return t.say(lang.T("Utfall saknas", "No outcome reported")), warn
	case f.Gap.Low*100 > allowed:
		return t.say(lang.T("Efter plan", "Behind plan")), bad
	case f.Gap.High*100 < -allowed:
		return t.say(lang.T("Före plan", "Ahead of plan")), warn
	case f.Gap.High*100 <= allowed && f.Gap.Low*100 >= -allowed:
		return t.say(lang.T("Enligt plan", "On plan")), good
	}
	return t.say(lang.T("Kan inte avgöras", "Cannot be determined")), calm
}

// figureColumns are the columns of figures that tables of plans and of groups share.
func (t *teller) figureColumns() []column {
	return t.heads([]column{
		{t.T("Överens\u00adkommet", "Agreed"), "num"}, {t.T("Planerat\nhittills", "Planned\nso far"), "num"}, {t.T("Utfört", "Done"), "num"},
		{t.T("Efter", "Behind"), "num"}, {t.T("Outlöst", "Unused"), "num"}, {t.T("Prognos", "Forecast"), "num"},
	})
}

func (t *teller) figureCells(f *followup.Figures) []cell {
	due := nothing
	if f.Reported > 0 {
		due = t.num(f.Due)
	}
	return t.row([]cell{{text: t.num(f.Volume)}, {text: due}, {text: t.count(f.Done)}, {text: t.count(f.Gap)}, {text: t.count(f.Unused)}, {text: t.count(f.Forecast)}})
}

// figureNote says how the columns are to be read.
func (t *teller) figureNote() string {
	return t.unusedNote(t.T("Planerat hittills räknar varje plan i de veckor som dess utfall berättar om. Efter är planerat minus utfört; under noll är mer utfört än planerat. Outlöst är planerad volym vars tid har gått ut. Streck betyder att uppgift saknas, inte noll. Under Veckor är det planerade ritat vecka för vecka genom planåret, med ett svagt streck där ett kvartal börjar; den högsta veckan i raden fyller höjden, och det som är planerat per kvartal är jämnt fördelat.",
		"Planned so far counts each plan in the weeks that its outcome tells of. Behind is planned less done; below zero more was done than planned. Unused is planned volume whose time has run out. A dash means that there is no figure, not zero. Under Weeks what is planned is drawn week by week through the plan year, with a faint line where a quarter begins; the highest week of the row fills the height, and what is planned by quarter is shared evenly."))
}

// groupTable tells what plans add up to, a row for each party and unit. Where parties stand beside
// each other to be compared it draws their weeks too.
func (t *teller) groupTable(id, caption, head string, ids []string, groups func(id string) []*followup.Group, name func(id string) span, draws bool) *table {
	tab := &table{id: id, caption: caption, columns: t.heads([]column{{head, ""}, {t.T("Enhet", "Unit"), ""}, {t.T("Planer", "Plans"), "num"}}, t.weekColumn(draws), t.figureColumns(), []column{{t.T("Läge", "State"), ""}})}
	var shown weeksShown
	if draws {
		shown = t.weeksOfGroups(ids, groups)
	}
	for _, id := range ids {
		for _, g := range byUnit(groups(id)) {
			words, tone := t.verdict(&g.Figures)
			var weeks []cell
			if draws {
				weeks = t.weekCell(shown, g.Plans...)
			}
			tab.rows = append(tab.rows, t.row([]cell{linked(name(id)), {text: t.unit(g.Unit)}, {text: t.num(g.Count)}}, weeks, t.figureCells(&g.Figures), []cell{{text: words, tone: tone, says: true}}))
		}
	}
	return tab.filled()
}

// planTable tells of plans, those that somebody should look at first. Without is what a
// page need not say of each of them: it is about just that.
func (t *teller) planTable(id, caption string, plans []*followup.Plan, without string) *table {
	tab := &table{id: id, caption: caption, columns: t.heads([]column{{"Leveransplan", "name-cell"}, {t.T("Enhet", "Unit"), ""}}, t.weekColumn(true), t.figureColumns(), []column{{t.T("Läge", "State"), ""}}), rows: make([][]cell, 0, len(plans))}
	if len(plans) == 0 {
		return nil
	}
	weeks := t.weeksOfYear(plans[0].Year).with(t.x, plans)
	for _, p := range plans {
		first := linked(t.planLink(p.ID.V))
		first.note = t.way(p.Leveransplan, without)
		words, tone := statusWords(p.Status)
		tab.rows = append(tab.rows, t.row([]cell{first, {text: t.unit(p.Unit())}}, t.planWeekCell(weeks, p), t.figureCells(&p.Figures), []cell{{text: t.say(words), tone: tone, says: true}}))
	}
	return tab.filled()
}

// way tells a plan's field and its parties but for the one that the page is about.
func (t *teller) way(p *plan.Leveransplan, without string) string {
	field, from, to := t.field(p.Vardomrade.V), t.org(p.Skickande.V), t.org(p.Mottagare.V)
	switch without {
	case asMissiv:
		return t.T("till ", "to ") + to
	case asSender:
		return field + t.T(", till ", ", to ") + to
	case asReceiver:
		return field + t.T(", från ", ", from ") + from
	case asField:
		return from + " → " + to
	}
	return field + ", " + from + " → " + to
}

// urgent orders plans by what somebody should look at first.
func urgent(plans []*followup.Plan) []*followup.Plan {
	out := slices.Clone(plans)
	slices.SortStableFunc(out, func(a, b *followup.Plan) int {
		return cmp.Or(cmp.Compare(urgency(a.Status), urgency(b.Status)), cmp.Compare(b.Gap.Low, a.Gap.Low), cmp.Compare(a.ID.V, b.ID.V))
	})
	return out
}

// course draws plan against outcome, cumulated over the quarters. In the last quarter that
// outcome tells of, plan and outcome meet where outcome ends, not at the end of the quarter.
func (t *teller) course(id, title, unit string, f *followup.Figures, quarters []followup.Period) drawn {
	if len(quarters) < 2 {
		return nil
	}
	c := chart.Course{
		Frame: chart.Frame{ID: id, Title: title, Language: t.L}, Period: t.T("Kvartal", "Quarter"),
		Plan: t.T("Planerat, ", "Planned, ") + t.unit(unit), Outcome: t.T("Utfört, ", "Done, ") + t.unit(unit),
	}
	last := lastTold(quarters)
	planned, low, high := 0, 0, 0
	reached := f.Due + f.Untold // the plan goes on in weeks that outcome says nothing of
	for i, q := range quarters {
		before := planned
		planned, low, high = planned+q.Planned, low+q.Done.Low, high+q.Done.High
		point := chart.Point{Label: q.Slot.String(), Short: short(q.Slot), Plan: planned, Low: low, High: high, Known: i <= last}
		if i == last && before <= reached && reached < planned {
			c.Points = append(c.Points, chart.Point{Label: q.Slot.String() + t.T(" hittills", " so far"), Short: t.T("hittills", "so far"), Plan: reached, Low: low, High: high, Known: true})
			point.Known = false
		}
		c.Points = append(c.Points, point)
	}
	c.Desc = t.courseWords(planned, f, quarters)
	return c
}

// lastTold is the last quarter that outcome tells of; -1 where there is none.
func lastTold(quarters []followup.Period) int {
	last := -1
	for i, q := range quarters {
		if q.Done.Known {
			last = i
		}
	}
	return last
}

func (t *teller) courseWords(planned int, f *followup.Figures, quarters []followup.Period) string {
	if lastTold(quarters) < 0 {
		return t.T("Planen når ", "The plan reaches ") + t.num(planned) + t.T(" i ", " in ") + quarters[len(quarters)-1].Slot.String() + t.T(". Inget utfall har kommit in.", ". No outcome has come in.")
	}
	words := t.T("Utfört: ", "Done: ") + t.count(f.Done) + t.T(" av ", " of ") + t.num(f.Due) + t.T(" planerade i veckor med utfall.", " planned in weeks with outcome.")
	if f.Untold > 0 {
		words += t.T(" Dessutom var ", " Besides, ") + t.num(f.Untold) + t.T(" planerade i veckor som saknar utfall.", " were planned in weeks without outcome.")
	}
	return words
}

// short is a slot as an axis has room for it.
func short(s calendar.Slot) string {
	if s.Grain() == calendar.GrainWeek {
		return strconv.Itoa(s.Week().Number)
	}
	return "Q" + strconv.Itoa(s.Quarter().Number)
}
