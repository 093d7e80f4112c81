package github

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/google/go-github/v60/github"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

var fullHash = regexp.MustCompile(`^[0-9a-f]{40}$`)

func whole(hash string) bool { return fullHash.MatchString(hash) }

func short(hash string) string { return hash[:min(8, len(hash))] }

// person gives an account, nil where there is none: of a commit whose address maps to none,
// or where the account has been deleted.
func person(u *github.User) *approval.Account {
	if u.GetID() == 0 {
		return nil
	}
	return &approval.Account{ID: u.GetID(), Login: u.GetLogin(), Bot: u.GetType() != "User" || strings.HasSuffix(u.GetLogin(), "[bot]")}
}

func signers(c *github.RepositoryCommit) *gate.Signers {
	return &gate.Signers{Author: person(c.Author), Committer: person(c.Committer)}
}

var states = map[string]approval.ReviewState{
	"APPROVED":          approval.Approved,
	"CHANGES_REQUESTED": approval.ChangesRequested,
	"COMMENTED":         approval.Commented,
	"DISMISSED":         approval.Dismissed,
	"PENDING":           approval.Pending,
}

// reviewOf reads a review. What is not submitted, and what a deleted account has left, is
// nothing: nobody can hold a role through it. A review that lacks anything else, or says
// something unheard of, is not understood.
func reviewOf(v *github.PullRequestReview) (*gate.Review, bool) {
	state, known := states[strings.ToUpper(v.GetState())]
	account := person(v.User)
	switch {
	case !known || v.GetID() == 0:
		return nil, false
	case state == approval.Pending || account == nil:
		return nil, true
	case v.SubmittedAt == nil || v.SubmittedAt.IsZero():
		return nil, false
	}
	return &gate.Review{ID: v.GetID(), Account: *account, State: state, Submitted: v.SubmittedAt.Time, Commit: v.GetCommitID()}, true
}

func requests(pulls []*github.PullRequest, what lang.Text) ([]gate.Request, error) {
	var out []gate.Request
	for _, p := range pulls {
		if p.GetNumber() == 0 || !whole(p.GetHead().GetSHA()) || p.GetBase().GetRef() == "" {
			return nil, incomplete(what)
		}
		out = append(out, gate.Request{Number: p.GetNumber(), Head: p.GetHead().GetSHA(), Base: p.GetBase().GetRef()})
	}
	slices.SortFunc(out, func(a, b gate.Request) int { return cmp.Compare(a.Number, b.Number) })
	return out, nil
}
