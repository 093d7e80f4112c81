package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	harmless "github.com/leveransplan/leveransplan/internal/render/escape"
)

// The most that Excel holds: rows of a sheet with the header, and characters of a cell.
const (
	mostRows = 1 << 20
	mostText = 32767
)

// TooManyRows says that a table does not fit into a sheet.
type TooManyRows struct{ Table string }

// Error says so in English, as logs have it.
func (e *TooManyRows) Error() string {
	return fmt.Sprintf("the table %s has more than the %d rows that a sheet holds", e.Table, mostRows-1)
}

// WriteTables writes tables as a workbook, each as one sheet with an Excel table of the same
// name: days and moments (UTC) as such, texts as texts that no later saving turns into
// formulas. Nothing is written where a table is too long: [*TooManyRows].
func WriteTables(w io.Writer, s *export.Star, l lang.Language) error {
	return writeTables(w, s, l, mostRows)
}

func writeTables(w io.Writer, s *export.Star, l lang.Language, most int) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{file: f, most: most}
	if err := b.styles(); err != nil {
		return err
	}
	for i, t := range s.Tables {
		out := writer{file: f}
		if err := out.addSheet(i, t.Name); err != nil {
			return err
		}
		if err := b.table(t, l); err != nil {
			return err
		}
	}
	f.SetActiveSheet(0)
	err := f.SetDocProps(&excelize.DocProperties{Created: made, Modified: made, Creator: "leveransplan", LastModifiedBy: "leveransplan",
		Title: lang.T("Leveransplaner, commit %s", "Leveransplaner, commit %s", s.Commit).In(l), Language: string(l)})
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := f.Write(&text); err != nil {
		return err
	}
	return pack(w, text.Bytes())
}

// book is a workbook of tables while it is written.
type book struct {
	file               *excelize.File
	most               int
	head, date, moment int // styles
}

func (b *book) styles() (err error) {
	style := func(s *excelize.Style) (id int) {
		if err == nil {
			id, err = b.file.NewStyle(s)
		}
		return id
	}
	day, moment := "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm:ss"
	b.head = style(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top"}})
	b.date = style(&excelize.Style{CustomNumFmt: &day})
	b.moment = style(&excelize.Style{CustomNumFmt: &moment})
	return err
}

func (b *book) table(t *export.Table, l lang.Language) error {
	stream, err := b.file.NewStreamWriter(t.Name)
	if err != nil {
		return err
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		if err := stream.SetColWidth(i+1, i+1, width(c)); err != nil {
			return err
		}
		head[i] = excelize.Cell{StyleID: b.head, Value: c.Name}
	}
	if err := stream.SetRow("A1", head); err != nil {
		return err
	}
	n, cells := 1, make([]any, len(t.Columns))
	for row, err := range t.Rows() {
		if err != nil {
			return err
		}
		if n++; n > b.most {
			return &TooManyRows{t.Name}
		}
		for i, v := range row {
			cells[i] = b.cell(v)
		}
		if err := stream.SetRow("A"+strconv.Itoa(n), cells); err != nil {
			return err
		}
	}
	if n > 1 { // an Excel table has at least one row
		if err := stream.AddTable(&excelize.Table{Range: "A1:" + grid.Address(n, len(t.Columns)), Name: t.Name, StyleName: "TableStyleLight1"}); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// cell makes of a value what Excel has for it.
func (b *book) cell(v any) any {
	switch v := v.(type) {
	case string:
		return cut(harmless.CSV(v))
	case calendar.Day:
		return excelize.Cell{StyleID: b.date, Value: serial(v)}
	case time.Time:
		at := v.UTC()
		seconds := at.Hour()*3600 + at.Minute()*60 + at.Second()
		return excelize.Cell{StyleID: b.moment, Value: float64(serial(calendar.FromTime(at))) + float64(seconds)/(24*60*60)}
	}
	return v
}

// serial is a day as Excel counts: it takes 1900 for a leap year.
func serial(d calendar.Day) int {
	if d < calendar.Date(1900, time.March, 1) {
		return int(d)
	}
	return int(d) + 1
}

// cut shortens a text to what a cell holds, and shows that.
func cut(s string) string {
	if len(s) <= mostText || utf8.RuneCountInString(s) <= mostText/2 {
		return s
	}
	units := 0
	for i, r := range s {
		if units++; r > 0xffff {
			units++
		}
		if units > mostText-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// width is how wide a column is shown, in characters.
func width(c export.Column) float64 {
	wide := map[export.Type]float64{export.Text: 24, export.Int: 10, export.Bool: 10, export.Date: 12, export.Time: 20}[c.Type]
	return max(wide, float64(len(c.Name)+4))
}
