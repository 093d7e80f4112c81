package github

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/google/go-github/v60/github"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Open lists all open requests, by number.
func (r *Reader) Open(ctx context.Context) ([]gate.Request, error) {
	what := lang.T("de öppna pull requests", "the open pull requests")
	pulls, err := pages(ctx, func(ctx context.Context, at github.ListOptions) ([]*github.PullRequest, *github.Response, error) {
		return r.api.PullRequests.List(ctx, r.owner, r.repo, &github.PullRequestListOptions{State: "open", Sort: "created", Direction: "asc", ListOptions: at})
	})
	if err != nil {
		return nil, fault(err, what)
	}
	return requests(pulls, what)
}

// Tips gives head and base as they are now. The base that GitHub states with a request may
// be an older one; the branch itself is asked.
func (r *Reader) Tips(ctx context.Context, number int) (gate.Tips, error) {
	p, err := r.pull(ctx, number)
	if err != nil {
		return gate.Tips{}, err
	}
	base, err := r.tip(ctx, p.GetBase().GetRef())
	return gate.Tips{Head: p.GetHead().GetSHA(), Base: base}, err
}

func (r *Reader) pull(ctx context.Context, number int) (*github.PullRequest, error) {
	what := lang.T("pull request %s", "pull request %s", fmt.Sprint(number))
	p, _, err := r.api.PullRequests.Get(ctx, r.owner, r.repo, number)
	if err != nil {
		return nil, fault(err, what)
	}
	if p.GetNumber() != number || !whole(p.GetHead().GetSHA()) || p.GetBase().GetRef() == "" || p.GetBase().GetRepo().GetDefaultBranch() == "" || p.State == nil {
		return nil, incomplete(what)
	}
	return p, nil
}

// tip gives the newest commit of a branch.
func (r *Reader) tip(ctx context.Context, branch string) (string, error) {
	what := lang.T("grenen %s", "the branch %s", branch)
	ref, _, err := r.api.Git.GetRef(ctx, r.owner, r.repo, "heads/"+branch)
	if err != nil {
		return "", fault(err, what)
	}
	if hash := ref.GetObject().GetSHA(); ref.GetRef() == "refs/heads/"+branch && ref.GetObject().GetType() == "commit" && whole(hash) {
		return hash, nil
	}
	return "", incomplete(what)
}

// Commit gives the accounts behind a commit.
func (r *Reader) Commit(ctx context.Context, hash string) (*gate.Signers, error) {
	what := lang.T("commit %s", "the commit %s", short(hash))
	c, _, err := r.api.Repositories.GetCommit(ctx, r.owner, r.repo, hash, &github.ListOptions{PerPage: 1})
	if err != nil {
		return nil, fault(err, what)
	}
	if c.GetSHA() != hash {
		return nil, incomplete(what)
	}
	return signers(c), nil
}

// Facts gives what GitHub knows of a request.
func (r *Reader) Facts(ctx context.Context, number int) (*gate.Facts, error) {
	p, err := r.pull(ctx, number)
	if err != nil {
		return nil, err
	}
	base, err := r.tip(ctx, p.GetBase().GetRef())
	if err != nil {
		return nil, err
	}
	f := &gate.Facts{
		Number: number, Open: p.GetState() == "open", Opened: p.GetCreatedAt().Time, Author: person(p.User),
		Tips:       gate.Tips{Head: p.GetHead().GetSHA(), Base: base},
		HeadBranch: p.GetHead().GetRef(), Fork: p.GetHead().GetRepo().GetID() != p.GetBase().GetRepo().GetID(),
		BaseBranch: p.GetBase().GetRef(), DefaultBranch: p.GetBase().GetRepo().GetDefaultBranch(),
	}
	if !ending(f, p) {
		return nil, incomplete(lang.T("pull request %s", "pull request %s", fmt.Sprint(number)))
	}
	// Reviews before moves: a force-push that has moved a review must be among the moves.
	if f.Reviews, err = r.reviews(ctx, number); err != nil {
		return nil, err
	}
	if f.Signers, err = r.signers(ctx, number); err != nil {
		return nil, err
	}
	if f.Moves, err = r.moves(ctx, f); err != nil {
		return nil, err
	}
	since := f.Opened
	switch {
	case !f.Merged.IsZero():
	case len(f.Reviews) == 0:
		return f, nil
	default:
		since = slices.MinFunc(f.Reviews, func(a, b gate.Review) int { return a.Submitted.Compare(b.Submitted) }).Submitted
	}
	f.BaseMoves, err = r.activity(ctx, f.BaseBranch, since)
	return f, err
}

// ending adds how a request ended. Who closed it only the timeline tells.
func ending(f *gate.Facts, p *github.PullRequest) bool {
	f.Closed, f.Merged, f.MergedBy, f.Count = p.GetClosedAt().Time, p.GetMergedAt().Time, person(p.MergedBy), p.GetCommits()
	if !f.Merged.IsZero() {
		f.MergeCommit = p.GetMergeCommitSHA() // of an open request it is a merge that GitHub tried
	}
	merged := !f.Merged.IsZero()
	return f.Open == f.Closed.IsZero() && p.GetMerged() == merged && !(f.Open && merged) && merged == whole(f.MergeCommit)
}

func (r *Reader) reviews(ctx context.Context, number int) ([]gate.Review, error) {
	what := lang.T("granskningarna av pull request %s", "the reviews of pull request %s", fmt.Sprint(number))
	list, err := pages(ctx, func(ctx context.Context, at github.ListOptions) ([]*github.PullRequestReview, *github.Response, error) {
		return r.api.PullRequests.ListReviews(ctx, r.owner, r.repo, number, &at)
	})
	if err != nil {
		return nil, fault(err, what)
	}
	var out []gate.Review
	for _, v := range list {
		review, ok := reviewOf(v)
		if !ok {
			return nil, incomplete(what)
		}
		if review != nil {
			out = append(out, *review)
		}
	}
	return out, nil
}

func (r *Reader) signers(ctx context.Context, number int) (map[string]*gate.Signers, error) {
	what := lang.T("commits i pull request %s", "the commits of pull request %s", fmt.Sprint(number))
	list, err := pages(ctx, func(ctx context.Context, at github.ListOptions) ([]*github.RepositoryCommit, *github.Response, error) {
		return r.api.PullRequests.ListCommits(ctx, r.owner, r.repo, number, &at)
	})
	if err != nil {
		return nil, fault(err, what)
	}
	out := map[string]*gate.Signers{}
	for _, c := range list {
		if !whole(c.GetSHA()) {
			return nil, incomplete(what)
		}
		out[c.GetSHA()] = signers(c)
	}
	return out, nil
}

// get reads what go-github has no words for.
func (r *conn) get(ctx context.Context, path string, query url.Values, into any) (*github.Response, error) {
	request, err := r.api.NewRequest(http.MethodGet, fmt.Sprintf("repos/%s/%s/%s?%s", r.owner, r.repo, path, query.Encode()), nil)
	if err != nil {
		return nil, err
	}
	return r.api.Do(ctx, request, into)
}
