package document

import (
	"errors"
	"fmt"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Archive is the repository that codes are looked up in.
type Archive struct {
	Repo   *gitrepo.Repo
	Main   gitrepo.Revision // what is agreed
	Reader *check.Reader

	index Index
	line  []gitrepo.Commit // of main, the newest first
	views map[[2]string]*View
}

// maxViews is how many views are kept, by the tree and the id.
const maxViews = 64

// View gives a document as a revision has it; nil where it is not there. It reads no more of the
// revision than the document needs. The error is [ErrUnclear], also where the id stands twice,
// or what kept the repository from being read.
func (a *Archive) View(rev gitrepo.Revision, id string) (*View, error) {
	key := [2]string{rev.Tree, id}
	if v, ok := a.views[key]; ok {
		return v, nil
	}
	v, err := a.read(rev, id)
	if err != nil {
		return nil, err
	}
	if a.views == nil || len(a.views) >= maxViews {
		a.views = map[[2]string]*View{}
	}
	a.views[key] = v
	return v, nil
}

func (a *Archive) read(rev gitrepo.Revision, id string) (*View, error) {
	names, err := a.index.Near(rev, id)
	if errors.Is(err, check.ErrNoPlans) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	set, err := a.load(rev, names)
	if err != nil || set == nil {
		return nil, err
	}
	v, err := New(set, id)
	switch {
	case errors.Is(err, ErrNone):
		return nil, nil
	case errors.Is(err, ErrTwice):
		return nil, fmt.Errorf("%w: %w", ErrUnclear, ErrTwice)
	}
	return v, err
}

// IDs lists the documents of a revision that can be printed, as far as their text tells.
func (a *Archive) IDs(rev gitrepo.Revision) ([]string, error) {
	ids, _, err := a.index.Candidates(rev)
	return ids, err
}

// Registers reads a revision's registers and settings, and nothing else.
func (a *Archive) Registers(rev gitrepo.Revision) (*plan.Set, error) {
	return a.load(rev, withRegisters(rev, nil))
}

// DayOf is the day of a commit where the region is, by the settings that the commit has.
func (a *Archive) DayOf(c gitrepo.Commit) (calendar.Day, error) {
	set, err := a.Registers(c.Revision)
	if err != nil {
		return 0, err
	}
	zone, err := time.LoadLocation(set.Installningar.Tidszon.V)
	if err != nil {
		zone = time.UTC // the check tells of it
	}
	return calendar.FromTime(c.Committer.Time.In(zone)), nil
}

// load reads some files of a revision.
func (a *Archive) load(rev gitrepo.Revision, names []string) (*plan.Set, error) {
	schemas, err := a.Reader.Schemas()
	if err != nil {
		return nil, err
	}
	tree := rev.FS()
	l, err := check.Load(check.Part(tree, names), schemas)
	if broken := tree.Err(); broken != nil {
		return nil, broken
	}
	if errors.Is(err, check.ErrNoPlans) || errors.Is(err, check.ErrNoDocuments) {
		return plan.NewSet(nil, nil), nil
	}
	if err != nil {
		return nil, err
	}
	return l.Set, nil
}

// readLine reads main's first-parent line.
func (a *Archive) readLine() error {
	if a.line != nil {
		return nil
	}
	for c, err := range a.Repo.FirstParent(a.Main, gitrepo.Revision{}) {
		if err != nil {
			return err
		}
		a.line = append(a.line, c)
	}
	return nil
}

func (a *Archive) commit(rev gitrepo.Revision) (gitrepo.Commit, error) {
	for c, err := range a.Repo.FirstParent(rev, gitrepo.Revision{}) {
		return c, err
	}
	return gitrepo.Commit{Revision: rev}, nil
}

// maxBack is how many commits of a branch are followed back to main.
const maxBack = 5000

// fork gives the newest commit of main's line that a commit leads back to: what was agreed when
// it was made. Unknown where it leads back to none.
func (a *Archive) fork(from gitrepo.Commit) (fork gitrepo.Commit, known bool, err error) {
	place := make(map[string]int, len(a.line))
	for i, c := range a.line {
		place[c.Hash] = i
	}
	best := len(a.line)
	seen := map[string]bool{from.Hash: true}
	for queue := []gitrepo.Commit{from}; len(queue) > 0 && len(seen) < maxBack; queue = queue[1:] {
		if at, ok := place[queue[0].Hash]; ok {
			best = min(best, at)
			continue
		}
		for _, parent := range queue[0].Parents {
			if seen[parent] {
				continue
			}
			seen[parent] = true
			rev, err := a.Repo.Resolve(parent)
			if err != nil {
				return fork, false, err
			}
			c, err := a.commit(rev)
			if err != nil {
				return fork, false, err
			}
			queue = append(queue, c)
		}
	}
	if best == len(a.line) {
		return fork, false, nil
	}
	return a.line[best], true, nil
}
