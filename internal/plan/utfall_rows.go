package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// report adds a finding. A kind names a fault that rows can share: the first row is
// reported and the others counted, for a column in the wrong form is one slip, however
// many rows it has.
func (r *tableReader) report(rule, kind string, span diag.Span, message, hint lang.Text) {
	if i, again := r.told[rule+kind]; again {
		r.more[i]++
		return
	}
	if kind != "" {
		r.told[rule+kind] = len(r.findings)
	}
	at := r.src.Range(span)
	r.findings = append(r.findings, diag.Diagnostic{
		Rule: rule, Severity: diag.Error, Basis: diag.Text, File: r.src.File, Range: at,
		Message: message, Hint: hint, Line: r.src.Line(at.Start.Line),
		Pointer: "/" + strconv.Itoa(at.Start.Line) + "/" + strconv.Itoa(at.Start.Column),
	})
}

// count writes into the findings how many more rows they are about.
func (r *tableReader) count() {
	for i, n := range r.more {
		d := &r.findings[i]
		d.Measure = n + 1
		d.Message = lang.T("%s, och %s till", "%s, and %s", d.Message,
			lang.Plural{N: n, One: lang.T("%s rad", "%s more row"), Other: lang.T("%s rader", "%s more rows")})
	}
}

var headerHint = lang.T(
	"Första raden ska vara kolumnnamnen, till exempel: leveransplan;vecka;utfort",
	"The first row names the columns, for example: leveransplan;vecka;utfort")

func (r *tableReader) header(record []string, spans []diag.Span) bool {
	if len(record) == 1 && strings.Contains(record[0], "\t") {
		r.report(RuleTable, "", spans[0], lang.T("kolumnerna är åtskilda med tabbar", "the columns are separated by tabs"),
			lang.T("Spara tabellen som CSV med semikolon mellan kolumnerna.", "Save the table as CSV with semicolons between the columns."))
		return false
	}
	ok := true
	for i, name := range record {
		switch {
		case !slices.Contains(utfallColumns, name):
			r.report(RuleTable, "", spans[i], lang.T("okänd kolumn %q", "unknown column %q", shorten(name)), columnHint(name))
			ok = false
		case slices.Contains(record[:i], name):
			r.report(RuleTable, "", spans[i], lang.T("kolumnen %q står två gånger", "the column %q stands twice", name),
				lang.T("Ta bort den ena.", "Remove one of them."))
			ok = false
		}
	}
	for _, name := range utfallNeeded {
		if ok && !slices.Contains(record, name) {
			r.report(RuleTable, "", spans[0], lang.T("kolumnen %q saknas", "the column %q is missing", name), headerHint)
			ok = false
		}
	}
	r.out.Columns = slices.Clone(record)
	return ok
}

func columnHint(name string) lang.Text {
	if near, ok := lang.Nearest(name, utfallColumns); ok {
		return lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	return lang.T("Kolumnerna är: %s.", "The columns are: %s.", lang.List(utfallColumns))
}

// Rows that a spreadsheet leaves behind.
const (
	outcomeRow = iota
	emptyRow
	sumRow
)

func rowKind(record []string) int {
	for _, cell := range record {
		switch strings.ToLower(strings.Trim(cell, " :")) {
		case "":
			continue
		case "summa", "totalt", "total", "totalsumma", "sum":
			return sumRow
		}
		return outcomeRow
	}
	return emptyRow
}

func (r *tableReader) row(record []string, spans []diag.Span) {
	whole := diag.Between(spans[0].Start(), spans[len(spans)-1].End())
	switch rowKind(record) {
	case emptyRow:
		r.report(RuleTable, "empty", whole, lang.T("raden är tom", "the row is empty"),
			lang.T("Ta bort rader utan innehåll; de följer ofta med ur ett kalkylark.", "Remove rows without content; they often come along from a spreadsheet."))
		return
	case sumRow:
		r.report(RuleTable, "sum", whole, lang.T("raden är en summa, inte ett utfall", "the row is a sum, not an outcome"),
			lang.T("Ta bort summarader. Summorna räknas fram ur raderna.", "Remove rows of sums. Sums are made from the rows."))
		return
	}
	if len(record) != len(r.out.Columns) {
		r.report(RuleTable, fmt.Sprint(len(record), " cells"), whole,
			lang.T("raden har %s men rubrikraden %d", "the row has %s but the header %d", cells(len(record)), len(r.out.Columns)),
			lang.T("Varje rad ska ha en cell per kolumn; en tom cell är tillåten där uppgift saknas.",
				"Each row has one cell per column; leave a cell empty where there is no figure."))
		return
	}
	row, ok := Utfallsrad{Span: whole}, true
	for i, name := range r.out.Columns {
		ok = r.cell(&row, name, record[i], spans[i]) && ok
	}
	if ok {
		r.out.Rows = append(r.out.Rows, row)
	}
}

func cells(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s cell", "%s cell"), Other: lang.T("%s celler", "%s cells")}
}
