package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

type setFlags struct{ remove, add, dryRun bool }

func (a *app) setCommand() *cobra.Command {
	var f setFlags
	cmd := &cobra.Command{
		Use:   a.say(lang.T("set ID SÖKVÄG VÄRDE [SÖKVÄG VÄRDE…]", "set ID PATH VALUE [PATH VALUE…]")),
		Short: a.say(lang.T("ändra ett värde i ett dokument", "change a value of a document")),
		Long: a.say(lang.T(
			"set ändrar värden i ett dokument och låter allt annat i filen stå: kommentarer, ordning, indrag. Dokumentet pekas ut med sitt id, ett register och inställningarna med sitt slag (organisationer, avtal, installningar), en post i ett register, en restvolym eller en rad med postens id (avt-2026-021, rest-2027/rest-1). En sökväg är nycklar med punkt emellan; en post i en lista nämns med sin nyckel. Det som saknas läggs in på sin plats. Flera värden på en gång skrivs alla eller inget.\n\nDärefter visas ändringen, och det som granskningen nu säger om dokumentet och inte sade förut. I en överenskommen plan ändras volym, veckor och villkor med change; parterna ändras aldrig.\n\nSlutkod: 0 klart, också där det nya bara är underlag som saknas (dialog, avstämning, beslut), 1 skrivet, men granskningen hittar andra nya fel, 2 kommandot felskrivet eller värdet inte tillåtet där, 3 ändringen gick inte att göra.",
			"set changes values of a document and leaves all else in the file as it is: comments, order, indentation. A document is named by its id, a register and the settings by their kind (organisationer, avtal, installningar), an entry of a register, a rest or a line by the entry's id (avt-2026-021, rest-2027/rest-1). A path is keys with dots between them; an entry of a list is named by its key. What is missing is put in at its place. Several values at once are written all or none.\n\nThen the change is shown, and what the check now says of the document and did not say before. In an agreed plan volume, weeks and terms change by way of change; the parties never change.\n\nExit code: 0 done, also where all that is new is missing evidence (dialogue, reconciliation, decision), 1 written, but the check finds other new errors, 2 wrong usage or a value that can't stand there, 3 the change could not be made.")),
		Example: "  leveransplan set lp-2027-skas-siv-knaprotes kontakter.skas+Operationskoordinator.e_post ortopedi.skas@example.org\n" +
			"  leveransplan set missiv-2027-ortopedi avstamningar '{forvaltning: siv, datum: 2026-10-19}' --append\n" +
			"  leveransplan set installningar sprak en --dry-run\n  leveransplan set avt-2026-021 vantetid_dagar --remove",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, args []string) error { return a.set(f, args) },
	}
	cmd.Flags().BoolVar(&f.remove, "remove", false, a.say(lang.T("ta bort det som står på sökvägarna; inga värden", "remove what stands at the paths; no values")))
	cmd.Flags().BoolVar(&f.add, "append", false, a.say(lang.T("lägg värdet sist i listan på sökvägen", "put the value last in the list at the path")))
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, a.say(lang.T("skriv inget; visa ändringen", "write nothing; show the change")))
	return cmd
}

// step is one value to set, to add or to remove.
type step struct{ path, word string }

// steps reads what follows the id on the command line.
func (f setFlags) steps(args []string) ([]step, error) {
	hint := lang.T("Skriv till exempel: leveransplan set lp-2027-skas-siv-knaprotes volym 40", "Write for example: leveransplan set lp-2027-skas-siv-knaprotes volym 40")
	switch {
	case f.remove && f.add:
		return nil, usage(lang.T("--remove och --append går inte ihop", "--remove and --append do not go together"), lang.T("Kör kommandot två gånger.", "Run the command twice."))
	case f.remove && len(args) == 0:
		return nil, usage(lang.T("set --remove vill ha en sökväg", "set --remove wants a path"), lang.T("Skriv till exempel: leveransplan set avt-2026-021 vantetid_dagar --remove", "Write for example: leveransplan set avt-2026-021 vantetid_dagar --remove"))
	case !f.remove && len(args)%2 != 0:
		return nil, usage(lang.T("%s saknar värde", "%s has no value", args[len(args)-1]), lang.T("Efter id kommer sökväg och värde, parvis. --remove tar bort ett värde.", "After the id come path and value, in pairs. --remove takes a value away."))
	case len(args) == 0:
		return nil, usage(lang.T("set vill ha en sökväg och ett värde", "set wants a path and a value"), hint)
	}
	var out []step
	if f.remove {
		for _, path := range args {
			out = append(out, step{path: path})
		}
		return out, nil
	}
	for i := 0; i < len(args); i += 2 {
		out = append(out, step{args[i], args[i+1]})
	}
	return out, nil
}

func (a *app) set(f setFlags, args []string) error {
	if len(args) == 0 {
		return usage(lang.T("set vill ha ett id, en sökväg och ett värde", "set wants an id, a path and a value"),
			lang.T("Skriv till exempel: leveransplan set lp-2027-skas-siv-knaprotes volym 40", "Write for example: leveransplan set lp-2027-skas-siv-knaprotes volym 40"))
	}
	whole := f.remove && !f.add && len(args) == 1 // of a document: refused, once it is known which
	steps, err := f.steps(args[1:])
	if err != nil && !whole {
		return err
	}
	d, err := a.draft("", !f.dryRun)
	if err != nil {
		return err
	}
	defer d.Close()
	at, err := target(d.was.Set, args[0])
	if err != nil {
		return err
	}
	if whole {
		return a.wholeFile(d, at)
	}
	for i := range steps {
		steps[i].path = at.prefix + steps[i].path
	}
	agreed, err := a.allowed(d, at.doc, steps, f)
	if err != nil {
		return err
	}
	change, err := a.edited(d, at.doc, agreed, steps, f)
	if err != nil {
		return err
	}
	return a.handOver(d, change, f.dryRun)
}

// wholeFile says how a document, or an entry of a register, is taken away.
func (a *app) wholeFile(d *draft, at aim) error {
	if list, entry, named := strings.Cut(strings.TrimSuffix(at.prefix, "."), "."); named {
		return usage(lang.T("set --remove vill ha en sökväg", "set --remove wants a path"),
			lang.T("Hela posten tas bort med: leveransplan set %s %s.%s --remove", "The whole entry is taken away with: leveransplan set %s %s.%s --remove", nameOf(at.doc), list, entry))
	}
	agreed, err := a.agreed(d)
	if err != nil {
		return err
	}
	file := at.doc.File()
	if slices.ContainsFunc(agreed.Documents, func(on plan.Any) bool { return on.Base().File() == file }) {
		return usage(lang.T("%s finns på main och tas inte bort", "%s is on main and is not taken away", nameOf(at.doc)),
			lang.T("Skriv vad som ska bort ur det: leveransplan set %s SÖKVÄG --remove", "Write what is to go from it: leveransplan set %s PATH --remove", nameOf(at.doc)))
	}
	return usage(lang.T("set tar bort värden, inte hela dokument", "set takes away values, not whole documents"),
		lang.T("Det finns inte på main, så filen kan tas bort: git rm %s (bara rm, om den inte är tillagd i git)", "It is not on main, so that the file can go: git rm %s (rm alone, if git does not have it yet)", shown(file)))
}

// edited is what the steps make of a document. Agreed is nil where they touch nothing of what
// could have been agreed to.
func (a *app) edited(d *draft, doc *plan.Document, agreed *plan.Set, steps []step, f setFlags) (worktree.Change, error) {
	change := worktree.Change{Path: doc.File()}
	file, err := a.openFile(d, change.Path, &change)
	if err != nil {
		return change, err
	}
	for _, s := range steps {
		if err := s.take(file, f); err != nil {
			return change, namedParties(d.was.Set, doc, s, unfit(err))
		}
	}
	if agreed != nil && agreed.Memo(doc.ID.V) != nil {
		was, _ := edit.Open(change.Path, change.Old)
		m := decided{agreed.Memo(doc.ID.V), was.Document().Root, file.Document().Root, d.was.AsOf}
		if err := m.kept(steps); err != nil {
			return change, err
		}
	}
	if doc.Kind == plan.KindRoller {
		err = raised(d.was.Set.Roller, file, steps)
	}
	if err == nil {
		change.New, err = file.Text()
	}
	return change, unfit(err)
}

// openFile opens a file of the working tree to be edited, and remembers what it holds.
func (a *app) openFile(d *draft, path string, change *worktree.Change) (*edit.File, error) {
	var err error
	if change.Old, err = fs.ReadFile(d.Tree, path); err != nil {
		return nil, fault(lang.T("%s går inte att läsa: %v", "%s can't be read: %v", path, shown(err.Error())), lang.Text{})
	}
	file, bad := edit.Open(path, change.Old)
	if file != nil {
		return file, nil
	}
	a.code = exitFindings
	if err := a.safely(func(w io.Writer) error { return render.Findings(w, bad, a.style()) }); err != nil {
		return nil, err
	}
	return nil, &failure{code: exitFindings, text: lang.T("%s går inte att ändra: ingenting har skrivits", "%s can't be changed: nothing has been written", path),
		hint: lang.T("Rätta det som står ovan.", "Mend what stands above.")}
}

// take makes one step.
func (s step) take(file *edit.File, f setFlags) error {
	if f.remove {
		return file.Remove(s.path)
	}
	if f.add {
		v, err := file.EntryWord(s.path, s.word)
		if err != nil {
			return err
		}
		return file.Append(s.path, v)
	}
	if strings.HasPrefix(s.word, "{") && file.List(s.path) {
		return usage(lang.T("`%s` är en lista, och värdet är en post", "`%s` is a list, and the value is an entry", s.path),
			lang.T("Kör om med --append, så läggs posten sist i listan.", "Run again with --append, and the entry is put last in the list."))
	}
	v, err := file.Word(s.path, s.word)
	if err != nil {
		return err
	}
	return file.Set(s.path, v)
}

// raised gives the register of roles its next version: none may pass for an older one.
func raised(was *plan.Roller, file *edit.File, steps []step) error {
	for _, s := range steps {
		if s.path == "version" {
			return nil
		}
	}
	if was == nil {
		return nil
	}
	return file.Set("version", edit.Int(was.Version.V+1))
}

// unfit puts why an edit was not made in the reader's words.
func unfit(err error) error {
	var why *edit.Fault
	if errors.As(err, &why) {
		return usage(why.Message, why.Hint)
	}
	return err
}

// handOver shows a change and what it brings, and writes it where it is to be written.
func (a *app) handOver(d *draft, change worktree.Change, dryRun bool) error {
	if bytes.Equal(change.Old, change.New) {
		a.tell(lang.T("det står redan så: inget att ändra", "it says so already: nothing to change"))
		return nil
	}
	found, err := d.brings([]worktree.Change{change})
	if err != nil {
		return err
	}
	if !dryRun {
		if err := a.replace(d.Tree, []worktree.Change{change}); err != nil {
			return err
		}
	}
	here := within(found, []string{change.Path})
	err = a.safely(func(w io.Writer) error {
		if _, err := w.Write(difference(change)); err != nil || len(here) == 0 {
			return err
		}
		fmt.Fprintln(w)
		return render.Findings(w, here, a.style())
	})
	if err != nil {
		return err
	}
	for _, finding := range found {
		if finding.Severity == diag.Error && !finding.MissingEvidence {
			a.code = exitFindings
		}
	}
	a.told(dryRun, shown(change.Path), len(here), len(found)-len(here))
	return nil
}

// difference is a change as a diff.
func difference(c worktree.Change) []byte {
	return diff.Diff("a/"+shown(c.Path), c.Old, "b/"+shown(c.Path), c.New)
}

// told says how it went.
func (a *app) told(dryRun bool, path string, here, elsewhere int) {
	done := lang.T("%s är ändrad", "%s is changed", path)
	if dryRun {
		done = lang.T("%s skulle ändras", "%s would be changed", path)
	}
	news := func(n int) lang.Plural {
		return lang.Plural{N: n, One: lang.T("%s ny anmärkning", "%s new finding"), Other: lang.T("%s nya anmärkningar", "%s new findings")}
	}
	a.tell(lang.T("%s; granskningen har %s på dokumentet", "%s; the check has %s in the document", done, news(here)))
	if elsewhere > 0 {
		a.tell(lang.T("granskningen har dessutom %s på andra dokument: kör leveransplan check", "the check has %s in other documents as well: run leveransplan check", news(elsewhere)))
	}
}
