package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// starOf is a star with a table of given rows and one without any.
func starOf(rows ...export.Row) *export.Star {
	of := func(rows []export.Row) func() iter.Seq2[export.Row, error] {
		return func() iter.Seq2[export.Row, error] {
			return func(yield func(export.Row, error) bool) {
				for _, r := range rows {
					if !yield(r, nil) {
						return
					}
				}
			}
		}
	}
	columns := []export.Column{{Name: "nr", Type: export.Int}, {Name: "ord", Type: export.Text, Null: true}, {Name: "sant", Type: export.Bool, Null: true},
		{Name: "dag", Type: export.Date, Null: true}, {Name: "tid", Type: export.Time, Null: true}}
	return &export.Star{Commit: "abc", Tables: []*export.Table{
		{Name: "fact_ett", Key: []string{"nr"}, Columns: columns, Rows: of(rows)},
		{Name: "fact_tom", Key: []string{"nr"}, Columns: columns, Rows: of(nil)},
	}}
}

func book1(t *testing.T, s *export.Star) (*excelize.File, []byte) {
	t.Helper()
	var out bytes.Buffer
	if err := WriteTables(&out, s, lang.SV); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, out.Bytes()
}

// Every value comes back as what it is, and a day is the day that Excel shows.
func TestTablesHoldTheirValues(t *testing.T) {
	at := time.Date(2027, 1, 4, 8, 30, 15, 0, time.UTC)
	s := starOf(
		export.Row{int64(1), "å; \"b\"", true, calendar.Date(2027, 1, 4), at},
		export.Row{int64(-1234567), nil, nil, nil, nil},
		export.Row{int64(3), "2027-W05", false, calendar.Date(2024, 2, 29), at.Add(-20 * 365 * 24 * time.Hour)},
	)
	f, text := book1(t, s)
	rows, err := f.GetRows("fact_ett")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"nr", "ord", "sant", "dag", "tid"}, {"1", "å; \"b\"", "TRUE", "2027-01-04", "2027-01-04 08:30:15"}, {"-1234567"}, {"3", "2027-W05", "FALSE", "2024-02-29", "2007-01-09 08:30:15"}}
	if d := cmp.Diff(want, rows); d != "" {
		t.Error(d)
	}
	for cell, kind := range map[string]excelize.CellType{"A2": excelize.CellTypeUnset, "B2": excelize.CellTypeInlineString, "C2": excelize.CellTypeBool} {
		if got, _ := f.GetCellType("fact_ett", cell); got != kind && !(kind == excelize.CellTypeUnset && got == excelize.CellTypeNumber) {
			t.Errorf("%s is of type %v", cell, got)
		}
	}
	tables, err := f.GetTables("fact_ett")
	if err != nil || len(tables) != 1 || tables[0].Range != "A1:E4" || tables[0].Name != "fact_ett" {
		t.Errorf("%+v %v", tables, err)
	}
	if d := cmp.Diff([]string{"fact_ett", "fact_tom"}, f.GetSheetList()); d != "" {
		t.Error(d)
	}
	if _, again := book1(t, s); !bytes.Equal(text, again) {
		t.Error("the same tables gave other bytes")
	}
}

// No cell is a formula or begins like one (O09), and nothing in it acts.
func TestO09NoCellOfATableIsAFormula(t *testing.T) {
	var rows []export.Row
	for i, sign := range []string{"=", "+", "-", "@", "\t=", "\r=", " =", "\x1b[31m", "\x00="} {
		rows = append(rows, export.Row{int64(i), sign + "1+1", nil, nil, nil})
	}
	f, text := book1(t, starOf(rows...))
	for i := range rows {
		cell := "B" + strconv.Itoa(i+2)
		formula, _ := f.GetCellFormula("fact_ett", cell)
		value, err := f.GetCellValue("fact_ett", cell)
		if err != nil || formula != "" || value == "" || strings.ContainsAny(value[:1], "=+-@\t\r\x1b\x00") {
			t.Errorf("%s: %q %q %v", cell, formula, value, err)
		}
	}
	parts, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, p := range parts.File {
		names = append(names, p.Name)
	}
	if !slices.IsSorted(names) {
		t.Errorf("%v", names)
	}
}

// A table that no sheet holds is refused, and so is what its rows can't tell.
func TestTablesThatDoNotFit(t *testing.T) {
	var out bytes.Buffer
	rows := []export.Row{{int64(1), nil, nil, nil, nil}, {int64(2), nil, nil, nil, nil}, {int64(3), nil, nil, nil, nil}}
	var long *TooManyRows
	if err := writeTables(&out, starOf(rows...), lang.SV, 3); !errors.As(err, &long) || long.Table != "fact_ett" || out.Len() > 0 {
		t.Errorf("%v, %d bytes", err, out.Len())
	}
	if err := writeTables(&out, starOf(rows...), lang.SV, 4); err != nil {
		t.Errorf("%v", err)
	}
	broken := errors.New("broken")
	s := starOf()
	s.Tables[1].Rows = func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) { yield(nil, broken) }
	}
	if err := WriteTables(&out, s, lang.SV); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

// A text is as long as a cell holds, or shows that there was more.
func TestLongTexts(t *testing.T) {
	for text, want := range map[string]int{strings.Repeat("a", mostText): mostText, strings.Repeat("a", mostText+1): mostText, strings.Repeat("å", mostText): mostText, strings.Repeat("😀", mostText): mostText} {
		got, units := cut(text), 0
		for _, r := range got {
			if units++; r > 0xffff {
				units++
			}
		}
		if units > want || units < want-1 || (got == text) == strings.HasSuffix(got, "…") {
			t.Errorf("%.3s… of %d bytes became %d units, the end %q", text, len(text), units, got[len(got)-3:])
		}
	}
}
