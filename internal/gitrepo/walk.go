package gitrepo

import (
	"errors"
	"iter"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// ErrNotAncestor is the cause of a fault where a history does not lead to where it must.
var ErrNotAncestor = errors.New("not an ancestor")

// FirstParent walks a branch as it grew: head, its first parent, and so on, newest
// first. It ends before stop, which must be on that line, or with a first commit where
// stop is the zero Revision. What keeps it from going on comes as the last value, a
// [*Fault]; [ErrNotAncestor] says that stop was not met, as after a rewritten history.
func (r *Repo) FirstParent(head, stop Revision) iter.Seq2[Commit, error] {
	return func(yield func(Commit, error) bool) {
		next := head.Hash
		for next != stop.Hash {
			if next == "" {
				yield(Commit{}, notAncestor(head, stop))
				return
			}
			c, err := r.readCommit(plumbing.NewHash(next))
			if err != nil {
				yield(Commit{}, err)
				return
			}
			if !yield(c, nil) {
				return
			}
			next = ""
			if len(c.Parents) > 0 {
				next = c.Parents[0]
			}
		}
	}
}

func (r *Repo) readCommit(hash plumbing.Hash) (Commit, error) {
	c, err := r.commit(hash)
	if err != nil {
		return Commit{}, err
	}
	return r.public(c)
}

func notAncestor(head, stop Revision) *Fault {
	return &Fault{
		Message: lang.T("historiken från %.12s leder inte tillbaka till %.12s", "the history from %.12s does not lead back to %.12s", head.Hash, stop.Hash),
		Hint: lang.T("Antingen är det en annan gren, eller så har historiken skrivits om. Jämför med git log --graph.",
			"Either it is another branch, or the history has been rewritten. Compare with git log --graph."),
		Err: ErrNotAncestor,
	}
}
