package cli

import (
	"errors"
	"io"
	"slices"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

// draft is the work of a command that writes documents: the working files as they stand, to be
// closed, and what a check of them says.
type draft struct {
	*worktree.Tree
	root string
	opt  check.Options
	was  *check.Before
}

// draft opens the working files. Where they are going to be written, what an interrupted run
// left is put right first.
func (a *app) draft(asOf string, writes bool) (*draft, error) {
	opt, err := a.checkOptions(checkFlags{asOf: asOf})
	if err != nil {
		return nil, err
	}
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return nil, err
	}
	tree, err := openTree(root)
	if err != nil {
		return nil, err
	}
	d := &draft{Tree: tree, root: root, opt: opt}
	if writes {
		err = a.recover(tree)
	} else {
		err = undisturbed(tree)
	}
	if err == nil {
		d.was, err = check.Begin(tree, opt)
	}
	if err != nil {
		tree.Close()
		if ours := (*failure)(nil); errors.As(err, &ours) {
			return nil, err
		}
		return nil, fault(lang.T("planerna går inte att läsa: %v", "the plans can't be read: %v", shown(err.Error())), lang.T("Kör leveransplan check.", "Run leveransplan check."))
	}
	return d, nil
}

// brings gives what the check of the files says once they are changed, and had not said before.
func (d *draft) brings(changes []worktree.Change) (diag.List, error) {
	texts := map[string][]byte{}
	for _, c := range changes {
		texts[c.Path] = c.New
	}
	result, err := d.was.After(texts)
	if err != nil {
		return nil, fault(lang.T("ändringen gick inte att granska: %v", "the change could not be checked: %v", shown(err.Error())), lang.Text{})
	}
	return slices.DeleteFunc(result.Findings, func(f diag.Diagnostic) bool { return f.Inherited || f.Waived != nil }), nil
}

// sound refuses changes that would bring an error other than that people have something left
// to do: then nothing is written. What is left to do is given.
func (a *app) sound(d *draft, changes []worktree.Change) (left diag.List, err error) {
	found, err := d.brings(changes)
	if err != nil {
		return nil, err
	}
	wrong := slices.Clone(found)
	wrong = slices.DeleteFunc(wrong, func(f diag.Diagnostic) bool { return f.MissingEvidence || f.Severity != diag.Error })
	if len(wrong) == 0 {
		return found, nil
	}
	return nil, a.refuseChange(wrong)
}

// refuseChange shows what is wrong, and says that nothing has been written.
func (a *app) refuseChange(wrong diag.List) error {
	if err := a.safely(func(w io.Writer) error { return render.Findings(w, wrong, a.style()) }); err != nil {
		return err
	}
	return &failure{code: exitFindings,
		text: lang.T("det skulle ge fel i granskningen: ingenting har skrivits", "the check would find errors: nothing has been written"),
		hint: lang.T("Rätta det som anmärkningarna pekar på, och kör igen.", "Mend what the findings point at, and run again.")}
}

// onBranch opens the working files as draft does, and the request that they would make.
// Both are to be closed.
func (a *app) onBranch(asOf string, writes bool) (*draft, *request, error) {
	d, err := a.draft(asOf, writes)
	if err != nil {
		return nil, nil, err
	}
	base, err := a.mainline()
	var r *request
	if err == nil {
		r, err = a.request(d.root, base, "", d.Tree)
	}
	if err != nil {
		d.Close()
		return nil, nil, err
	}
	return d, r, nil
}
