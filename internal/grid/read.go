package grid

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Reading is what a workbook asks for.
type Reading struct {
	// Changes are the plans with figures other than those in the repository, in the order
	// of the sheets.
	Changes []Change
	// Remarks tell what was taken in that somebody may not have meant.
	Remarks []Problem
	// Problems are all that is wrong. With a single one nothing is to be taken in.
	Problems []Problem
}

// Change is the new figures of one plan.
type Change struct {
	Plan    *plan.Leveransplan
	At      Place    // its row
	Figures []Figure // in the order of time; never empty
	Sum     int      // of the whole periodisation with them
}

// Figure is one week or quarter that changes.
type Figure struct {
	Slot    calendar.Slot
	At      Place
	Before  int
	Written bool // the plan has a figure there already; else Before is 0
	After   int
}

type reader struct {
	set *plan.Set
	out Reading
}

// Read holds a workbook against what it was exported as, and that against the plans as they
// are now. A figure counts as changed where it differs from what was exported. Where a plan
// has been changed in the repository too, the figures of both are merged week by week; one
// that both have changed differently is a problem.
func Read(book *Book, set *plan.Set) *Reading {
	r := &reader{set: set}
	hidden := book.Sheet(MetaSheet)
	if hidden == nil {
		r.out.Problems = append(r.out.Problems, notExported(book))
		return &r.out
	}
	m, bad := readMeta(hidden)
	if bad != nil {
		r.out.Problems = append(r.out.Problems, *bad)
		return &r.out
	}
	expected := map[string]bool{MetaSheet: true}
	for i := range m.sheets {
		expected[m.sheets[i].name] = true
		r.sheet(book, &m.sheets[i])
	}
	for i := range book.Sheets {
		if name := book.Sheets[i].Name; !expected[name] {
			r.remark(Place{Sheet: name}, lang.T("bladet fanns inte när arbetsboken exporterades och läses inte", "the sheet was not there when the workbook was exported and is not read"))
		}
	}
	order(r.out.Problems, book)
	order(r.out.Remarks, book)
	return &r.out
}

// order sorts by sheet, row and column; what comes first at one place stays first.
func order(list []Problem, book *Book) {
	place := map[string]int{}
	for i := range book.Sheets {
		place[book.Sheets[i].Name] = i + 1
	}
	slices.SortStableFunc(list, func(x, y Problem) int {
		return cmp.Or(cmp.Compare(place[x.At.Sheet], place[y.At.Sheet]), cmp.Compare(x.At.Row, y.At.Row), cmp.Compare(x.At.Column, y.At.Column))
	})
}

func (r *reader) wrong(at Place, message, hint lang.Text) {
	r.out.Problems = append(r.out.Problems, Problem{at, message, hint})
}

func (r *reader) remark(at Place, message lang.Text) {
	r.out.Remarks = append(r.out.Remarks, Problem{At: at, Message: message})
}

func (r *reader) sheet(book *Book, s *metaSheet) {
	t := book.Sheet(s.name)
	if t == nil {
		r.wrong(Place{Sheet: s.name}, lang.T("bladet saknas: det har tagits bort eller bytt namn", "the sheet is missing: it has been removed or renamed"),
			lang.T("Ge bladet dess namn tillbaka, eller exportera på nytt.", "Give the sheet its name back, or export again."))
		return
	}
	f := r.locate(s, t)
	if f == nil {
		return
	}
	r.mondays(f)
	for i := range s.rows {
		if row := f.rows[s.rows[i].plan]; row != 0 {
			r.row(f, &s.rows[i], row)
		}
	}
}

// row reads the row of one plan.
func (r *reader) row(f *found, was *metaRow, row int) {
	r.locked(f, was, row)
	p := r.set.Plan(was.plan)
	at := Place{f.table.Name, row, f.columns[ColPlan]}
	switch {
	case p == nil:
		r.wrong(at, lang.T("planen %s finns inte i arkivet", "the plan %s is not in the repository", was.plan),
			lang.T("Arbetsboken är från ett annat arkiv eller en annan gren, eller så har planen tagits bort.", "The workbook is from another repository or branch, or the plan has been removed."))
		return
	case !unfit(p).IsZero():
		r.wrong(at, lang.T("planen %s går inte att ändra: %s", "the plan %s can't be changed: %s", was.plan, unfit(p)),
			lang.T("Kör leveransplan check och rätta planen först.", "Run leveransplan check and correct the plan first."))
		return
	}
	m := &merge{reader: r, found: f, was: was, plan: p, row: row, moved: was.hash != documentHash(p)}
	m.run()
}

// locked tells of cells that are not for the planner to change and have been.
func (r *reader) locked(f *found, was *metaRow, row int) {
	for i := range Leading {
		column := f.columns[i]
		if column == 0 || i == ColPlan {
			continue
		}
		cell, at := f.table.At(row, column), Place{f.table.Name, row, column}
		switch {
		case Computed(i) && !cell.Formula:
			r.wrong(at, lang.T("cellen är låst, och formeln i den är borta", "the cell is locked, and the formula in it is gone"), unlock)
		case !Computed(i) && cell.word() != strings.TrimSpace(was.leading[i]):
			r.wrong(at, lang.T("cellen är låst: där stod %q, nu står %q", "the cell is locked: it held %q, now it holds %q", shorten(was.leading[i]), shorten(cell.word())), unlock)
		}
	}
}

var unlock = lang.T("Bara talen i veckorna ändras i arbetsboken. Skriv tillbaka det som stod; resten ändras i filen eller med leveransplan set.",
	"Only the figures of the weeks are changed in the workbook. Write back what it held; all else is changed in the file or with leveransplan set.")

// mondays holds the row of Mondays against the weeks above it: a header that was changed for
// another week does not go unseen.
func (r *reader) mondays(f *found) {
	if f.columns[ColPlan] == 0 || len(f.labels) == 0 {
		return
	}
	for row := f.header + 1; row <= f.table.Rows; row++ {
		if f.table.At(row, f.columns[ColPlan]).word() != f.labels[0] {
			continue
		}
		for i, slot := range f.slots {
			column := f.columns[Leading+i]
			if column == 0 {
				continue
			}
			if word := f.table.At(row, column).word(); word != slot.First().String() {
				r.wrong(Place{f.table.Name, row, column}, lang.T("%s börjar %s, men under rubriken står %q", "%s begins on %s, but under the header stands %q", slot.String(), slot.First().String(), shorten(word)),
					lang.T("Kontrollera att kolumnen är rätt vecka, och skriv tillbaka datumet.", "Check that the column is the right week, and write the date back."))
			}
		}
		return
	}
}
