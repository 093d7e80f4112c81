package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// gateRow is a row of the table of requirements, in texts that are escaped.
type gateRow struct {
	lead, agreed string
	held         []string // what they don't agree to, each quotation for itself
	shown        int      // of held, what there is room for
	open, why    string
}

// requirements writes who has to agree. No cell cuts a reservation, only the length of the
// comment can; then the row counts what it leaves out.
func (m *gateMarkdown) requirements() {
	all := m.v.Result.Requirements
	if len(all) == 0 {
		return
	}
	m.head(lang.T("Vem som ska godkänna", "Who has to agree"))
	fmt.Fprintf(&m.b, "%s\n| --- | --- | --- | --- |\n", lang.T("| | Godkännande | Vem | Varför |", "| | Approval | Who | Why |").In(m.o.Language))
	rows := make([]*gateRow, 0, len(all))
	for i, r := range all {
		rows = append(rows, m.row(r, i))
	}
	m.hold(rows)
	texts := make([]string, 0, len(rows))
	for _, r := range rows {
		texts = append(texts, m.written(r))
	}
	m.rows(texts, func(i int) bool { return reserved(all[i]) })
}

// row tells who has agreed and what they have held back, or what is waited for and who can
// give it, and why.
func (m *gateMarkdown) row(r approval.Outcome, i int) *gateRow {
	l := m.o.Language
	out := &gateRow{
		lead:   fmt.Sprintf("%s | %s", stateMark(r.State), m.say(r.Name())),
		agreed: m.cell(m.o.satisfiedBy(r)),
		open:   m.cell(strings.Join(append(inWords(r.Given, l), m.o.stillOpen(m.v, i)...), "; ")),
		why:    m.cell(whyNeeded(r.Requirement, l)),
	}
	for _, text := range inWords(r.Reservations, l) {
		out.held = append(out.held, m.cell(text))
	}
	return out
}

// hold gives room to reservations: to rows with their first one as long as it lasts, then to
// one more of each row at a time, so that none of them takes it all.
func (m *gateMarkdown) hold(rows []*gateRow) {
	room := m.limit - maxClosing - m.b.Len()
	var held []*gateRow
	for _, r := range rows {
		if len(r.held) == 0 {
			continue
		}
		r.shown = 1
		if size := len(m.written(r)); size <= room {
			room, held = room-size, append(held, r)
		} else {
			r.shown = 0
		}
	}
	for more := true; more; {
		more = false
		for _, r := range held {
			if r.shown == len(r.held) {
				continue
			}
			before := len(m.written(r))
			r.shown++
			if size := len(m.written(r)) - before; size <= room {
				room, more = room-size, true
			} else {
				r.shown--
			}
		}
	}
}

// written is a row as it stands in the table.
func (m *gateMarkdown) written(r *gateRow) string {
	who := append([]string{r.agreed}, r.held[:r.shown]...)
	if left := len(r.held) - r.shown; left > 0 {
		who = append(who, m.say(lang.T("… och %s", "… and %s", counted(left, "reservation till", "reservationer till", "more reservation", "more reservations"))))
	}
	who = slices.DeleteFunc(append(who, r.open), func(s string) bool { return s == "" })
	return fmt.Sprintf("| %s | %s | %s |\n", r.lead, strings.Join(who, "; "), r.why)
}
