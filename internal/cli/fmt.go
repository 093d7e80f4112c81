package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/layout"
	"github.com/leveransplan/leveransplan/internal/parallel"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/worktree"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

type fmtFlags struct{ check, dryRun bool }

func (a *app) fmtCommand() *cobra.Command {
	var f fmtFlags
	cmd := &cobra.Command{
		Use:   a.say(lang.T("fmt [SÖKVÄG…]", "fmt [PATH…]")),
		Short: a.say(lang.T("formatera dokumenten", "format the documents")),
		Long: a.say(lang.T(
			"fmt ger dokumenten under plans/ deras fasta form: raden som visar redigeraren rätt schema, nycklar i schemats ordning, veckor i tidsordning, citattecken där ett program annars läser en kod som ett tal. Kommentarer, tomma rader och innehåll ändras inte. Går en av filerna inte att läsa skrivs ingen.\n\nSlutkod: 0 klart, 1 filer som inte går att formatera eller, med --check, inte är det, 2 kommandot felskrivet, 3 filerna gick inte att skriva.",
			"fmt gives the documents under plans/ their fixed form: the line that shows editors the right schema, keys in the order of the schema, weeks in the order of time, quotes where a program would take a code for a number. Comments, empty lines and content are not changed. If one of the files can't be read, none is written.\n\nExit code: 0 done, 1 files that can't be formatted or, with --check, are not, 2 wrong usage, 3 the files could not be written.")),
		Example:               "  leveransplan fmt\n  leveransplan fmt plans/2027 --dry-run\n  leveransplan fmt --check",
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, args []string) error { return a.fmt(f, args) },
	}
	cmd.Flags().BoolVar(&f.check, "check", false, a.say(lang.T("skriv inget; slutkod 1 om en fil skulle ändras", "write nothing; exit code 1 if a file would change")))
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, a.say(lang.T("skriv inget; visa ändringarna som en diff", "write nothing; show the changes as a diff")))
	return cmd
}

func (a *app) fmt(f fmtFlags, args []string) error {
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return err
	}
	scopes, err := a.scopes(root, args)
	if err != nil {
		return err
	}
	l, err := newLayout()
	if err != nil {
		return err
	}
	tree, err := openTree(root)
	if err != nil {
		return err
	}
	defer tree.Close()
	writes := !f.check && !f.dryRun
	if writes {
		if err := a.recover(tree); err != nil {
			return err
		}
	}
	names, refused, err := writable(tree, scopes)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fault(lang.T("filerna går inte att läsa: %v", "the files can't be read: %v", shown(err.Error())), lang.Text{})
	case len(names)+len(refused) == 0 && len(args) > 0:
		return usage(lang.T("här finns inga dokument att formatera", "there are no documents to format here"),
			lang.T("fmt formaterar filer som slutar på .yaml under plans/.", "fmt formats files that end in .yaml under plans/."))
	case len(names)+len(refused) == 0:
		return fault(lang.T("mappen plans/ i %s har inga dokument", "the folder plans/ in %s has no documents", root), lang.Text{})
	}
	changes, bad, err := laidOut(tree, l, names)
	if err != nil {
		return err
	}
	if refused = append(refused, bad...); len(refused) > 0 {
		return a.refuse(refused)
	}
	if writes {
		if err := a.replace(tree, changes); err != nil {
			return err
		}
	}
	return a.reportLayout(f, changes, len(names))
}

func newLayout() (*layout.Layout, error) {
	schemas, err := schema.Load()
	if err == nil {
		var l *layout.Layout
		if l, err = layout.New(schemas); err == nil {
			return l, nil
		}
	}
	return nil, fault(lang.T("schemana går inte att läsa: %v", "the schemas can't be read: %v", err), lang.Text{})
}

// laidOut finds what the layout changes in the files, and what is wrong with those that
// can't be laid out.
func laidOut(tree fs.FS, l *layout.Layout, names []string) (changes []worktree.Change, bad diag.List, err error) {
	type outcome struct {
		change worktree.Change
		bad    diag.List
		err    error
	}
	outcomes := make([]outcome, len(names))
	parallel.Do(len(names), func(i int) {
		o := &outcomes[i]
		o.change.Path = names[i]
		if o.change.Old, o.err = fs.ReadFile(tree, names[i]); o.err == nil {
			o.change.New, o.bad, o.err = l.Format(names[i], o.change.Old)
		}
		if large := (*worktree.TooLarge)(nil); errors.As(o.err, &large) {
			o.bad, o.err = diag.List{yamldoc.TooLarge(privacy.Mask(names[i]), large.Size, large.Limit)}, nil
		}
	})
	for _, o := range outcomes {
		switch {
		case o.err != nil:
			return nil, nil, fault(lang.T("formateringen gick inte att göra: %v", "the files could not be formatted: %v", shown(o.err.Error())), lang.Text{})
		case len(o.bad) > 0:
			bad = append(bad, o.bad...)
		case !bytes.Equal(o.change.Old, o.change.New):
			changes = append(changes, o.change)
		}
	}
	return changes, bad, nil
}

// refuse says why nothing was formatted.
func (a *app) refuse(list diag.List) error {
	a.code = exitFindings
	list.Sort()
	files := map[string]bool{}
	for _, d := range list {
		files[d.File] = true
	}
	if err := a.safely(func(w io.Writer) error { return render.Findings(w, list, a.style()) }); err != nil {
		return err
	}
	a.tell(lang.T("%s går inte att formatera: ingenting har skrivits", "%s can't be formatted: nothing has been written", counted(len(files))))
	return nil
}

// reportLayout shows which files were laid out, or would be.
func (a *app) reportLayout(f fmtFlags, changes []worktree.Change, files int) error {
	err := a.safely(func(w io.Writer) error {
		var text bytes.Buffer
		for _, c := range changes {
			if f.dryRun {
				text.Write(diff.Diff("a/"+shown(c.Path), c.Old, "b/"+shown(c.Path), c.New))
			} else {
				fmt.Fprintln(&text, shown(c.Path))
			}
		}
		_, err := w.Write(text.Bytes())
		return err
	})
	switch n := len(changes); {
	case err != nil:
		return err
	case n == 0:
		a.tell(lang.T("%s, inget att ändra", "%s, nothing to change", counted(files)))
	case f.check:
		a.code = exitFindings
		a.tell(lang.T("%s av %d skulle ändras: kör leveransplan fmt", "%s of %d would change: run leveransplan fmt", counted(n), files))
	case f.dryRun:
		a.tell(lang.T("%s av %d skulle ändras", "%s of %d would change", counted(n), files))
	default:
		a.tell(lang.T("%s av %d ändrades", "%s of %d changed", counted(n), files))
	}
	return nil
}

// tell writes a line about how it went, which is no result.
func (a *app) tell(text lang.Text) { fmt.Fprintln(a.env.Stderr, "leveransplan: "+a.say(text)) }

func counted(files int) lang.Plural {
	return lang.Plural{N: files, One: lang.T("%s fil", "%s file"), Other: lang.T("%s filer", "%s files")}
}
