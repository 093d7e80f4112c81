package github

import (
	"context"
	"errors"
	"net/http"

	"github.com/google/go-github/v60/github"
)

// issueComment is a comment together with the app through which it was written, of which
// go-github does not know.
type issueComment struct {
	github.IssueComment
	Via *github.App `json:"performed_via_github_app"`
}

// self is who writes: a person, or the bot of an app.
type self struct {
	user int64 // of a person
	app  int64 // of an app
	slug string
}

// whoami finds out who writes. GITHUB_TOKEN may not ask; then it is the bot of the app that
// GitHub calls github-actions.
func (w *Writer) whoami(ctx context.Context) (self, error) {
	if a, ok := w.auth.(*installed); ok {
		me, err := a.name(ctx)
		return self{app: me.ID, slug: me.Slug}, err
	}
	user, _, err := w.api.Users.Get(ctx, "")
	switch {
	case err == nil && user.GetID() != 0:
		return self{user: user.GetID()}, nil
	case code(err) == http.StatusForbidden:
		return self{slug: "github-actions"}, nil
	case err == nil:
		err = errors.New("GitHub does not say who this is")
	}
	return self{}, err
}

// wrote tells that a comment is this writer's own.
func (s self) wrote(c *issueComment) bool {
	u := c.GetUser()
	if s.user != 0 {
		return u.GetID() == s.user
	}
	if !botOf(s.slug, u) || c.Via.GetSlug() != s.slug {
		return false
	}
	return s.app == 0 || c.Via.GetID() == s.app
}
