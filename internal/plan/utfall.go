package plan

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Utfall is a table of outcome: what was done, by plan and week (N57). A week without a
// row has no figure; it is not 0.
type Utfall struct {
	Document
	Columns []string
	Rows    []Utfallsrad
}

// Utfallsrad is one row. A row names its plan or, where there was none, the parties and
// the field.
type Utfallsrad struct {
	Span         diag.Span
	Leveransplan Text
	Skickande    Text
	Mottagare    Text
	Vardomrade   Text
	Vecka        Slot
	Utfort       Int
	Kontaktade   Int
	Accepterade  Int
	Avbojda      Int
	Vantande     Int
}

var (
	utfallColumns = []string{"leveransplan", "skickande", "mottagare", "vardomrade", "vecka",
		"utfort", "kontaktade", "accepterade", "avbojda", "vantande"}
	utfallNeeded = []string{"vecka", "utfort"}
)

// maxOutcome is the largest outcome of a week that is taken for a figure and not a slip.
const maxOutcome = 999999

// The rules that reading an outcome table can break.
const (
	RuleTable  = "S501" // the table as a whole: header, quoting, number of cells
	RuleFigure = "S502" // one cell
)

// ReadUtfall reads an outcome table, separated by semicolons or commas. Rows with faults
// are reported and left out of Rows; the table is then Broken.
func ReadUtfall(src *diag.Source) (*Utfall, diag.List) {
	r := &tableReader{src: src, told: map[string]int{}, more: map[int]int{}, out: &Utfall{Document: Document{Kind: KindUtfall, Source: src}}}
	r.out.locate = r.out.pointer
	r.read()
	r.count()
	r.out.Broken = len(r.findings) > 0
	return r.out, r.findings
}

// pointer names a place of the table by its row's plan (or parties) and week.
func (u *Utfall) pointer(at diag.Span) string {
	// Rows stand in the order of the text.
	i := sort.Search(len(u.Rows), func(i int) bool { return u.Rows[i].Span.Start() > at.Start() }) - 1
	if i < 0 || !u.Rows[i].Span.Holds(at) {
		return ""
	}
	row := &u.Rows[i]
	who := row.Leveransplan.V
	if who == "" {
		who = row.Skickande.V + "+" + row.Mottagare.V + "+" + row.Vardomrade.V
	}
	return "/" + escape(who) + "/" + row.Vecka.V.String()
}

type tableReader struct {
	src      *diag.Source
	out      *Utfall
	findings diag.List
	told     map[string]int // a fault that rows can share -> its finding
	more     map[int]int    // finding -> further rows
	starts   []int          // byte offset of each line
}

func (r *tableReader) read() {
	header, _, _ := bytes.Cut(r.src.Text, []byte("\n"))
	c := csv.NewReader(bytes.NewReader(r.src.Text))
	c.FieldsPerRecord = -1
	c.ReuseRecord = true
	if bytes.ContainsRune(header, ';') {
		c.Comma = ';'
	}
	r.starts = []int{0}
	for i, b := range r.src.Text {
		if b == '\n' {
			r.starts = append(r.starts, i+1)
		}
	}
	for first := true; ; first = false {
		record, err := c.Read()
		if err == io.EOF {
			if first {
				r.report(RuleTable, "", diag.Span{}, lang.T("tabellen är tom", "the table is empty"), headerHint)
			}
			return
		}
		if bad := (*csv.ParseError)(nil); errors.As(err, &bad) {
			at := r.offset(bad.Line, bad.Column)
			if at == len(r.src.Text) { // a quote that is never closed swallows the rest
				at = r.offset(bad.StartLine, 1)
			}
			r.report(RuleTable, "", diag.Between(at, at),
				lang.T("citattecknen på raden går inte ihop", "the quotes in this row do not match"),
				lang.T("Skriv cellerna utan citattecken.", "Write the cells without quotes."))
			return
		}
		spans := r.spans(c, record)
		if first {
			if !r.header(record, spans) {
				return
			}
			continue
		}
		r.row(record, spans)
	}
}

func (r *tableReader) offset(line, column int) int {
	return min(r.starts[min(line, len(r.starts))-1]+column-1, len(r.src.Text))
}

func (r *tableReader) spans(c *csv.Reader, record []string) []diag.Span {
	spans := make([]diag.Span, len(record))
	for i, cell := range record {
		line, column := c.FieldPos(i)
		start := r.offset(line, column)
		spans[i] = diag.Between(start, r.cellEnd(start, len(cell)))
	}
	return spans
}

// cellEnd is where a cell ends: a quoted one at its closing quote.
func (r *tableReader) cellEnd(start, length int) int {
	text := r.src.Text
	if start >= len(text) || text[start] != '"' {
		return min(start+length, len(text))
	}
	for i := start + 1; i < len(text); i++ {
		switch {
		case text[i] != '"':
		case i+1 < len(text) && text[i+1] == '"': // a doubled quote is part of the value
			i++
		default:
			return i + 1
		}
	}
	return len(text)
}

func (r *tableReader) cell(row *Utfallsrad, column, cell string, span diag.Span) bool {
	switch column {
	case "leveransplan", "skickande", "mottagare", "vardomrade":
		if cell != "" {
			*map[string]*Text{"leveransplan": &row.Leveransplan, "skickande": &row.Skickande,
				"mottagare": &row.Mottagare, "vardomrade": &row.Vardomrade}[column] = Text{V: strings.Clone(cell), Span: span, Set: true}
		}
		return true
	case "vecka":
		w, ok := calendar.ParseWeek(cell)
		if !ok {
			r.report(RuleFigure, column, span, lang.T("%q är ingen vecka", "%q is not a week", shorten(cell)),
				lang.T("Skriv ISO-år och vecka, till exempel 2027-W05. Alla år har inte vecka 53.",
					"Write the ISO year and week, such as 2027-W05. Not every year has a week 53."))
			return false
		}
		row.Vecka = Slot{V: calendar.SlotOfWeek(w), Span: span, Set: true}
		return true
	}
	if cell == "" && column != "utfort" {
		return true
	}
	n, ok := wholeNumber(cell)
	if !ok {
		r.report(RuleFigure, column+figureKind(cell), span, lang.T("%q är inget heltal för %s", "%q is not a whole number for %s", shorten(cell), column),
			lang.T("Skriv ett heltal från 0, bara siffror. Saknas uppgift för veckan: ta bort raden.",
				"Write a whole number from 0, digits only. If there is no figure for the week, remove the row."))
		return false
	}
	*map[string]*Int{"utfort": &row.Utfort, "kontaktade": &row.Kontaktade, "accepterade": &row.Accepterade,
		"avbojda": &row.Avbojda, "vantande": &row.Vantande}[column] = Int{V: n, Span: span, Set: true}
	return true
}

// figureKind tells apart how a cell fails to be a whole number: rows of one kind most
// likely share one cause.
func figureKind(cell string) string {
	switch {
	case cell == "":
		return " empty"
	case strings.Trim(cell, "0123456789.,") == "":
		return " figures"
	}
	return ""
}

func wholeNumber(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n <= maxOutcome && strconv.Itoa(n) == s
}

// shorten keeps a value that is shown in a message within a line.
func shorten(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
