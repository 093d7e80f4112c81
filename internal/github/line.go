package github

import (
	"context"
	"slices"
	"time"

	"github.com/google/go-github/v60/github"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/registrar"
)

var _ registrar.Host = (*Reader)(nil)

// Line lists what happened to the default branch since a moment and one step further back,
// the oldest first.
func (r *Reader) Line(ctx context.Context, since time.Time) ([]gate.Move, error) {
	what := lang.T("arkivet", "the repository")
	repo, _, err := r.api.Repositories.Get(ctx, r.owner, r.repo)
	if err != nil {
		return nil, fault(err, what)
	}
	if repo.GetDefaultBranch() == "" {
		return nil, incomplete(what)
	}
	return r.activity(ctx, repo.GetDefaultBranch(), since)
}

// Merged lists, by number, the merged requests to the default branch that brought a commit.
func (r *Reader) Merged(ctx context.Context, commit string) ([]int, error) {
	what := lang.T("vilka pull requests som förde in commit %s", "which pull requests brought the commit %s", short(commit))
	list, err := pages(ctx, func(ctx context.Context, at github.ListOptions) ([]*github.PullRequest, *github.Response, error) {
		return r.api.PullRequests.ListPullRequestsWithCommit(ctx, r.owner, r.repo, commit, &at)
	})
	if err != nil {
		return nil, fault(err, what)
	}
	var out []int
	for _, p := range list {
		switch {
		case !identified(p):
			return nil, incomplete(what)
		case p.MergedAt != nil && toDefault(p):
			out = append(out, p.GetNumber())
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// Declined lists, by number, the requests to the default branch that were closed without a
// merge at or after a moment. They are read from the latest touched on. One that is touched
// meanwhile comes to the top, where it has been passed: then all is read again.
func (r *Reader) Declined(ctx context.Context, since time.Time) ([]int, error) {
	what := lang.T("stängda pull requests", "the closed pull requests")
	for range 3 {
		list, err := r.closed(ctx, since, false)
		if err != nil {
			return nil, fault(err, what)
		}
		now, err := r.closed(ctx, since, true)
		if err != nil {
			return nil, fault(err, what)
		}
		if touched(now).Equal(touched(list)) {
			return declined(list, since, what)
		}
	}
	return nil, incomplete(what)
}

// closed lists the closed requests from the latest touched on, back to a moment, or the first
// page of them.
func (r *Reader) closed(ctx context.Context, since time.Time, first bool) ([]*github.PullRequest, error) {
	return pages(ctx, func(ctx context.Context, at github.ListOptions) ([]*github.PullRequest, *github.Response, error) {
		list, response, err := r.api.PullRequests.List(ctx, r.owner, r.repo,
			&github.PullRequestListOptions{State: "closed", Sort: "updated", Direction: "desc", ListOptions: at})
		if err != nil {
			return nil, nil, err
		}
		if n := len(list); first || n > 0 && list[n-1].GetUpdatedAt().Before(since) {
			response.NextPage = 0 // the rest was closed before
		}
		return list, response, nil
	})
}

func touched(list []*github.PullRequest) time.Time {
	if len(list) == 0 {
		return time.Time{}
	}
	return list[0].GetUpdatedAt().Time
}

func declined(list []*github.PullRequest, since time.Time, what lang.Text) ([]int, error) {
	var out []int
	for _, p := range list {
		switch {
		case !identified(p) || p.ClosedAt == nil:
			return nil, incomplete(what)
		case p.MergedAt == nil && toDefault(p) && !p.GetClosedAt().Before(since):
			out = append(out, p.GetNumber())
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// identified tells that a list says of a request which it is and where it goes.
func identified(p *github.PullRequest) bool {
	return p.GetNumber() > 0 && p.GetBase().GetRef() != "" && p.GetBase().GetRepo().GetDefaultBranch() != ""
}

func toDefault(p *github.PullRequest) bool {
	return p.GetBase().GetRef() == p.GetBase().GetRepo().GetDefaultBranch()
}
