// Package check judges a plans tree: files in, findings out. It is the package to read
// first. Where the files come from (disk, git) and what becomes of the findings is for
// others.
package check

import (
	"io/fs"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/parallel"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// Options are what a check needs besides the files.
type Options struct {
	Schemas *schema.Set
	// Today is the day by the clock. The setting granskningsdag, meant for demonstration
	// data, takes its place where the repository has it.
	Today calendar.Day
	// AsOf is a day that the user asked for; it goes before everything else.
	AsOf calendar.Day
	// Lines is the day whose rules judge: those that the tool has applied from that day or
	// an earlier one. Zero: all. What the loader carries out always does.
	Lines calendar.Day

	without   []string      // rules that do not judge
	prolonged *plan.Rutiner // the register of prolongations that holds; see judge
}

// Result is what a check found.
type Result struct {
	Findings diag.List // in the order of diag.List.Sort, those waived too
	Set      *plan.Set
	Files    int          // files that hold documents, read or not
	AsOf     calendar.Day // the day that the check was made for
	// Waiting lists kinds of which a file could not be read. Rules that need all documents
	// of the kind have been held back: they would report consequences.
	Waiting []plan.Kind
}

// Root is the folder that holds all documents.
const Root = "plans"

// Tree checks the tree under plans/ of fsys. An error means that the job could not be
// done; faults in the files are findings.
func Tree(fsys fs.FS, opt Options) (*Result, error) {
	loaded, err := Load(fsys, opt.Schemas)
	if err != nil {
		return nil, err
	}
	opt.prolonged = loaded.Set.Rutiner
	return judge(loaded, opt), nil
}

// Loaded is a tree that has been read and not yet judged.
type Loaded struct {
	Set      *plan.Set
	Findings diag.List   // what is wrong with the files themselves
	Files    int         // files that hold documents, read or not
	Waiting  []plan.Kind // kinds of which a file could not be read
}

// Load reads the tree under plans/ of fsys. Faults in the files are findings; without a
// single document the error is [ErrNoPlans] or [ErrNoDocuments].
func Load(fsys fs.FS, schemas *schema.Set) (*Loaded, error) {
	return loadBy(fsys, func(name string) file { return readFile(fsys, name, schemas) })
}

// loadBy reads a tree, each file by read.
func loadBy(fsys fs.FS, read func(name string) file) (*Loaded, error) {
	found, err := load(fsys, read)
	if err != nil {
		return nil, err
	}
	if found.files == 0 && len(found.findings) == 0 {
		return nil, ErrNoDocuments
	}
	return &Loaded{Set: plan.NewSet(found.documents, found.unread), Findings: found.findings, Files: found.files, Waiting: found.waiting()}, nil
}

// judge carries out the rules over a tree. Which version of the routine is in force is told
// by the options: a request does not prolong the routine that it is judged by.
func judge(l *Loaded, opt Options) *Result {
	set := l.Set
	r := &Result{Findings: slices.Clone(l.Findings), Set: set, Files: l.Files, AsOf: day(opt, set), Waiting: l.Waiting}
	pass := rule.Pass{Set: set, Today: r.AsOf, Routine: routine.Validities(opt.prolonged)}
	run := func(closing bool) {
		var jobs []func() diag.List
		for version, line := range routine.Judging() {
			if opt.applies(line) && line.Rule.Check != nil && line.Rule.Closing == closing {
				its := pass
				its.Version = version
				jobs = append(jobs, func() diag.List { return rule.Run(line.Rule, its) })
			}
		}
		found := make([]diag.List, len(jobs))
		parallel.Do(len(jobs), func(i int) { found[i] = jobs[i]() })
		r.Findings = append(r.Findings, slices.Concat(found...)...)
	}
	run(false)
	r.Findings = withoutConsequences(r.Findings)
	waive(r.Findings, set, r.AsOf)
	pass.Found = r.Findings
	run(true)
	r.Findings.Sort()
	return r
}

// applies tells that a line is among those that judge.
func (opt Options) applies(line routine.Line) bool {
	return (opt.Lines.IsZero() || line.From <= opt.Lines) && !slices.Contains(opt.without, line.Rule.ID)
}

func day(opt Options, set *plan.Set) calendar.Day {
	switch {
	case !opt.AsOf.IsZero():
		return opt.AsOf
	case set.Installningar.Granskningsdag.Set:
		return set.Installningar.Granskningsdag.V
	}
	return opt.Today
}
