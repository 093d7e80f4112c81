package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// widths are those of the leading columns, in characters.
var widths = [grid.Leading]float64{
	grid.ColPlan: 32, grid.ColOther: 23, grid.ColField: 18, grid.ColUnit: 9, grid.ColVolume: 7,
	grid.ColSum: 7.5, grid.ColDifference: 9.5, grid.ColOpen: 9, grid.ColLine: 31,
}

// page sets what a sheet looks like as a whole: widths, what stays in sight, protection and
// print.
func (c *canvas) page() error {
	for i, width := range widths {
		if err := c.stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	width := 4.3
	if c.sheet.Grain == calendar.GrainQuarter {
		width = 10
	}
	if err := c.stream.SetColWidth(grid.Leading+1, c.lastColumn(), width); err != nil {
		return err
	}
	corner := grid.Address(firstRow, frozen+1)
	if err := c.stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: frozen, YSplit: daysRow, TopLeftCell: corner, ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: grid.Address(firstRow, grid.Leading+1), ActiveCell: grid.Address(firstRow, grid.Leading+1), Pane: "bottomRight"}}}); err != nil {
		return err
	}
	if err := c.protect(c.sheet.Name); err != nil {
		return err
	}
	return c.print()
}

// print fits the weeks on one landscape A3, with the header on every page.
func (c *canvas) print() error {
	name := c.sheet.Name
	landscape, a3, one, any := "landscape", 8, 1, 0
	if err := c.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a3, FitToWidth: &one, FitToHeight: &any}); err != nil {
		return err
	}
	margin, low := 0.4, 0.6
	if err := c.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &low}); err != nil {
		return err
	}
	quoted := "'" + strings.ReplaceAll(name, "'", "''") + "'"
	if err := c.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name,
		RefersTo: fmt.Sprintf("%[1]s!$A:$A,%[1]s!$%[2]d:$%[3]d", quoted, headRow, daysRow)}); err != nil {
		return err
	}
	return c.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P (&N)"})
}

// most is how many areas one validation lists: programs read long lists badly.
const most = 200

// validation lets only whole numbers from 0 into the open cells.
func (c *canvas) validation() error {
	areas := c.open()
	for len(areas) > 0 {
		n := min(most, len(areas))
		v := excelize.NewDataValidation(true)
		v.SetSqref(strings.Join(areas[:n], " "))
		if err := v.SetRange(0, 999999, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		v.SetError(excelize.DataValidationErrorStyleStop, c.say(lang.T("Heltal från 0", "A whole number from 0")),
			c.say(lang.T("Skriv hur många som tas emot, som ett heltal. 0 betyder ingen.", "Write how many are received, as a whole number. 0 means nobody.")))
		if err := c.file.AddDataValidation(c.sheet.Name, v); err != nil {
			return err
		}
		areas = areas[n:]
	}
	return nil
}

// open lists the runs of open cells, row by row.
func (c *canvas) open() []string {
	var areas []string
	for i := range c.sheet.Rows {
		row, boxes := firstRow+i, c.sheet.Rows[i].Cells
		for from := 0; from < len(boxes); from++ {
			if boxes[from].Locked {
				continue
			}
			to := from
			for to+1 < len(boxes) && !boxes[to+1].Locked {
				to++
			}
			areas = append(areas, grid.Address(row, grid.Leading+1+from)+":"+grid.Address(row, grid.Leading+1+to))
			from = to
		}
	}
	return areas
}

// checks makes a plan stand out whose weeks do not add up to its volume.
func (c *canvas) checks() error {
	style, err := c.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: alarm, Bold: true}, Fill: solid(alarmFill)})
	if err != nil {
		return err
	}
	area := grid.Address(firstRow, grid.ColSum+1) + ":" + grid.Address(c.lastRow(), grid.ColDifference+1)
	formula := fmt.Sprintf("$%s%d<>0", grid.ColumnName(grid.ColDifference+1), firstRow)
	return c.file.SetConditionalFormat(c.sheet.Name, area, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: formula, Format: &style}})
}

// comments say what makes a week short, over the week where it is so for everybody, else in
// the row of the receiver whose calendar it is.
func (c *canvas) comments() error {
	for i := range c.sheet.Columns {
		column := &c.sheet.Columns[i]
		var lines []string
		for _, h := range column.Free {
			lines = append(lines, h.Day.String()+" "+h.Name)
		}
		if !column.Note.IsZero() {
			lines = append(lines, c.say(column.Note))
		}
		if len(lines) > 0 {
			if err := c.comment(headRow, grid.Leading+1+i, strings.Join(lines, "\n")); err != nil {
				return err
			}
		}
	}
	for i := range c.sheet.Rows {
		for _, note := range c.sheet.Rows[i].Notes {
			if err := c.comment(firstRow+i, grid.Leading+1+note.Column, c.say(note.Text)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *canvas) comment(row, column int, text string) error {
	lines := 1 + strings.Count(text, "\n")
	return c.file.AddComment(c.sheet.Name, excelize.Comment{Cell: grid.Address(row, column), Author: "leveransplan",
		Paragraph: []excelize.RichTextRun{{Text: text, Font: &excelize.Font{Family: "Calibri", Size: 9}}}, Width: 300, Height: uint(24 + 18*lines)})
}
