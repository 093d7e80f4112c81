package github

import (
	"context"
	"errors"
	"slices"

	"github.com/google/go-github/v60/github"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Attested lists what this App has attested on a commit.
func (c *conn) Attested(ctx context.Context, commit string) ([]gate.Attested, error) {
	what := lang.T("statusar för %s", "the statuses of %s", short(commit))
	app, ok := c.auth.(*installed)
	if !ok {
		return nil, gate.ErrNoApp
	}
	me, err := app.name(ctx)
	if err != nil {
		return nil, fault(err, what)
	}
	list, err := pages(ctx, func(ctx context.Context, at github.ListOptions) ([]*github.RepoStatus, *github.Response, error) {
		return c.api.Repositories.ListStatuses(ctx, c.owner, c.repo, commit, &at)
	})
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
	there, err := w.Attested(ctx, commit)
	if errors.Is(err, gate.ErrNoApp) {
		return nil
	}
	if err != nil {
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
