package cli

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
)

// requireFlags are the flags of the command require.
type requireFlags struct {
	asOf, format string
	names        bool
}

func (a *app) requireCommand() *cobra.Command {
	var f requireFlags
	cmd := &cobra.Command{
		Use:   a.say(lang.T("require BAS [HUVUD]", "require BASE [HEAD]")),
		Short: a.say(lang.T("visa vilka godkännanden en ändring behöver", "show which approvals a change will need")),
		Long: a.say(lang.T(
			"require visar vilka som måste godkänna en ändring, varför, vem som kan göra det i dag och vilka dagar ingen kan. Ändringen räknas från den punkt där HUVUD lämnade BAS; utan HUVUD är det arbetsfilerna. Roller, inställningar och register läses från BAS, aldrig ur ändringen.\n\nSlutkod: 0 visat, 1 inget godkännande kan hjälpa, 2 kommandot felskrivet, 3 frågan gick inte att besvara.",
			"require shows who has to approve a change, why, who can do so today and on which days nobody can. The change counts from the point where HEAD left BASE; without HEAD it is the working files. Roles, settings and registers are read from BASE, never from the change.\n\nExit code: 0 shown, 1 no approval can help, 2 wrong usage, 3 the question could not be answered.")),
		Example:               "  leveransplan require main\n  leveransplan require origin/main HEAD --format json\n  leveransplan require main --as-of 2026-12-24 --names",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return usage(lang.T("require vill ha en eller två revisioner", "require wants one or two revisions"),
					lang.T("Skriv till exempel: leveransplan require main", "Write for example: leveransplan require main"))
			}
			return a.require(f, args[0], slices.Concat(args[1:], []string{""})[0])
		},
	}
	cmd.Flags().StringVar(&f.asOf, "as-of", "", a.say(lang.T("vilka som kan godkänna `DAG` (2027-03-01)", "who can approve on `DAY` (2027-03-01)")))
	cmd.Flags().StringVar(&f.format, "format", "text", a.say(lang.T("`FORMAT`: text eller json", "`FORMAT`: text or json")))
	cmd.Flags().BoolVar(&f.names, "names", false, a.say(lang.T("visa kontonas namn också", "show the names of accounts too")))
	return cmd
}

func (a *app) require(f requireFlags, base, head string) error {
	if f.format != "text" && f.format != "json" {
		return usage(lang.T("formatet %q finns inte", "there is no format %q", f.format), lang.T("Välj text eller json.", "Choose text or json."))
	}
	opt, err := a.days(f.asOf)
	if err != nil {
		return err
	}
	r, changes, err := a.changed(base, head)
	if err != nil {
		return err
	}
	defer r.Close()
	policy, err := policyOf(r, changes, opt)
	if err != nil {
		return err
	}
	needed := required(changes, policy)
	if len(needed.Refusals)+len(needed.Policy.Faults) > 0 {
		a.code = exitFindings
	}
	o := render.GateOptions{Language: a.lang, Names: f.names}
	if f.format == "json" {
		return a.written(render.RequireJSON(a.env.Stdout, needed, o))
	}
	return a.safely(func(w io.Writer) error { return render.RequireText(w, needed, a.style(), f.names) })
}

// required tells what changes will need by a policy, and who can give it on its day.
func required(changes []diff.Change, policy approval.Policy) *render.Required {
	all, refusals := approval.Requirements(changes, policy)
	out := &render.Required{Policy: policy, Changes: changes, Refusals: refusals}
	for _, r := range all {
		if r.Never.IsZero() { // the others are the refusals
			holders, gaps := approval.Holders(policy, r, policy.Day)
			out.Requirements = append(out.Requirements, render.RequiredOne{Requirement: r, Holders: holders, Gaps: gaps})
		}
	}
	return out
}
