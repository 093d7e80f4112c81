package check

import (
	"errors"
	"io/fs"
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// Trees are the three trees of a change request.
type Trees struct {
	// MergeBase is what the request started from, Base is main now, Head what it wants. A
	// tree without plans/ is empty.
	MergeBase, Base, Head fs.FS
	// Files are the files outside plans/ that differ between MergeBase and Head.
	Files []diff.FileChange
}

// Comparison is what a request does and what is wrong with it.
type Comparison struct {
	// Result is the check of the tree as it would be after the merge: main with the
	// request's files laid over it. Findings that main has already are inherited; those of
	// the change rules are among them.
	*Result
	Changes []diff.Change
	// Conflicts are files that main has changed too since the request began: it has to be
	// brought up to date before anybody can tell what it would give.
	Conflicts []string
	// Before is what the request started from, Main is main now, After what it wants.
	Before, Main, After *Loaded
}

// Compare checks a change request. Policy, such as the settings, comes from Base.
func Compare(t Trees, opt Options) (*Comparison, error) {
	return compareBy(t, opt, &shared{schemas: opt.Schemas})
}

// compareBy compares with what is held of files that have been read before.
func compareBy(t Trees, opt Options, seen *shared) (*Comparison, error) {
	merged, err := lay(t.MergeBase, t.Base, t.Head)
	if err != nil {
		return nil, err
	}
	c := &Comparison{Conflicts: merged.conflicts}
	for _, side := range []struct {
		tree fs.FS
		into **Loaded
	}{{t.MergeBase, &c.Before}, {t.Base, &c.Main}, {t.Head, &c.After}} {
		if *side.into, err = loadOrEmpty(side.tree, seen.read); err != nil {
			return nil, err
		}
	}
	result, err := loadOrEmpty(merged, seen.read)
	if err != nil {
		return nil, err
	}
	c.judge(result, slices.Concat(merged.changed, t.Files), opt)
	for _, name := range c.Conflicts {
		c.Findings = append(c.Findings, fileFinding(name, rules.UpToDateID,
			lang.T("filen har ändrats på main sedan begäran började", "the file has changed on main since the request began"),
			lang.T("Uppdatera grenen från main (knappen Update branch, eller git merge main) och gör om ändringen på det som gäller nu.",
				"Update the branch from main (the button Update branch, or git merge main) and redo the change on what holds now.")))
	}
	c.Findings.Sort()
	return c, nil
}

// judge judges the tree after the merge, whose files differ from those before as said, and
// the change. It returns what is found in main.
func (c *Comparison) judge(merged *Loaded, files []diff.FileChange, opt Options) (main diag.List) {
	opt.AsOf = day(opt, c.Main.Set)
	opt.prolonged = c.Main.Set.Rutiner
	if len(c.Main.Set.Documents) == 0 {
		opt.prolonged = merged.Set.Rutiner // the first request brings its own
	}
	c.Result = judge(merged, opt)
	main = judge(c.Main, opt).Findings
	inherit(c.Findings, main)
	c.Changes = diff.Compare(c.Before.Set, c.After.Set, files)
	c.Findings = append(c.Findings, c.judgeChanges(opt)...)
	return main
}

// loadOrEmpty reads a tree; one without documents is empty, as before the first request. That
// something else stands where they belong is a finding.
func loadOrEmpty(tree fs.FS, read func(tree fs.FS, name string) file) (*Loaded, error) {
	l, err := loadBy(tree, func(name string) file { return read(tree, name) })
	if errors.Is(err, ErrNoPlans) || errors.Is(err, ErrNoDocuments) {
		l, err = &Loaded{Set: plan.NewSet(nil, nil)}, nil
		if f, bad := noFolder(tree); bad {
			l.Findings = diag.List{f}
		}
	}
	return l, err
}

// judgeChanges carries out the change rules.
func (c *Comparison) judgeChanges(opt Options) diag.List {
	var out diag.List
	pass := rule.ChangePass{
		Base: c.Before.Set, Head: c.After.Set, Main: c.Main.Set, Changes: c.Changes,
		Today: c.AsOf, Routine: routine.Validities(c.Main.Set.Rutiner),
	}
	for version, line := range routine.Judging() {
		if opt.applies(line) && line.Rule.CheckChange != nil {
			pass.Version = version
			out = append(out, rule.RunChange(line.Rule, pass)...)
		}
	}
	return out
}

// inherit marks the findings that main has already, as many of a key as it has, and no
// larger than they are there. What main has waived counts when the waiver goes.
func inherit(findings, main diag.List) {
	cover(findings, main, func(*diag.Diagnostic) bool { return true }, func(d *diag.Diagnostic) bool { return d.Waived == nil })
}

// cover marks those of some findings that some of main's cover.
func cover(findings, main diag.List, of, by func(*diag.Diagnostic) bool) {
	before := map[diag.Key][]int{}
	for i := range main {
		if d := &main[i]; by(d) {
			before[d.Key()] = append(before[d.Key()], d.Measure)
		}
	}
	for _, sizes := range before {
		slices.Sort(sizes)
	}
	// The largest first, so that each takes the smallest one that covers it.
	var order []int
	for i := range findings {
		if of(&findings[i]) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return findings[b].Measure - findings[a].Measure })
	for _, i := range order {
		d := &findings[i]
		sizes := before[d.Key()]
		if at, _ := slices.BinarySearch(sizes, d.Measure); at < len(sizes) {
			d.Inherited = true
			before[d.Key()] = slices.Delete(sizes, at, at+1)
		}
	}
}
