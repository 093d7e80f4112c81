package worktree

import (
	"bytes"
	"fmt"
	"io/fs"

	"github.com/leveransplan/leveransplan/internal/lock"
)

// Change is what becomes of one file.
type Change struct {
	// Path is slash-separated, from the tree's folder. It leads through real folders
	// only: no link, no submodule, nothing of git's own.
	Path string
	// Old is what the file holds, to the byte. nil: there is no such file.
	Old []byte
	// New is what it is to hold. nil: the file is removed, its folder is not. Empty is
	// an empty file.
	New []byte
}

// Changed is why a file was not written: it does not hold what the change expects, so
// somebody else has worked on it since it was read.
type Changed struct {
	Path string
	// Err is fs.ErrExist where there should be no file, fs.ErrNotExist where the file
	// is gone, and nil where it holds something else.
	Err error
}

func (e *Changed) Error() string {
	switch e.Err {
	case fs.ErrExist:
		return e.Path + ": made by somebody else meanwhile"
	case fs.ErrNotExist:
		return e.Path + ": removed by somebody else meanwhile"
	}
	return e.Path + ": edited by somebody else meanwhile"
}

func (e *Changed) Unwrap() error { return e.Err }

// Partial says that a Replace has failed and that not all files are as they were.
type Partial struct {
	Cause error  // why Replace gave up
	Left  []Left // files that somebody else has edited since they were written
	// Undo is why putting files back, or removing temporary ones, failed: some files may
	// hold their new contents until [Tree.Recover] has tried again. nil: nothing but Left
	// is wrong.
	Undo error
}

func (e *Partial) Error() string {
	text := e.Cause.Error()
	for _, left := range e.Left {
		text += "; " + left.String()
	}
	if e.Undo != nil {
		text += fmt.Sprintf("; undoing it failed as well: %v", e.Undo)
	}
	return text
}

func (e *Partial) Unwrap() []error {
	if e.Undo == nil {
		return []error{e.Cause}
	}
	return []error{e.Cause, e.Undo}
}

// Replace carries out all changes or none. It refuses paths that are given twice, that
// differ in case or in the form of å, ä and ö only, or that no change may touch
// (fs.ErrInvalid, [*NotRegular]), contents above the tree's limit ([*TooLarge]), and
// files that do not hold Old ([*Changed]). A replaced file keeps its permissions; its
// owner becomes whoever runs this. New files get 0644 as far as the umask allows, and
// the folders they need.
//
// After nil everything is as the changes say. After [*Partial] it is as Partial says.
// After any other error every file is as before.
//
// New contents are first written beside the files and flushed to the disk, and each old
// file gets a second name. Then all files are looked at again, and put into place one
// after the other, each by one rename: whoever reads a file sees the old one or the new
// one. When a step fails, those before it are undone. Two things no program can rule
// out. Somebody may save a file between the last look at it and the rename, which is
// noticed only when the file is written in place. And the process may be killed between
// two renames: nothing is lost then, since [Journal] says what was going on and the old
// contents have names of their own. Until [Tree.Recover] has put them back, Replace
// gives [ErrInterrupted].
//
// What a kill leaves begins with ".leveransplan-" and ends with "~": no document and,
// where .gitignore says so, nothing that is committed by mistake. Two runs at once are
// kept apart ([lock.ErrBusy]) where the file system has locks.
func (t *Tree) Replace(changes []Change) error {
	if err := t.judge(changes); err != nil {
		return err
	}
	unlock, err := lock.Folder(t.root)
	if err != nil {
		return err
	}
	defer unlock()
	if err := t.ready(); err != nil {
		return err
	}
	if err := t.allHold(changes); err != nil {
		return err
	}
	r := &run{Tree: t, all: changes}
	for _, c := range changes {
		if (c.Old == nil) != (c.New == nil) || !bytes.Equal(c.Old, c.New) {
			r.changes = append(r.changes, c)
		}
	}
	if len(r.changes) == 0 {
		return nil
	}
	if r.journal, err = t.newJournal(r.changes); err != nil {
		return err
	}
	if err := t.writeJournal(r.journal); err != nil {
		return err
	}
	if err := r.carryOut(); err != nil {
		found, undo := t.rollBack(r.journal, r.begun)
		if undo == nil && len(found.Left) == 0 {
			return err
		}
		return &Partial{err, found.Left, undo}
	}
	// All is in place. Should cleaning up fail, the next Replace or Recover does it.
	_ = t.cleanUp(r.journal)
	return nil
}
