package worktree

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
)

// prefix begins the name of everything that a killed Replace can leave. With the ~ at
// its end no such name looks like a document.
const prefix = ".leveransplan-"

// Journal is a file in the tree's folder: it is there while a Replace is going on, and
// after one that was killed.
const Journal = prefix + "journal~"

const (
	draft    = prefix + "draft~"    // a journal before it is whole
	finished = prefix + "finished~" // a journal once all files are in place
)

var (
	// ErrJournal says that a file is where a journal stands and is none that this version
	// wrote: nobody can tell what an earlier run has done.
	ErrJournal = errors.New("not a journal that this version understands")
	// ErrInterrupted says that an earlier Replace was killed; see [Tree.Recover].
	ErrInterrupted = errors.New("an earlier run was interrupted while it was writing (" + Journal + ")")
)

// journal says what a Replace is about to do, so that another process can undo it.
type journal struct {
	Format  int      `json:"format"`
	Run     int      `json:"run"`  // tells its temporary files from any that stand there
	Made    []string `json:"made"` // folders it makes, parents first
	Changes []record `json:"changes"`
}

// record is one change: the SHA-256 of old and new contents in hex, empty for no file.
type record struct {
	Path string `json:"path"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

const (
	journalFormat = 1
	journalLimit  = 64 << 20 // bytes
)

// fresh names the new contents of a change until they are put in place.
func (j *journal) fresh(i int) string { return fmt.Sprintf("%s%d-%d-new~", prefix, j.Run, i) }

// kept names the old contents of a change until all is done.
func (j *journal) kept(i int) string { return fmt.Sprintf("%s%d-%d-old~", prefix, j.Run, i) }

func sum(text []byte) string {
	if text == nil {
		return ""
	}
	s := sha256.Sum256(text)
	return hex.EncodeToString(s[:])
}

// newJournal plans the changes: which folders are missing, and which names are free.
func (t *Tree) newJournal(changes []Change) (*journal, error) {
	j := &journal{Format: journalFormat, Made: []string{}}
	for _, c := range changes {
		j.Changes = append(j.Changes, record{c.Path, sum(c.Old), sum(c.New)})
		if c.New == nil {
			continue
		}
		missing, err := t.missing(path.Dir(c.Path))
		if err != nil {
			return nil, pathError("replace", c.Path, err)
		}
		for _, dir := range missing {
			if !slices.Contains(j.Made, dir) {
				j.Made = append(j.Made, dir)
			}
		}
	}
	for ; ; j.Run++ {
		if free, err := t.free(j); err != nil || free {
			return j, err
		}
	}
}

// missing lists the folders on a path that do not exist, parents first.
func (t *Tree) missing(dir string) ([]string, error) {
	f, err := t.folder(dir)
	if err == nil {
		f.close()
		return nil, nil
	}
	if !isAbsent(err) {
		return nil, err
	}
	above, err := t.missing(path.Dir(dir))
	return append(above, dir), err
}

// free tells that no temporary name of a run is taken, by files that an earlier run
// had to leave.
func (t *Tree) free(j *journal) (bool, error) {
	for i, c := range j.Changes {
		f, err := t.folder(path.Dir(c.Path))
		if isAbsent(err) {
			continue
		}
		if err != nil {
			return false, pathError("replace", c.Path, err)
		}
		fresh, err1 := f.exists(j.fresh(i))
		kept, err2 := f.exists(j.kept(i))
		f.close()
		if err := errors.Join(err1, err2); err != nil || fresh || kept {
			return false, pathError("replace", c.Path, err)
		}
	}
	return true, nil
}

// writeJournal makes the journal durable, whole or not at all.
func (t *Tree) writeJournal(j *journal) error {
	text, err := json.Marshal(j)
	if err != nil {
		return err
	}
	f, err := t.folder(".")
	if err != nil {
		return err
	}
	defer f.close()
	if err := f.clear(draft); err != nil { // of a run killed at this place
		return pathError("replace", Journal, err)
	}
	err = f.write(draft, text, nil)
	if err == nil {
		err = f.rename(draft, Journal)
	}
	if err != nil {
		_ = f.clear(draft)
		return pathError("replace", Journal, err)
	}
	f.sync()
	return nil
}

// readJournal reads a journal. It trusts none: the file may have come with a pull request.
func (t *Tree) readJournal(f *folder, name string) (*journal, error) {
	text, err := f.readUpTo(name, journalLimit)
	if err != nil {
		return nil, pathError("recover", name, err)
	}
	j := &journal{}
	if err := json.Unmarshal(text, j); err != nil || j.Format != journalFormat || j.Run < 0 {
		return nil, pathError("recover", name, ErrJournal)
	}
	paths := make([]string, len(j.Changes))
	for i, c := range j.Changes {
		paths[i] = c.Path
	}
	if err := errors.Join(t.judgePaths("recover", paths), t.judgePaths("recover", leaves(j.Made))); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrJournal, err)
	}
	return j, nil
}

// leaves names a file in each folder, since folders alone stand inside one another.
func leaves(dirs []string) []string {
	out := make([]string, len(dirs))
	for i, dir := range dirs {
		out[i] = dir + "/x"
	}
	return out
}
