package cli

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/rules"
	"github.com/leveransplan/leveransplan/internal/worktree"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// outcomeInput is a table of outcome that was handed in, as CSV. Where it comes from a sheet,
// place tells which cell a place of the CSV is.
type outcomeInput struct {
	name  string
	text  []byte
	place func(diag.Pos) grid.Place
}

// outcomeText takes a CSV file as Excel saves it, too: with a mark for UTF-8 at its start
// and the line breaks of Windows.
func outcomeText(name string, text []byte) *outcomeInput {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	return &outcomeInput{name: name, text: bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))}
}

// importOutcome writes rows of outcome into the tables of their weeks, all or none.
func (a *app) importOutcome(f importFlags, in *outcomeInput) error {
	d, err := a.draft(f.asOf, !f.dryRun)
	if err != nil {
		return err
	}
	defer d.Close()
	table, findings := in.read()
	if len(findings) == 0 {
		findings = outcomeFindings(d.was.Set, table, d.was.AsOf)
	}
	if len(findings) > 0 {
		return a.notOutcome(in, findings)
	}
	if bad := brokenTables(d.was.Set); len(bad) > 0 {
		return &failure{code: exitFindings, text: lang.T("%s går inte att läsa, så det syns inte vad som redan står där", "%s can't be read, so there is no telling what stands there already", bad[0]),
			hint: lang.T("Kör leveransplan check och rätta tabellen först.", "Run leveransplan check and correct the table first.")}
	}
	m := grid.MergeOutcome(d.was.Set.Utfall, table.Rows)
	if len(m.Twice) > 0 {
		return a.notOutcome(in, twice(table, m.Twice))
	}
	if len(m.Corrections) > 0 && !f.correct {
		return a.notCorrected(m)
	}
	var changes []worktree.Change
	for _, file := range m.Files {
		changes = append(changes, worktree.Change{Path: file.Path, Old: file.Old, New: file.New})
	}
	if _, err := a.sound(d, changes); err != nil {
		return err
	}
	if !f.dryRun {
		if err := a.replace(d.Tree, changes); err != nil {
			return err
		}
	}
	return a.outcomeImported(f, m)
}

// read reads the table, which holds no number of a person and no sign that a reader of the
// files would take for another.
func (in *outcomeInput) read() (*plan.Utfall, diag.List) {
	src, findings := privacy.Screen(in.name, in.text)
	if len(findings) > 0 {
		return nil, findings
	}
	if findings = yamldoc.Prescan(src); len(findings) > 0 {
		return nil, findings
	}
	return plan.ReadUtfall(src)
}

// outcomeFindings judges the table by the rules that refuse rows: it is about weeks that have
// begun, says what it is about, once, and names nothing that does not exist.
func outcomeFindings(set *plan.Set, table *plan.Utfall, today calendar.Day) diag.List {
	documents := slices.DeleteFunc(slices.Clone(set.Documents), func(d plan.Any) bool { return d.Base().Kind == plan.KindUtfall })
	unread := map[plan.Kind]bool{}
	for d := range plan.FixedPaths {
		unread[d] = !set.Complete(d)
	}
	unread[plan.KindLeveransplan] = !set.Complete(plan.KindLeveransplan)
	alone := plan.NewSet(append(documents, table), unread)
	var out diag.List
	for _, r := range []*rule.Rule{rules.References(), rules.OutcomeFuture(), rules.OutcomeOnce(), rules.OutcomeNamed()} {
		for _, finding := range rule.Run(r, rule.Pass{Set: alone, Today: today}) {
			if finding.File == table.File() && finding.Severity == diag.Error {
				out = append(out, finding)
			}
		}
	}
	return out
}

func brokenTables(set *plan.Set) (names []string) {
	for _, u := range set.Utfall {
		if u.Broken {
			names = append(names, u.File())
		}
	}
	if len(names) == 0 && !set.Complete(plan.KindUtfall) {
		names = []string{"plans/*/utfall"}
	}
	return names
}

// twice reports rows that say again what an earlier row says.
func twice(table *plan.Utfall, rows []int) diag.List {
	var out diag.List
	for _, i := range rows {
		r := &table.Rows[i]
		at := table.Source.Range(r.Span)
		out = append(out, diag.Diagnostic{Rule: rules.OutcomeOnce().ID, Severity: diag.Error, Basis: diag.Default, File: table.File(), Range: at, Line: table.Source.Line(at.Start.Line), Measure: 1,
			Message: lang.T("%s har redan en rad för %s", "%s has a row for %s already", grid.OutcomeName(r), r.Vecka.V.String()),
			Hint:    lang.T("Ta bort den rad som är fel.", "Take out the row that is wrong.")})
	}
	return out
}

// notOutcome tells of all that is wrong with a table, by line or by cell.
func (a *app) notOutcome(in *outcomeInput, findings diag.List) error {
	findings.Sort()
	if in.place != nil {
		var problems []grid.Problem
		for _, f := range findings {
			problems = append(problems, grid.Problem{At: in.place(f.Range.Start), Message: f.Message, Hint: f.Hint})
		}
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

// outcomeImported tells what was written: corrections one by one, new rows by their files.
func (a *app) outcomeImported(f importFlags, m *grid.Outcome) error {
	err := a.safely(func(w io.Writer) error {
		if err := corrections(w, m); err != nil {
			return err
		}
		for _, file := range m.Files {
			if _, err := fmt.Fprintln(w, shown(file.Path)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(m.Files) == 0 {
		a.tell(lang.T("alla %s stod redan så: ingenting att läsa in", "all of %s stood there already: nothing to read in", rowsCounted(m.Same)))
		return nil
	}
	what := lang.T("%s, %s rättade och %s som förut", "%s, %s corrected and %s as before",
		lang.Plural{N: len(m.New), One: lang.T("%s ny rad", "%s new row"), Other: lang.T("%s nya rader", "%s new rows")}, strconv.Itoa(len(m.Corrections)), strconv.Itoa(m.Same))
	if f.dryRun {
		a.tell(lang.T("%s; ingenting har skrivits", "%s; nothing has been written", what))
		return nil
	}
	a.tell(what)
	return nil
}

func rowsCounted(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s rad", "%s row"), Other: lang.T("%s rader", "%s rows")}
}
