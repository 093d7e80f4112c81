package worktree

import (
	"errors"
	"fmt"
	"path"

	"github.com/leveransplan/leveransplan/internal/lock"
)

// Left is a file that was not put back, because somebody has edited it since.
type Left struct {
	Path string
	Kept string // the file beside it that holds what it held before; empty: there is none
}

func (l Left) String() string {
	if l.Kept == "" {
		return l.Path + ": left as it is, since somebody else has edited it"
	}
	return fmt.Sprintf("%s: left as it is, since somebody else has edited it; what it held before is in %s", l.Path, l.Kept)
}

// Recovery is what [Tree.Recover] has found and done. Without an interrupted run it is
// zero.
type Recovery struct {
	// Finished: all files were in place when the run was killed, and have been kept.
	Finished bool
	// Undone lists the files that again are what they were before the run.
	Undone []string
	// Left lists files that stay as they are, for a human to look at.
	Left []Left
}

// Recover clears up after a Replace that was killed: all its files get their old
// contents again or, where the last of them was in place, keep the new ones. A file
// that meanwhile holds something else is left alone, and so is what it held before.
// Recover can itself be killed, and be called again. It is to be called before files
// are read in order to change them.
func (t *Tree) Recover() (Recovery, error) {
	unlock, err := lock.Folder(t.root)
	if err != nil {
		return Recovery{}, err
	}
	defer unlock()
	f, err := t.folder(".")
	if err != nil {
		return Recovery{}, err
	}
	defer f.close()
	if err := f.clear(draft); err != nil {
		return Recovery{}, pathError("recover", draft, err)
	}
	there, err := f.exists(Journal)
	if err != nil {
		return Recovery{}, err
	}
	if !there {
		done, err := t.cleanFinished(f)
		return Recovery{Finished: done}, err
	}
	j, err := t.readJournal(f, Journal)
	if err != nil {
		return Recovery{}, err
	}
	return t.rollBack(j, len(j.Changes))
}

// ready makes sure that no earlier run waits to be undone.
func (t *Tree) ready() error {
	f, err := t.folder(".")
	if err != nil {
		return err
	}
	defer f.close()
	if there, err := f.exists(Journal); err != nil {
		return err
	} else if there {
		return ErrInterrupted
	}
	_, err = t.cleanFinished(f)
	return err
}

// cleanFinished clears up after a run that was killed once all was in place.
func (t *Tree) cleanFinished(f *folder) (bool, error) {
	if there, err := f.exists(finished); err != nil || !there {
		return false, err
	}
	j, err := t.readJournal(f, finished)
	if err != nil {
		return false, err
	}
	return true, t.cleanUp(j)
}

// cleanUp removes what a run no longer needs that has everything in place.
func (t *Tree) cleanUp(j *journal) error {
	for i, c := range j.Changes {
		f, err := t.folder(path.Dir(c.Path))
		if isAbsent(err) {
			continue
		}
		if err != nil {
			return pathError("clean up", c.Path, err)
		}
		err = errors.Join(f.clear(j.fresh(i)), f.clear(j.kept(i)))
		f.close()
		if err != nil {
			return pathError("clean up", c.Path, err)
		}
	}
	return t.closeJournal(finished)
}

func (t *Tree) closeJournal(name string) error {
	f, err := t.folder(".")
	if err != nil {
		return err
	}
	defer f.close()
	err = f.clear(name)
	f.sync()
	return pathError("clean up", name, err)
}
