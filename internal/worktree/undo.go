package worktree

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
)

// rollBack undoes what a run has done: of its changes, those before begun may have taken
// place. As long as it fails the journal stays.
func (t *Tree) rollBack(j *journal, begun int) (Recovery, error) {
	var out Recovery
	var failed []error
	for i, c := range slices.Backward(j.Changes) {
		if err := t.putBack(j, i, i < begun, &out); err != nil {
			failed = append(failed, pathError("put back", c.Path, err))
		}
	}
	slices.Reverse(out.Undone)
	slices.Reverse(out.Left)
	switch n := len(failed); {
	case n == 1:
		return out, failed[0]
	case n > 1:
		return out, fmt.Errorf("%w (and %d more files)", failed[0], n-1)
	}
	for _, dir := range slices.Backward(j.Made) {
		t.removeEmpty(dir)
	}
	return out, t.closeJournal(Journal)
}

// putBack undoes one change, which may have taken place, and removes its temporary files.
func (t *Tree) putBack(j *journal, i int, begun bool, out *Recovery) error {
	c := j.Changes[i]
	f, err := t.folder(path.Dir(c.Path))
	if isAbsent(err) {
		// Not made yet, or removed by somebody with all that was in it.
		if c.Old != "" {
			out.Left = append(out.Left, Left{Path: c.Path})
		}
		return nil
	}
	if err != nil {
		return err
	}
	defer f.close()
	if begun {
		left, err := f.restore(path.Base(c.Path), j.kept(i), c, out)
		if err != nil || left {
			return errors.Join(err, f.clear(j.fresh(i)))
		}
	}
	return errors.Join(f.clear(j.fresh(i)), f.clear(j.kept(i)))
}

// restore gives a file its old contents again, unless it holds neither the old ones nor
// the new ones: then it is left.
func (f *folder) restore(name, kept string, c record, out *Recovery) (left bool, err error) {
	now, err := f.sum(name)
	if err != nil {
		return false, err
	}
	there, err := f.exists(kept)
	if err != nil || now == c.Old {
		return false, err
	}
	// What was kept may have been edited meanwhile, and is then what its owner wants; but it
	// is a file.
	was, err := f.sum(kept)
	switch {
	case err != nil:
		return false, err
	case now == c.New && c.Old == "":
		err = f.remove(name)
	case now == c.New && there && was != other:
		err = f.rename(kept, name)
	default:
		l := Left{Path: c.Path}
		if there {
			l.Kept = path.Join(f.path, kept)
		}
		out.Left = append(out.Left, l)
		return true, nil
	}
	if err == nil {
		out.Undone = append(out.Undone, c.Path)
		f.sync()
	}
	return false, err
}

// other is the sum of what is no document's file.
const other = "other"

// sum is a file's as in a record; of what is no document's file it is like no other.
func (f *folder) sum(name string) (string, error) {
	text, err := f.read(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case errors.As(err, new(*NotRegular)), errors.As(err, new(*TooLarge)):
		return other, nil
	case err != nil:
		return "", err
	}
	return sum(text), nil
}

// removeEmpty removes a folder that a run has made, if nobody uses it.
func (t *Tree) removeEmpty(dir string) {
	f, err := t.folder(path.Dir(dir))
	if err != nil {
		return
	}
	defer f.close()
	if info, err := f.root.Lstat(path.Base(dir)); err == nil && info.IsDir() {
		_ = f.remove(path.Base(dir)) // fails unless it is empty
	}
}
