package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/site"
)

type siteFlags struct {
	rev, asOf, base string
	noAudit, force  bool
}

func (a *app) siteCommand() *cobra.Command {
	var f siteFlags
	cmd := &cobra.Command{
		Use:   a.say(lang.T("site MAPP", "site DIR")),
		Short: a.say(lang.T("gör webbplatsen som vem som helst får läsa", "make the web site that anyone may read")),
		Long: a.say(lang.T(
			"site skriver webbsidor på svenska och engelska till mappen MAPP: översikt, planår, missiv, planer, mottagare, skickande, vårdområden, uppföljning, register över beslut, granskning, rutin och regler. Sidorna visar en enda commit, aldrig filer som inte är incheckade, och säger vilken. De kör inga program och hämtar inget, och går att läsa direkt ur mappen eller lägga på vilken webbserver som helst.\n\nUtfall visas per kvartal. Antal under inställningen maskera_under visas inte exakt, och inget som räknas ur dem röjer dem.\n\nBara sidor som har ändrats skrivs om, och sidor som inte längre finns tas bort. Andra filer i mappen rörs aldrig. En mapp med annat i tas inte över utan --force, och arkivets egen mapp, plans/ och .git aldrig.\n\nSlutkod: 0 skrivet, 2 kommandot felskrivet, 3 gick inte att göra.",
			"site writes web pages in Swedish and English to the folder DIR: overview, plan years, missiv, plans, receivers, senders, medical fields, follow-up, register of decisions, audit, routine and rules. The pages show one commit, never files that are not committed, and say which. They run no programs and fetch nothing, and can be read straight from the folder or put on any web server.\n\nOutcome is shown by quarter. Counts below the setting maskera_under are not shown exactly, and nothing that is reckoned from them gives them away.\n\nOnly pages that have changed are written, and pages that are no more are removed. Other files in the folder are never touched. A folder that holds something else is not taken over without --force, and the repository's own folder, plans/ and .git never.\n\nExit code: 0 written, 2 wrong usage, 3 could not be done.")),
		Example:               "  leveransplan site _site\n  leveransplan site _site --rev origin/main --base-url https://example.org/planer/",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(lang.T("site vill ha en mapp", "site wants one folder"), lang.T("Skriv till exempel: leveransplan site _site", "Write for example: leveransplan site _site"))
			}
			return a.site(f, args[0])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.rev, "rev", "", a.say(lang.T("visa `REV` (utan: HEAD)", "show `REV` (without: HEAD)")))
	flags.StringVar(&f.asOf, "as-of", "", a.say(lang.T("som det ser ut `DAG` (utan: arkivets granskningsdag, och där den inte finns i dag)", "as seen on `DAY` (without: the repository's own day, or today)")))
	flags.StringVar(&f.base, "base-url", "", a.say(lang.T("webbplatsens `ADRESS`, för sökmotorer och sidan för det som inte finns", "the site's `ADDRESS`, for search engines and the page for what is not found")))
	flags.BoolVar(&f.noAudit, "no-audit", false, a.say(lang.T("granska inte besluten; sidorna säger då att det inte är gjort", "don't audit the decisions; the pages then say that it was not done")))
	flags.BoolVar(&f.force, "force", false, a.say(lang.T("ta över en mapp som innehåller annat", "take over a folder that holds something else")))
	return cmd
}

func (a *app) site(f siteFlags, dir string) error {
	base, err := baseURL(f.base)
	if err != nil {
		return err
	}
	// The place is looked at first: nobody should wait for an audit to be told that.
	if err := a.destOutside(dir); err != nil {
		return err
	}
	w := &siteWriter{app: a, dir: dir, force: f.force}
	if err := w.look(); err != nil {
		return siteFault(err, dir)
	}
	defer w.close()
	defer frugal(50)()
	in, err := a.siteInput(f)
	if err != nil {
		return err
	}
	in.Base = base
	if in.Follow.MaskUnder < 2 {
		a.tell(lang.T("inga antal döljs på sidorna: inställningen maskera_under är %d. Sätt den till 2 eller mer i plans/leveransplan.yaml innan sidorna publiceras",
			"no counts are masked on the pages: the setting maskera_under is %d. Set it to 2 or more in plans/leveransplan.yaml before the pages are published", in.Set.Installningar.MaskeraUnder.V))
	}
	if err := w.write(in); err != nil {
		return err
	}
	fmt.Fprintln(a.env.Stdout, a.say(lang.T("%s, %s, %s. Visar commit %s.", "%s, %s, %s. Shows commit %s.", filesWritten(w.folder.written),
		lang.Plural{N: w.folder.same, One: lang.T("%s oförändrad", "%s unchanged"), Other: lang.T("%s oförändrade", "%s unchanged")},
		lang.Plural{N: w.folder.removed, One: lang.T("%s borttagen", "%s removed"), Other: lang.T("%s borttagna", "%s removed")}, in.Commit[:10])))
	return nil
}

// siteAddress is a web address that reads the same wherever it is written, with neither a user nor
// a question in it.
var siteAddress = regexp.MustCompile(`^https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~!$()*,;=:@%/-]*)?$`)

// baseURL is where the site will stand, with a slash at its end; empty: not known.
func baseURL(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(text)
	if err != nil || !siteAddress.MatchString(u.String()) {
		return "", usage(lang.T("--base-url vill ha en webbadress, och fick %q", "--base-url wants a web address, and was given %q", text), lang.T("Skriv till exempel: --base-url https://example.org/planer/", "Write for example: --base-url https://example.org/planer/"))
	}
	return strings.TrimSuffix(u.String(), "/") + "/", nil
}

// siteInput reads all that the pages tell of. The documents come first: history has most of them
// too, and does not read them again.
func (a *app) siteInput(f siteFlags) (*site.Input, error) {
	v, err := a.openView(f.rev, f.asOf)
	if err != nil {
		return nil, err
	}
	defer v.Close()
	in := &site.Input{Commit: v.rev.Hash, Tool: programVersion()}
	for c, err := range v.repo.FirstParent(v.rev, gitrepo.Revision{}) {
		if err != nil {
			return nil, gitFault(err)
		}
		in.Committed = c.Committer.Time
		break
	}
	if err := v.read(a, true); err != nil {
		return nil, err
	}
	a.tellIncomplete(v)
	v.repo.LetGo()
	debug.FreeOSMemory() // of what reading took
	if err := a.siteHistory(f, v, in); err != nil {
		return nil, err
	}
	v.letGo()
	in.Set, in.Result, in.Day, in.Zone = v.set, v.result, v.today, v.zone
	in.Follow = followup.New(v.set, followup.Options{Today: v.today, MaskUnder: v.set.Installningar.MaskeraUnder.V})
	return in, nil
}

// siteHistory adds main's decisions until the commit that is shown, and their audit. Where the
// commit does not lie on main, or there is no main, it adds all that main has.
func (a *app) siteHistory(f siteFlags, v *view, in *site.Input) error {
	main, there, on, err := a.main(v)
	if err != nil || !there {
		return err
	}
	in.OnMain = on
	shown := main.Hash
	if in.OnMain {
		shown = v.rev.Hash
	}
	// A first commit may hold all there is. What reading it took is for the pages next.
	defer debug.FreeOSMemory()
	defer frugal(25)()
	c, err := a.longChronicle(inquiry{rev: shown, read: v, less: withoutVolumes})
	if err != nil {
		return err
	}
	defer c.Close()
	in.Entries = c.entries
	if f.noAudit {
		return nil
	}
	in.Audit, err = a.siteAudit(c, shown, f.asOf)
	switch {
	case errors.Is(err, context.Canceled):
		return noPages()
	case err != nil:
		return historyFault(err)
	}
	return nil
}

// withoutVolumes leaves out the volumes, which the pages do not tell.
func withoutVolumes(it *history.Item) { it.Before, it.After, it.Slots = nil, nil, nil }

// longChronicle opens a history that may be long, and says so while it is read.
func (a *app) longChronicle(q inquiry) (c *chronicle, err error) {
	err = a.during(lang.T("besluten läses …", "reading the decisions …"), func() error {
		c, err = a.chronicle(q)
		return err
	})
	return c, err
}

// siteAudit audits main's decisions until a commit, with what an earlier audit has kept.
func (a *app) siteAudit(c *chronicle, to, asOf string) (*audit.Report, error) {
	work := &auditing{app: a, flags: auditFlags{format: "text", asOf: asOf}, repo: c.repo, reader: c.reader}
	if err := work.ask("", to); err != nil {
		return nil, err
	}
	ctx, stop := a.interruptible()
	defer stop()
	return work.run(ctx)
}

// programVersion is the version of a released program; of any other there is none to tell.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || !strings.HasPrefix(info.Main.Version, "v") || strings.ContainsAny(info.Main.Version, "+-") {
		return ""
	}
	return info.Main.Version
}
