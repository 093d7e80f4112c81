package cli

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/render"
)

// logFlags are the flags of the command log.
type logFlags struct {
	rev, format, org, field, period, from, to string
	weeks, names                              bool
}

// logFormats lists how log can tell, the usual one first.
var logFormats = []string{"text", "json", "csv"}

func (a *app) logCommand() *cobra.Command {
	var f logFlags
	cmd := &cobra.Command{
		Use:   "log [ID]",
		Short: a.say(lang.T("visa registret över beslut", "show the register of decisions")),
		Long: a.say(lang.T(
			"log visar vad som har beslutats: allt som har kommit till main, i den ordning det kom, äldst först. Först står diariets fyra uppgifter (dag, diarienummer, från och till, vad det rör), sedan slag, vem, pull request och commit. Dagen är den då det kom till main, aldrig den som författaren skrev. Diarienumret är det som dokumentet anger. Vem och pull request är vad git och commitmeddelandet säger: uppgivet, inte bevisat.\n\nMed ett ID visas bara besluten om det: en plan, ett missiv, ett erbjudande, en restlista, ett register (avtal, roller) eller en post i ett register. Med --weeks visas för en plan vilket beslut som satte varje veckas eller kvartals tal.\n\nSlutkod: 0 visat, 2 kommandot felskrivet, 3 historiken går inte att läsa.",
			"log shows what has been decided: everything that has come to main, in the order it came, the oldest first. First stand the four columns of a diary (day, diary number, from and to, what it concerns), then kind, who, pull request and commit. The day is the one on which it came to main, never the one that the author wrote. The diary number is the one that the document states. Who and pull request are what git and the commit's message say: stated, not proven.\n\nWith an ID only the decisions about that are shown: a plan, a missiv, an offer, a list of rests, a register (avtal, roller) or an entry of a register. With --weeks it shows for a plan which decision set each week's or quarter's number.\n\nExit code: 0 shown, 2 wrong usage, 3 the history can't be read.")),
		Example:               "  leveransplan log\n  leveransplan log lp-2027-skas-exk-hoftprotes --weeks\n  leveransplan log --org skas --from 2027-01-01 --format csv",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(lang.T("log vill ha högst ett id", "log wants one id at most"), lang.T("Skriv till exempel: leveransplan log missiv-2027-ortopedi", "Write for example: leveransplan log missiv-2027-ortopedi"))
			}
			return a.log(f, strings.Join(args, ""))
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.weeks, "weeks", false, a.say(lang.T("vilket beslut som satte varje tal i en plan", "which decision set each number of a plan")))
	flags.StringVar(&f.org, "org", "", a.say(lang.T("bara beslut som rör `ORGANISATION` (id)", "only decisions about `ORGANISATION` (id)")))
	flags.StringVar(&f.field, "field", "", a.say(lang.T("bara beslut som rör `VÅRDOMRÅDE` (id)", "only decisions about medical `FIELD` (id)")))
	flags.StringVar(&f.period, "period", "", a.say(lang.T("bara dokument för `PERIOD`: 2027, 2027-Q1 eller 2027-01-01/2027-12-31", "only documents for `PERIOD`: 2027, 2027-Q1 or 2027-01-01/2027-12-31")))
	flags.StringVar(&f.from, "from", "", a.say(lang.T("bara beslut från och med `DAG`", "only decisions from `DAY` on")))
	flags.StringVar(&f.to, "to", "", a.say(lang.T("bara beslut till och med `DAG`", "only decisions until `DAY`")))
	flags.StringVar(&f.rev, "rev", "", a.say(lang.T("läs historiken från `REV` (utan: origin/main, och där den inte finns main)", "read the history from `REV` (without: origin/main, or main where there is none)")))
	flags.BoolVar(&f.names, "names", false, a.say(lang.T("visa namnen i git, inte bara id i rollregistret", "show the names in git, not only ids of the role register")))
	flags.StringVar(&f.format, "format", "text", a.say(lang.T("`FORMAT`: text, json eller csv", "`FORMAT`: text, json or csv")))
	return cmd
}

func (a *app) log(f logFlags, id string) error {
	if !slices.Contains(logFormats, f.format) {
		return usage(lang.T("formatet %q finns inte", "there is no format %q", f.format), lang.T("Välj text, json eller csv.", "Choose text, json or csv."))
	}
	filter, err := logFilter(f, id)
	if err != nil {
		return err
	}
	c, err := a.chronicle(inquiry{rev: f.rev})
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.known(f, &filter); err != nil {
		return err
	}
	o := c.options(a, f.names)
	if f.weeks {
		return a.weeks(c, id, f.format, o)
	}
	var shown []history.Entry
	for _, e := range c.entries {
		if e, ok := filter.Pick(e, calendar.FromTime(e.At.In(c.zone))); ok {
			shown = append(shown, e)
		}
	}
	switch f.format {
	case "json":
		return a.written(render.LogJSON(a.env.Stdout, shown, c.head.Hash, o))
	case "csv":
		return a.written(render.LogCSV(a.env.Stdout, shown, o))
	}
	return a.safely(func(w io.Writer) error { return render.LogText(w, shown, a.style(), o) })
}

// logFilter reads from the flags what is asked for.
func logFilter(f logFlags, id string) (history.Filter, error) {
	filter := history.Filter{ID: id}
	if f.weeks && (id == "" || f.org+f.field+f.period+f.from+f.to != "") {
		return filter, usage(lang.T("--weeks vill ha ett id på en plan, och inga urval", "--weeks wants the id of a plan, and no selection"),
			lang.T("Skriv till exempel: leveransplan log lp-2027-skas-exk-hoftprotes --weeks", "Write for example: leveransplan log lp-2027-skas-exk-hoftprotes --weeks"))
	}
	for _, d := range []struct {
		text string
		to   *calendar.Day
	}{{f.from, &filter.Days.From}, {f.to, &filter.Days.To}} {
		day, err := dayOf(d.text)
		if err != nil {
			return filter, err
		}
		*d.to = day
	}
	if d := filter.Days; !d.To.IsZero() && d.To < d.From {
		return filter, usage(lang.T("%s kommer före %s", "%s comes before %s", d.To.String(), d.From.String()), lang.T("Byt plats på --from och --to.", "Let --from and --to change places."))
	}
	if f.period != "" {
		var ok bool
		if filter.Period, ok = periodOf(f.period); !ok {
			return filter, usage(lang.T("%q är ingen period", "%q is not a period", f.period), lang.T("Skriv 2027, 2027-Q1 eller 2027-01-01/2027-12-31.", "Write 2027, 2027-Q1 or 2027-01-01/2027-12-31."))
		}
	}
	return filter, nil
}

// dayOf reads a day of the command line; nothing is the zero Day.
func dayOf(text string) (calendar.Day, error) {
	day, ok := calendar.ParseDay(text)
	if text != "" && !ok {
		return 0, usage(lang.T("%q är ingen dag", "%q is not a day", text), lang.T("Skriv en dag som 2027-03-01.", "Write a day such as 2027-03-01."))
	}
	return day, nil
}

func periodOf(text string) (calendar.Interval, bool) {
	if q, ok := calendar.ParseQuarter(text); ok {
		return calendar.Interval{From: q.First(), To: q.Last()}, true
	}
	if len(text) == len("2027") {
		text += "-01-01/" + text + "-12-31"
	}
	return calendar.ParseInterval(text)
}

// weeks shows which decision set each number of a plan.
func (a *app) weeks(c *chronicle, id, format string, o render.LogOptions) error {
	isPlan := func(it history.Item) bool { return it.ID == id && it.Type == plan.KindLeveransplan }
	if !slices.ContainsFunc(c.entries, func(e history.Entry) bool { return slices.ContainsFunc(e.Items, isPlan) }) {
		return usage(lang.T("%s är ingen leveransplan", "%s is no leveransplan", id), lang.T("Bara planer har tal för veckor: kör log utan --weeks.", "Only plans have numbers for weeks: run log without --weeks."))
	}
	numbers, _ := history.Numbers(c.entries, id, func(int) bool { return true })
	w := render.Weeks{Plan: id, Head: c.head.Hash, Numbers: numbers}
	switch format {
	case "json":
		return a.written(render.WeeksJSON(a.env.Stdout, w, o))
	case "csv":
		return a.written(render.WeeksCSV(a.env.Stdout, w, o))
	}
	return a.safely(func(out io.Writer) error { return render.WeeksText(out, w, a.style(), o) })
}
