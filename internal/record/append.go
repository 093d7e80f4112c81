package record

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"path"
	"regexp"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The causes of faults in writing.
var (
	ErrConflict = errors.New("another record is there")
	ErrForeign  = errors.New("not a branch of records")
)

// Line is a branch that grows at its tip: [gitrepo.Branch] here, [gitrepo.RemoteBranch] on
// a server.
type Line interface {
	Tip(context.Context) (gitrepo.Revision, error)
	Advance(ctx context.Context, from, to gitrepo.Revision) error
}

// Writer appends records to a branch.
type Writer struct {
	Repo *gitrepo.Repo
	Line Line
	// By is the author and committer of the commits, with the time that they bear: with the
	// same records on the same tip they are the same commits (of an Ed25519 key).
	By     gitrepo.Person
	Signer *Signer // nil: they are not signed
	// Attempts is how often it is tried at most, where others write at the same time or the
	// server does not answer; below 2 it is tried once.
	Attempts int
	// Pause waits before another attempt; the first time it is given 1. An error ends it.
	Pause func(ctx context.Context, attempt int) error
}

// Appended is what came of it.
type Appended struct {
	Tip gitrepo.Revision // of the branch, with the records on it
	New int              // records that were not there when this began
}

// Append adds records to the branch, each in a commit of its own, in the order that they are
// given in. Either all are there afterwards or none of the new ones. A record that is there
// already, byte for byte, is left alone; where another one is there for the same decision
// that is a fault ([ErrConflict]), and nothing is written.
func (w *Writer) Append(ctx context.Context, records ...*Record) (Appended, error) {
	texts := make([][]byte, len(records))
	for i, r := range records {
		var err error
		if texts[i], err = r.Encode(); err != nil {
			return Appended{}, err
		}
	}
	for attempt := 1; ; attempt++ {
		done, err := w.once(ctx, records, texts)
		if err == nil || attempt >= w.Attempts || !passing(err) {
			return done, err
		}
		if err := w.Pause(ctx, attempt); err != nil {
			return Appended{}, err
		}
	}
}

// passing tells of faults that may be gone at the next attempt. A server that is busy with
// another push refuses in the same words as one that never accepts.
func passing(err error) bool {
	for _, cause := range []error{gitrepo.ErrMoved, gitrepo.ErrLocked, gitrepo.ErrRefused, gitrepo.ErrUnreached} {
		if errors.Is(err, cause) {
			return true
		}
	}
	return false
}

func (w *Writer) once(ctx context.Context, records []*Record, texts [][]byte) (Appended, error) {
	from, err := w.Line.Tip(ctx)
	if err != nil {
		return Appended{}, err
	}
	done := Appended{Tip: from}
	for i, r := range records {
		there, err := present(done.Tip, r, texts[i])
		if err != nil {
			return Appended{}, err
		}
		if there {
			continue
		}
		d := gitrepo.Draft{Path: r.Path(), Text: texts[i], Author: w.By, Committer: w.By, Message: r.message()}
		if w.Signer != nil {
			d.Sign = w.Signer.sign
		}
		if done.Tip, err = w.Repo.Extend(done.Tip, d); err != nil {
			return Appended{}, err
		}
		done.New++
	}
	if done.New == 0 {
		return done, nil
	}
	if err := w.Line.Advance(ctx, from, done.Tip); err != nil {
		return Appended{}, err
	}
	return done, nil
}

var yearName = regexp.MustCompile(`^[0-9]{4}$`)

// present tells that a record stands on the branch. It may stand in the folder of another
// year too, and then it is another record.
func present(tip gitrepo.Revision, r *Record, text []byte) (bool, error) {
	tree := tip.FS()
	tree.Limit = MaxSize
	years, err := tree.ReadDir(".")
	if err != nil {
		return false, err
	}
	names := []string{path.Base(r.Path())}
	for _, c := range r.Commits[:max(0, len(r.Commits)-1)] {
		names = append(names, c+".json")
	}
	for _, year := range years {
		if !year.IsDir() || !yearName.MatchString(year.Name()) {
			return false, foreignFault(year.Name())
		}
		for _, name := range names {
			at := path.Join(year.Name(), name)
			switch known, err := tree.ReadFile(at); {
			case errors.Is(err, fs.ErrNotExist):
			case errors.As(err, new(*gitrepo.Fault)):
				return false, err
			case err == nil && at == r.Path() && bytes.Equal(known, text):
				return true, nil
			default:
				return false, conflictFault(at)
			}
		}
	}
	return false, nil
}

func conflictFault(at string) *Fault {
	return &Fault{
		Message: lang.T("det finns redan ett annat protokoll för samma beslut: %s", "another record of the same decision is there already: %s", at),
		Hint: lang.T("Ett protokoll ändras aldrig. Kör leveransplan audit, som visar vad det som finns säger.",
			"A record is never changed. Run leveransplan audit, which shows what the one that is there says."),
		Err: ErrConflict,
	}
}

func foreignFault(name string) *Fault {
	return &Fault{
		Message: lang.T("grenen %s innehåller annat än protokoll: %q", "the branch %s holds something else than records: %q", Branch, name),
		Hint: lang.T("Grenen får bara skrivas av flödet som för protokollet. Ta reda på hur %q kom dit.",
			"Only the recording workflow may write to the branch. Find out how %q got there.", name),
		Err: ErrForeign,
	}
}
