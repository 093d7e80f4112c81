package cli

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

// importPlans brings the figures of a workbook into the files of its plans, all or none.
func (a *app) importPlans(f importFlags, name string, book *grid.Book) error {
	d, err := a.draft(f.asOf, !f.dryRun)
	if err != nil {
		return err
	}
	defer d.Close()
	in := grid.Read(book, d.was.Set)
	for _, r := range in.Remarks {
		a.remark(name, r)
	}
	if len(in.Problems) > 0 {
		return a.notImported(name, in.Problems)
	}
	if len(in.Changes) == 0 {
		a.nothingNew()
		return nil
	}
	agreed, err := a.agreedPlans(d)
	if err != nil {
		return err
	}
	if in.Changes = agreed.meant(in.Changes); len(in.Changes) == 0 {
		a.nothingNew()
		return nil
	}
	f.reason = a.oneLine(f.reason)
	changes, problems := a.writePlans(f, d, in.Changes, agreed)
	if len(problems) > 0 {
		return a.notImported(name, problems)
	}
	left, err := a.sound(d, changes)
	if err != nil {
		return err
	}
	if !f.dryRun {
		if err := a.replace(d.Tree, changes); err != nil {
			return err
		}
	}
	return a.imported(f, in.Changes, agreed.causes, missing(left))
}

func (a *app) nothingNew() {
	a.tell(lang.T("inget tal är ändrat: ingenting att läsa in", "no figure has been changed: nothing to read in"))
}

// writePlans gives the new text of every plan that changes, or says why one can't be
// changed.
func (a *app) writePlans(f importFlags, d *draft, list []grid.Change, agreed *agreed) ([]worktree.Change, []grid.Problem) {
	var changes []worktree.Change
	var problems []grid.Problem
	for i := range list {
		c := &list[i]
		var text []byte
		var err error
		if agreed.has(c.Plan.ID.V) {
			text, err = agreed.change(f, d, c)
		} else {
			text, err = c.Propose()
		}
		if err != nil {
			problems = append(problems, notWritten(c, err))
			continue
		}
		changes = append(changes, worktree.Change{Path: c.Plan.File(), Old: c.Plan.Source.Text, New: text})
	}
	return changes, problems
}

// notWritten says at the row of a plan why its change can't be written.
func notWritten(c *grid.Change, err error) grid.Problem {
	p := grid.Problem{At: c.At, Message: lang.T("%s: %v", "%s: %v", c.Plan.ID.V, err)}
	var inFile *edit.Fault
	var ours *failure
	switch {
	case errors.As(err, &inFile):
		p.Message, p.Hint = lang.T("%s: %s", "%s: %s", c.Plan.ID.V, inFile.Message), inFile.Hint
	case errors.As(err, &ours):
		p.Message, p.Hint = lang.T("%s: %s", "%s: %s", c.Plan.ID.V, ours.text), ours.hint
	}
	return p
}

// imported lists what has changed, plan by plan, before and after, and the causes that agreed
// plans have got.
func (a *app) imported(f importFlags, list []grid.Change, causes map[string]string, evidence int) error {
	figures := 0
	err := a.safely(func(w io.Writer) error {
		for i := range list {
			c := &list[i]
			if _, err := fmt.Fprintf(w, "%s  %s\n", shown(c.Plan.ID.V), shown(c.Plan.File())); err != nil {
				return err
			}
			for _, n := range c.Figures {
				figures++
				before := "–"
				if n.Written {
					before = strconv.Itoa(n.Before)
				}
				if _, err := fmt.Fprintf(w, "  %-8s  %s → %d\n", n.Slot, before, n.After); err != nil {
					return err
				}
			}
			if c.Sum != c.Plan.Volym.V {
				if _, err := fmt.Fprintf(w, "  %-8s  %d → %d\n", "volym", c.Plan.Volym.V, c.Sum); err != nil {
					return err
				}
			}
			if cause := causes[c.Plan.ID.V]; cause != "" {
				if _, err := fmt.Fprintf(w, "  %-8s  %s\n", "orsak", shown(cause)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	counted := lang.Plural{N: figures, One: lang.T("%s tal", "%s figure"), Other: lang.T("%s tal", "%s figures")}
	if f.dryRun {
		a.tell(lang.T("%s i %s skulle ändras; ingenting har skrivits", "%s in %s would change; nothing has been written", counted, plansCounted(len(list))))
	} else {
		a.tell(lang.T("%s i %s har ändrats; leveransplan preview visar vad det innebär", "%s in %s have changed; leveransplan preview shows what that means", counted, plansCounted(len(list))))
	}
	if evidence > 0 && f.dryRun {
		a.tell(lang.T("före sammanslagningen skulle det fattas %s", "before the merge %s",
			lang.Plural{N: evidence, One: lang.T("%s uppgift", "%s thing would be missing"), Other: lang.T("%s uppgifter", "%s things would be missing")}))
	} else if evidence > 0 {
		a.tell(lang.T("före sammanslagningen fattas %s, som preview räknar upp", "before the merge %s, which preview lists",
			lang.Plural{N: evidence, One: lang.T("%s uppgift", "%s thing is missing"), Other: lang.T("%s uppgifter", "%s things are missing")}))
	}
	return nil
}
