package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/export/xlsx"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// handmade is a workbook written by hand: its list of sheets, what else is in it by the name
// of the part, and the relations between them.
type handmade struct {
	sheets, relations string
	parts             map[string]string
}

const worksheet = `<worksheet><sheetData>%s</sheetData></worksheet>`

// sheets are as many sheets, each with a part of its own that says the same.
func sheets(n int, part string) handmade {
	h := handmade{parts: map[string]string{}}
	for i := range n {
		h.sheets += fmt.Sprintf(`<sheet name="S%d" r:id="r%[1]d"/>`, i)
		h.relations += fmt.Sprintf(`<Relationship Id="r%d" Type="x/worksheet" Target="s%[1]d.xml"/>`, i)
		h.parts[fmt.Sprintf("xl/s%d.xml", i)] = part
	}
	return h
}

// with adds a part of its own kind beside one sheet: styles, or the texts that cells share.
func with(kind, part string) handmade {
	h := sheets(1, fmt.Sprintf(worksheet, ""))
	h.relations += `<Relationship Id="more" Type="x/` + kind + `" Target="more.xml"/>`
	h.parts["xl/more.xml"] = part
	return h
}

func (h handmade) pack(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name, part string) {
		f, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(f, part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	put("_rels/.rels", `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	put("xl/workbook.xml", `<workbook xmlns:r="r"><sheets>`+h.sheets+`</sheets></workbook>`)
	put("xl/_rels/workbook.xml.rels", `<Relationships>`+h.relations+`</Relationships>`)
	for name, part := range h.parts {
		put(name, part)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A small file can be made to cost much. Each bound ends the reading where it is passed:
// what comes after it in the part, which is no XML, is never reached.
func TestReadingEndsWhereABoundIsPassed(t *testing.T) {
	const broken, many = "</broken>", "den innehåller för många celler eller för mycket formatering"
	kept := "den innehåller för mycket text eller formatering"
	list := sheets(1, "<worksheet/>")
	list.sheets += strings.Repeat("<sheet/>", 300) + broken
	related := sheets(1, "<worksheet/>")
	related.relations += strings.Repeat("<Relationship/>", 2000) + broken
	long := strings.Repeat("a", 1<<10)
	cells := func(row string, n int) string { return fmt.Sprintf(worksheet, strings.Repeat(row, n)+broken) }
	for _, tt := range []struct {
		name string
		book handmade
		want string
	}{
		{"sheets", list, "den har fler än 300 blad"},
		{"relations", related, "den har fler än 2000 delar"},
		{"shared texts that are empty", with("sharedStrings", "<sst>"+strings.Repeat("<si/>", 1<<20+1)+broken), kept},
		{"shared texts that are long", with("sharedStrings", "<sst>"+strings.Repeat("<si><t>"+long+"</t></si>", 33<<10)+broken), kept},
		{"styles", with("styles", "<styleSheet><cellXfs>"+strings.Repeat("<xf/>", 65537)+broken), "den har fler än 65 536 format"},
		{"number formats", with("styles", "<styleSheet>"+strings.Repeat(`<numFmt numFmtId="1" formatCode="0"/>`, 1<<20+1)+broken), kept},
		{"texts of cells", sheets(1, cells(`<row><c t="str"><v>`+long+`</v></c></row>`, 33<<10)), kept},
		{"merged areas", sheets(1, cells(`<mergeCell ref="A1:B2"/>`, 10001)), "den har fler än 10 000 sammanslagna områden"},
		{"hidden rows", sheets(1, cells(`<row r="1" hidden="1"/>`, 1<<20+1)), kept},
		{"hidden columns", sheets(1, cells(`<col hidden="1" min="1" max="500"/>`, 3000)), kept},
		{"cells without content", sheets(1, cells(`<c/>`, 5_000_001)), many},
		{"one long text", sheets(1, cells(strings.Repeat(" ", 1<<20), 1)), "en text i den är längre än 512 kB"},
		{"empty cells in between", sheets(4, fmt.Sprintf(worksheet, `<row r="90000"><c r="CV90000"><v>1</v></c></row>`)), "bladet S3 har innehåll i CV90000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := xlsx.Read(tt.book.pack(t))
			no := (*xlsx.Refused)(nil)
			if !errors.As(err, &no) {
				t.Fatalf("got %v", err)
			}
			if got := strings.ReplaceAll(no.Message.In(lang.SV), "\u00a0", " "); got != "arbetsboken är för stor: "+tt.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestFormsThatNoProgramWritesAreRefused(t *testing.T) {
	twice := sheets(2, fmt.Sprintf(worksheet, ""))
	twice.relations = strings.ReplaceAll(twice.relations, "s1.xml", "s0.xml")
	texts := with("sharedStrings", "<sst/>")
	texts.relations += `<Relationship Id="again" Type="x/sharedStrings" Target="more.xml"/>`
	for name, book := range map[string]handmade{
		"two sheets with one part":        twice,
		"a part that is listed twice":     texts,
		"elements that are very deep":     sheets(1, strings.Repeat("<x>", 33)+strings.Repeat("</x>", 33)),
		"an element with many attributes": sheets(1, "<worksheet"+strings.Repeat(` a=""`, 101)+"/>"),
		"a long number format":            with("styles", `<styleSheet><numFmt numFmtId="200" formatCode="`+strings.Repeat("0", 1001)+`"/></styleSheet>`),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := xlsx.Read(book.pack(t))
			no := (*xlsx.Refused)(nil)
			if !errors.As(err, &no) || no.Message.In(lang.SV) != "filen är skadad eller ingen Excel-arbetsbok" {
				t.Errorf("got %v", err)
			}
		})
	}
}

// A table of contents may be as large as the file: its entries are counted before they are
// read, whether or not they can be.
func TestTheTableOfContentsIsBounded(t *testing.T) {
	_, err := xlsx.Read([]byte("PK\x03\x04" + strings.Repeat("PK\x01\x02", 2001)))
	no := (*xlsx.Refused)(nil)
	if !errors.As(err, &no) || no.Message.In(lang.EN) != "the workbook is too large: it has more than 2000 parts" {
		t.Errorf("got %v", err)
	}
}

// A column from before the first, or far beyond the last one, hides those that there are.
func TestHiddenColumnsAreThoseThatThereAre(t *testing.T) {
	for attributes, want := range map[string]int{
		`min="-9000000000000000000" max="1"`: 1, `min="3" max="9000000000000000000"`: 498, `min="2" max="4"`: 3, `min="4" max="2"`: 0, `max="2"`: 2, `min="2"`: 0,
	} {
		book, err := xlsx.Read(sheets(1, `<worksheet><cols><col hidden="1" `+attributes+`/></cols></worksheet>`).pack(t))
		if err != nil {
			t.Fatal(attributes, err)
		}
		if got := len(book.Sheets[0].HiddenColumns); got != want {
			t.Errorf("%s: %d columns", attributes, got)
		}
	}
}

// Dates are told by the format of a cell, one of the workbook's own or one that all have.
func TestFormatsTellDates(t *testing.T) {
	h := with("styles", `<styleSheet><numFmts><numFmt numFmtId="14" formatCode="0.0"/><numFmt numFmtId="200" formatCode="yyyy"/></numFmts><cellStyleXfs><xf numFmtId="200"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="15"/><xf numFmtId="200"/></cellXfs></styleSheet>`)
	h.parts["xl/s0.xml"] = fmt.Sprintf(worksheet, `<row><c><v>1</v></c><c s="1"><v>1</v></c><c s="2"><v>1</v></c><c s="3"><v>1</v></c></row>`)
	book, err := xlsx.Read(h.pack(t))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []grid.Kind{grid.Number, grid.Number, grid.Date, grid.Date} {
		if got := book.Sheets[0].At(1, i+1).Kind; got != want {
			t.Errorf("style %d: %v", i, got)
		}
	}
}

// What XML can't hold is written as a code; what only looks like one is left.
func TestCodesOfCharactersAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"_x0041_": "A", "a_x000D__x00e5_b": "a\rå" + "b", "_x41_": "_x41_", "_x_x0041_": "_xA", "_xZZZZ_": "_xZZZZ_", "_x0041": "_x0041", "_x": "_x", "_x00+1_": "_x00+1_",
	} {
		book, err := xlsx.Read(sheets(1, fmt.Sprintf(worksheet, `<row><c t="inlineStr"><is><t>`+text+`</t></is></c></row>`)).pack(t))
		if err != nil {
			t.Fatal(text, err)
		}
		if got := book.Sheets[0].At(1, 1).Text; got != want {
			t.Errorf("%q: got %q", text, got)
		}
	}
}
