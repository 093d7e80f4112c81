package xlsx_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	star "github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/export/xlsx"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// LibreOffice reads the tables of a whole region and says what they say, days and all.
func TestLibreOfficeReadsTables(t *testing.T) {
	t.Parallel()
	s := star.New(star.Source{Set: sample(t), Commit: "abc", Day: calendar.Date(2026, 11, 21), Language: lang.SV})
	var out bytes.Buffer
	if err := xlsx.WriteTables(&out, s, lang.SV); err != nil {
		t.Fatal(err)
	}
	mine, saved := open(t, out.Bytes()), open(t, office(t, out.Bytes(), "xlsx", "xlsx"))
	for _, table := range s.Tables {
		want, err := mine.GetRows(table.Name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := saved.GetRows(table.Name)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", table.Name, d)
		}
		n := 1
		for range table.Rows() {
			n++
		}
		if len(want) != n {
			t.Errorf("%s has %d rows of %d", table.Name, len(want), n)
		}
	}
}
