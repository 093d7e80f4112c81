package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/lock"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/render/escape"
	"github.com/leveransplan/leveransplan/internal/rules"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

// writable lists the documents within the paths, in order: the files that a command may
// write. What is no ordinary file is never one of them, nor is anything behind it; it is
// given as findings.
func writable(tree fs.FS, scopes []string) (names []string, odd diag.List, err error) {
	err = fs.WalkDir(tree, check.Root, func(name string, entry fs.DirEntry, err error) error {
		document := path.Ext(name) == ".yaml" && !strings.HasPrefix(path.Base(name), ".")
		switch wanted := inside(privacy.Mask(name), scopes); {
		case err != nil:
			return err
		case entry.IsDir() || !wanted:
		case entry.Type()&fs.ModeIrregular != 0:
			odd = append(odd, untouched(name, rules.FileSubmodule, lang.T("en submodul skrivs aldrig", "a submodule is never written")))
		case !entry.Type().IsRegular():
			odd = append(odd, untouched(name, rules.FileIrregular, lang.T("bara vanliga filer skrivs, aldrig länkar", "only regular files are written, never links")))
		case document:
			names = append(names, name)
		}
		return nil
	})
	return names, odd, err
}

func untouched(name, rule string, message lang.Text) diag.Diagnostic {
	return diag.Diagnostic{
		Rule: rule, Severity: diag.Error, Basis: diag.Text, File: privacy.Mask(name), Measure: 1, Message: message,
		Hint: lang.T("Ersätt den med en vanlig fil, eller peka ut andra filer.", "Replace it by a regular file, or point to other files."),
	}
}

// recover puts right what a run left that was killed while it was writing. It comes before
// files are read in order to be written.
func (a *app) recover(tree *worktree.Tree) error {
	found, err := tree.Recover()
	if err != nil {
		return a.unwritten(err)
	}
	for _, name := range found.Undone {
		fmt.Fprintln(a.env.Stderr, "leveransplan: "+a.say(lang.T("%s återställd efter en avbruten körning", "%s restored after an interrupted run", shown(name))))
	}
	for _, left := range found.Left {
		fmt.Fprintln(a.env.Stderr, "leveransplan: "+a.say(lang.T("%s lämnad som den är efter en avbruten körning: någon har ändrat den sedan dess",
			"%s left as it is after an interrupted run: somebody has edited it since", shown(left.Path))))
		if left.Kept != "" {
			fmt.Fprintln(a.env.Stderr, "  "+a.say(lang.T("Det som stod i den tidigare finns i %s.", "What it held before is in %s.", shown(left.Kept))))
		}
	}
	return nil
}

// replace writes all changes or none. Whoever interrupts it has to wait for the one or the other:
// it takes a moment, and cut off it would leave what the next run has to put right.
func (a *app) replace(tree *worktree.Tree, changes []worktree.Change) error {
	if len(changes) == 0 {
		return nil
	}
	_, stop := a.interruptible()
	defer stop()
	return a.unwritten(tree.Replace(changes))
}

// unwritten words why nothing was written.
func (a *app) unwritten(err error) error {
	again := lang.T("Kör kommandot igen.", "Run the command again.")
	var changed *worktree.Changed
	var partial *worktree.Partial
	switch {
	case err == nil:
		return nil
	case errors.As(err, &partial):
		return fault(lang.T("skrivningen avbröts, och alla filer är inte som förut: %v", "writing broke off, and not all files are as before: %v", escape.Terminal(privacy.Mask(err.Error()))),
			lang.T("Jämför filerna med git diff.", "Compare the files with git diff."))
	case errors.As(err, &changed):
		return fault(lang.T("%s ändrades under tiden: ingenting har skrivits", "%s was changed meanwhile: nothing has been written", shown(changed.Path)), again)
	case errors.Is(err, worktree.ErrJournal):
		return fault(lang.T("%s säger inte vad en avbruten körning gjorde", "%s does not tell what an interrupted run did", worktree.Journal),
			lang.T("Jämför filerna med git diff, ta sedan bort %s och kör om.", "Compare the files with git diff, then remove %s and run again.", worktree.Journal))
	case errors.Is(err, lock.ErrBusy):
		return fault(lang.T("en annan körning skriver i samma filer: ingenting har skrivits", "another run is writing into the same files: nothing has been written"), again)
	}
	return fault(lang.T("filerna gick inte att skriva, och är som förut: %v", "the files could not be written, and are as before: %v", escape.Terminal(privacy.Mask(err.Error()))), lang.Text{})
}

// shown is a text with what users or files named, as it may be printed: no line of it is an
// order to a terminal or to the log of GitHub Actions, and no number of a person shows.
func shown(name string) string { return escape.Terminal(privacy.Mask(name)) }

// safely writes text that holds what stands in files. A log of GitHub Actions takes orders
// from the text in it.
func (a *app) safely(write func(io.Writer) error) error {
	if a.env.Getenv("GITHUB_ACTIONS") != "true" {
		return a.written(write(a.env.Stdout))
	}
	var text bytes.Buffer
	if err := write(&text); err != nil || text.Len() == 0 {
		return a.written(err)
	}
	return a.written(render.Silenced(a.env.Stdout, text.String()))
}
