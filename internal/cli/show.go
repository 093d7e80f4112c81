package cli

import (
	"errors"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/render"
)

// showFlags are the flags of the command show.
type showFlags struct {
	valid, known, rev, format string
	source, names             bool
}

func (a *app) showCommand() *cobra.Command {
	var f showFlags
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: a.say(lang.T("visa ett dokument som det gällde en viss dag", "show a document as it applied on a day")),
		Long: a.say(lang.T(
			"show visar ett dokument, eller en post i ett register, som det gällde en dag (--valid) enligt det som var beslutat till och med en annan (--known). Beslutat är det som hade kommit till main då; författarens datum räknas aldrig. En ändring av en plan gäller från första dagen i den vecka eller det kvartal som den anger, en ändring av ett missiv från sin dag, en post i ett register från giltig_fran till giltig_till och en roll från fran till till.\n\nUtan --known räknas allt som finns på main. Utan --valid är det i dag, eller arkivets granskningsdag.\n\nSlutkod: 0 visat, 1 dokumentet fanns inte då, 2 kommandot felskrivet, 3 frågan gick inte att besvara.",
			"show shows a document, or an entry of a register, as it applied on one day (--valid) by what had been decided until another (--known). Decided is what had come to main by then; the author's dates never count. A change of a plan applies from the first day of the week or quarter that it names, a change of a missiv from its day, an entry of a register from giltig_fran to giltig_till and a role from fran to till.\n\nWithout --known everything on main counts. Without --valid it is today, or the repository's granskningsdag.\n\nExit code: 0 shown, 1 the document was not there, 2 wrong usage, 3 the question could not be answered.")),
		Example:               "  leveransplan show lp-2027-skas-exk-hoftprotes\n  leveransplan show lp-2027-skas-exk-hoftprotes --valid 2027-03-01 --known 2027-02-15\n  leveransplan show missiv-2027-ortopedi --known 2026-12-01 --source",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(lang.T("show vill ha ett id", "show wants one id"), lang.T("Skriv till exempel: leveransplan show missiv-2027-ortopedi", "Write for example: leveransplan show missiv-2027-ortopedi"))
			}
			return a.show(f, args[0])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.valid, "valid", "", a.say(lang.T("vad som gällde `DAG` (2027-03-01)", "what applied on `DAY` (2027-03-01)")))
	flags.StringVar(&f.known, "known", "", a.say(lang.T("enligt det som var beslutat till och med `DAG`", "by what had been decided until `DAY`")))
	flags.BoolVar(&f.source, "source", false, a.say(lang.T("visa källtexten som den stod", "show the source text as it stood")))
	flags.StringVar(&f.rev, "rev", "", a.say(lang.T("läs historiken från `REV` (utan: origin/main, och där den inte finns main)", "read the history from `REV` (without: origin/main, or main where there is none)")))
	flags.BoolVar(&f.names, "names", false, a.say(lang.T("visa namnen i git, inte bara id i rollregistret", "show the names in git, not only ids of the role register")))
	flags.StringVar(&f.format, "format", "text", a.say(lang.T("`FORMAT`: text eller json", "`FORMAT`: text or json")))
	return cmd
}

func (a *app) show(f showFlags, id string) error {
	if f.format != "text" && f.format != "json" {
		return usage(lang.T("formatet %q finns inte", "there is no format %q", f.format), lang.T("Välj text eller json.", "Choose text or json."))
	}
	if id == string(plan.KindUtfall) {
		return usage(lang.T("utfall står i tabeller och har inget id", "outcome stands in tables and has no id"), lang.T("leveransplan log utfall visar när det har rapporterats.", "leveransplan log utfall shows when it has been reported."))
	}
	if _, err := dayOf(f.known); err != nil {
		return err
	}
	if _, err := dayOf(f.valid); err != nil {
		return err
	}
	c, err := a.chronicle(inquiry{rev: f.rev})
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.knownID(id); err != nil {
		return err
	}
	q, err := a.question(c, f, id)
	if err != nil {
		return err
	}
	s, err := c.line.Show(c.reader, c.entries, q)
	if err != nil {
		return c.unanswered(err, id)
	}
	if !s.There {
		a.code = exitFindings
	}
	o := c.options(a, f.names)
	switch {
	case f.format == "json":
		return a.written(render.ShowJSON(a.env.Stdout, s, f.source, o))
	case f.source && s.There:
		return a.safely(func(w io.Writer) error { return render.ShowSource(w, s) })
	}
	return a.safely(func(w io.Writer) error { return render.ShowText(w, s, a.style(), o) })
}

// question puts the flags in days and steps.
func (a *app) question(c *chronicle, f showFlags, id string) (history.Question, error) {
	q := history.Question{ID: id, Known: c.line.Len()}
	if q.Valid, _ = dayOf(f.valid); f.valid == "" {
		q.Valid = policyDay(c.now, check.Options{Today: a.today()})
	}
	known, _ := dayOf(f.known)
	if f.known == "" {
		return q, nil
	}
	if q.Known = c.line.KnownOn(known, c.zone); q.Known == 0 {
		first := c.line.Step(0).At.In(c.zone).Format(time.DateOnly)
		return q, usage(lang.T("%s var inget beslutat än", "nothing had been decided on %s", known.String()),
			lang.T("Historiken på main börjar %s. Skriv den dagen eller en senare.", "The history on main begins on %s. Write that day or a later one.", first))
	}
	return q, nil
}

// unanswered puts why main does not say it in the reader's words.
func (c *chronicle) unanswered(err error, id string) error {
	var u *history.Unclear
	if !errors.As(err, &u) {
		return historyFault(err)
	}
	var files lang.List
	for _, name := range u.Files {
		files = append(files, shown(name))
	}
	day, commit := u.Step.At.In(c.zone).Format(time.DateOnly), u.Step.Commit.Hash[:12]
	if u.Twice {
		return fault(lang.T("%s stod två gånger på main %s (commit %s), i %s: ingen kan säga vilken som gällde", "%s stood twice on main on %s (commit %s), in %s: nobody can tell which applied", id, day, commit, files),
			lang.T("Välj en annan dag med --known, före eller efter felet.", "Choose another day with --known, before or after the slip."))
	}
	where := lang.Text{}
	if len(files) > 0 {
		where = lang.T(": %s", ": %s", files)
	}
	return fault(lang.T("%s gick inte att läsa i sin helhet på main %s (commit %s)%s", "%s could not be read whole on main on %s (commit %s)%s", id, day, commit, where),
		lang.T("Välj en annan dag med --known, före eller efter felet.", "Choose another day with --known, before or after the slip."))
}
