package cli

import (
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/codeowners"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

type codeownersFlags struct {
	write, check bool
	asOf         string
}

func (a *app) codeownersCommand() *cobra.Command {
	var f codeownersFlags
	cmd := &cobra.Command{
		Use:   "codeowners",
		Short: a.say(lang.T("skriv CODEOWNERS ur rollregistret", "write CODEOWNERS from the role register")),
		Long: a.say(lang.T(
			"codeowners visar vad .github/CODEOWNERS ska innehålla: vilka konton GitHub av sig självt ber om granskning när en pull request rör en fil. Innehållet kommer från arbetsfilernas rollregister och från rutinens regler för vem som godkänner vad. Bara de som varje slags ändring av ett dokument behöver står där, eftersom alla som står på en rad blir tillfrågade varje gång.\n\nFilen är bara en bekvämlighet: gate läser den aldrig. Den hör till verktyget och ändras i en egen pull request, efter den som ändrar rollerna.\n\nSlutkod: 0 klart, 1 filen saknas eller är inaktuell (--check), 2 kommandot felskrivet, 3 frågan gick inte att besvara, och ingenting är skrivet.",
			"codeowners shows what .github/CODEOWNERS should hold: which accounts GitHub asks for a review by itself when a pull request touches a file. It follows from the role register of the working files and from the routine's rules of who approves what. Only those stand there whom every kind of change to a document needs, since everybody on a line is asked each time.\n\nThe file is a convenience only: gate never reads it. It belongs to the tool and changes in a pull request of its own, after the one that changes the roles.\n\nExit code: 0 done, 1 the file is missing or stale (--check), 2 wrong usage, 3 the question could not be answered, and nothing is written.")),
		Example:               "  leveransplan codeowners\n  leveransplan codeowners --write\n  leveransplan codeowners --check",
		Args:                  noArgs,
		DisableFlagsInUseLine: true,
		RunE:                  func(*cobra.Command, []string) error { return a.codeowners(f) },
	}
	cmd.Flags().BoolVar(&f.write, "write", false, a.say(lang.T("skriv filen", "write the file")))
	cmd.Flags().BoolVar(&f.check, "check", false, a.say(lang.T("skriv inget; slutkod 1 om filen saknas eller är inaktuell", "write nothing; exit code 1 if the file is missing or stale")))
	cmd.Flags().StringVar(&f.asOf, "as-of", "", a.say(lang.T("de som har rollerna `DAG` (2027-03-01)", "those who hold the roles on `DAY` (2027-03-01)")))
	return cmd
}

func (a *app) codeowners(f codeownersFlags) error {
	if f.write && f.check {
		return usage(lang.T("--write och --check går inte ihop", "--write and --check exclude each other"), lang.T("Välj den ena.", "Choose one of them."))
	}
	opt, err := a.checkOptions(checkFlags{asOf: f.asOf})
	if err != nil {
		return err
	}
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return err
	}
	tree, err := openTree(root)
	if err != nil {
		return err
	}
	defer tree.Close()
	owners, err := ownersTree(root)
	if err != nil {
		return err
	}
	defer owners.Close()
	if f.write {
		err = a.recoverBoth(tree, owners)
	} else {
		err = undisturbed(tree)
	}
	if err != nil {
		return err
	}
	lines, text, err := ownersOf(tree, opt)
	if err != nil {
		return err
	}
	if err := a.deliver(f, owners, text); err != nil {
		return err
	}
	if none := codeowners.Unlisted(lines); len(none) > 0 {
		a.tell(lang.T("%s utan kontonamn (login) i rollregistret kan inte stå i filen: %s", "%s without a login in the role register can't stand in the file: %s",
			codeowners.Persons(len(none)), shown(strings.Join(none, ", "))))
	}
	return nil
}

// deliver shows, writes or compares the file.
func (a *app) deliver(f codeownersFlags, owners *worktree.Tree, text string) error {
	if !f.write && !f.check {
		_, err := io.WriteString(a.env.Stdout, text)
		return a.written(err)
	}
	change := worktree.Change{Path: codeowners.Path, New: []byte(text)}
	var err error
	if change.Old, err = owners.ReadFile(codeowners.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault(lang.T("%s går inte att läsa: %v", "%s can't be read: %v", codeowners.Path, shown(err.Error())),
			lang.T("Ta bort det som står där och kör leveransplan codeowners --write.", "Remove what stands there and run leveransplan codeowners --write."))
	}
	missing := err != nil
	switch {
	case !missing && string(change.Old) == text:
		a.tell(lang.T("%s stämmer", "%s is up to date", codeowners.Path))
		return nil
	case f.check:
		return a.stale(change, missing)
	}
	if missing {
		change.Old = nil
	}
	if err := a.replace(owners, []worktree.Change{change}); err != nil {
		return err
	}
	a.tell(lang.T("%s är skriven", "%s is written", codeowners.Path))
	return nil
}

// stale tells how the file differs from what it should hold.
func (a *app) stale(c worktree.Change, missing bool) error {
	a.code = exitFindings
	mend := lang.T("kör leveransplan codeowners --write och lägg filen i en egen pull request", "run leveransplan codeowners --write and put the file into a pull request of its own")
	if missing {
		a.tell(lang.T("%s saknas: %s", "%s is missing: %s", codeowners.Path, mend))
		return nil
	}
	err := a.safely(func(w io.Writer) error {
		var out strings.Builder
		for line := range strings.Lines(string(diff.Diff("a/"+codeowners.Path, c.Old, "b/"+codeowners.Path, c.New))) {
			out.WriteString(shown(strings.TrimSuffix(line, "\n")) + "\n")
		}
		_, err := io.WriteString(w, out.String())
		return err
	})
	a.tell(lang.T("%s stämmer inte med rollerna och planerna: %s", "%s does not fit the roles and plans: %s", codeowners.Path, mend))
	return err
}

// ownersOf tells what the file should hold. What can't be read whole would leave out
// somebody without a word, so that it is a fault.
func ownersOf(tree fs.FS, opt check.Options) ([]codeowners.Line, string, error) {
	noRoles := fault(lang.T("det finns inget rollregister", "there is no role register"), lang.T("Lägg in %s.", "Add %s.", plan.FixedPaths[plan.KindRoller]))
	loaded, err := check.Load(tree, opt.Schemas)
	switch {
	case errors.Is(err, check.ErrNoPlans), errors.Is(err, check.ErrNoDocuments):
		return nil, "", noRoles
	case err != nil:
		return nil, "", fault(lang.T("filerna under plans/ går inte att läsa: %v", "the files under plans/ can't be read: %v", shown(err.Error())), lang.Text{})
	}
	set := loaded.Set
	policy := routine.Policy(set, policyDay(set, opt))
	switch {
	case loaded.Findings.Count(diag.Error) > 0 || !set.Whole():
		return nil, "", fault(lang.T("filerna under plans/ går inte att läsa i sin helhet", "the files under plans/ can't be read as a whole"),
			lang.T("leveransplan check säger vad som är fel: rätta det först.", "leveransplan check says what is wrong: mend it first."))
	case set.Roller == nil:
		return nil, "", noRoles
	case len(policy.Faults) > 0:
		return nil, "", fault(policy.Faults[0], lang.Text{})
	case len(policy.Table) == 0:
		return nil, "", fault(lang.T("ingen version av rutinen gäller %s", "no version of the routine is in force on %s", policy.Day.String()),
			lang.T("Välj en senare dag med --as-of.", "Choose a later day with --as-of."))
	}
	lines := codeowners.Of(set, policy)
	text := codeowners.Text(lines, lang.Language(set.Installningar.Sprak.V))
	if len(text) >= codeowners.Limit {
		return nil, "", fault(lang.T("filen skulle bli %d byte; GitHub läser ingen CODEOWNERS på %d byte eller mer", "the file would have %d bytes; GitHub reads no CODEOWNERS of %d bytes or more", len(text), codeowners.Limit),
			lang.T("En rad räcker för en mapp som bara har dokument av ett slag. Kan planerna ligga i färre mappar, eller färre personer ha samma roll?",
				"One line will do for a folder that holds documents of one kind only. Can the plans lie in fewer folders, or fewer persons hold the same role?"))
	}
	return lines, text, nil
}

// ownersTree opens the folder in which the file stands, for reading and writing it alone.
func ownersTree(root string) (*worktree.Tree, error) {
	tree, err := openTree(root)
	if err != nil {
		return nil, err
	}
	tree.Below, tree.Limit = ".github", codeowners.Limit
	return tree, nil
}

// recoverBoth puts right what an interrupted run left, whether it wrote the plans or this
// file: a tree takes the journal of its own folder only.
func (a *app) recoverBoth(tree, owners *worktree.Tree) error {
	if _, err := owners.Recover(); !errors.Is(err, worktree.ErrJournal) {
		return a.unwritten(err)
	}
	return a.recover(tree)
}
