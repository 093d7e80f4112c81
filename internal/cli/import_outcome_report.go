package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
)

// notOutcome tells of all that is wrong with a table, by line or by cell.
func (a *app) notOutcome(in *outcomeInput, findings diag.List) error {
	findings.Sort()
	if in.place != nil {
		problems := in.problems
		for _, f := range findings {
			problems = append(problems, grid.Problem{At: in.place(f.Range.Start), Message: f.Message, Hint: f.Hint})
		}
		slices.SortStableFunc(problems, func(x, y grid.Problem) int {
			return cmp.Or(cmp.Compare(x.At.Sheet, y.At.Sheet), cmp.Compare(x.At.Row, y.At.Row), cmp.Compare(x.At.Column, y.At.Column))
		})
		return a.notImported(in.name, problems)
	}
	a.code = exitFindings
	if err := a.safely(func(w io.Writer) error { return render.Findings(w, findings, a.style()) }); err != nil {
		return err
	}
	a.tell(lang.T("utfallet går inte att läsa in: ingenting har skrivits", "the outcome can't be read in: nothing has been written"))
	return nil
}

// notCorrected lists what stands there with other figures.
func (a *app) notCorrected(m *grid.Outcome) error {
	a.code = exitFindings
	if err := a.safely(func(w io.Writer) error { return corrections(w, m) }); err != nil {
		return err
	}
	a.tell(lang.T("%s står redan med andra tal: ingenting har skrivits", "%s there already with other figures: nothing has been written",
		lang.Plural{N: len(m.Corrections), One: lang.T("%s rad", "%s row stands"), Other: lang.T("%s rader", "%s rows stand")}))
	a.tell(lang.T("är de nya talen rätt: kör igen med --correct", "if the new figures are right: run again with --correct"))
	return nil
}

func corrections(w io.Writer, m *grid.Outcome) error {
	for i := range m.Corrections {
		c := &m.Corrections[i]
		if _, err := fmt.Fprintf(w, "%s  %s  %s\n", shown(grid.OutcomeName(&c.Row)), c.Row.Vecka.V, shown(c.File)); err != nil {
			return err
		}
		for _, f := range c.Figures {
			before := "–"
			if f.Known {
				before = strconv.Itoa(f.Before)
			}
			if _, err := fmt.Fprintf(w, "  %-11s  %s → %d\n", f.Column, before, f.After); err != nil {
				return err
			}
		}
	}
	return nil
}

// newRows lists the rows that were not there before, with their figures.
func newRows(w io.Writer, m *grid.Outcome) error {
	for i := range m.New {
		r := &m.New[i]
		var figures []string
		for _, f := range grid.OutcomeFigures(r) {
			figures = append(figures, fmt.Sprintf("%s – → %d", f.Column, f.After))
		}
		if _, err := fmt.Fprintf(w, "%s  %s  %s\n", shown(grid.OutcomeName(r)), r.Vecka.V, strings.Join(figures, ", ")); err != nil {
			return err
		}
	}
	return nil
}

// outcomeImported tells what was written, row by row and by file, and what the check says of
// it that it had not said before. A dry run tells the same.
func (a *app) outcomeImported(f importFlags, m *grid.Outcome, found diag.List) error {
	err := a.safely(func(w io.Writer) error {
		if err := corrections(w, m); err != nil {
			return err
		}
		if err := newRows(w, m); err != nil {
			return err
		}
		for _, file := range m.Files {
			if _, err := fmt.Fprintln(w, shown(file.Path)); err != nil {
				return err
			}
		}
		if len(found) == 0 {
			return nil
		}
		fmt.Fprintln(w)
		return render.Findings(w, found, a.style())
	})
	if err != nil {
		return err
	}
	if len(m.Files) == 0 {
		a.tell(lang.T("filens %s stod redan så: ingenting att läsa in", "%s of the file stood there already: nothing to read in",
			lang.Plural{N: m.Same, One: lang.T("%s rad", "%s row"), Other: lang.T("%s rader", "%s rows")}))
		return nil
	}
	what := lang.T("%s, %s rättade och %s som förut", "%s, %s corrected and %s as before",
		lang.Plural{N: len(m.New), One: lang.T("%s ny rad", "%s new row"), Other: lang.T("%s nya rader", "%s new rows")}, strconv.Itoa(len(m.Corrections)), strconv.Itoa(m.Same))
	if f.dryRun {
		what = lang.T("%s; ingenting har skrivits", "%s; nothing has been written", what)
	}
	a.tell(what)
	if len(found) > 0 {
		a.tell(lang.T("granskningen får %s, som visas ovan; inläsningen hindras inte", "the check gets %s, shown above; the import is not stopped",
			lang.Plural{N: len(found), One: lang.T("%s ny anmärkning", "%s new finding"), Other: lang.T("%s nya anmärkningar", "%s new findings")}))
	}
	return nil
}
