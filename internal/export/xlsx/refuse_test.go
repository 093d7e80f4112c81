package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/export/xlsx"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// repacked writes a workbook's parts anew, some of them changed, added or, where they are to
// be nothing, left out.
func repacked(t testing.TB, text []byte, parts map[string]string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name string, r io.Reader) {
		part, err := w.Create(name)
		if err == nil {
			_, err = io.Copy(part, r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range in.File {
		fresh, changes := parts[f.Name]
		if changes {
			if fresh != "" {
				put(f.Name, strings.NewReader(fresh))
			}
			delete(parts, f.Name)
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		put(f.Name, r)
	}
	for name, fresh := range parts {
		put(name, strings.NewReader(fresh))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const first = "xl/worksheets/sheet1.xml"

// row is a sheet with the XML of some rows.
func row(inside string) string {
	return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + inside + `</sheetData></worksheet>`
}

func TestFilesThatAreNoneOfOursAreRefused(t *testing.T) {
	good := export(t, spoiled(t), grid.Question{Year: 2027, Side: grid.BySender}, lang.SV)
	part := func(name, text string) []byte { return repacked(t, good, map[string]string{name: text}) }
	damaged := "filen är skadad eller ingen Excel-arbetsbok"
	locked, err := excelize.Encrypt(good, &excelize.Options{Password: "hemligt"})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		text []byte
		want string
	}{
		{"nothing", nil, damaged},
		{"text", []byte("leveransplan;vecka;utfort\n"), damaged},
		{"half a file", good[:len(good)/2], damaged},
		{"a damaged part", flipped(good), damaged},
		{"a text document", repacked(t, good, map[string]string{"_rels/.rels": ""}), damaged},
		{"encrypted", locked, "filen är skyddad med lösenord, eller sparad i det gamla formatet .xls"},
		{"of the time before .xlsx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), "filen är skyddad med lösenord, eller sparad i det gamla formatet .xls"},
		{"macros", part("xl/vbaProject.bin", "x"), "arbetsboken innehåller makron"},
		{"macros in another place", part(`XL\sub\vbaproject.BIN`, "x"), "arbetsboken innehåller makron"},
		{"links to other files", part("xl/externalLinks/externalLink1.xml", "<x/>"), "arbetsboken hämtar värden ur andra filer"},
		{"a part that fills the memory", part(first, row(strings.Repeat(strings.Repeat(" ", 1020)+"<x/>", 100<<10))), "arbetsboken är för stor: den blir mer än 96 MB när den packas upp"},
		{"too large a file", make([]byte, xlsx.MaxSize+1), "arbetsboken är för stor: filen är större än 16 MB"},
		{"a cell far to the right", part(first, row(`<row r="1"><c r="XFD1"><v>1</v></c></row>`)), "arbetsboken är för stor: bladet NU-sjukvården har innehåll i XFD1"},
		{"a cell far down", part(first, row(`<row r="1048576"><c r="A1048576"><v>1</v></c></row>`)), "arbetsboken är för stor: bladet NU-sjukvården har innehåll i A1048576"},
		{"very many cells", part(first, row(strings.Repeat(`<row>`+strings.Repeat(`<c><v>1</v></c>`, 500)+`</row>`, 1300))), "arbetsboken är för stor: bladet NU-sjukvården har innehåll i A1201"},
		{"a cell twice", part(first, row(`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`)), damaged},
		{"a text that is not there", part(first, row(`<row r="1"><c r="A1" t="s"><v>9999</v></c></row>`)), damaged},
		{"a number that is none", part(first, row(`<row r="1"><c r="A1"><v>x</v></c></row>`)), damaged},
		{"an address that is none", part(first, row(`<row r="1"><c r="1A"><v>1</v></c></row>`)), damaged},
		{"a sheet that is not XML", part(first, "<worksheet><sheetData>"), damaged},
		{"entities", part(first, `<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>`), damaged},
		{"a missing sheet", repacked(t, good, map[string]string{first: ""}), damaged},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := xlsx.Read(tt.text)
			no := (*xlsx.Refused)(nil)
			if !errors.As(err, &no) {
				t.Fatalf("got %v", err)
			}
			if got := no.Message.In(lang.SV); got != tt.want || no.Hint.IsZero() {
				t.Errorf("got %q", got)
			}
		})
	}
}

// flipped spoils a bit in the middle of the file's largest part.
func flipped(text []byte) []byte {
	out := bytes.Clone(text)
	out[len(out)/2] ^= 0x10
	return out
}

// Cells that only have a look, wherever they are, are no cells; a sheet may leave addresses
// out.
func TestFormsOfOtherProgramsAreRead(t *testing.T) {
	good := export(t, spoiled(t), grid.Question{Year: 2027, Side: grid.BySender}, lang.SV)
	text := repacked(t, good, map[string]string{first: row(`<row><c t="inlineStr"><is><r><t>a</t></r><r><t>_x0041_</t></r></is></c><c><v>1.5E1</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>1</f><v>x</v></c><c><f>1+1</f></c></row>` +
		`<row r="1048576"><c r="XFD1048576" s="1"/></row>`)})
	book, err := xlsx.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	table := book.Sheets[0]
	want := []grid.Cell{{Kind: grid.Text, Text: "aA"}, {Kind: grid.Number, Number: 15}, {Kind: grid.Truth, Text: "1"}, {Kind: grid.Fault, Text: "#REF!"}, {Kind: grid.Text, Text: "x", Formula: true}, {Formula: true}}
	for i, cell := range want {
		if got := table.At(1, i+1); got != cell {
			t.Errorf("%s: %+v", grid.Address(1, i+1), got)
		}
	}
	if table.Rows != 1 || table.Columns != 6 {
		t.Errorf("%d rows, %d columns", table.Rows, table.Columns)
	}
}

// fuzzed are the parts that FuzzRead writes anew; the first one is the file as a whole.
var fuzzed = []string{"", first, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet2.xml"}

// A workbook may hold anything: reading ends, in a book or in a refusal.
func FuzzRead(f *testing.F) {
	set := spoiled(f)
	good := export(f, set, grid.Question{Year: 2027, Side: grid.BySender, Party: "siv"}, lang.SV)
	f.Add(uint8(1), row(`<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><f>1</f><v>x</v></c></row>`)+`<mergeCells><mergeCell ref="A1:B2"/></mergeCells>`)
	f.Add(uint8(1), row(`<row><c t="inlineStr"><is><t>Leveransplan</t></is></c><c t="inlineStr"><is><t>2027-W06</t></is></c></row><row><c t="e"><v>#REF!</v></c><c t="d"><v>x</v></c></row>`))
	f.Add(uint8(2), `<workbook><sheets><sheet name="SiV" r:id="rId1"/></sheets></workbook>`)
	f.Add(uint8(3), `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-41D]yyyy&quot;x&quot;"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>`)
	f.Add(uint8(5), `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`)
	f.Add(uint8(6), row(`<row><c t="inlineStr"><is><t>leveransplan-grid</t></is></c><c><v>1</v></c></row><row><c t="str"><v>heads</v></c><c t="str"><v>SkaS</v></c></row>`))
	f.Add(uint8(0), "PK\x03\x04")
	f.Fuzz(func(t *testing.T, which uint8, part string) {
		text := []byte(part)
		if name := fuzzed[int(which)%len(fuzzed)]; name != "" {
			text = repacked(t, good, map[string]string{name: part})
		}
		book, err := xlsx.Read(text)
		if no := (*xlsx.Refused)(nil); err != nil && !errors.As(err, &no) {
			t.Fatalf("%v", err)
		}
		if err == nil {
			grid.Read(book, set)
		}
	})
}
