package xlsx

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// Only a workbook of tables that nobody has saved is taken for one's own: not one of plans, not
// one that a program has saved, and not what is no workbook.
func TestOwnTablesAreTold(t *testing.T) {
	s := starOf()
	s.Tables[1].Name = aboutTable
	_, tables := book1(t, s)
	_, other := book1(t, starOf())
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	l, err := check.Load(region.Files(), schemas)
	if err != nil {
		t.Fatal(err)
	}
	var plans bytes.Buffer
	if err := Write(&plans, grid.New(l.Set, grid.Question{}), "abc", lang.SV); err != nil {
		t.Fatal(err)
	}
	saved := func(by, at string) []byte {
		f, err := excelize.OpenReader(bytes.NewReader(tables))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := f.SetDocProps(&excelize.DocProperties{Creator: "leveransplan", LastModifiedBy: by, Modified: at}); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	name := filepath.Join(t.TempDir(), "a.xlsx")
	if OwnTables(name) {
		t.Error("nothing at all")
	}
	for what, c := range map[string]struct {
		text []byte
		want bool
	}{
		"tables":                    {tables, true},
		"tables of another program": {other, false},
		"plans":                     {plans.Bytes(), false},
		"saved by somebody":         {saved("Planeraren", made), false},
		"saved later":               {saved("leveransplan", "2027-03-01T08:00:00Z"), false},
		"cut off":                   {tables[:len(tables)/2], false},
		"no workbook":               {[]byte("mina anteckningar"), false},
		"empty":                     {nil, false},
	} {
		if err := os.WriteFile(name, c.text, 0o644); err != nil {
			t.Fatal(err)
		}
		if got := OwnTables(name); got != c.want {
			t.Errorf("%s: %v", what, got)
		}
	}
}
