package grid

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// MetaSheet is the name of the hidden sheet that says what a workbook was made from.
const MetaSheet = "_meta"

// metaVersion is the version of that sheet's form.
const metaVersion = 1

// metaMark stands in its first cell.
const metaMark = "leveransplan-grid"

// meta is what a workbook held when it was made: what has been changed since, here and in
// the repository, follows from it.
type meta struct {
	sheets []metaSheet
}

type metaSheet struct {
	name   string
	heads  []string
	slots  []calendar.Slot
	labels []string // of rows that are no plans
	rows   []metaRow
}

// metaRow is a plan as the workbook had it.
type metaRow struct {
	plan    string
	file    string
	hash    string // of the document
	figures map[calendar.Slot]int
	leading []string
}

// Meta gives the rows of the hidden sheet: the form and its version, the commit that the
// files were at (empty: no repository), and of each sheet its headers, of each row its plan,
// the file, the hash of the document, the hash of the row, the figures and the locked cells.
func (b *Workbook) Meta(commit string, l lang.Language) [][]string {
	out := [][]string{
		{metaMark, strconv.Itoa(metaVersion)},
		{"commit", commit},
		{"year", strconv.Itoa(b.Year)},
	}
	for i := range b.Sheets {
		s := &b.Sheets[i]
		heads, slots := []string{"heads", s.Name}, []string{"slots", s.Name}
		for _, h := range b.Heads() {
			heads = append(heads, h.In(l))
		}
		for _, c := range s.Columns {
			slots = append(slots, c.Slot.String())
		}
		labels := []string{"labels", s.Name, LabelMonday.In(l), LabelDays.In(l)}
		for _, unit := range s.Units {
			labels = append(labels, LabelSum(plan.UnitName(unit).In(l)).In(l))
		}
		out = append(out, heads, slots, labels)
		for j := range s.Rows {
			out = append(out, s.metaRow(&s.Rows[j], l))
		}
	}
	return out
}

func (s *Sheet) metaRow(r *Row, l lang.Language) []string {
	var figures []string
	for i, c := range r.Cells {
		if c.Written {
			figures = append(figures, s.Columns[i].Slot.String()+"="+strconv.Itoa(c.Volume))
		}
	}
	row := append([]string{"plan", s.Name, r.Plan.ID.V, r.Plan.File(), documentHash(r.Plan), "", strings.Join(figures, " ")}, r.Leading(l)...)
	row[5] = rowHash(row)
	return row
}

// documentHash names the text of a plan's file.
func documentHash(p *plan.Leveransplan) string { return hash(string(p.Source.Text)) }

// rowHash is the hash of a row of the hidden sheet, itself left out.
func rowHash(row []string) string {
	rest := append(append([]string{}, row[:5]...), row[6:]...)
	return hash(strings.Join(rest, "\x00"))
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// readMeta reads the hidden sheet of a workbook.
func readMeta(t *Table) (*meta, *Problem) {
	bad := func(row int) *Problem {
		return &Problem{At: Place{MetaSheet, row, 1},
			Message: lang.T("det dolda bladet _meta har ändrats eller är inte helt", "the hidden sheet _meta has been changed or is not whole"),
			Hint:    again}
	}
	version, err := strconv.Atoi(t.At(1, 2).word())
	switch {
	case t.At(1, 1).word() != metaMark || err != nil:
		return nil, bad(1)
	case version > metaVersion:
		return nil, &Problem{At: Place{MetaSheet, 1, 2},
			Message: lang.T("arbetsboken är skriven av en nyare leveransplan (form %s; den här läser form %s)", "the workbook was written by a newer leveransplan (form %s; this one reads form %s)", strconv.Itoa(version), strconv.Itoa(metaVersion)),
			Hint:    lang.T("Uppgradera leveransplan, eller exportera på nytt med den här.", "Upgrade leveransplan, or export again with this one.")}
	case version != metaVersion:
		return nil, bad(1)
	}
	m := &meta{}
	for i := 2; i <= t.Rows; i++ {
		if !m.add(metaCells(t, i)) {
			return nil, bad(i)
		}
	}
	if !m.sound() {
		return nil, bad(2)
	}
	return m, nil
}

// sound tells that every sheet has its columns, each week once, and every plan one row.
func (m *meta) sound() bool {
	plans := map[string]bool{}
	for _, s := range m.sheets {
		if len(s.heads) != Leading || len(s.slots) == 0 {
			return false
		}
		slots := map[calendar.Slot]bool{}
		for _, slot := range s.slots {
			if slots[slot] {
				return false
			}
			slots[slot] = true
		}
		for _, r := range s.rows {
			if plans[r.plan] {
				return false
			}
			plans[r.plan] = true
		}
	}
	return true
}

// metaCells gives the cells of a row up to its last one. A locked cell may be empty; the
// leading ones of a plan are always as many.
func metaCells(t *Table, row int) []string {
	var out []string
	for c := 1; c <= t.Columns; c++ {
		if cell := t.At(row, c); cell.Kind != Empty {
			for len(out) < c-1 {
				out = append(out, "")
			}
			out = append(out, cell.word())
		}
	}
	return out
}

// add takes in a row of the hidden sheet; false: it is none.
func (m *meta) add(row []string) bool {
	if len(row) == 0 {
		return true
	}
	if row[0] == "commit" || row[0] == "year" { // for whoever looks into the sheet
		return len(row) <= 2
	}
	if len(row) < 2 {
		return false
	}
	if row[0] == "heads" {
		m.sheets = append(m.sheets, metaSheet{name: row[1], heads: row[2:]})
		return true
	}
	if len(m.sheets) == 0 || m.sheets[len(m.sheets)-1].name != row[1] {
		return false
	}
	s := &m.sheets[len(m.sheets)-1]
	switch row[0] {
	case "slots":
		for _, word := range row[2:] {
			slot, ok := calendar.ParseSlot(word)
			if !ok {
				return false
			}
			s.slots = append(s.slots, slot)
		}
	case "labels":
		s.labels = row[2:]
	case "plan":
		r, ok := readMetaRow(row)
		if !ok {
			return false
		}
		s.rows = append(s.rows, r)
	default:
		return false
	}
	return true
}

func readMetaRow(row []string) (metaRow, bool) {
	const fixed = 7
	for len(row) < fixed+Leading {
		row = append(row, "")
	}
	if len(row) != fixed+Leading || row[5] != rowHash(row) {
		return metaRow{}, false
	}
	r := metaRow{plan: row[2], file: row[3], hash: row[4], figures: map[calendar.Slot]int{}, leading: row[fixed:]}
	for _, part := range strings.Fields(row[6]) {
		word, figure, _ := strings.Cut(part, "=")
		slot, ok := calendar.ParseSlot(word)
		n, err := strconv.Atoi(figure)
		if !ok || err != nil || n < 0 {
			return metaRow{}, false
		}
		r.figures[slot] = n
	}
	return r, true
}

var again = lang.T("Exportera på nytt och för över ändringarna dit.", "Export again and carry the changes over.")
