package worktree

import (
	"bytes"
	"path"
)

// run is one Replace that has its journal.
type run struct {
	*Tree
	all     []Change // what must hold
	changes []Change // what is to be written; the journal has them in the same order
	journal *journal
	begun   int // how many of the changes may have taken place
}

// carryOut takes the changes to the point where they are final.
func (r *run) carryOut() error {
	for _, dir := range r.journal.Made {
		if err := r.makeDir(dir); err != nil {
			return pathError("replace", dir, err)
		}
	}
	for i, c := range r.changes {
		if err := r.stage(i); err != nil {
			return pathError("replace", c.Path, err)
		}
	}
	r.flush()
	if err := r.allHold(r.all); err != nil {
		return err
	}
	for i, c := range r.changes {
		if err := r.place(i); err != nil {
			return pathError("replace", c.Path, err)
		}
	}
	r.flush()
	return r.finish()
}

// stage writes a file's new contents beside it, and gives the old one a second name.
func (r *run) stage(i int) error {
	c := r.changes[i]
	dir, base := path.Split(c.Path)
	f, err := r.folder(path.Clean(dir))
	if err != nil {
		return err
	}
	defer f.close()
	if c.Old == nil {
		return f.write(r.journal.fresh(i), c.New, nil)
	}
	info, err := f.root.Lstat(base)
	if err != nil {
		return err
	}
	mode := info.Mode().Perm()
	if c.New != nil {
		if err := f.write(r.journal.fresh(i), c.New, &mode); err != nil {
			return err
		}
	}
	if f.link(base, r.journal.kept(i)) == nil {
		return nil
	}
	// Not every file system has second names, nor does every file get one.
	return f.write(r.journal.kept(i), c.Old, &mode)
}

// place carries out one change.
func (r *run) place(i int) error {
	c := r.changes[i]
	dir, base := path.Split(c.Path)
	f, err := r.folder(path.Clean(dir))
	if err != nil {
		return err
	}
	defer f.close()
	if err := f.holds(base, c); err != nil {
		return err
	}
	r.begun = i + 1
	switch {
	case c.New == nil:
		err = f.remove(base)
	case c.Old == nil:
		err = f.add(r.journal.fresh(i), base)
	default:
		err = f.rename(r.journal.fresh(i), base)
	}
	if err != nil || c.Old == nil {
		return err
	}
	// The old file by its second name: was it written to until the last moment?
	text, err := f.read(r.journal.kept(i))
	if err == nil && !bytes.Equal(text, c.Old) {
		err = &Changed{Path: c.Path}
	}
	return err
}

// finish turns the journal into one that says that everything is in place. From this
// rename on the changes are final.
func (r *run) finish() error {
	f, err := r.folder(".")
	if err != nil {
		return err
	}
	defer f.close()
	if err := f.rename(Journal, finished); err != nil {
		return pathError("replace", Journal, err)
	}
	f.sync()
	return nil
}

// flush makes the names in all folders of the run durable.
func (r *run) flush() {
	done := map[string]bool{}
	for _, c := range r.changes {
		dir := path.Dir(c.Path)
		if done[dir] {
			continue
		}
		done[dir] = true
		if f, err := r.folder(dir); err == nil {
			f.sync()
			f.close()
		}
	}
}

// makeDir makes a folder, or finds that somebody else has made it.
func (r *run) makeDir(dir string) error {
	f, err := r.folder(path.Dir(dir))
	if err != nil {
		return err
	}
	defer f.close()
	defer f.sync()
	return f.mkdir(path.Base(dir))
}
