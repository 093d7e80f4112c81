package grid

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// sheet lays out plans of one party and one grain.
func sheet(set *plan.Set, side Side, plans []*plan.Leveransplan) Sheet {
	s := Sheet{Columns: columns(set, plans)}
	for _, p := range plans {
		r := Row{Plan: p, Other: set.NameOf(other(p, side)), Line: lineOf(p), Field: p.Vardomrade.V, Unit: p.Unit()}
		if f := set.Field(p.Vardomrade.V); f != nil && f.Namn.V != "" {
			r.Field = f.Namn.V
		}
		if l := set.LineOf(p); l != nil && l.Whole {
			r.Open, r.Told = l.Oppet(), true
		}
		r.Cells, r.Notes = cells(set, p, s.Columns)
		s.Rows = append(s.Rows, r)
		if !slices.Contains(s.Units, r.Unit) {
			s.Units = append(s.Units, r.Unit)
		}
	}
	slices.SortFunc(s.Rows, func(x, y Row) int {
		return cmp.Or(cmp.Compare(x.Field, y.Field), cmp.Compare(x.Other, y.Other), cmp.Compare(x.Plan.ID.V, y.Plan.ID.V))
	})
	slices.Sort(s.Units)
	return s
}

// columns gives the weeks or quarters of all the plans' periods and figures, in order.
func columns(set *plan.Set, plans []*plan.Leveransplan) []Column {
	seen := map[calendar.Slot]bool{}
	var slots []calendar.Slot
	add := func(s calendar.Slot) {
		if !seen[s] {
			seen[s] = true
			slots = append(slots, s)
		}
	}
	for _, p := range plans {
		for _, slot := range slotsOf(p) {
			add(slot)
		}
		for _, item := range p.Periodisering.Items {
			add(item.Slot.V)
		}
	}
	slices.SortFunc(slots, calendar.Slot.Compare)
	out := make([]Column, len(slots))
	for i, slot := range slots {
		out[i] = column(set, slot)
	}
	return out
}

// slotsOf lists the slots of a plan's period in the plan's grain.
func slotsOf(p *plan.Leveransplan) []calendar.Slot {
	var out []calendar.Slot
	if grainOf(p) == calendar.GrainQuarter {
		for _, q := range p.Period.V.Quarters() {
			out = append(out, calendar.SlotOfQuarter(q))
		}
		return out
	}
	for _, w := range p.Period.V.Weeks() {
		out = append(out, calendar.SlotOfWeek(w))
	}
	return out
}

func column(set *plan.Set, slot calendar.Slot) Column {
	c := Column{Slot: slot}
	everybody := set.Deviations("")
	for _, w := range slot.Weeks() {
		c.Days += calendar.Workdays(w, everybody)
	}
	week := slot.Week()
	if week.IsZero() {
		return c
	}
	years := []int{week.Monday().Year()}
	if last := week.Sunday().Year(); last != years[0] {
		years = append(years, last)
	}
	for _, year := range years {
		for _, h := range calendar.Holidays(year) {
			if d := h.Day.Weekday(); h.Day.Week() == week && d != time.Saturday && d != time.Sunday {
				c.Free = append(c.Free, h)
			}
		}
	}
	c.Note = deviations(set, "", week)
	return c
}

// cells gives a plan's figures under columns, and remarks on the receiver's local calendar,
// each at the first week that it concerns.
func cells(set *plan.Set, p *plan.Leveransplan, columns []Column) ([]Box, []Note) {
	out := make([]Box, len(columns))
	local := set.Deviations(p.Mottagare.V)
	var notes []Note
	var said string
	for i, c := range columns {
		figure, written := p.Periodisering.Of(c.Slot)
		out[i] = Box{Volume: figure.Volume.V, Written: written, Locked: !Fits(set, p, c.Slot)}
		week := c.Slot.Week()
		if week.IsZero() || out[i].Locked {
			continue
		}
		out[i].Fewer = calendar.Workdays(week, local) < c.Days
		note := deviations(set, p.Mottagare.V, week)
		if text := note.In(lang.SV); text != said {
			said = text
			if !note.IsZero() {
				notes = append(notes, Note{i, note})
			}
		}
	}
	return out, notes
}

// Fits tells that a plan may have volume in a slot: a week of it lies within the plan's
// period and its agreement.
func Fits(set *plan.Set, p *plan.Leveransplan, slot calendar.Slot) bool {
	if slot.Grain() != grainOf(p) {
		return false
	}
	inside := p.Period.V
	if a := set.AgreementOf(p); a != nil {
		inside.From, inside.To = max(inside.From, a.Validity().From), min(inside.To, a.Validity().To)
	}
	return inside.From <= inside.To && plan.Touches(slot, inside)
}

// deviations words the local calendar's deviations in a week: those of an organisation
// alone or, without one, those for everybody.
func deviations(set *plan.Set, organisation string, week calendar.Week) lang.Text {
	if set.Kalender == nil {
		return lang.Text{}
	}
	var out lang.Text
	for _, a := range set.Kalender.Avvikelser {
		if a.Organisation.V != organisation || a.Till.V < week.Monday() || week.Sunday() < a.Fran.V {
			continue
		}
		percent := strconv.Itoa(int(math.Round(a.Andel.V * 100)))
		say := lang.T("%s %s–%s: %s %% av en arbetsdag", "%s %s–%s: %s %% of a working day", strings.TrimSpace(a.Orsak.V), a.Fran.V.String(), a.Till.V.String(), percent)
		if a.Andel.V == 0 {
			say = lang.T("%s %s–%s: stängt", "%s %s–%s: closed", strings.TrimSpace(a.Orsak.V), a.Fran.V.String(), a.Till.V.String())
		}
		if out.IsZero() {
			out = say
		} else {
			out = lang.T("%s\n%s", "%s\n%s", out, say)
		}
	}
	return out
}

// maxName is the longest name of a sheet that spreadsheets take, in characters.
const maxName = 31

// sheetName makes the name of a sheet: letters that no sheet may have are replaced, and no
// two names differ in case only.
func (b *Workbook) sheetName(title string, grain calendar.Grain) string {
	ending := ""
	if grain == calendar.GrainQuarter {
		ending = " Q1-Q4"
	}
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) || r < ' ' {
			return '-'
		}
		return r
	}, strings.TrimSpace(title))
	for n := 1; ; n++ {
		end := ending
		if n > 1 {
			end += " (" + strconv.Itoa(n) + ")"
		}
		name := []rune(clean)
		if room := maxName - len(end); len(name) > room {
			name = name[:room]
		}
		full := strings.TrimSpace(string(name)) + end
		taken := strings.EqualFold(full, MetaSheet) || full == "" || strings.EqualFold(full, "history") ||
			slices.ContainsFunc(b.Sheets, func(s Sheet) bool { return lang.Fold(s.Name) == lang.Fold(full) })
		if !taken {
			return full
		}
	}
}
