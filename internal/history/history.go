// Package history reads main as a line of decisions: what each merge brought, and what
// applied on a day by what had been decided by another. The line is that of first parents,
// and its order is the order of decisions; dates in commits order nothing, since anybody
// can write there what they like.
package history

import (
	"io/fs"
	"iter"
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// Shape is what a step of main looks like in git.
type Shape string

// The shapes. A squash, a rebase and a direct push leave commits with one parent: git alone
// can't tell them apart.
const (
	Root    Shape = "root"    // the first commit: all that it holds is new
	Plain   Shape = "plain"   // one parent
	Merge   Shape = "merge"   // two parents
	Octopus Shape = "octopus" // more
)

// Step is one commit of main's line.
type Step struct {
	Commit gitrepo.Commit
	// Before is what main was; zero before the first commit.
	Before gitrepo.Revision
	Shape  Shape
	// At is when the step was made, as far as the line can tell: the committer's time, and
	// never later than that of a step after it.
	At time.Time
}

// maxSkew is how far clocks may lie apart before it is worth a word.
const maxSkew = 24 * time.Hour

// Skewed tells that the commit claims a day later than a step after it does: one of the two
// clocks was wrong, or somebody wrote the date by hand.
func (s Step) Skewed() bool { return s.Commit.Committer.Time.Sub(s.At) > maxSkew }

// Decision is a step of main and what it means.
type Decision struct {
	Step
	// Changes are what the step means; none where only the files' layout changed, or nothing.
	Changes []diff.Change
}

// Line is main's first-parent line.
type Line struct {
	// Less, where there is one, takes from an item what nobody will ask for, as soon as it has
	// been made: a first commit has the weeks of all plans.
	Less func(*Item)

	repo    *gitrepo.Repo
	commits []gitrepo.Commit // the oldest first
	times   []time.Time
	began   gitrepo.Revision // before the first of them; zero before the first commit
}

// Read reads the line from after a revision (zero: from the first commit on) to a head.
// [gitrepo.ErrNotAncestor] tells that the head does not lead back to it.
func Read(repo *gitrepo.Repo, after, head gitrepo.Revision) (*Line, error) {
	l := &Line{repo: repo, began: after}
	for c, err := range repo.FirstParent(head, after) {
		if err != nil {
			return nil, err
		}
		at := c.Committer.Time
		if n := len(l.times); n > 0 && at.After(l.times[n-1]) {
			at = l.times[n-1]
		}
		l.commits, l.times = append(l.commits, c), append(l.times, at)
	}
	slices.Reverse(l.commits)
	slices.Reverse(l.times)
	return l, nil
}

// Known gives what main was at the end of a moment: the last step that had been made by then.
// False before the first.
func (l *Line) Known(by time.Time) (gitrepo.Revision, bool) {
	n := l.until(by)
	if n == 0 {
		return gitrepo.Revision{}, false
	}
	return l.commits[n-1].Revision, true
}

// KnownOn counts the steps that had been made at the end of a day, as a place has its days.
func (l *Line) KnownOn(day calendar.Day, zone *time.Location) int {
	year, month, date := day.Add(1).Parts()
	return l.until(time.Date(year, month, date, 0, 0, 0, 0, zone).Add(-1))
}

func (l *Line) until(by time.Time) int {
	n, _ := slices.BinarySearchFunc(l.times, by, func(at, by time.Time) int {
		if at.After(by) {
			return 1
		}
		return -1
	})
	return n
}

// Len is how many steps there are.
func (l *Line) Len() int { return len(l.commits) }

// Step gives a step by its place on the line; the first is 0.
func (l *Line) Step(i int) Step {
	before := l.began
	if i > 0 {
		before = l.commits[i-1].Revision
	}
	return Step{Commit: l.commits[i], Before: before, Shape: shapeOf(l.commits[i]), At: l.times[i]}
}

// Decisions tells what each step means, the oldest first. It ends with the first error: what
// comes after it would be told without what it stands on.
func (l *Line) Decisions(reader *check.Reader) iter.Seq2[Decision, error] {
	return func(yield func(Decision, error) bool) {
		walk, err := reader.Walk(l.began.FS())
		if err != nil {
			yield(Decision{}, err)
			return
		}
		for i := range l.commits {
			d := Decision{Step: l.Step(i)}
			err = l.step(d.Step, func(tree fs.FS, files []diff.FileChange) (err error) {
				d.Changes, err = walk.To(tree, files)
				return err
			})
			if err != nil {
				yield(Decision{Step: d.Step}, err)
				return
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}

// step goes on to where a step leads, with the files outside plans/ that differ, if anything does.
func (l *Line) step(s Step, to func(tree fs.FS, files []diff.FileChange) error) error {
	before, after := s.Before, s.Commit.Revision
	if before.Tree == after.Tree {
		return nil
	}
	changed, err := l.repo.Changed(before, after, ".")
	if err != nil || len(changed) == 0 {
		return err
	}
	tree := after.FS()
	err = to(tree, check.Outside(changed))
	if fault := tree.Err(); fault != nil {
		return fault
	}
	return err
}

func shapeOf(c gitrepo.Commit) Shape {
	switch len(c.Parents) {
	case 0:
		return Root
	case 1:
		return Plain
	case 2:
		return Merge
	}
	return Octopus
}
