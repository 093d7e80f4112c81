package cli

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

type checkFlags struct {
	base, asOf, format string
	strict, fix        bool
}

func (a *app) checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   a.say(lang.T("check [SÖKVÄG…]", "check [PATH…]")),
		Short: a.say(lang.T("granska planerna mot rutinen", "check the plans against the routine")),
		Long: a.say(lang.T(
			"check granskar hela trädet under plans/ mot rutinen. Med sökvägar visas det som rör dem; slutkoden följer det som visas.\n\nSlutkod: 0 inget fel, 1 fel hittade, 2 kommandot felskrivet, 3 granskningen gick inte att göra.",
			"check judges the whole tree under plans/ against the routine. With paths it shows what concerns them; the exit code follows what is shown.\n\nExit code: 0 nothing wrong, 1 errors found, 2 wrong usage, 3 the check could not be done.")),
		Example:               "  leveransplan check\n  leveransplan check plans/2027 --strict\n  leveransplan check --as-of 2027-03-01 --format json",
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, args []string) error { return a.check(f, args) },
	}
	cmd.Flags().StringVar(&f.base, "base", "", a.say(lang.T("granska också ändringen från `REV`, till exempel origin/main", "check the change from `REV` too, such as origin/main")))
	cmd.Flags().StringVar(&f.asOf, "as-of", "", a.say(lang.T("granska som om det vore `DAG` (2027-03-01)", "check as if it were `DAY` (2027-03-01)")))
	cmd.Flags().StringVar(&f.format, "format", "text", a.say(lang.T("`FORMAT`: text, json, sarif, github, junit eller markdown", "`FORMAT`: text, json, sarif, github, junit or markdown")))
	cmd.Flags().BoolVar(&f.strict, "strict", false, a.say(lang.T("räkna även varningar som fel", "let warnings fail the check too")))
	cmd.Flags().BoolVar(&f.fix, "fix", false, a.say(lang.T("laga först det som har ett enda rätt svar: citattecken om koder, accenter, nycklar med å, ä eller ö", "first mend what has one right answer: quotes around codes, accents, keys with å, ä or ö")))
	return cmd
}

func (a *app) check(f checkFlags, args []string) error {
	if err := a.knownFormat(f.format); err != nil {
		return err
	}
	opt, err := a.checkOptions(f)
	if err != nil {
		return err
	}
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return err
	}
	scopes, err := a.scopes(root, args)
	if err != nil {
		return err
	}
	tree, err := openTree(root)
	if err != nil {
		return err
	}
	defer tree.Close()
	if f.fix {
		if err := a.fix(tree, scopes); err != nil {
			return err
		}
	}
	if err := undisturbed(tree); err != nil {
		return err
	}
	result, err := a.judge(f, root, tree, opt)
	if errors.Is(err, check.ErrNoPlans) {
		return fault(lang.T("%s har ingen mapp plans/", "%s has no folder plans/", root),
			lang.T("Gå till arkivet med planerna, eller peka ut det: leveransplan -C KATALOG check", "Go to the repository with the plans, or point to it: leveransplan -C DIR check"))
	}
	if errors.Is(err, check.ErrNoDocuments) {
		return fault(lang.T("mappen plans/ i %s har inga dokument", "the folder plans/ in %s has no documents", root),
			lang.T("Lägg in ett dokument, till exempel plans/register/organisationer.yaml; README visar vilka som behövs.",
				"Add a document, such as plans/register/organisationer.yaml; the README shows which ones are needed."))
	}
	if ours := (*failure)(nil); errors.As(err, &ours) {
		return err
	}
	if err != nil {
		return fault(lang.T("granskningen gick inte att göra: %v", "the check could not be done: %v", err), lang.Text{})
	}
	shown := within(result.Findings, scopes)
	if shown.Count(diag.Error) > 0 || f.strict && shown.Count(diag.Warning) > 0 {
		a.code = exitFindings
	}
	return a.written(a.report(result, shown, scopes, f.format))
}

// judge checks the working files, and the change that they are of a base where one is named.
func (a *app) judge(f checkFlags, root string, tree fs.FS, opt check.Options) (*check.Result, error) {
	if f.base == "" {
		return check.Tree(tree, opt)
	}
	// Without documents there is no verdict, with a base or without.
	if _, err := check.Load(tree, opt.Schemas); err != nil {
		return nil, err
	}
	r, err := a.request(root, f.base, "", tree)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	c, err := check.Compare(r.Trees, opt)
	if err != nil {
		return nil, err
	}
	return c.Result, r.fault()
}

// days gives today, and the day that was asked for.
func (a *app) days(asOf string) (check.Options, error) {
	opt := check.Options{Today: a.today()}
	if asOf != "" {
		day, ok := calendar.ParseDay(asOf)
		if !ok {
			return opt, usage(lang.T("%q är ingen dag", "%q is not a day", asOf), lang.T("Skriv en dag som 2027-03-01.", "Write a day such as 2027-03-01."))
		}
		opt.AsOf = day
	}
	return opt, nil
}

func (a *app) checkOptions(f checkFlags) (check.Options, error) {
	opt, err := a.days(f.asOf)
	if err != nil {
		return opt, err
	}
	if opt.Schemas, err = schema.Load(); err != nil {
		return opt, fault(lang.T("schemana går inte att läsa: %v", "the schemas can't be read: %v", err), lang.Text{})
	}
	return opt, nil
}

func openTree(root string) (*worktree.Tree, error) {
	tree, err := worktree.Open(root)
	if err != nil {
		return nil, fault(lang.T("%s går inte att öppna: %v", "%s can't be opened: %v", root, err), lang.Text{})
	}
	submodules, err := gitrepo.Submodules(root)
	if err != nil {
		tree.Close()
		return nil, gitFault(err)
	}
	tree.Mark(submodules...)
	tree.Below = check.Root
	return tree, nil
}

// written turns an output that could not be written into a fault: a report that nobody
// saw is not a pass.
func (a *app) written(err error) error {
	if err != nil {
		return fault(lang.T("resultatet gick inte att skriva: %v", "the result could not be written: %v", err), lang.Text{})
	}
	return nil
}

// scopes turns the paths of the command line into slash-separated paths from the root.
func (a *app) scopes(root string, args []string) ([]string, error) {
	var out []string
	for _, arg := range args {
		rel, err := filepath.Rel(root, a.from(arg))
		name := path.Clean(filepath.ToSlash(rel))
		if err != nil || name != "." && name != check.Root && !strings.HasPrefix(name, check.Root+"/") {
			return nil, usage(lang.T("%s ligger inte under %s", "%s does not lie under %s", arg, filepath.Join(root, check.Root)),
				lang.T("Skriv en fil eller mapp under plans/, räknat från %s.", "Write a file or folder under plans/, seen from %s.", a.from(".")))
		}
		if err := a.exists(root, name, arg); err != nil {
			return nil, err
		}
		out = append(out, privacy.Mask(name)) // findings name a file so that no number shows
	}
	return out, nil
}

func (a *app) exists(root, name, arg string) error {
	tree, err := worktree.Open(root)
	if err != nil {
		return fault(lang.T("%s går inte att öppna: %v", "%s can't be opened: %v", root, err), lang.Text{})
	}
	defer tree.Close()
	if _, err := fs.Stat(tree, name); err != nil {
		return usage(lang.T("%s finns inte", "there is no %s", arg),
			lang.T("Skriv en fil eller mapp under plans/, räknat från %s.", "Write a file or folder under plans/, seen from %s.", a.from(".")))
	}
	return nil
}

// inside tells that a file lies within the paths; without paths every file does.
func inside(file string, scopes []string) bool {
	return len(scopes) == 0 || slices.ContainsFunc(scopes, func(s string) bool {
		return s == "." || file == s || strings.HasPrefix(file, s+"/")
	})
}

// within picks what concerns the paths: findings in them, and findings elsewhere to which
// something in them belongs.
func within(list diag.List, scopes []string) diag.List {
	if len(scopes) == 0 {
		return list
	}
	shown := diag.List{}
	for _, d := range list {
		if inside(d.File, scopes) || slices.ContainsFunc(d.Related, func(r diag.Related) bool { return inside(r.File, scopes) }) {
			shown = append(shown, d)
		}
	}
	return shown
}
