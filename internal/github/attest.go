package github

import (
	"context"
	"errors"
	"slices"

	"github.com/google/go-github/v60/github"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// mostStatusPages is how many pages of statuses of a commit are read: whoever may write can
// post as many as she likes, in any name.
const mostStatusPages = 10

var errFlooded = errors.New("more statuses than are read")

// Attested lists what this App has attested on a commit: nothing where the commit has more
// statuses than are read.
func (c *conn) Attested(ctx context.Context, commit string) ([]gate.Attested, error) {
	list, err := c.attested(ctx, commit)
	if errors.Is(err, errFlooded) {
		return nil, nil
	}
	return list, err
}

func (c *conn) attested(ctx context.Context, commit string) ([]gate.Attested, error) {
	what := lang.T("statusar för %s", "the statuses of %s", short(commit))
	app, ok := c.auth.(*installed)
	if !ok {
		return nil, gate.ErrNoApp
	}
	me, err := app.name(ctx)
	if err != nil {
		return nil, fault(err, what)
	}
	list, err := pagesUpTo(ctx, mostStatusPages, func(ctx context.Context, at github.ListOptions) ([]*github.RepoStatus, *github.Response, error) {
		return c.api.Repositories.ListStatuses(ctx, c.owner, c.repo, commit, &at)
	})
	if errors.Is(err, errTooManyPages) {
		return nil, errFlooded
	}
	if err != nil {
		return nil, fault(err, what)
	}
	var out []gate.Attested
	for _, s := range list {
		if s.GetContext() != gate.AttestContext || !botOf(me.Slug, s.Creator) {
			continue
		}
		if s.CreatedAt == nil || s.CreatedAt.IsZero() {
			return nil, incomplete(what)
		}
		out = append(out, gate.Attested{At: s.CreatedAt.Time, Text: s.GetDescription()})
	}
	return out, nil
}

// Attest writes what is not there yet. GitHub takes at most a thousand statuses of a name on
// one commit.
func (w *Writer) Attest(ctx context.Context, commit string, texts []string) error {
	there, err := w.attested(ctx, commit)
	switch {
	case errors.Is(err, gate.ErrNoApp):
		return nil
	case errors.Is(err, errFlooded):
		return &gate.Fault{
			Message: lang.T("%s har för många statusar: vad granskningarna gällde kan inte intygas", "%s has too many statuses: what the reviews were for can't be attested", short(commit)),
			Hint:    lang.T("Skrivs grenen om (force-push) måste granskarna godkänna på nytt.", "If the branch is rewritten (force-push) the reviewers have to approve anew."),
		}
	case err != nil:
		return err
	}
	for _, text := range texts {
		if slices.ContainsFunc(there, func(a gate.Attested) bool { return a.Text == text }) {
			continue
		}
		if err := w.status(ctx, commit, gate.AttestContext, "success", text, ""); err != nil {
			return err
		}
	}
	return nil
}

// botOf tells that an account is the bot of the app that has a name now. GitHub gives no
// other account such a login: nobody can sign up with brackets in it, and of two apps only
// one has the name.
func botOf(slug string, u *github.User) bool {
	return u.GetType() == "Bot" && u.GetLogin() == slug+"[bot]"
}
