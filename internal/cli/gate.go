package cli

import (
	"bytes"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
)

type gateFlags struct {
	number              int
	numbered            bool // a number was given, 0 or not
	event, format       string
	all, publish, names bool
}

func (a *app) gateCommand() *cobra.Command {
	var f gateFlags
	cmd := &cobra.Command{
		Use:   "gate",
		Short: a.say(lang.T("avgör om en pull request får slås ihop", "tell whether a pull request may be merged")),
		Long: a.say(lang.T(
			"gate prövar pull requests: vad ändringen innebär, vilka regler den bryter, vem som ska godkänna och vem som har gjort det. Roller och inställningar tas från main, aldrig från förslaget.\n\nUtan --publish läser kommandot bara. Med --publish får förslagets commit statusen leveransplan/gate, och pull requesten en kommentar som skrivs om vid varje prövning. Som egen GitHub App intygar grinden också, i statusen leveransplan/innehall, vilket innehåll granskningarna gällde: då kan de stå kvar när grenen skrivs om.\n\nKommandot läser commits ur arkivets klon: hämta först main och pull requestens gren. Det använder GITHUB_REPOSITORY, GITHUB_TOKEN och GITHUB_API_URL, eller LEVERANSPLAN_APP_ID och LEVERANSPLAN_APP_KEY för en egen GitHub App.\n\nSlutkod: 0 godkänd, 1 inte godkänd, 2 kommandot felskrivet, 3 prövningen gick inte att göra.",
			"gate judges pull requests: what the change means, which rules it breaks, who has to agree and who has. Roles and settings come from main, never from the proposal.\n\nWithout --publish it only reads. With --publish the proposal's commit gets the status leveransplan/gate, and the pull request one comment that is written anew at every judgement. As a GitHub App of its own the gate also attests, in the status leveransplan/innehall, what content the reviews were for: then they can stand when the branch is rewritten.\n\nIt reads commits from the repository's clone: fetch main and the pull request's branch first. It uses GITHUB_REPOSITORY, GITHUB_TOKEN and GITHUB_API_URL, or LEVERANSPLAN_APP_ID and LEVERANSPLAN_APP_KEY for an own GitHub App.\n\nExit code: 0 approved, 1 not approved, 2 wrong usage, 3 the judgement could not be made.")),
		Example:               "  leveransplan gate --pr 12\n  leveransplan gate --event \"$GITHUB_EVENT_PATH\" --publish\n  leveransplan gate --all --publish",
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.numbered = cmd.Flags().Changed("pr")
			return a.gate(f, args)
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&f.number, "pr", 0, a.say(lang.T("pröva pull request `NUMMER`", "judge pull request `NUMBER`")))
	flags.StringVar(&f.event, "event", "", a.say(lang.T("pröva det som händelsen i `FIL` rör", "judge what the event in `FILE` concerns")))
	flags.BoolVar(&f.all, "all", false, a.say(lang.T("pröva alla öppna pull requests", "judge all open pull requests")))
	flags.BoolVar(&f.publish, "publish", false, a.say(lang.T("skriv status och kommentar på GitHub", "write status and comment on GitHub")))
	flags.StringVar(&f.format, "format", "text", a.say(lang.T("`FORMAT`: text eller json", "`FORMAT`: text or json")))
	flags.BoolVar(&f.names, "names", false, a.say(lang.T("visa kontonamn, inte bara id i rollregistret", "show account names, not only ids of the role register")))
	return cmd
}

func (a *app) gate(f gateFlags, args []string) error {
	selection, err := a.gateSelection(f, args)
	if err != nil {
		return err
	}
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return err
	}
	g, err := a.newGate(root, f)
	if err != nil {
		return err
	}
	ctx, stop := a.interruptible()
	defer stop()
	targets, err := g.Targets(ctx, selection)
	if err != nil {
		return gateFault(err)
	}
	if len(targets) == 0 {
		fmt.Fprintln(a.env.Stderr, a.say(lang.T("Ingen öppen pull request att pröva.", "No open pull request to judge.")))
	}
	var verdicts []*gate.Verdict
	for i, t := range targets {
		if ctx.Err() != nil {
			a.code = exitFault
			a.tell(lang.T("avbrutet: %s", "interrupted: %s", lang.Plural{N: len(targets) - i,
				One: lang.T("%s pull request är inte prövad", "%s pull request is not judged"), Other: lang.T("%s pull requests är inte prövade", "%s pull requests are not judged")}))
			break
		}
		v, err := g.Judge(ctx, t)
		a.note(v, err)
		verdicts = append(verdicts, v)
	}
	if err := a.written(a.gateReport(verdicts, selection.All, f)); err != nil {
		return err
	}
	return a.written(a.gateSummary(verdicts, f))
}

// gateSelection reads from the flags, or from an event, what is to be judged.
func (a *app) gateSelection(f gateFlags, args []string) (gate.Selection, error) {
	chosen := 0
	for _, c := range []bool{f.number != 0, f.event != "", f.all} {
		if c {
			chosen++
		}
	}
	hint := lang.T("Skriv till exempel: leveransplan gate --pr 12", "Write for example: leveransplan gate --pr 12")
	switch {
	case len(args) > 0:
		return gate.Selection{}, usage(lang.T("gate tar inga argument", "gate takes no arguments"), hint)
	case f.format != "text" && f.format != "json":
		return gate.Selection{}, usage(lang.T("formatet %q finns inte", "there is no format %q", f.format), lang.T("Välj text eller json.", "Choose text or json."))
	case f.number == 0 && f.numbered:
		return gate.Selection{}, usage(lang.T("%s är inget nummer på en pull request", "%s is not the number of a pull request", "0"), hint)
	case chosen != 1:
		return gate.Selection{}, usage(lang.T("gate vill ha en av --pr, --event och --all", "gate wants one of --pr, --event and --all"), hint)
	case f.number < 0:
		return gate.Selection{}, usage(lang.T("%s är inget nummer på en pull request", "%s is not the number of a pull request", fmt.Sprint(f.number)), hint)
	case f.all:
		return gate.Selection{All: true}, nil
	case f.number > 0:
		return gate.Selection{Numbers: []int{f.number}}, nil
	}
	text, err := os.ReadFile(a.from(f.event))
	if err != nil {
		return gate.Selection{}, fault(lang.T("händelsefilen %s går inte att läsa", "the event file %s can't be read", f.event),
			lang.T("I ett arbetsflöde är det GITHUB_EVENT_PATH; för hand är --pr NUMMER enklare.", "In a workflow it is GITHUB_EVENT_PATH; by hand --pr NUMBER is easier."))
	}
	s, err := github.Event(text, a.env.Getenv("GITHUB_REPOSITORY"))
	if err != nil {
		return s, gateFault(err)
	}
	return s, nil
}

func (a *app) gateReport(verdicts []*gate.Verdict, all bool, f gateFlags) error {
	o := render.GateOptions{Language: a.lang, Names: f.names}
	if f.format == "json" {
		if len(verdicts) == 1 && !all {
			return render.GateJSON(a.env.Stdout, verdicts[0], o)
		}
		return render.GatesJSON(a.env.Stdout, verdicts, o)
	}
	var text bytes.Buffer
	for i, v := range verdicts {
		if i > 0 {
			text.WriteString("\n")
		}
		if err := render.GateText(&text, v, a.style(), f.names); err != nil {
			return err
		}
	}
	if a.env.Getenv("GITHUB_ACTIONS") == "true" && text.Len() > 0 {
		return render.Silenced(a.env.Stdout, text.String())
	}
	_, err := text.WriteTo(a.env.Stdout)
	return err
}
