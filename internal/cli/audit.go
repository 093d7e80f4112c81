package cli

import (
	"context"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/signature"
)

type auditFlags struct {
	anchor, records, format, asOf, from, to string
	online, all                             bool
}

var auditFormats = []string{"text", "json", "csv", "html"}

func (a *app) auditCommand() *cobra.Command {
	var f auditFlags
	cmd := &cobra.Command{
		Use:   "audit [REV..REV]",
		Short: a.say(lang.T("granska varje beslut på main mot protokollet", "audit every decision on main against its record")),
		Long: a.say(lang.T(
			"audit går igenom allt som har kommit till main, från granskningsankaret eller den första commiten. För varje beslut räknar det på nytt fram vad som ändrades, vad rutinen krävde den dagen och vem som hade vilken roll, och håller det mot det signerade protokollet på grenen protokoll. Det visar det som gick förbi grinden, det som saknar protokoll, det som inte var tillåtet och det som någon har skrivit om.\n\nVarje beslut får två omdömen: efter reglerna den dagen, och efter dagens. En avvikelse som är uppföljd i plans/avvikelser.yaml visas men fäller inte granskningen.\n\nKommandot behöver bara klonen, med grenen protokoll: git fetch origin protokoll:refs/remotes/origin/protokoll. Med --online jämförs protokollet också med GitHub; då används GITHUB_REPOSITORY, GITHUB_TOKEN och GITHUB_API_URL. Med REV..REV, --from och --to visas bara en del av besluten; alla bedöms.\n\nSlutkod: 0 inga öppna avvikelser, 1 öppna avvikelser, 2 kommandot felskrivet, 3 granskningen gick inte att göra.",
			"audit goes through everything that has come to main, from the anchor or the first commit on. For each decision it works out anew what changed, what the routine asked for on that day and who held which role, and holds that against the signed record on the branch protokoll. It shows what went past the gate, what has no record, what was not allowed and what somebody has rewritten.\n\nEach decision gets two verdicts: by the rules of its day, and by today's. A violation that is followed up in plans/avvikelser.yaml is shown and does not fail the audit.\n\nIt needs only the clone, with the branch protokoll: git fetch origin protokoll:refs/remotes/origin/protokoll. With --online the records are held against GitHub too, with GITHUB_REPOSITORY, GITHUB_TOKEN and GITHUB_API_URL. With REV..REV, --from and --to only some decisions are shown; all are judged.\n\nExit code: 0 no open violations, 1 open violations, 2 wrong usage, 3 the audit could not be done.")),
		Example:               "  leveransplan audit\n  leveransplan audit --from 2026-01-01 --to 2026-12-31 --format html > granskning.html\n  leveransplan audit HEAD~20..HEAD --all",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(lang.T("audit vill ha högst ett intervall", "audit wants one range at most"), lang.T("Skriv till exempel: leveransplan audit HEAD~20..HEAD", "Write for example: leveransplan audit HEAD~20..HEAD"))
			}
			return a.audit(f, strings.Join(args, ""))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.anchor, "anchor", "", a.say(lang.T("lita på main till och med `REV` (utan: inställningen granskningsankare)", "trust main up to `REV` (without: the setting granskningsankare)")))
	flags.StringVar(&f.records, "records", "", a.say(lang.T("läs protokollen från `REV` (utan: grenen protokoll)", "read the records from `REV` (without: the branch protokoll)")))
	flags.StringVar(&f.from, "from", "", a.say(lang.T("visa beslut från och med `DAG`", "show decisions from `DAY` on")))
	flags.StringVar(&f.to, "to", "", a.say(lang.T("visa beslut till och med `DAG`", "show decisions until `DAY`")))
	flags.StringVar(&f.asOf, "as-of", "", a.say(lang.T("reglerna nu är de som gäller `DAG` (utan: arkivets granskningsdag, och där den inte finns i dag)", "today's rules are those of `DAY` (without: the repository's own day, or today)")))
	flags.BoolVar(&f.online, "online", false, a.say(lang.T("jämför också med GitHub", "compare with GitHub too")))
	flags.BoolVar(&f.all, "all", false, a.say(lang.T("visa i text alla beslut, inte bara avvikelser", "show in text all decisions, not only violations")))
	flags.StringVar(&f.format, "format", "text", a.say(lang.T("`FORMAT`: text, json, csv eller html", "`FORMAT`: text, json, csv or html")))
	return cmd
}

func (a *app) audit(f auditFlags, span string) error {
	if !slices.Contains(auditFormats, f.format) {
		return usage(lang.T("formatet %q finns inte", "there is no format %q", f.format), lang.T("Välj text, json, csv eller html.", "Choose text, json, csv or html."))
	}
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return err
	}
	from, head, err := a.rangeOf(span)
	if err != nil {
		return err
	}
	repo, err := openRepo(root)
	if err != nil {
		return err
	}
	defer repo.Close()
	reader := newReader(repo)
	defer reader.Meanings().Close()
	work := &auditing{app: a, flags: f, repo: repo, reader: reader, root: root}
	if err := work.ask(from, head); err != nil {
		return historyFault(err)
	}
	ctx, stop := a.interruptible()
	report, err := work.run(ctx)
	asked := ctx.Err() != nil
	stop() // before anything is shown, which somebody may look at for long
	switch {
	case err != nil && asked:
		return fault(lang.T("avbrutet: granskningen blev inte klar", "interrupted: the audit was not finished"), lang.Text{})
	case err != nil:
		return historyFault(err)
	}
	if !report.Clean() {
		a.code = exitFindings
	}
	return a.auditReport(report, f, work)
}

// rangeOf reads REV..REV: what is shown begins after the first and ends with the second. One
// alone is the end.
func (a *app) rangeOf(span string) (from, to string, err error) {
	from, to, both := strings.Cut(span, "..")
	switch {
	case strings.HasPrefix(to, "."):
		return "", "", usage(lang.T("%q är inget intervall", "%q is not a range", span), lang.T("Skriv två punkter: HEAD~20..HEAD", "Write two dots: HEAD~20..HEAD"))
	case !both:
		from, to = "", span
	}
	return from, to, nil
}

// auditing is one run of the command.
type auditing struct {
	*app
	flags    auditFlags
	root     string
	repo     *gitrepo.Repo
	reader   *check.Reader
	question audit.Question
	settings *plan.Set // of the head
	// passing tells that something else than main and its records is audited, of which nothing
	// is to be remembered.
	passing bool
}

// ask resolves what the audit is asked.
func (w *auditing) ask(from, to string) (err error) {
	q := &w.question
	q.Details = w.flags.format != "text" || w.flags.all
	if err := w.span(from, to); err != nil {
		return err
	}
	if err := w.days(); err != nil {
		return err
	}
	if !q.Head.FS().Entry(check.Root).Mode.IsDir() {
		return usage(lang.T("commit %.12s har inga planer", "the commit %.12s has no plans", q.Head.Hash), lang.T("audit granskar main. Protokollen anges med --records.", "audit is for main. Records are named by --records."))
	}
	tree := q.Head.FS()
	if w.settings, err = w.reader.Registers(tree, plan.KindInstallningar, plan.KindRoller); err != nil {
		return err
	}
	if broken := tree.Err(); broken != nil {
		return broken
	}
	if err := w.today(); err != nil {
		return err
	}
	if err := w.anchor(); err != nil {
		return err
	}
	q.Records, err = w.recordsTip()
	return err
}

// span resolves what is judged, which is main where the end lies on it, and what is shown.
func (w *auditing) span(from, to string) error {
	q := &w.question
	name, err := w.mainline()
	if err != nil {
		return err
	}
	if to == "" {
		to = name
	}
	if q.To, err = w.repo.Resolve(to); err != nil {
		return err
	}
	if from != "" {
		if q.From, err = w.repo.Resolve(from); err != nil {
			return err
		}
	}
	q.Head = q.To
	main, err := w.repo.Resolve(name)
	if err != nil {
		w.passing = true // there is no main here
		return nil
	}
	for _, err := range w.repo.FirstParent(main, q.To) {
		if errors.Is(err, gitrepo.ErrNotAncestor) {
			q.Main, w.passing = main, true
			return nil
		}
		if err != nil {
			return err
		}
	}
	q.Head = main
	return nil
}

// days reads the days whose decisions are shown.
func (w *auditing) days() error {
	d := &w.question.Days
	var err error
	if d.From, err = dayOf(w.flags.from); err != nil {
		return err
	}
	if d.To, err = dayOf(w.flags.to); err != nil {
		return err
	}
	if !d.To.IsZero() && d.To < d.From {
		return usage(lang.T("%s kommer före %s", "%s comes before %s", d.To.String(), d.From.String()), lang.T("Byt plats på --from och --to.", "Let --from and --to change places."))
	}
	return nil
}

// today is the day whose rules each decision is also held against.
func (w *auditing) today() error {
	asOf, err := dayOf(w.flags.asOf)
	if err != nil {
		return err
	}
	w.question.Today = policyDay(w.settings, check.Options{AsOf: asOf, Today: calendar.FromTime(w.env.Now().In(zoneOf(w.settings)))})
	if routine.Policy(w.settings, w.question.Today).Version == "" {
		first := routine.Versions()[0].From.String()
		return usage(lang.T("ingen rutin som verktyget känner gällde den %s", "no routine that this tool knows was in force on %s", w.question.Today.String()), lang.T("Den första gällde från %s.", "The first one was in force from %s.", first))
	}
	return nil
}

// anchor resolves where trust begins.
func (w *auditing) anchor() (err error) {
	if w.flags.anchor != "" {
		w.question.Anchor, err = w.repo.Resolve(w.flags.anchor)
		return err
	}
	w.question.Anchor, err = anchorOf(w.repo, w.settings)
	return err
}

var wholeHash = regexp.MustCompile(`^[0-9a-f]{40}$`)

// anchorOf gives the commit that the setting granskningsankare names; zero without one. Only
// a commit's whole name is one: a branch would move on with whatever comes to it.
func anchorOf(repo *gitrepo.Repo, settings *plan.Set) (gitrepo.Revision, error) {
	setting := settings.Installningar.Granskningsankare
	if !setting.Set {
		return gitrepo.Revision{}, nil
	}
	file := plan.FixedPaths[plan.KindInstallningar]
	if !wholeHash.MatchString(setting.V) {
		return gitrepo.Revision{}, fault(lang.T("inställningen granskningsankare i %s är inget namn på en commit: %q", "the setting granskningsankare in %s is not the name of a commit: %q", file, setting.V),
			lang.T("Skriv commitens hela namn, 40 tecken.", "Write the commit's whole name, 40 characters."))
	}
	rev, err := repo.Resolve(setting.V)
	if err == nil && rev.Hash == setting.V {
		return rev, nil
	}
	return gitrepo.Revision{}, fault(lang.T("inställningen granskningsankare i %s: klonen har ingen commit %s", "the setting granskningsankare in %s: the clone has no commit %s", file, setting.V),
		lang.T("Rätta inställningen, eller hämta hela main: git fetch origin", "Mend the setting, or fetch all of main: git fetch origin"))
}

// recordsTip finds the branch of records: the server's as the clone knows it, or one made
// here that has gone further.
func (w *auditing) recordsTip() (gitrepo.Revision, error) {
	if name := w.flags.records; name != "" {
		w.passing = true
		rev, err := w.repo.Resolve(name)
		if err == nil && rev.FS().Entry(check.Root).Mode.IsDir() {
			err = usage(lang.T("%s har planer, inga protokoll", "%s has plans, not records", name), lang.T("Protokollen står på en egen gren: protokoll eller origin/protokoll.", "Records stand on a branch of their own: protokoll or origin/protokoll."))
		}
		return rev, err
	}
	var out gitrepo.Revision
	for _, name := range []string{"refs/remotes/origin/protokoll", "refs/heads/protokoll"} {
		rev, err := w.repo.Resolve(name)
		if errors.Is(err, gitrepo.ErrUnknown) {
			continue
		}
		if err != nil {
			return out, err
		}
		if out == (gitrepo.Revision{}) {
			out = rev
			continue
		}
		if base, err := w.repo.MergeBase(out, rev); err == nil && base.Hash == out.Hash {
			out = rev
		}
	}
	return out, nil
}

// run audits, and with --online holds the result against the host.
func (w *auditing) run(ctx context.Context) (*audit.Report, error) {
	if w.flags.online {
		var err error
		if w.question.Hosted, err = w.hosted(ctx); err != nil {
			return nil, err
		}
	}
	told := w.progress()
	defer told.end()
	work := &audit.Audit{Repo: w.repo, Reader: w.reader, Schemas: schema.Load, Progress: told.tell}
	if !w.passing {
		work.Keep = checkpointOf(w.repo)
	}
	return work.Run(ctx, w.question)
}

func (a *app) auditReport(r *audit.Report, f auditFlags, w *auditing) error {
	keys := w.settings.Roller.SignatureKeys()
	o := render.AuditOptions{Language: a.lang, Zone: zoneOf(w.settings), Today: w.question.Today, All: f.all, Signature: func(d *audit.Decision) lang.Text {
		proof := signature.Check(d.Signed, keys, d.Day)
		if proof.Kind == signature.NoSignature {
			return lang.Text{}
		}
		return lang.T("%s; %s", "%s; %s", proof.Message, proof.Meaning)
	}}
	switch f.format {
	case "json":
		return a.written(render.AuditJSON(a.env.Stdout, r, o))
	case "csv":
		return a.written(render.AuditCSV(a.env.Stdout, r, o))
	case "html":
		return a.written(render.AuditHTML(a.env.Stdout, r, o))
	}
	return a.safely(func(to io.Writer) error { return render.AuditText(to, r, a.style(), o) })
}
