package export_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// plainText is a value as the raw form has it.
func plainText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case time.Time:
		return v.Format(time.RFC3339)
	}
	return fmt.Sprint(v)
}

// The raw form says what the rows say, cell by cell, to a reader of RFC 4180.
func TestCSVIsExact(t *testing.T) {
	rows := 0
	for _, table := range export.New(sources(t)["the history"]).Tables {
		var out bytes.Buffer
		if err := export.WriteCSV(&out, table); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), "\n"); n != strings.Count(out.String(), "\r\n") {
			t.Errorf("%s: not every record ends in CR LF", table.Name)
		}
		got, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var want [][]string
		var names []string
		for _, c := range table.Columns {
			names = append(names, c.Name)
		}
		want = append(want, names)
		for _, row := range read(t, table).rows {
			var cells []string
			for _, v := range row {
				cells = append(cells, plainText(v))
			}
			want = append(want, cells)
			rows++
		}
		if !slices.EqualFunc(want, got, func(x, y []string) bool { return slices.Equal(x, y) }) {
			t.Errorf("%s is not what its rows say", table.Name)
		}
	}
	if rows < 10000 {
		t.Errorf("only %d rows", rows)
	}
}

// odd is a table of values that act somewhere.
func odd(values ...any) *export.Table {
	return &export.Table{
		Name: "odd", Key: []string{"nr"}, Columns: []export.Column{{Name: "nr", Type: export.Int}, {Name: "varde", Type: export.Text, Null: true}},
		Rows: func() iter.Seq2[export.Row, error] {
			return func(yield func(export.Row, error) bool) {
				for i, v := range values {
					if !yield(export.Row{int64(i), v}, nil) {
						return
					}
				}
			}
		},
	}
}

func TestCSVOfOddValues(t *testing.T) {
	table := odd("a,b", "a;b", "a\"b", "a\nb", "=1+1", "-5", nil, "", "å", int64(-1234567), true, false, calendar.Date(2027, 1, 4), time.Date(2027, 1, 4, 9, 30, 0, 0, time.FixedZone("", 3600)))
	var raw, excel bytes.Buffer
	if err := errors.Join(export.WriteCSV(&raw, table), export.WriteExcelCSV(&excel, table, lang.SV)); err != nil {
		t.Fatal(err)
	}
	want := "nr,varde\r\n0,\"a,b\"\r\n1,a;b\r\n2,\"a\"\"b\"\r\n3,\"a\nb\"\r\n4,=1+1\r\n5,-5\r\n6,\r\n7,\"\"\r\n8,å\r\n9,-1234567\r\n10,true\r\n11,false\r\n12,2027-01-04\r\n13,2027-01-04T08:30:00Z\r\n"
	if d := cmp.Diff(want, raw.String()); d != "" {
		t.Error(d)
	}
	want = "\uFEFFnr;varde\r\n0;a,b\r\n1;\"a;b\"\r\n2;\"a\"\"b\"\r\n3;a\\u000ab\r\n4;'=1+1\r\n5;'-5\r\n6;\r\n7;\"\"\r\n8;å\r\n9;-1234567\r\n10;SANT\r\n11;FALSKT\r\n12;2027-01-04\r\n13;2027-01-04 08:30:00\r\n"
	if d := cmp.Diff(want, excel.String()); d != "" {
		t.Error(d)
	}
}

// For Excel no cell of a whole export begins a formula, whatever stands in it.
func TestO09NoCellForExcelIsAFormula(t *testing.T) {
	for _, sign := range []string{"=", "+", "-", "@", "\t=", "\r=", "\n@", " =", "＝"} {
		var out bytes.Buffer
		if err := export.WriteExcelCSV(&out, odd(sign+"HYPERLINK(\"x\")"), lang.SV); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\uFEFF")))
		r.Comma = ';'
		records, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if cell := records[1][1]; strings.ContainsAny(cell[:1], "=+-@\t\r\n ") || strings.ContainsAny(cell, "\r\n\t") {
			t.Errorf("%q became %q", sign, cell)
		}
	}
}

// An error of the rows, or of what is written to, ends the writing.
func TestCSVEndsWithTheFirstError(t *testing.T) {
	broken := errors.New("broken")
	table := odd("x")
	table.Rows = func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) { yield(nil, broken) }
	}
	if err := export.WriteCSV(&bytes.Buffer{}, table); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if err := export.WriteCSV(full{}, odd("x")); !errors.Is(err, errFull) {
		t.Errorf("%v", err)
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
