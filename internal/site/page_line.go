package site

import (
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// lineTable tells of lines, each with what it was decided with, what it stands for now and what
// of that is placed. With missiv the first cell leads to the line's missiv; on the missiv's own
// page it is what others lead to. The figures come first, so that some are in view on a small
// screen.
func (t *teller) lineTable(id, caption string, lines []*plan.Line, own bool, without string) *table {
	tab := &table{id: id, caption: caption, columns: t.heads([]column{{t.T("Rad", "Line"), "name-cell"}})}
	tab.columns = append(tab.columns,
		column{t.T("I\nmissivet", "In the\nmissiv"), "num"}, column{t.T("Aktuellt", "Now"), "num"}, column{t.T("I\nplaner", "In\nplans"), "num"},
		column{t.T("Oplacerad\nrest", "Unplaced\nrest"), "num"}, column{t.T("Öppet", "Open"), "num"}, column{t.T("Utfört", "Done"), "num"},
		column{t.T("Enhet", "Unit"), ""})
	if without != asSender {
		tab.columns = append(tab.columns, column{t.T("Förvaltning", "Administration"), ""})
	}
	for i, l := range lines {
		first := cell{text: legible(l.Rad.ID.V), note: t.scope(l.Rad.Scope())}
		if without != asField {
			first.note = strings.TrimSuffix(t.field(l.Rad.Vardomrade.V)+" · "+first.note, " · ")
		}
		if own {
			first.href = "#" + planListAnchor(i)
			if addressable(l.Rad.ID.V) {
				first.id = lineAnchor(l)
			}
		} else if url := t.x.linePage(l); url != "" {
			first.href = t.To(url)
		}
		var sender []cell
		if without != asSender {
			sender = t.row([]cell{linked(t.senderLink(l.Rad.Forvaltning.V))})
		}
		tab.rows = append(tab.rows, t.row([]cell{first}, t.lineCells(l), []cell{{text: t.unit(l.Rad.Unit())}}, sender))
	}
	return tab.filled()
}

// lineCells are the figures of a line. What can't be told is a dash.
func (t *teller) lineCells(l *plan.Line) []cell {
	now, planned, rest, open := nothing, nothing, nothing, cell{text: nothing}
	if l.Whole {
		now, planned, rest = t.num(l.Aktuell()), t.num(l.Planned()), t.num(l.Unplaced())
	}
	if sure(l) {
		open = cell{text: t.num(l.Oppet())}
		switch n := l.Oppet(); {
		case n < 0:
			open.tone = bad
		case n > 0:
			open.tone = warn
		}
	}
	outcome := nothing
	if g := t.x.ofLine[l]; g != nil {
		outcome = t.count(g.Done)
	}
	return t.row([]cell{{text: t.stated(l.Rad.Volym)}, {text: now}, {text: planned}, {text: rest}, open, {text: outcome}})
}

// lineNote says how the columns are to be read.
func (t *teller) lineNote() string {
	return t.T("Aktuellt är missivets volym med de ökningar och minskningar som planernas ändringar har fört med sig. Öppet är aktuellt minus planer och oplacerade rester. Streck betyder att det inte går att räkna ut, inte noll.",
		"Now is the volume of the missiv with the rises and falls that changes of its plans have brought. Open is that less plans and unplaced rests. A dash means that it can't be reckoned, not zero.")
}

// planListAnchor is where the plans of a line stand on the page of its missiv, by its place there.
func planListAnchor(i int) string { return "planer-" + strconv.Itoa(i+1) }

// lineSum is what lines hold of a unit.
type lineSum struct {
	unit                string
	volume, now, placed int
	rest, open          int
	known, all          int // lines that can be reckoned, and all of them
}

// sumLines adds up lines by unit, in the order of the units.
func sumLines(lines []*plan.Line) []lineSum {
	by := map[string]*lineSum{}
	var out []lineSum
	for _, unit := range units {
		by[unit] = &lineSum{unit: unit}
	}
	for _, l := range lines {
		s := by[l.Rad.Unit()]
		if s == nil {
			continue // no unit that figures are told in; its own row says what it is
		}
		s.all++
		s.volume += l.Rad.Volym.V
		if sure(l) {
			s.known++
			s.now, s.placed, s.rest, s.open = s.now+l.Aktuell(), s.placed+l.Planned(), s.rest+l.Unplaced(), s.open+l.Oppet()
		}
	}
	for _, unit := range units {
		if by[unit].all > 0 {
			out = append(out, *by[unit])
		}
	}
	return out
}

// openTile is what is open in lines of a unit.
func (t *teller) openTile(s lineSum) tile {
	note := t.say(lang.T("av %d i %s", "of %d in %s", s.now, linesText(s.all)))
	if s.known < s.all {
		note = t.say(lang.T("%s av %s går att räkna", "%s of %s can be reckoned", strconv.Itoa(s.known), linesText(s.all)))
	}
	return tile{t.num(s.open), t.unit(s.unit) + t.T(" öppna i missiven", " open in the missiv"), note}
}
