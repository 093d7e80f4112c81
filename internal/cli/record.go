package cli

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/registrar"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/schema"
)

type recordFlags struct {
	format  string
	publish bool
}

func (a *app) recordCommand() *cobra.Command {
	var f recordFlags
	cmd := &cobra.Command{
		Use:   "record [REV]",
		Short: a.say(lang.T("för protokoll över besluten på main", "record the decisions on main")),
		Long: a.say(lang.T(
			"record skriver ett protokoll för varje beslut som har kommit till main fram till REV och inte redan har ett: vem som godkände, med vilken rätt, och om beslutet var giltigt. Det som kom till main utan grinden får också ett protokoll, som säger det. Likaså en pull request som rörde planer och stängdes utan sammanslagning.\n\nProtokollen läggs på den egna grenen protokoll, där ingenting ändras eller tas bort. Med --publish läggs de på grenen på GitHub, annars på den i klonen. Samma beslut ger samma protokoll: kommandot kan köras om när som helst, och tar igen det som har missats.\n\nKommandot läser commits ur arkivets klon: hämta först main och alla pull requests (refs/pull/*/head). Det använder GITHUB_REPOSITORY, GITHUB_TOKEN, GITHUB_API_URL och GITHUB_SERVER_URL. Commits signeras med den privata nyckeln i LEVERANSPLAN_RECORD_KEY, vars publika del står under protokollnycklar i rollregistret.\n\nSlutkod: 0 allt finns i protokollet, 1 ett beslut var inte giltigt eller något på grenen är fel, 2 kommandot felskrivet, 3 allt gick inte att föra till protokollet.",
			"record writes a record of each decision that has come to main up to REV and has none yet: who agreed, by which right, and whether the decision was valid. What came to main without the gate gets a record too, which says so. So does a pull request that touched plans and was closed without a merge.\n\nRecords go to a branch of their own, protokoll, on which nothing is changed or removed. With --publish it is the branch on GitHub, else the one in the clone. The same decision gives the same record: the command can be run again at any time, and catches up on what was missed.\n\nIt reads commits from the repository's clone: fetch main and all pull requests (refs/pull/*/head) first. It uses GITHUB_REPOSITORY, GITHUB_TOKEN, GITHUB_API_URL and GITHUB_SERVER_URL. Commits are signed with the private key in LEVERANSPLAN_RECORD_KEY, whose public half stands under protokollnycklar in the role register.\n\nExit code: 0 everything is recorded, 1 a decision was not valid or something on the branch is wrong, 2 wrong usage, 3 not everything could be recorded.")),
		Example:               "  leveransplan record\n  leveransplan record --publish\n  leveransplan record origin/main --format json",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			hint := lang.T("Skriv till exempel: leveransplan record origin/main", "Write for example: leveransplan record origin/main")
			switch {
			case len(args) > 1:
				return usage(lang.T("record vill ha högst en revision", "record wants one revision at most"), hint)
			case f.format != "text" && f.format != "json":
				return usage(lang.T("formatet %q finns inte", "there is no format %q", f.format), lang.T("Välj text eller json.", "Choose text or json."))
			}
			return a.record(f, append(args, "")[0])
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.publish, "publish", false, a.say(lang.T("skriv till grenen protokoll på GitHub", "write to the branch protokoll on GitHub")))
	flags.StringVar(&f.format, "format", "text", a.say(lang.T("`FORMAT`: text eller json", "`FORMAT`: text or json")))
	return cmd
}

// recording is one run of record.
type recording struct {
	*app
	repo  *gitrepo.Repo
	after gitrepo.Revision // where trust begins: what came before needs no record
	head  gitrepo.Revision
	seal  seal
	line  record.Line
	known *recorded
	by    *registrar.Registrar
	did   render.Recording
}

func (a *app) record(f recordFlags, rev string) error {
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return err
	}
	repo, err := openRepo(root)
	if err != nil {
		return err
	}
	defer repo.Close()
	r := &recording{app: a, repo: repo, did: render.Recording{Published: f.publish}}
	if err := r.prepare(rev, f.publish); err != nil {
		return recordFault(err)
	}
	ctx, stop := a.interruptible()
	defer stop()
	r.known, err = readRecords(ctx, repo, r.line)
	r.did.Violations, r.did.Tip = r.known.violations, r.known.tip.Hash
	r.tellViolations()
	if err != nil {
		return recordFault(err)
	}
	r.run(ctx)
	return r.report(f.format)
}

// prepare finds out all that can be wrong before anybody is asked.
func (r *recording) prepare(rev string, publish bool) error {
	if err := r.main(rev); err != nil {
		return err
	}
	if err := r.registers(); err != nil {
		return err
	}
	schemas, err := schema.Load()
	if err != nil {
		return fault(lang.T("schemana går inte att läsa: %v", "the schemas can't be read: %v", err), lang.Text{})
	}
	host, err := github.NewReader(r.gitHub())
	if err != nil {
		return err
	}
	r.by = &registrar.Registrar{Host: sparing{host, r.repo, r.head}, Repo: r.repo, Schemas: schemas, Now: r.env.Now}
	r.line, err = r.recordLine(r.repo, publish)
	return err
}

// main finds the revision to record up to, which has to stand on main: a decision is what
// main holds.
func (r *recording) main(rev string) error {
	name, err := r.mainline()
	if err != nil {
		return err
	}
	if r.head, err = r.repo.Resolve(name); err != nil || rev == "" {
		r.did.Head = r.head.Hash
		return err
	}
	main := r.head
	if r.head, err = r.repo.Resolve(rev); err != nil {
		return err
	}
	r.did.Head = r.head.Hash
	for _, err := range r.repo.FirstParent(main, r.head) {
		if errors.Is(err, gitrepo.ErrNotAncestor) {
			return usage(lang.T("%s har commits som inte har kommit till main", "%s has commits that have not come to main", rev), lang.T("Protokoll förs över det som har kommit till main.", "Records are kept of what has come to main."))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// registers reads on main which key signs, where trust begins and what is followed up.
func (r *recording) registers() error {
	reader := newReader(r.repo)
	defer func() { reader.Meanings().Close() }()
	tree := r.head.FS()
	set, err := reader.Registers(tree, plan.KindInstallningar, plan.KindRoller, plan.KindAvvikelser)
	if broken := tree.Err(); broken != nil {
		return broken
	}
	if err != nil {
		return err
	}
	roles, err := rolesOf(r.head, set)
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation(set.Installningar.Tidszon.V)
	if err != nil {
		zone = time.UTC // the check tells of it
	}
	if r.seal, err = sealOf(r.env.Getenv(recordKey), roles, calendar.FromTime(r.env.Now().In(zone)), zone); err != nil {
		return err
	}
	r.did.Key = r.seal.name
	followed := map[string]bool{}
	for _, list := range set.Avvikelser {
		for _, x := range list.Avvikelser {
			followed[x.Commit.V] = true
		}
	}
	r.did.FollowedUp = func(commit string) bool { return commit != "" && followed[commit] }
	r.after, err = anchorOf(r.repo, set)
	return err
}
