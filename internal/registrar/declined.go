package registrar

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// Declined makes a record of each request that touched plans/ and was closed without a merge
// at or after a moment, by number. What it would have changed is told as seen from what main
// was then. Who needed to agree is not: nobody decided by it.
//
// A request that can't be found out about is an error, joined with those of others; the
// records of all the others are there beside it.
func (r *Registrar) Declined(ctx context.Context, since time.Time) ([]*record.Record, error) {
	closed := lang.T("stängda pull requests", "the closed pull requests")
	numbers, err := r.Host.Declined(ctx, since)
	if err != nil || len(numbers) == 0 {
		return nil, wrapped(closed, err)
	}
	moves, err := r.Host.Line(ctx, since)
	if err != nil {
		return nil, wrapped(closed, err)
	}
	l := &leftovers{Registrar: r, moves: moves, means: r.meanings()}
	var out []*record.Record
	var faults []error
	failing := 0
	for _, n := range numbers {
		made, err := l.record(ctx, n)
		if failing++; err != nil {
			faults = append(faults, unrecorded(lang.T("pull request %s", "pull request %s", fmt.Sprint(n)), err))
		} else if failing = 0; made != nil {
			out = append(out, made)
		}
		if failing == mostFaults || ctx.Err() != nil {
			break
		}
	}
	return out, errors.Join(faults...)
}

func wrapped(what lang.Text, err error) error {
	if err == nil {
		return nil
	}
	return unrecorded(what, err)
}

// leftovers are the requests that were declined.
type leftovers struct {
	*Registrar
	moves []gate.Move // of main
	means *meanings
}

// record makes the record of one of them; nil where it does not touch plans/, or has been
// opened again or merged since it was listed.
func (l *leftovers) record(ctx context.Context, number int) (*record.Record, error) {
	f, err := l.Host.Facts(ctx, number)
	if err != nil {
		return nil, err
	}
	if f.Open || !f.Merged.IsZero() {
		return nil, nil
	}
	head, err := l.find(f.Head)
	if err != nil {
		return nil, err
	}
	main, err := l.main(f)
	if err != nil {
		return nil, err
	}
	own, err := l.Repo.Contributions(main, head, check.Root)
	if err != nil {
		return nil, err
	}
	touched := false
	for _, c := range own {
		touched = touched || len(c.Paths) > 0
	}
	if !touched {
		return nil, nil
	}
	changes, err := l.changes(main, head)
	if err != nil {
		return nil, err
	}
	roles, zone, err := l.registers(main)
	if err != nil {
		return nil, err
	}
	return record.New(record.Decision{
		How: record.Closed, PullRequest: number, Head: f.Head, At: f.Closed, Day: calendar.FromTime(f.Closed.In(zone)),
		Rules: routine.RulesHash(), Author: actor(roles, f.Author), By: actor(roles, f.ClosedBy), Changes: changes,
	})
}

// find finds a commit in the clone.
func (l *leftovers) find(hash string) (gitrepo.Revision, error) {
	rev, err := l.Repo.Resolve(hash)
	if errors.Is(err, gitrepo.ErrUnknown) {
		return rev, &gate.Fault{
			Message: lang.T("klonen saknar commit %s", "the clone lacks the commit %s", short(hash)),
			Hint:    lang.T("Hämta den: git fetch origin '+refs/pull/*/head:refs/remotes/pull/*'", "Fetch it: git fetch origin '+refs/pull/*/head:refs/remotes/pull/*'"),
			Err:     err,
		}
	}
	return rev, err
}

// main gives what main was when a request was closed: by the service's memory, and where that
// does not reach so far back by the dates of main's commits.
func (l *leftovers) main(f *gate.Facts) (gitrepo.Revision, error) {
	for i := len(l.moves) - 1; i >= 0; i-- {
		m := l.moves[i]
		if m.At.After(f.Closed) || strings.Trim(m.After, "0") == "" {
			continue
		}
		rev, err := l.Repo.Resolve(m.After)
		if errors.Is(err, gitrepo.ErrUnknown) {
			continue // main was rewritten since
		}
		return rev, err
	}
	now, err := l.find(f.Base)
	if err != nil {
		return now, err
	}
	var last gitrepo.Revision
	for c, err := range l.Repo.FirstParent(now, gitrepo.Revision{}) {
		if err != nil {
			return last, err
		}
		last = c.Revision
		if !c.Committer.Time.After(f.Closed) {
			break
		}
	}
	return last, nil
}

// changes tells what the request would have changed; nothing where its branch and main have
// no one past in common, and so nobody can tell.
func (l *leftovers) changes(main, head gitrepo.Revision) ([]diff.Change, error) {
	past, err := l.Repo.MergeBase(main, head)
	if errors.Is(err, gitrepo.ErrUnrelated) || errors.Is(err, gitrepo.ErrSeveralBases) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return l.means.between(past, head)
}

// registers reads the roles and the time zone of a revision.
func (l *leftovers) registers(rev gitrepo.Revision) (*plan.Roller, *time.Location, error) {
	tree := rev.FS()
	set := plan.NewSet(nil, nil)
	names := []string{plan.FixedPaths[plan.KindRoller], plan.FixedPaths[plan.KindInstallningar]}
	read, err := check.Load(check.Part(tree, names), l.Schemas)
	switch {
	case tree.Err() != nil:
		return nil, nil, tree.Err()
	case errors.Is(err, check.ErrNoPlans) || errors.Is(err, check.ErrNoDocuments):
	case err != nil:
		return nil, nil, err
	default:
		set = read.Set
	}
	zone, err := time.LoadLocation(set.Installningar.Tidszon.V)
	if err != nil { // it was closed on some day all the same
		zone, err = time.LoadLocation(plan.NewSet(nil, nil).Installningar.Tidszon.V)
	}
	return set.Roller, zone, err
}
