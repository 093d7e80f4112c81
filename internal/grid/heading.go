package grid

import (
	"slices"
	"strings"
	"unicode"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// deepest is how far down a header row is looked for, below what somebody put above it.
const deepest = 60

// outcomeColumns are the columns that a table of outcome can have, in their order.
var outcomeColumns = []string{"leveransplan", "skickande", "mottagare", "vardomrade", "vecka", "utfort", "kontaktade", "accepterade", "avbojda", "vantande"}

// OutcomeColumn is the column of a table of outcome that a heading means, however somebody
// wrote it: capitals, the marks of å, ä and ö, and spaces tell no two columns apart. Empty:
// none.
func OutcomeColumn(heading string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, lang.ASCII(heading))
	if slices.Contains(outcomeColumns, plain) {
		return plain
	}
	return ""
}

// OutcomeHeader finds the row of a sheet with the headings of a table of outcome: the first
// one with both columns that every such table has. 0: there is none.
func (t *Table) OutcomeHeader() int {
	for row := 1; row <= min(t.Rows, deepest); row++ {
		if week, done := t.heading(row, "vecka"), t.heading(row, "utfort"); week != 0 && done != 0 {
			return row
		}
	}
	return 0
}

// heading is the column of a sheet with a heading of outcome in a row; 0: it is not there.
func (t *Table) heading(row int, name string) int {
	for _, column := range t.filled(row) {
		if cell := t.At(row, column); cell.Kind == Text && OutcomeColumn(cell.Text) == name {
			return column
		}
	}
	return 0
}

// notExported words that a workbook is none that was exported: what it looks like instead
// tells what its owner wants to know.
func notExported(book *Book) Problem {
	at := Place{}
	if len(book.Sheets) > 0 {
		at.Sheet = book.Sheets[0].Name
	}
	for i := range book.Sheets {
		if hasSlots(&book.Sheets[i]) {
			return Problem{At: at,
				Message: lang.T("arbetsboken har inget blad %s: den är inte exporterad av leveransplan, eller har tappat det", "the workbook has no sheet %s: it was not exported by leveransplan, or has lost it", MetaSheet),
				Hint:    lang.T("Exportera med leveransplan export xlsx FIL, och arbeta vidare i den filen.", "Export with leveransplan export xlsx FILE, and work on in that file.")}
		}
	}
	for i := range book.Sheets {
		if p, like := likeOutcome(&book.Sheets[i]); like {
			return p
		}
	}
	return Problem{At: at,
		Message: lang.T("arbetsboken är varken planer ur leveransplan export xlsx eller utfall", "the workbook is neither plans of leveransplan export xlsx nor outcome"),
		Hint: lang.T("Planer: exportera med leveransplan export xlsx FIL, och fyll i den filen. Utfall: skriv rubrikerna leveransplan, vecka och utfort, och under dem en rad för varje plan och vecka.",
			"Plans: export with leveransplan export xlsx FILE, and fill in that file. Outcome: write the headings leveransplan, vecka and utfort, and under them a row for each plan and week.")}
}

// hasSlots tells that weeks or quarters stand as headings on a sheet, as in an export.
func hasSlots(t *Table) bool {
	for row := 1; row <= min(t.Rows, deepest); row++ {
		n := 0
		for _, column := range t.filled(row) {
			if _, ok := calendar.ParseSlot(t.At(row, column).word()); ok {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// likeOutcome finds a sheet that has one of the two columns that outcome needs, and tells
// which one is missing.
func likeOutcome(t *Table) (Problem, bool) {
	for row := 1; row <= min(t.Rows, deepest); row++ {
		for _, pair := range [][2]string{{"vecka", "utfort"}, {"utfort", "vecka"}} {
			have, lacks := pair[0], pair[1]
			column := t.heading(row, have)
			if column == 0 {
				continue
			}
			return Problem{At: Place{t.Name, row, column},
				Message: lang.T("bladet liknar utfall men saknar rubriken %s i samma rad som %s", "the sheet looks like outcome but lacks the heading %s in the row of %s", lacks, have),
				Hint: lang.T("Utfall ska ha rubrikerna leveransplan, vecka och utfort, och under dem en rad för varje plan och vecka. Utan plan: skickande, mottagare och vardomrade i stället för leveransplan.",
					"Outcome has the headings leveransplan, vecka and utfort, and under them a row for each plan and week. Without a plan: skickande, mottagare and vardomrade in place of leveransplan.")}, true
		}
	}
	return Problem{}, false
}
