package grid

import (
	"maps"
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// found is where the parts of a sheet stand now. Columns may have been moved; they are told
// by their headers.
type found struct {
	*metaSheet
	table   *Table
	header  int         // its row
	columns map[int]int // of heads, then slots: where the column stands
	rows    map[string]int
}

// headers lists all texts that stand in the header row: the leading ones, then the weeks.
func (s *metaSheet) headers() []string {
	out := slices.Clone(s.heads)
	for _, slot := range s.slots {
		out = append(out, slot.String())
	}
	return out
}

// locate finds header, columns and rows of a sheet. Without a header there is nothing to
// be found; everything else that is wrong is told of together.
func (r *reader) locate(s *metaSheet, t *Table) *found {
	f := &found{metaSheet: s, table: t, columns: map[int]int{}, rows: map[string]int{}}
	if f.header = headerRow(s, t); f.header == 0 {
		r.wrong(Place{t.Name, 0, 0}, lang.T("rubrikraden med %q och veckorna finns inte", "the header row with %q and the weeks is not there", s.heads[ColPlan]), again)
		return nil
	}
	r.findColumns(f)
	if f.columns[ColPlan] != 0 {
		r.findRows(f)
	}
	for _, area := range t.Merged {
		if area.To.Row >= f.header && area.From.Row <= f.last() {
			r.wrong(Place{t.Name, area.From.Row, area.From.Column},
				lang.T("cellerna %s–%s är sammanslagna", "the cells %s–%s are merged", Address(area.From.Row, area.From.Column), Address(area.To.Row, area.To.Column)),
				lang.T("Dela upp dem igen, och kontrollera talen.", "Split them again, and check the figures."))
		}
	}
	return f
}

// last is the last row that a plan stands in.
func (f *found) last() int {
	last := f.header
	for _, row := range f.rows {
		last = max(last, row)
	}
	return last
}

// headerRow finds the row with the most of a sheet's headers; 0: no row has two of them.
func headerRow(s *metaSheet, t *Table) int {
	known := map[string]bool{}
	for _, h := range s.headers() {
		known[h] = true
	}
	best, most := 0, 1
	for row := 1; row <= min(t.Rows, deepest); row++ {
		n := 0
		for _, column := range t.filled(row) {
			if known[t.At(row, column).word()] {
				n++
			}
		}
		if n > most {
			best, most = row, n
		}
	}
	return best
}

func (r *reader) findColumns(f *found) {
	at := map[string][]int{}
	headers, below := f.headers(), map[int]bool{}
	for spot, cell := range f.table.Cells {
		if spot.Row > f.header && !cell.blank() {
			below[spot.Column] = true
		}
	}
	columns := slices.AppendSeq(f.table.filled(f.header), maps.Keys(below))
	slices.Sort(columns)
	for _, column := range slices.Compact(columns) {
		word := f.table.At(f.header, column).word()
		switch {
		case slices.Contains(headers, word):
			at[word] = append(at[word], column)
		case word != "":
			r.wrong(Place{f.table.Name, f.header, column}, lang.T("kolumnen %q fanns inte när arbetsboken exporterades", "the column %q was not there when the workbook was exported", shorten(word)),
				lang.T("Ta bort den, eller skriv tillbaka rubriken om den har ändrats.", "Remove it, or write the header back if it has been changed."))
		case below[column]:
			r.wrong(Place{f.table.Name, f.header, column}, lang.T("kolumnen har innehåll men ingen rubrik", "the column has content but no header"),
				lang.T("Ta bort kolumnen, eller skriv tillbaka rubriken.", "Remove the column, or write the header back."))
		}
	}
	for i, h := range headers {
		columns := at[h]
		switch {
		case len(columns) == 0:
			r.wrong(Place{f.table.Name, f.header, 0}, lang.T("kolumnen %s saknas", "the column %s is missing", h), again)
		case len(columns) > 1:
			r.wrong(Place{f.table.Name, f.header, columns[1]}, lang.T("kolumnen %s finns två gånger, också i %s", "the column %s is there twice, also in %s", h, Address(f.header, columns[0])),
				lang.T("Ta bort den som inte ska gälla.", "Remove the one that is not to count."))
		default:
			f.columns[i] = columns[0]
		}
	}
}

// findRows finds the row of each plan, and tells of rows that are none of the sheet's.
func (r *reader) findRows(f *found) {
	known := map[string]bool{}
	for _, row := range f.metaSheet.rows {
		known[row.plan] = true
	}
	for row := f.header + 1; row <= f.table.Rows; row++ {
		cell := f.table.At(row, f.columns[ColPlan])
		at := Place{f.table.Name, row, f.columns[ColPlan]}
		switch id := cell.word(); {
		case id == "":
			r.loose(f, row)
		case slices.Contains(f.labels, id):
			r.sums(f, row, id)
		case !known[id]:
			r.wrong(at, lang.T("planen %q fanns inte på bladet när arbetsboken exporterades", "the plan %q was not on the sheet when the workbook was exported", shorten(id)),
				lang.T("En ny plan skrivs med leveransplan new eller periodise, inte i arbetsboken.", "A new plan is written with leveransplan new or periodise, not in the workbook."))
		case f.rows[id] != 0:
			r.wrong(at, lang.T("planen %s står två gånger, också i %s", "the plan %s is there twice, also in %s", id, Address(f.rows[id], f.columns[ColPlan])),
				lang.T("Ta bort den rad som inte ska gälla.", "Remove the row that is not to count."))
		default:
			f.rows[id] = row
			if f.table.HiddenRows[row] {
				r.wrong(at, lang.T("raden med %s är dold", "the row with %s is hidden", id),
					lang.T("Visa raden, ta bort filter, och kontrollera talen.", "Show the row, take filters off, and check the figures."))
			}
		}
	}
	for _, row := range f.metaSheet.rows {
		if f.rows[row.plan] == 0 {
			r.wrong(Place{f.table.Name, 0, 0}, lang.T("raden med %s saknas", "the row with %s is missing", row.plan),
				lang.T("En plan tas inte bort genom att raden tas bort. Exportera på nytt.", "A plan is not removed by removing its row. Export again."))
		}
	}
}

// loose tells of figures in a row without a plan.
func (r *reader) loose(f *found, row int) {
	for i := range f.slots {
		column := f.columns[Leading+i]
		if column != 0 && !f.table.At(row, column).blank() {
			r.wrong(Place{f.table.Name, row, column}, lang.T("raden har innehåll men ingen plan", "the row has content but no plan"),
				lang.T("Skriv tillbaka planens id i kolumnen %s, eller töm raden.", "Write the plan's id back into the column %s, or empty the row.", ColumnName(f.columns[ColPlan])))
			return
		}
	}
}

// sums tells of figures in a row of sums: a sum says nothing of what a planner wants.
func (r *reader) sums(f *found, row int, label string) {
	if i := slices.Index(f.labels, label); i < sumLabels {
		return
	}
	for i := range Leading + len(f.slots) {
		column := f.columns[i]
		if column == 0 || i < Leading && i != ColVolume && !Computed(i) {
			continue
		}
		if cell := f.table.At(row, column); !cell.Formula && !cell.blank() {
			r.wrong(Place{f.table.Name, row, column}, lang.T("cellen är en summa, och formeln i den är ersatt av %q", "the cell is a sum, and the formula in it has been replaced by %q", shorten(cell.word())),
				lang.T("En summa räknas ut av raderna ovanför. Skriv ändringen i planernas egna veckor, och ångra den här så att formeln kommer tillbaka, eller exportera på nytt.",
					"A sum is worked out from the rows above. Write the change into the weeks of the plans, and undo this one so that the formula comes back, or export again."))
		}
	}
}
