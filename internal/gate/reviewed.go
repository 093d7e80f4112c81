package gate

import (
	"context"
	"maps"
	"slices"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// reviews gives what each reviewer had before her: the tree of the commit that the review is
// for, unless the branch was rewritten or the base changed after it, since the host may then
// have moved the review to a commit that nobody has looked at. After a rewriting only what
// the gate has attested before it counts.
func (a *attempt) reviews(ctx context.Context, own map[string]bool) ([]approval.Review, error) {
	var out []approval.Review
	for _, r := range a.facts.Reviews {
		review := approval.Review{ID: r.ID, Account: r.Account, State: r.State, Submitted: r.Submitted, Commit: r.Commit}
		switch m := a.rewriting(r); {
		case m == nil:
			var err error
			if review.Content, review.Void, err = a.seen(r.Commit, own); err != nil {
				return nil, err
			}
			if review.Void.IsZero() {
				a.witness(r, review.Content)
			}
		case m.How == ForcePushed:
			var err error
			if review.Content, review.Void, err = a.remembered(ctx, r, *m); err != nil {
				return nil, err
			}
		default:
			review.Void = a.told(*m)
		}
		out = append(out, review)
	}
	return out, nil
}

// rewriting is the move after which a review can no longer be held against its commit; nil
// where there was none. Of several it is the one that is hardest to see past. Moves at the
// very time of the review count: which came first can't be told.
func (a *attempt) rewriting(r Review) *Move {
	var first *Move
	for i, m := range a.facts.Moves {
		switch {
		case m.At.Before(r.Submitted):
		case m.How == Created, m.How == Deleted, m.How == Retargeted:
			return &a.facts.Moves[i]
		case m.How == ForcePushed && first == nil:
			first = &a.facts.Moves[i]
		}
	}
	return first
}

// told says what a rewriting did to the reviews before it.
func (a *attempt) told(m Move) lang.Text {
	at := m.At.In(a.zone).Format("2006-01-02 15:04")
	switch m.How {
	case ForcePushed:
		return lang.T("grenen skrevs om (force-push) %s, efter granskningen: ingen kan säga vad den gällde", "the branch was rewritten (force-push) %s, after the review: nobody can tell what it was for", at)
	case Retargeted:
		return lang.T("målgrenen byttes %s, efter granskningen", "the base branch was changed %s, after the review", at)
	}
	return lang.T("grenen togs bort eller skapades på nytt %s, efter granskningen", "the branch was removed or made anew %s, after the review", at)
}

// seen gives what the request did when its head was a commit.
func (a *attempt) seen(commit string, own map[string]bool) (map[string]approval.Bound, lang.Text, error) {
	if !own[commit] {
		return nil, lang.T("granskningen gällde en commit som inte längre finns i grenen", "the review was for a commit that the branch no longer has"), nil
	}
	content, err := a.at(commit)
	if err != nil && a.final && !crosswise(err) {
		return nil, lang.Text{}, err // another time it may be readable
	}
	if err != nil {
		return nil, unreadable(), nil
	}
	return content, lang.Text{}, nil
}

// at gives what the request did as a whole when its head was a commit.
func (a *attempt) at(commit string) (map[string]approval.Bound, error) {
	rev, err := a.repo.Resolve(commit)
	if err != nil {
		return nil, err
	}
	past, err := a.repo.MergeBase(a.base, rev)
	if err != nil {
		return nil, err
	}
	return a.contents.between(past, rev)
}

func unreadable() lang.Text {
	return lang.T("det går inte att läsa vad granskningen gällde", "what the review was for can't be read")
}

// lastPush gives who made the last push of the head, and when. Nobody where the host does
// not tell, as for a branch of a fork.
func (a *attempt) lastPush(to *approval.Evidence) {
	for i := len(a.facts.Moves) - 1; i >= 0; i-- {
		if m := a.facts.Moves[i]; m.After != "" {
			if m.After == a.facts.Head && (m.How == Pushed || m.How == ForcePushed || m.How == Created) {
				to.LastPusher, to.LastPushed = m.By, m.At
			}
			return
		}
	}
}

// commitsOf lists the commits of a request by hash.
func commitsOf(list []approval.Commit) map[string]bool {
	out := map[string]bool{}
	for _, c := range list {
		out[c.Hash] = true
	}
	return out
}

func sortedKeys(a, b map[string]approval.Bound) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

func short(hash string) string { return hash[:min(8, len(hash))] }
