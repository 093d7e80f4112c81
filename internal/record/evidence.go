package record

import (
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Evidence gives what the record tells of who agreed, for [approval.Judge] to judge anew: the
// approvals that counted and no others, each of what it was for, and those who had a hand in
// the content. By the policy of its day a decision that the record calls approved is approved
// again, by the same persons, if what the record says of them is so; one that it does not call
// approved never is, and why stands in the record.
//
// An approval is taken to be of the documents of the requirements that it counted for, with
// the sums that the record's changes have: whoever judges has to hold those against git.
func (r *Record) Evidence() approval.Evidence {
	at := when(r.At)
	e := approval.Evidence{Now: at, Merged: true}
	if r.Author != nil {
		e.Author = &approval.Account{ID: r.Author.Account, Bot: r.Author.Bot}
	}
	if r.Verdict.State != string(approval.StateApproved) {
		e.Unknown = append(e.Unknown, lang.T("protokollet säger inte att ändringen var godkänd", "the record does not say that the change was approved"))
	}
	for _, h := range r.Hands {
		c := approval.Commit{Hash: h.Commit, Subjects: h.Documents}
		if h.Account > 0 {
			c.Hash, c.Author = r.Head, &approval.Account{ID: h.Account}
		}
		e.Commits = append(e.Commits, c)
	}
	r.consents(&e)
	return e
}

// consents adds the approvals: a review once, whatever it counted for, and the last push.
func (r *Record) consents(e *approval.Evidence) {
	bound := map[string]approval.Bound{}
	for _, c := range r.Changes {
		bound[c.Document] = approval.Bound{Before: c.Before, After: c.After}
	}
	known := map[int64]int{} // the place of a review
	for _, q := range r.Requirements {
		for _, c := range q.SatisfiedBy {
			if c.By == byPush {
				e.LastPusher, e.LastPushed = &approval.Account{ID: c.Account}, when(c.Given)
				continue
			}
			i, told := known[c.Review]
			if !told {
				i = len(e.Reviews)
				known[c.Review] = i
				e.Reviews = append(e.Reviews, approval.Review{ID: c.Review, Account: approval.Account{ID: c.Account}, State: approval.Approved,
					Submitted: when(c.Given), Commit: c.Commit, Content: map[string]approval.Bound{}})
			}
			if c.Reservation {
				e.Reviews[i].State = approval.ChangesRequested
			}
			for _, s := range q.Sides {
				if b, changed := bound[s.Document]; changed {
					e.Reviews[i].Content[s.Document] = b
				}
			}
		}
	}
}

// when reads a moment; of a record that holds together it always can.
func when(s string) time.Time {
	t, _ := time.Parse(momentForm, s)
	return t
}
