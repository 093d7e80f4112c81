package xlsx_test

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/export/xlsx"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

var schemas = sync.OnceValue(func() *schema.Set {
	s, err := schema.Load()
	if err != nil {
		panic(err)
	}
	return s
})

func load(t testing.TB, tree fs.FS) *plan.Set {
	t.Helper()
	l, err := check.Load(tree, schemas())
	if err != nil {
		t.Fatal(err)
	}
	return l.Set
}

// sample is the whole sample region.
func sample(t testing.TB) *plan.Set { return load(t, os.DirFS("../../..")) }

// spoiled is the small region with texts of files replaced: file, old, new and so on.
func spoiled(t testing.TB, replaced ...string) *plan.Set {
	t.Helper()
	files := region.Files()
	for i := 0; i < len(replaced); i += 3 {
		name, text := replaced[i], string(files[replaced[i]].Data)
		if strings.Count(text, replaced[i+1]) != 1 {
			t.Fatalf("%q does not stand once in %s", replaced[i+1], name)
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, replaced[i+1], replaced[i+2], 1))}
	}
	return load(t, files)
}

func export(t testing.TB, set *plan.Set, q grid.Question, l lang.Language) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := xlsx.Write(&out, grid.New(set, q), strings.Repeat("0", 40), l); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t testing.TB, text []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// changed opens a workbook with excelize, as somebody else's program, and saves it.
func changed(t testing.TB, text []byte, change func(*excelize.File) error) []byte {
	t.Helper()
	f := open(t, text)
	if err := change(f); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, text []byte, set *plan.Set) *grid.Reading {
	t.Helper()
	book, err := xlsx.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	return grid.Read(book, set)
}

// told writes problems as a user reads them, one on a line.
func told(list []grid.Problem) []string {
	var out []string
	for _, p := range list {
		out = append(out, p.At.String()+": "+p.Message.In(lang.SV))
	}
	return out
}

// figures writes changes as plan week before after.
func figures(list []grid.Change) []string {
	var out []string
	for _, c := range list {
		for _, f := range c.Figures {
			out = append(out, strings.Join([]string{c.Plan.ID.V, f.Slot.String(), lang.Count(f.Before, lang.SV), lang.Count(f.After, lang.SV)}, " "))
		}
	}
	return out
}

// where finds the cell of a plan and a week.
func where(t testing.TB, f *excelize.File, sheet, id, head string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	row, column := 0, 0
	for i, cells := range rows {
		for j, cell := range cells {
			if cell == id && j == 0 {
				row = i + 1
			}
			if cell == head {
				column = j + 1
			}
		}
	}
	if row == 0 || column == 0 {
		t.Fatalf("%s or %s is not on %s", id, head, sheet)
	}
	return grid.Address(row, column)
}
