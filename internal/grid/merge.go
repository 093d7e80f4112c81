package grid

import (
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// merge brings together what a plan was exported as, what the workbook has and what the
// repository has.
type merge struct {
	*reader
	*found
	was   *metaRow
	plan  *plan.Leveransplan
	row   int
	moved bool // the document has been changed since the export
	list  []Figure
}

func (m *merge) run() {
	for i, slot := range m.slots {
		if column := m.columns[Leading+i]; column != 0 {
			m.slot(slot, column)
		}
	}
	if len(m.list) == 0 {
		return
	}
	at := Place{m.table.Name, m.row, m.columns[ColPlan]}
	if m.moved {
		m.remark(at, lang.T("planen %s har ändrats i arkivet sedan exporten; de veckor som är ändrade här läggs ovanpå", "the plan %s has been changed in the repository since the export; the weeks that are changed here go on top", m.was.plan))
	}
	c := Change{Plan: m.plan, At: at, Figures: m.list, Sum: m.plan.Periodisering.Sum()}
	slices.SortFunc(c.Figures, func(x, y Figure) int { return x.Slot.Compare(y.Slot) })
	for _, f := range c.Figures {
		c.Sum += f.After - f.Before
	}
	m.out.Changes = append(m.out.Changes, c)
}

// slot reads one cell.
func (m *merge) slot(slot calendar.Slot, column int) {
	at := Place{m.table.Name, m.row, column}
	n, there, remark, bad := m.table.At(m.row, column).figure()
	if bad != nil {
		m.wrong(at, bad.Message, bad.Hint)
		return
	}
	if !remark.IsZero() {
		m.remark(at, remark)
	}
	old, had := m.was.figures[slot]
	switch {
	case there == had && n == old:
		return
	case !there:
		m.wrong(at, lang.T("cellen är tom; där stod %d", "the cell is empty; it held %d", old),
			lang.T("Skriv 0 om ingen ska tas emot i %s. En tom cell betyder att uppgift saknas.", "Write 0 if nobody is to be received in %s. An empty cell means that there is no figure.", slot.String()))
		return
	case slot.Grain() != grainOf(m.plan):
		m.wrong(at, lang.T("planen är periodiserad på annat sätt i arkivet än vid exporten (veckor eller kvartal)", "the plan is divided in another way in the repository than when exported (weeks or quarters)"), again)
		return
	case !Fits(m.set, m.plan, slot):
		m.wrong(at, lang.T("cellen är låst: %s ligger utanför planens period eller avtal", "the cell is locked: %s lies outside the plan's period or agreement", slot.String()),
			lang.T("Lägg volymen i en annan vecka, och skriv tillbaka det som stod.", "Put the volume in another week, and write back what stood there."))
		return
	case m.table.HiddenColumns[column]:
		m.wrong(at, lang.T("cellen är ändrad i en dold kolumn", "the cell is changed in a hidden column"),
			lang.T("Visa kolumnen och kontrollera talen.", "Show the column and check the figures."))
		return
	}
	now, written := m.plan.Periodisering.Of(slot)
	switch {
	case written == had && now.Volume.V == old:
		m.list = append(m.list, Figure{Slot: slot, At: at, Before: old, Written: had, After: n})
	case written && now.Volume.V == n: // both have made the same change
	default:
		m.wrong(at, lang.T("%s har ändrats på båda håll: vid exporten %s, i arkivet nu %s, i arbetsboken %d", "%s has been changed on both sides: %s when exported, %s in the repository now, %d in the workbook",
			slot.String(), figureOr(old, had), figureOr(now.Volume.V, written), n),
			lang.T("Exportera på nytt, och skriv in det tal som ska gälla.", "Export again, and write the number that is to count."))
	}
}

// figureOr writes a figure, or that there is none.
func figureOr(n int, there bool) lang.Text {
	if !there {
		return lang.T("inget", "none")
	}
	return lang.Plain(strconv.Itoa(n))
}
