package gitrepo

import (
	"errors"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// The causes of faults in how two revisions are related.
var (
	ErrUnrelated    = errors.New("no common history")
	ErrSeveralBases = errors.New("several merge bases")
)

// MergeBase finds the commit in which two lines of history last agreed: what has changed
// since then is what one of them brings to the other.
//
// Revisions without common history are a fault ([ErrUnrelated]). So are those that have
// merged each other crosswise and therefore agreed last in several commits
// ([ErrSeveralBases]): against any one of these a change may be hidden. What the other
// line changed in one base and head takes back in a merge looks, against the other base,
// like a document that nobody touched, while git merges it as taken back. One more merge
// of the other line into head gives a single base.
func (r *Repo) MergeBase(a, b Revision) (Revision, error) {
	g, err := r.graph(a, b)
	if err != nil {
		return Revision{}, err
	}
	best, err := g.best()
	if err != nil {
		return Revision{}, err
	}
	switch len(best) {
	case 0:
		return Revision{}, &Fault{
			Message: lang.T("%.12s och %.12s har ingen gemensam historik", "%.12s and %.12s have no common history", a.Hash, b.Hash),
			Hint: lang.T("Utgå från en gren som är gjord ur main: git switch -c <namn> origin/main.",
				"Start from a branch that was made from main: git switch -c <name> origin/main."),
			Err: ErrUnrelated,
		}
	case 1:
		c, err := r.commit(best[0].hash)
		if err != nil {
			return Revision{}, err
		}
		return r.revision(c), nil
	}
	return Revision{}, &Fault{
		Message: lang.T("%.12s och %.12s har flera gemensamma utgångspunkter: grenarna är sammanförda korsvis",
			"%.12s and %.12s have several merge bases: the branches have been merged crosswise", a.Hash, b.Hash),
		Hint: lang.T("Uppdatera grenen från main (git merge origin/main) och försök igen.",
			"Update the branch from main (git merge origin/main) and try again."),
		Err: ErrSeveralBases,
	}
}
