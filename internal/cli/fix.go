package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/parallel"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

// fix mends what can be mended in the documents within the paths, before they are checked.
// Files that can't be read or written are left to the check, which says why.
func (a *app) fix(tree *worktree.Tree, scopes []string) error {
	l, err := newLayout()
	if err != nil {
		return err
	}
	if err := a.recover(tree); err != nil {
		return err
	}
	names, _, err := writable(tree, scopes)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fault(lang.T("filerna går inte att läsa: %v", "the files can't be read: %v", shown(err.Error())), lang.Text{})
	}
	type outcome struct {
		change worktree.Change
		rules  []string
		err    error
	}
	outcomes := make([]outcome, len(names))
	parallel.Do(len(names), func(i int) {
		o := &outcomes[i]
		old, err := fs.ReadFile(tree, names[i])
		if err != nil || worktree.Writable(names[i]) != nil {
			return
		}
		o.change = worktree.Change{Path: names[i], Old: old}
		o.change.New, o.rules, o.err = l.Fix(names[i], old)
	})
	var changes []worktree.Change
	var rules []string
	for _, o := range outcomes {
		if o.err != nil {
			return fault(lang.T("felen gick inte att laga: %v", "the faults could not be mended: %v", shown(o.err.Error())), lang.Text{})
		}
		if !bytes.Equal(o.change.Old, o.change.New) {
			changes, rules = append(changes, o.change), append(rules, o.rules...)
		}
	}
	if err := a.replace(tree, changes); err != nil {
		return err
	}
	a.mended(changes, rules)
	return nil
}

// mended tells which files were mended, and of what.
func (a *app) mended(changes []worktree.Change, rules []string) {
	if len(changes) == 0 {
		a.tell(lang.T("inget att laga", "nothing to mend"))
		return
	}
	for _, c := range changes {
		a.tell(lang.T("%s är lagad", "%s is mended", shown(c.Path)))
	}
	n := len(rules)
	slices.Sort(rules)
	a.tell(lang.T("%s lagades i %s (%s)", "%s mended in %s (%s)",
		lang.Plural{N: n, One: lang.T("%s fel", "%s fault"), Other: lang.T("%s fel", "%s faults")}, counted(len(changes)), lang.List(slices.Compact(rules))))
}
