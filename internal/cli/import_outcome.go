package cli

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/rules"
	"github.com/leveransplan/leveransplan/internal/worktree"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// outcomeInput is a table of outcome that was handed in, as CSV. Where it comes from a sheet,
// place tells which cell a place of the CSV is.
type outcomeInput struct {
	name     string
	text     []byte
	place    func(diag.Pos) grid.Place
	remarks  []grid.Problem // how it was taken, where somebody may have meant something else
	problems []grid.Problem // of the sheet itself
}

// outcomeText takes a CSV file as Excel saves it, too: with a mark for UTF-8 at its start,
// the line breaks of Windows and headings in letters of their own.
func outcomeText(name string, text []byte) *outcomeInput {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	in := &outcomeInput{name: name, text: text}
	head, rest, more := strings.Cut(string(text), "\n")
	comma := ","
	if strings.Contains(head, ";") {
		comma = ";"
	}
	cells := strings.Split(head, comma)
	if renamed := plainHeadings(cells); !renamed.IsZero() {
		in.remarks = []grid.Problem{{Message: renamed}}
		head = strings.Join(cells, comma)
		if more {
			head += "\n"
		}
		in.text = []byte(head + rest)
	}
	return in
}

// plainHeadings writes headings as tables have them, where they mean one of their columns,
// and tells which ones it has written anew.
func plainHeadings(cells []string) lang.Text {
	var from, to lang.List
	for i, cell := range cells {
		word := cell
		if inner := strings.Trim(cell, `"`); len(inner) == len(cell)-2 && cell == `"`+inner+`"` {
			word = inner // a quoted cell of a CSV
		}
		if name := grid.OutcomeColumn(word); name != "" && name != word {
			from, to = append(from, strconv.Quote(word)), append(to, name)
			cells[i] = name
		}
	}
	switch len(from) {
	case 0:
		return lang.Text{}
	case 1:
		return lang.T("rubriken %s läses som %s", "the heading %s is read as %s", from, to)
	}
	return lang.T("rubrikerna %s läses som %s", "the headings %s are read as %s", from, to)
}

// importOutcome writes rows of outcome into the tables of their weeks, all or none.
func (a *app) importOutcome(f importFlags, in *outcomeInput) error {
	d, err := a.draft(f.asOf, !f.dryRun)
	if err != nil {
		return err
	}
	defer d.Close()
	for _, r := range in.remarks {
		a.remark(in.name, r)
	}
	table, findings := in.read()
	if table != nil {
		findings = append(findings, outcomeFindings(d.was.Set, table, d.was.AsOf)...)
	}
	if len(findings)+len(in.problems) > 0 {
		return a.notOutcome(in, findings)
	}
	if len(table.Rows) == 0 {
		return &failure{code: exitFindings, text: lang.T("%s har rubriker men inga rader med utfall: ingenting att läsa in", "%s has headings but no rows of outcome: nothing to read in", in.name),
			hint: lang.T("Skriv en rad för varje plan och vecka under rubrikerna.", "Write a row for each plan and week under the headings.")}
	}
	if bad := brokenTables(d.was.Set); len(bad) > 0 {
		return &failure{code: exitFindings, text: lang.T("%s går inte att läsa, så det syns inte vad som redan står där", "%s can't be read, so there is no telling what stands there already", bad[0]),
			hint: lang.T("Kör leveransplan check och rätta tabellen först.", "Run leveransplan check and correct the table first.")}
	}
	m := grid.MergeOutcome(d.was.Set.Utfall, table.Rows)
	if len(m.Corrections) > 0 && !f.correct {
		return a.notCorrected(m)
	}
	var changes []worktree.Change
	for _, file := range m.Files {
		changes = append(changes, worktree.Change{Path: file.Path, Old: file.Old, New: file.New})
	}
	found, err := a.sound(d, changes)
	if err != nil {
		return err
	}
	if !f.dryRun {
		if err := a.replace(d.Tree, changes); err != nil {
			return err
		}
	}
	return a.outcomeImported(f, m, found)
}

// read reads the table: its sound rows, and all that is wrong with others. One with a number
// of a person or a sign that a reader of the files would take for another is not looked into
// further; there is no table then.
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

// outcomeFindings judges the rows that could be read by the rules that refuse rows: they are
// about weeks that have begun, say what they are about, once, and name nothing that does not
// exist.
func outcomeFindings(set *plan.Set, table *plan.Utfall, today calendar.Day) diag.List {
	documents := slices.DeleteFunc(slices.Clone(set.Documents), func(d plan.Any) bool { return d.Base().Kind == plan.KindUtfall })
	unread := map[plan.Kind]bool{}
	for d := range plan.FixedPaths {
		unread[d] = !set.Complete(d)
	}
	unread[plan.KindLeveransplan] = !set.Complete(plan.KindLeveransplan)
	sound := *table
	sound.Broken = false // other rows of it may be
	alone := plan.NewSet(append(documents, &sound), unread)
	out := twice(table)
	for _, r := range []*rule.Rule{rules.References(), rules.OutcomeFuture(), rules.OutcomeNamed()} {
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
func twice(table *plan.Utfall) diag.List {
	var out diag.List
	for _, i := range grid.MergeOutcome(nil, table.Rows).Twice {
		r := &table.Rows[i]
		at := table.Source.Range(r.Vecka.Span)
		out = append(out, diag.Diagnostic{Rule: rules.OutcomeOnce().ID, Severity: diag.Error, Basis: diag.Default, File: table.File(), Range: at, Line: table.Source.Line(at.Start.Line), Measure: 1,
			Message: lang.T("%s har redan en rad för %s", "%s has a row for %s already", grid.OutcomeName(r), r.Vecka.V.String()),
			Hint:    lang.T("Ta bort den rad som är fel.", "Take out the row that is wrong.")})
	}
	return out
}
