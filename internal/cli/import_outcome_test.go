package cli

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Headings that mean a column are written as tables have them, and nothing else of the text
// is; what was changed is told.
func TestHeadingsOfOutcomeAreReadAsTheyAreMeant(t *testing.T) {
	const row = "\nlp-Å;2027-W05;3;UTFÖRT\n"
	for _, tt := range []struct{ name, head, want, told string }{
		{"as they are", "leveransplan;vecka;utfort", "leveransplan;vecka;utfort", ""},
		{"quoted", `"leveransplan";"vecka"`, `"leveransplan";"vecka"`, ""},
		{"with å, ä and ö", "leveransplan;vecka;utfört", "leveransplan;vecka;utfort", `rubriken "utfört" läses som utfort`},
		{"with commas, capitals and spaces", "Leveransplan, Vecka,UTFÖRT", "leveransplan,vecka,utfort", `rubrikerna "Leveransplan", " Vecka" och "UTFÖRT" läses som leveransplan, vecka och utfort`},
		{"quoted and in capitals", `"Vecka";utfort`, "vecka;utfort", `rubriken "Vecka" läses som vecka`},
		{"unknown ones", "Plan;Vecka;Utfördes", "Plan;vecka;Utfördes", `rubriken "Vecka" läses som vecka`},
		{"a quote that never ends", `"Vecka;utfort`, `"Vecka;utfort`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := outcomeText("a.csv", []byte(tt.head+row))
			told := ""
			for _, r := range in.remarks {
				told += r.Message.In(lang.SV)
			}
			if string(in.text) != tt.want+row || told != tt.told {
				t.Errorf("%q, told %q", in.text, told)
			}
		})
	}
	if in := outcomeText("a.csv", []byte("Vecka")); string(in.text) != "vecka" {
		t.Errorf("a header without a line break: %q", in.text)
	}
}

// A row that can't be read takes none of the others with it, and a second one for a week is
// told of at its week, whatever it is about.
func TestRowsAreJudgedBesideOnesThatCannotBeRead(t *testing.T) {
	in := outcomeText("a.csv", []byte("leveransplan;skickande;mottagare;vardomrade;vecka;utfort\nlp-a;;;;2027-W05;x\n;a;b;c;2027-W05;1\n;a;b;c;2027-W05;2\nlp-a;;;;2027-W06;1\nlp-a;;;;2027-W06;1\n"))
	table, bad := in.read()
	if table == nil || len(table.Rows) != 4 || len(bad) != 1 {
		t.Fatalf("%v %v", table, bad)
	}
	var at []string
	for _, f := range twice(table) {
		at = append(at, table.Source.Line(f.Range.Start.Line)[f.Range.Start.Column-1:]+" "+f.Message.In(lang.SV))
	}
	if got, want := strings.Join(at, ", "), "2027-W05;2 a+b+c har redan en rad för 2027-W05, 2027-W06;1 lp-a har redan en rad för 2027-W06"; got != want {
		t.Errorf("got %s", got)
	}
}

// The text of a sheet begins with its headings, and places of it are cells of the sheet.
func TestASheetOfOutcomeIsReadFromItsHeadings(t *testing.T) {
	sheet := grid.Table{Name: "Data", Rows: 4, Columns: 3, Cells: map[grid.Spot]grid.Cell{}}
	for at, text := range map[grid.Spot]string{{Row: 1, Column: 1}: "Utfall", {Row: 3, Column: 1}: "Leverans plan", {Row: 3, Column: 2}: "Vecka", {Row: 3, Column: 3}: "Utfört",
		{Row: 4, Column: 1}: "lp-a", {Row: 4, Column: 2}: "2027-W05", {Row: 4, Column: 3}: "x"} {
		sheet.Cells[at] = grid.Cell{Kind: grid.Text, Text: text}
	}
	in := outcomeSheet("a.xlsx", &grid.Book{Sheets: []grid.Table{sheet}})
	if string(in.text) != "leveransplan;vecka;utfort\nlp-a;2027-W05;x\n" || len(in.remarks) != 2 || len(in.problems) != 0 {
		t.Fatalf("%q %v %v", in.text, in.remarks, in.problems)
	}
	_, bad := in.read()
	if len(bad) != 1 || in.place(bad[0].Range.Start) != (grid.Place{Sheet: "Data", Row: 4, Column: 3}) {
		t.Errorf("%v", bad)
	}
}

// What the system says of a file is worded where its reader can do something about it.
func TestFaultsOfTheSystemAreWordedInTheReadersLanguage(t *testing.T) {
	for _, tt := range []struct {
		err    error
		sv, en string
	}{
		{&fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}, "behörighet saknas", "permission is missing"},
		{&fs.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist}, "filen eller mappen finns inte", "the file or folder does not exist"},
		{errors.New("disk on fire"), "disk on fire", "disk on fire"},
	} {
		if got := because(tt.err); got.In(lang.SV) != tt.sv || got.In(lang.EN) != tt.en {
			t.Errorf("got %v", got)
		}
	}
}
