package render

import (
	"fmt"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// capacities writes what receivers have left in times that have not ended.
func (t *followText) capacities() {
	table := followTable{right: []bool{false, false, false, true, true, true, true, true, false}}
	table.add(t.all([]lang.Text{lang.T("Mottagare", "Receiver"), lang.T("Enligt", "By"), lang.T("Tid", "Time"), lang.T("Tak", "Ceiling"), lang.T("Planerat", "Planned"),
		lang.T("Kvar", "Left"), lang.T("Utfört", "Done"), lang.T("Prognos", "Forecast"), lang.T("Enhet", "Unit")})...)
	for _, c := range t.r.Capacities {
		if c.Time.To < t.r.Today || !c.Stated && c.Count == 0 {
			continue
		}
		id, ceiling, left := "", "–", "–"
		if c.Agreement != nil {
			id = c.Agreement.ID.V
		} else {
			id = c.Offer.ID.V
		}
		if c.Stated {
			ceiling, left = t.number(c.Ceiling), t.number(c.Left)
			if c.Left < 0 {
				left = t.style.paint(red, left)
			}
		}
		table.add(legible(c.Receiver), legible(id), c.Time.String(), ceiling, t.number(c.Planned), left, t.count(c.Done), t.count(c.Forecast), t.say(plan.UnitName(c.Unit)))
	}
	if len(table.rows) > 1 {
		heading := lang.T("Kapacitet kvar", "Capacity left")
		if !t.o.From.IsZero() {
			heading = lang.T("Kapacitet kvar under hela avtalets eller erbjudandets tid (inte bara %s)", "Capacity left over the whole time of the agreement or offer (not just %s)", t.span())
		}
		fmt.Fprintf(t.b, "\n%s\n", t.style.paint(bold, t.say(heading)))
		table.write(t.b, t.style)
	}
}

// stray writes what was done without a plan.
func (t *followText) stray() {
	if len(t.r.Stray) == 0 || !t.o.From.IsZero() {
		return
	}
	table := followTable{right: []bool{false, false, false, false, true}}
	table.add(t.all([]lang.Text{lang.T("År", "Year"), lang.T("Skickande", "Sender"), lang.T("Mottagare", "Receiver"), lang.T("Vårdområde", "Field"), lang.T("Utfört", "Done")})...)
	for _, s := range t.r.Stray {
		table.add(fmt.Sprint(s.Year), legible(s.Skickande), legible(s.Mottagare), legible(s.Vardomrade), t.count(s.Done))
	}
	fmt.Fprintf(t.b, "\n%s\n", t.style.paint(bold, t.say(lang.T("Utfall utan plan", "Outcome without a plan"))))
	table.write(t.b, t.style)
}

// corrections writes which figures of outcome a later decision has changed.
func (t *followText) corrections() {
	list := t.o.corrections(t.r)
	if list == nil {
		return
	}
	fmt.Fprintf(t.b, "\n%s\n", t.style.paint(bold, t.say(lang.T("Rättade uppgifter", "Corrected figures"))))
	if len(list) == 0 {
		fmt.Fprintln(t.b, "  "+t.say(lang.T("Inga rättelser.", "No corrections.")))
		return
	}
	table := followTable{right: []bool{false, false, false, false, true, true, false}}
	table.add(t.all([]lang.Text{lang.T("Dag", "Day"), lang.T("Plan", "Plan"), lang.T("Vecka", "Week"), lang.T("Uppgift", "Figure"), lang.T("Före", "Before"), lang.T("Efter", "After"), lang.T("Commit", "Commit")})...)
	for _, c := range list {
		table.add(c.Day.String(), legible(c.Plan), weekName(c.Week), legible(c.Column), t.count(c.Before), t.count(c.After), shortHash(c.Commit))
	}
	table.write(t.b, t.style)
}

// incomplete says what the figures lack.
func (t *followText) incomplete() {
	for i, note := range followNotes(&t.r.Incomplete) {
		if i == 0 {
			fmt.Fprintln(t.b)
		}
		fmt.Fprintf(t.b, "%s %s\n", t.style.paint(yellow, "!"), t.say(note))
	}
}

// followNotes words what figures leave out or can't be sure of.
func followNotes(i *followup.Incomplete) []lang.Text {
	var out []lang.Text
	if len(i.Unread) > 0 {
		var kinds lang.List
		for _, k := range i.Unread {
			kinds = append(kinds, string(k))
		}
		out = append(out, lang.T("filer går inte att läsa (%s): summorna saknar det som står där", "files can't be read (%s): the sums lack what stands there", kinds))
	}
	var files lang.List
	for _, d := range i.Broken {
		files = append(files, d.File())
	}
	for _, d := range i.Twins {
		files = append(files, d.File())
	}
	const most = 3
	if len(files) > 0 {
		out = append(out, lang.T("utelämnat för att filen har fel: %s", "left out since the file has faults: %s", files.Some(most)))
	}
	var uneven lang.List
	for _, p := range i.Uneven {
		uneven = append(uneven, p.ID.V)
	}
	if len(uneven) > 0 {
		out = append(out, lang.T("veckorna blir inte planens volym: %s", "the weeks do not add up to the plan's volume: %s", uneven.Some(most)))
	}
	rows := func(n int, why lang.Text) {
		if n > 0 {
			out = append(out, lang.T("%s är inte med: %s", "%s left out: %s", lang.Plural{N: n, One: lang.T("%s rad utfall", "%s row of outcome"), Other: lang.T("%s rader utfall", "%s rows of outcome")}, why))
		}
	}
	rows(i.Unknown, lang.T("planen finns inte", "there is no such plan"))
	rows(i.Twice, lang.T("planen har redan en rad för veckan", "the plan has a row for the week already"))
	rows(i.Ahead, lang.T("veckan har inte börjat", "the week has not begun"))
	rows(i.Nameless, lang.T("varken plan eller parter anges", "neither plan nor parties are named"))
	if len(out) > 0 {
		out = append(out, lang.T("leveransplan check visar felen", "leveransplan check shows the faults"))
	}
	return out
}
