package xlsx

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// The rows of a sheet. They are for the eye: grid.Read finds its way by the headers.
const (
	titleRow = iota + 1
	guideRow
	legendRow
	headRow
	mondayRow
	daysRow
	firstRow // of the plans
)

// frozen is how many leading columns stay in sight.
const frozen = grid.ColDifference + 1

// canvas is one sheet while it is written.
type canvas struct {
	*writer
	sheet  *grid.Sheet
	stream *excelize.StreamWriter
	err    error
}

func (w *writer) sheet(s *grid.Sheet) error {
	fit := true
	// A stream writes the properties of its sheet as they are when it begins.
	if err := w.file.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	stream, err := w.file.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	c := &canvas{writer: w, sheet: s, stream: stream}
	// What is added to a sheet after its rows are flushed is lost without a word.
	for _, step := range []func() error{c.page, c.validation, c.checks, c.comments, c.rows, stream.Flush} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// cell makes a cell with a look. The first error is kept for the end.
func (c *canvas) cell(value any, k look) any {
	id, err := c.style(k)
	if err != nil && c.err == nil {
		c.err = err
	}
	if value == "" {
		value = nil
	}
	return excelize.Cell{StyleID: id, Value: value}
}

func (c *canvas) formula(formula string, value int, k look) any {
	cell := c.cell(value, k).(excelize.Cell)
	cell.Formula = formula
	return cell
}

func (c *canvas) row(number int, height float64, cells []any) error {
	if c.err != nil {
		return c.err
	}
	return c.stream.SetRow(grid.Address(number, 1), cells, excelize.RowOpts{Height: height})
}

// rows writes all rows, from the top down.
func (c *canvas) rows() error {
	side := lang.T("Skickande", "Sender")
	if c.book.Side == grid.ByReceiver {
		side = lang.T("Mottagare", "Receiver")
	}
	head, mondays, under := 34.0, 16.0, partDays
	if c.weeks() {
		head, mondays, under = 64, 52, partUnder
	}
	top := []struct {
		height float64
		cells  []any
	}{
		{24, []any{c.cell(c.say(lang.T("%s · %s: %s", "%s · %s: %s", c.title(), side, c.sheet.Title)), look{part: partTitle})}},
		{16, []any{c.cell(c.say(c.guide()), look{part: partGuide})}},
		{18, c.legend()},
		{head, c.heads()},
		{mondays, c.under(grid.LabelMonday, under, c.monday)},
		{16, c.under(grid.LabelDays, partDays, c.days)},
	}
	for i, r := range top {
		if err := c.row(titleRow+i, r.height, r.cells); err != nil {
			return err
		}
	}
	for i := range c.sheet.Rows {
		if err := c.row(firstRow+i, 16, c.plan(firstRow+i, &c.sheet.Rows[i])); err != nil {
			return err
		}
	}
	for i, unit := range c.sheet.Units {
		if err := c.row(c.lastRow()+1+i, 18, c.sums(c.lastRow()+1+i, unit)); err != nil {
			return err
		}
	}
	return nil
}

// weeks tells that the columns are weeks, and not quarters.
func (c *canvas) weeks() bool { return c.sheet.Grain == calendar.GrainWeek }

func (c *canvas) guide() lang.Text {
	what := lang.T("kvartalen", "quarters")
	if c.weeks() {
		what = lang.T("veckorna", "weeks")
	}
	return lang.T("Ändra bara talen i %s. 0 betyder att ingen tas emot; töm ingen ruta. Läs sedan in arbetsboken med leveransplan import.",
		"Change the figures of the %s only. 0 means that nobody is received; empty no cell. Then read the workbook in with leveransplan import.", what)
}

func (c *canvas) lastRow() int    { return firstRow + len(c.sheet.Rows) - 1 }
func (c *canvas) lastColumn() int { return grid.Leading + len(c.sheet.Columns) }

// legend explains the colours, each in a cell of its own.
func (c *canvas) legend() []any {
	cells := make([]any, grid.ColDifference+1)
	cells[grid.ColPlan] = c.cell(c.say(lang.T("Låst: utanför period eller avtal", "Locked: outside period or agreement")), look{part: partLegend, tint: outside})
	if c.weeks() {
		cells[grid.ColOther] = c.cell(c.say(lang.T("Färre dagar hos mottagaren", "Fewer days at the receiver")), look{part: partLegend, tint: local})
		cells[grid.ColField] = c.cell(c.say(lang.T("Helgdag", "Public holiday")), look{part: partLegend, tint: holiday})
	}
	cells[grid.ColUnit] = c.cell(c.say(lang.T("≠ volym", "≠ volume")), look{part: partLegend, tint: mismatch})
	return cells
}

func (c *canvas) heads() []any {
	var cells []any
	for _, h := range c.book.Heads() {
		cells = append(cells, c.cell(c.say(h), look{part: partHead}))
	}
	slot := partWide
	if c.weeks() {
		slot = partSlim
	}
	for i, column := range c.sheet.Columns {
		cells = append(cells, c.cell(column.Slot.String(), look{part: slot, start: c.starts(i), tint: c.tint(i)}))
	}
	return cells
}

// under is a row below the header.
func (c *canvas) under(label lang.Text, p part, say func(i int) any) []any {
	cells := []any{c.cell(c.say(label), look{part: partHead})}
	for range grid.Leading - 1 {
		cells = append(cells, c.cell(nil, look{part: partHead}))
	}
	for i := range c.sheet.Columns {
		cells = append(cells, c.cell(say(i), look{part: p, start: c.starts(i), tint: c.tint(i)}))
	}
	return cells
}

func (c *canvas) monday(i int) any { return c.sheet.Columns[i].Slot.First().String() }
func (c *canvas) days(i int) any   { return c.sheet.Columns[i].Days }

// starts tells that a quarter begins with a column.
func (c *canvas) starts(i int) bool {
	return i == 0 || c.sheet.Columns[i].Slot.Quarter() != c.sheet.Columns[i-1].Slot.Quarter()
}

// tint is the colour of a week for everybody.
func (c *canvas) tint(i int) tint {
	column := &c.sheet.Columns[i]
	if c.weeks() && (len(column.Free) > 0 || !column.Note.IsZero()) {
		return holiday
	}
	return plain
}

func (c *canvas) plan(number int, r *grid.Row) []any {
	var cells []any
	first, last := grid.Address(number, grid.Leading+1), grid.Address(number, c.lastColumn())
	sum := r.Plan.Periodisering.Sum()
	for i, text := range r.Leading(c.lang) {
		n, err := strconv.Atoi(text)
		switch {
		case i == grid.ColSum:
			cells = append(cells, c.formula(fmt.Sprintf("SUM(%s:%s)", first, last), sum, look{part: partSum}))
		case i == grid.ColDifference:
			cells = append(cells, c.formula(fmt.Sprintf("%s-%s", grid.Address(number, grid.ColSum+1), grid.Address(number, grid.ColVolume+1)), sum-r.Plan.Volym.V, look{part: partSum}))
		case (i == grid.ColVolume || i == grid.ColOpen) && err == nil:
			cells = append(cells, c.cell(n, look{part: partCount}))
		default:
			cells = append(cells, c.cell(text, look{part: partText}))
		}
	}
	for i, box := range r.Cells {
		k := look{part: partWeek, start: c.starts(i), tint: c.tint(i), open: !box.Locked}
		switch {
		case box.Locked:
			k.tint = outside
		case box.Fewer:
			k.tint = local
		}
		var value any
		if box.Written {
			value = box.Volume
		}
		cells = append(cells, c.cell(value, k))
	}
	return cells
}

// sums is the row with the sums of one unit. Patients and procedures are never added up.
func (c *canvas) sums(number int, unit string) []any {
	name := c.say(plan.UnitName(unit))
	units := fmt.Sprintf("$%[1]s$%[2]d:$%[1]s$%[3]d", grid.ColumnName(grid.ColUnit+1), firstRow, c.lastRow())
	total := func(column, value, start int) any {
		over := fmt.Sprintf("%[1]s$%[2]d:%[1]s$%[3]d", grid.ColumnName(column), firstRow, c.lastRow())
		return c.formula(fmt.Sprintf("SUMIF(%s,%s,%s)", units, grid.Address(number, grid.ColUnit+1), over), value, look{part: partSum, start: start == 1})
	}
	volume, planned := 0, 0
	columns := make([]int, len(c.sheet.Columns))
	for i := range c.sheet.Rows {
		r := &c.sheet.Rows[i]
		if r.Unit != unit {
			continue
		}
		volume += r.Plan.Volym.V
		planned += r.Plan.Periodisering.Sum()
		for j, box := range r.Cells {
			columns[j] += box.Volume
		}
	}
	cells := make([]any, grid.Leading)
	for i := range cells {
		cells[i] = c.cell(nil, look{part: partSum})
	}
	cells[grid.ColPlan] = c.cell(c.say(grid.LabelSum(name)), look{part: partLabel})
	cells[grid.ColUnit] = c.cell(name, look{part: partLabel})
	cells[grid.ColVolume] = total(grid.ColVolume+1, volume, 0)
	cells[grid.ColSum] = total(grid.ColSum+1, planned, 0)
	cells[grid.ColDifference] = total(grid.ColDifference+1, planned-volume, 0)
	for i := range c.sheet.Columns {
		start := 0
		if c.starts(i) {
			start = 1
		}
		cells = append(cells, total(grid.Leading+1+i, columns[i], start))
	}
	return cells
}
