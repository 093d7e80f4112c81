package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
)

func (a *app) previewCommand() *cobra.Command {
	var base string
	cmd := &cobra.Command{
		Use:   "preview",
		Short: a.say(lang.T("visa det som en pull request av arbetet kommer att visa", "show what a pull request of the work will show")),
		Long: a.say(lang.T(
			"preview visar vad arbetsfilerna ändrar, vilka anmärkningar ändringen får och vem som måste godkänna den, som pull requesten kommer att visa det. Inget skrivs och inget skickas.\n\nSlutkod: 0 inget fel, 1 fel hittade eller inget godkännande kan hjälpa, 2 kommandot felskrivet, 3 förhandsvisningen gick inte att göra.",
			"preview shows what the working files change, which findings the change gets and who has to approve it, as the pull request will show it. Nothing is written and nothing sent.\n\nExit code: 0 nothing wrong, 1 errors found or no approval can help, 2 wrong usage, 3 the preview could not be made.")),
		Example:               "  leveransplan preview\n  leveransplan preview --base main",
		Args:                  noArgs,
		DisableFlagsInUseLine: true,
		RunE:                  func(*cobra.Command, []string) error { return a.preview(base) },
	}
	cmd.Flags().StringVar(&base, "base", "", a.say(lang.T("jämför med `REV` (utan: origin/main, och där den inte finns main)", "compare with `REV` (without: origin/main, or main where there is none)")))
	return cmd
}

func (a *app) preview(base string) error {
	named := base
	if base == "" {
		var err error
		if base, err = a.mainline(); err != nil {
			return err
		}
		named = strings.TrimPrefix(base, "refs/remotes/")
	}
	opt, err := a.checkOptions(checkFlags{})
	if err != nil {
		return err
	}
	r, err := a.open(base, "")
	if err != nil {
		return err
	}
	defer r.Close()
	compared, err := check.Compare(r.Trees, opt)
	if broken := r.fault(); broken != nil {
		return broken
	}
	if err != nil {
		return fault(lang.T("granskningen gick inte att göra: %v", "the check could not be done: %v", err), lang.Text{})
	}
	policy, err := policyOf(r, compared.Changes, opt)
	if err != nil {
		return err
	}
	needed := required(compared.Changes, policy)
	if compared.Findings.Count(diag.Error) > 0 || len(needed.Refusals)+len(needed.Policy.Faults) > 0 {
		a.code = exitFindings
	}
	return a.safely(func(w io.Writer) error {
		for _, part := range []struct {
			title lang.Text
			write func() error
		}{
			{lang.T("Ändringen, räknad från %s", "The change, counted from %s", named), func() error { return render.DiffText(w, compared.Changes, a.style()) }},
			{lang.T("Granskningen av det som den ger", "The check of what it gives"), func() error { return render.CheckText(w, compared.Result, compared.Findings, a.style()) }},
			{lang.T("Godkännanden", "Approvals"), func() error { return render.RequireText(w, needed, a.style(), false) }},
		} {
			if _, err := fmt.Fprintf(w, "== %s\n\n", a.say(part.title)); err != nil {
				return err
			}
			if err := part.write(); err != nil {
				return err
			}
			if _, err := fmt.Fprintln(w); err != nil {
				return err
			}
		}
		return nil
	})
}

// mainline is the branch that requests are made to, as the clone knows it: main on the server
// where it has been fetched, else the one of its own.
func (a *app) mainline() (string, error) {
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return "", err
	}
	repo, err := gitrepo.Open(root)
	if err != nil {
		return "", gitFault(err)
	}
	defer repo.Close()
	// In full: whatever else is called origin/main decides nothing.
	switch _, err := repo.Resolve("refs/remotes/origin/main"); {
	case err == nil:
		return "refs/remotes/origin/main", nil
	case errors.Is(err, gitrepo.ErrUnknown):
		return "main", nil
	default:
		return "", gitFault(err)
	}
}
