package gate

import (
	"maps"
	"slices"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// reviews gives what each reviewer had before her: the tree of the commit that the review is
// for, unless the branch was rewritten or the base changed after it, since the host may then
// have moved the review to a commit that nobody has looked at.
func (a *attempt) reviews(own map[string]bool) []approval.Review {
	var out []approval.Review
	for _, r := range a.facts.Reviews {
		review := approval.Review{ID: r.ID, Account: r.Account, State: r.State, Submitted: r.Submitted, Commit: r.Commit}
		if review.Void = a.rewritten(r); review.Void.IsZero() {
			review.Content, review.Void = a.seen(r.Commit, own)
		}
		out = append(out, review)
	}
	return out
}

// rewritten tells why a review can no longer be held against its commit. Moves at the very
// time of the review count: which came first can't be told.
func (a *attempt) rewritten(r Review) lang.Text {
	for _, m := range a.facts.Moves {
		if m.At.Before(r.Submitted) {
			continue
		}
		at := m.At.In(a.zone).Format("2006-01-02 15:04")
		switch m.How {
		case Created, Deleted:
			return lang.T("grenen togs bort eller skapades på nytt %s, efter granskningen", "the branch was removed or made anew %s, after the review", at)
		case ForcePushed:
			return lang.T("grenen skrevs om (force-push) %s, efter granskningen: ingen kan säga vad den gällde", "the branch was rewritten (force-push) %s, after the review: nobody can tell what it was for", at)
		case Retargeted:
			return lang.T("målgrenen byttes %s, efter granskningen", "the base branch was changed %s, after the review", at)
		}
	}
	return lang.Text{}
}

// seen gives what the request did when its head was a commit.
func (a *attempt) seen(commit string, own map[string]bool) (map[string]approval.Bound, lang.Text) {
	if !own[commit] {
		return nil, lang.T("granskningen gällde en commit som inte längre finns i grenen", "the review was for a commit that the branch no longer has")
	}
	rev, err := a.repo.Resolve(commit)
	if err != nil {
		return nil, unreadable()
	}
	past, err := a.repo.MergeBase(a.base, rev)
	if err != nil {
		return nil, unreadable()
	}
	content, err := a.contents.between(past, rev)
	if err != nil {
		return nil, unreadable()
	}
	return content, lang.Text{}
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
