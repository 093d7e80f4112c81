package site

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// gatherPages finds what has a page: what the registers hold, and what documents name although
// no register has it. An id that can't be the name of a file has none.
func (x *index) gatherPages() {
	set := x.b.Set
	sends, receives, fields := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, o := range set.Organisationer {
		if o.Typ.V == plan.TypForvaltning {
			sends[o.ID.V] = true
		}
		if o.Receives() {
			receives[o.ID.V] = true
		}
	}
	for _, p := range set.Leveransplaner {
		sends[p.Skickande.V], receives[p.Mottagare.V], fields[p.Vardomrade.V] = true, true, true
		x.known[party{asPlan, 0, p.ID.V}] = addressable(p.ID.V)
	}
	for _, l := range set.Lines {
		sends[l.Rad.Forvaltning.V], fields[l.Rad.Vardomrade.V] = true, true
	}
	for _, m := range set.Missiv {
		x.known[party{asMissiv, 0, m.ID.V}] = addressable(m.ID.V)
	}
	for _, c := range x.b.Follow.Capacities {
		receives[c.Receiver] = true
	}
	for _, v := range set.Vardomraden {
		fields[v.ID.V] = true
	}
	years := map[int]bool{}
	for at := range maps.Keys(x.plans) {
		years[at.year] = true
	}
	for year := range x.memos {
		years[year] = true
	}
	for at := range maps.Keys(x.needs) {
		years[at.year] = true
	}
	delete(years, 0)
	x.years = slices.Sorted(maps.Keys(years))
	x.senders, x.receivers, x.fields = x.addressable(asSender, sends), x.addressable(asReceiver, receives), x.addressable(asField, fields)
	x.presentYears()
}

func (x *index) addressable(kind string, ids map[string]bool) []string {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if addressable(id) {
			out = append(out, id)
			x.known[party{kind, 0, id}] = true
		}
	}
	return out
}

// addressable tells that an id can be the name of a page.
func addressable(id string) bool { return id != "" && id != "index" && safe(id) == id && len(id) <= 64 }

// presentYears are the plan years that the day lies in: under version 6.0 one can begin in
// April. Where there is none the last one with plans is shown.
func (x *index) presentYears() {
	for _, year := range x.years {
		day := x.b.Day
		running := slices.ContainsFunc(x.memos[year], func(m *plan.Missiv) bool { return m.Period.V.Contains(day) })
		if running || year == day.Year() && len(x.memos[year]) == 0 {
			x.now = append(x.now, year)
		}
	}
	if len(x.now) == 0 && len(x.years) > 0 {
		x.now = x.years[len(x.years)-1:]
	}
}

// yearName is a plan year, with the months of its missiv where they reach into the next year:
// 2024 (2024-04–2025-03).
func (x *index) yearName(year int) string {
	name, is := strconv.Itoa(year), x.yearTime(year)
	if is.To.Year() == year+1 {
		name += " (" + is.From.String()[:len("2024-04")] + "–" + is.To.String()[:len("2024-04")] + ")"
	}
	return name
}

// yearTime is the time that the missiv of a plan year are for, where that is a year and begins in
// it; else the calendar year.
func (x *index) yearTime(year int) calendar.Interval {
	span := calendar.Interval{}
	for _, m := range x.memos[year] {
		switch p := m.Period.V; {
		case !m.Period.Set:
		case span.IsZero():
			span = p
		default:
			span.From, span.To = min(span.From, p.From), max(span.To, p.To)
		}
	}
	if span.To.Year() == year+1 && span.From.Year() == year && span.To-span.From < 366 {
		return span
	}
	return calendar.Interval{From: calendar.Date(year, time.January, 1), To: calendar.Date(year, time.December, 31)}
}

// fromNow lists the plan years that are running, those to come, and those that have passed, the
// last of them first.
func (x *index) fromNow() []int {
	out := slices.Concat(x.now, x.coming())
	for _, year := range slices.Backward(x.years) {
		if !slices.Contains(out, year) {
			out = append(out, year)
		}
	}
	return out
}

// coming are the plan years after those that are running.
func (x *index) coming() []int {
	var out []int
	for _, year := range x.years {
		if len(x.now) > 0 && year > x.now[len(x.now)-1] {
			out = append(out, year)
		}
	}
	return out
}

// The pages by what they are about; empty where there is none.

func (x *index) planPage(id string) string {
	if !x.known[party{asPlan, 0, id}] {
		return ""
	}
	return planURL(id)
}

func (x *index) missivPage(id string) string {
	if !x.known[party{asMissiv, 0, id}] {
		return ""
	}
	return missivURL(id)
}

func (x *index) linePage(l *plan.Line) string {
	page := x.missivPage(l.Missiv.ID.V)
	if page == "" || !addressable(l.Rad.ID.V) {
		return page
	}
	return page + "#" + lineAnchor(l)
}

func (x *index) senderPage(id string) string {
	if !x.known[party{asSender, 0, id}] {
		return ""
	}
	return senderURL(id)
}

func (x *index) receiverPage(id string) string {
	if !x.known[party{asReceiver, 0, id}] {
		return ""
	}
	return receiverURL(id)
}

func (x *index) fieldPage(id string) string {
	if !x.known[party{asField, 0, id}] {
		return ""
	}
	return fieldURL(id)
}

func (x *index) yearPage(year int) string {
	if _, there := slices.BinarySearch(x.years, year); !there {
		return ""
	}
	return yearURL(year)
}

// followSenderURL is where the plans of a sender are followed up in a plan year.
func followSenderURL(year int, id string) string {
	return "uppfoljning/" + strconv.Itoa(year) + "-" + safe(id) + ".html"
}

// lineAnchor is where a line stands on the page of its missiv.
func lineAnchor(l *plan.Line) string { return "rad-" + safe(l.Rad.ID.V) }

// orgName is an organisation by its short name where it has one, else by its name or id.
func (x *index) orgName(id string) string {
	if o := x.b.Set.Organisation(id); o != nil {
		return cmp.Or(o.Name(), id)
	}
	return id
}

// orgFull is an organisation by its whole name.
func (x *index) orgFull(id string) string {
	if o := x.b.Set.Organisation(id); o != nil {
		return cmp.Or(o.Namn.V, o.Name(), id)
	}
	return id
}

func (x *index) fieldName(id string) string {
	if f := x.b.Set.Field(id); f != nil {
		return cmp.Or(f.Namn.V, id)
	}
	return id
}
