package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
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
		Use:   "site DIR",
		Short: a.say(lang.T("gör webbplatsen som vem som helst får läsa", "make the web site that anyone may read")),
		Long: a.say(lang.T(
			"site skriver webbsidor på svenska och engelska till mappen DIR: översikt, planår, missiv, planer, mottagare, skickande, vårdområden, uppföljning, register över beslut, granskning, rutin och regler. Sidorna visar en enda commit, aldrig filer som inte är incheckade, och säger vilken. De kör inga program och hämtar inget, och går att läsa direkt ur mappen eller lägga på vilken webbserver som helst.\n\nUtfall visas per kvartal. Antal under inställningen maskera_under visas inte exakt, och inget som räknas ur dem röjer dem.\n\nBara sidor som har ändrats skrivs om, och sidor som inte längre finns tas bort. Andra filer i mappen rörs aldrig. En mapp med annat i tas inte över utan --force.\n\nSlutkod: 0 skrivet, 2 kommandot felskrivet, 3 gick inte att göra.",
			"site writes web pages in Swedish and English to the folder DIR: overview, plan years, missiv, plans, receivers, senders, medical fields, follow-up, register of decisions, audit, routine and rules. The pages show one commit, never files that are not committed, and say which. They run no programs and fetch nothing, and can be read straight from the folder or put on any web server.\n\nOutcome is shown by quarter. Counts below the setting maskera_under are not shown exactly, and nothing that is reckoned from them gives them away.\n\nOnly pages that have changed are written, and pages that are no more are removed. Other files in the folder are never touched. A folder that holds something else is not taken over without --force.\n\nExit code: 0 written, 2 wrong usage, 3 could not be done.")),
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
	// The folder is looked at first: nobody should wait for an audit to be told that.
	folder, err := openSiteFolder(a.from(dir), f.force)
	if err != nil {
		return siteFault(err, dir)
	}
	defer folder.Close()
	in, err := a.siteInput(f)
	if err != nil {
		return err
	}
	in.Base = base
	told := &pageProgress{progress: a.progress()}
	defer told.end()
	err = site.Write(*in, func(path string, text []byte) error {
		told.page()
		return folder.put(path, text)
	})
	if err == nil {
		err = folder.finish()
	}
	if err != nil {
		return siteFault(err, dir)
	}
	told.end()
	fmt.Fprintln(a.env.Stdout, a.say(lang.T("%s skrivna, %d oförändrade, %d borttagna. Visar commit %s.", "%s written, %d unchanged, %d removed. Shows commit %s.",
		lang.Plural{N: folder.written, One: lang.T("%s fil", "%s file"), Other: lang.T("%s filer", "%s files")}, folder.same, folder.removed, in.Commit[:10])))
	return nil
}

// baseURL is where the site will stand, with a slash at its end; empty: not known.
func baseURL(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery+u.Fragment != "" {
		return "", usage(lang.T("--base-url vill ha en webbadress, och fick %q", "--base-url wants a web address, and was given %q", text), lang.T("Skriv till exempel: --base-url https://example.org/planer/", "Write for example: --base-url https://example.org/planer/"))
	}
	return strings.TrimSuffix(u.String(), "/") + "/", nil
}

// siteInput reads all that the pages tell of.
func (a *app) siteInput(f siteFlags) (*site.Input, error) {
	v, err := a.view(f.rev, f.asOf, true)
	if err != nil {
		return nil, err
	}
	defer v.Close()
	in := &site.Input{
		Set: v.set, Result: v.result, Day: v.today, Zone: v.zone, Tool: programVersion(),
		Follow: followup.New(v.set, followup.Options{Today: v.today, MaskUnder: v.set.Installningar.MaskeraUnder.V}),
		Commit: v.rev.Hash,
	}
	for c, err := range v.repo.FirstParent(v.rev, gitrepo.Revision{}) {
		if err != nil {
			return nil, gitFault(err)
		}
		in.Committed = c.Committer.Time
		break
	}
	return in, a.siteHistory(f, v, in)
}

// siteHistory adds main's decisions until the commit that is shown, and their audit. Where the
// commit does not lie on main, or there is no main, it adds all that main has.
func (a *app) siteHistory(f siteFlags, v *view, in *site.Input) error {
	name, err := a.mainline()
	if err != nil {
		return err
	}
	main, err := v.repo.Resolve(name)
	if errors.Is(err, gitrepo.ErrUnknown) {
		return nil
	}
	if err != nil {
		return gitFault(err)
	}
	in.OnMain = true
	for _, err := range v.repo.FirstParent(main, v.rev) {
		if errors.Is(err, gitrepo.ErrNotAncestor) {
			in.OnMain = false // told when main's beginning has been reached
		} else if err != nil {
			return gitFault(err)
		}
	}
	shown := main.Hash
	if in.OnMain {
		shown = v.rev.Hash
	}
	c, err := a.chronicle(shown)
	if err != nil {
		return err
	}
	defer c.Close()
	in.Entries = c.entries
	if f.noAudit {
		return nil
	}
	if in.Audit, err = a.siteAudit(c, shown, f.asOf); err != nil {
		return historyFault(err)
	}
	return nil
}

// siteAudit audits main's decisions until a commit, with what an earlier audit has kept.
func (a *app) siteAudit(c *chronicle, to, asOf string) (*audit.Report, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	work := &auditing{app: a, flags: auditFlags{format: "text", asOf: asOf}, repo: c.repo, reader: c.reader}
	if err := work.ask("", to); err != nil {
		return nil, err
	}
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

// pageProgress tells on a terminal how many pages there are so far.
type pageProgress struct {
	*progress
	pages int
}

func (p *pageProgress) page() {
	p.pages++
	if !p.env.ErrTerminal {
		return
	}
	now := p.env.Now()
	if now.Sub(p.began) < patient || now.Sub(p.last) < often {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.env.Stderr, "\r\x1b[K%s", p.say(lang.T("%d sidor", "%d pages", p.pages)))
}
