package gitrepo

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// The causes of faults in moving a branch.
var (
	ErrMoved  = errors.New("branch has moved")
	ErrLocked = errors.New("branch is locked")
)

// Branch is a branch of the repository that grows at its tip.
type Branch struct {
	repo *Repo
	name string
}

// Branch names a branch, "protokoll". It need not be there.
func (r *Repo) Branch(name string) (Branch, error) {
	if !isRefName(name) {
		return Branch{}, argumentFault(name, lang.T("så kan ingen gren heta", "no branch can have such a name"))
	}
	return Branch{r, name}, nil
}

// Tip is where the branch ends; the zero Revision where there is no such branch.
func (b Branch) Tip(context.Context) (Revision, error) {
	hash, err := b.repo.ref(headRef(b.name))
	if errors.Is(err, errNoRef) {
		return Revision{}, nil
	}
	if err != nil {
		return Revision{}, err
	}
	return b.repo.at(hash)
}

// Advance moves the branch on from one revision to a later one, which leads back to it by
// first parents, or makes the branch where from is zero. [ErrMoved]: it is not at from any
// more, and nothing has changed. At every moment, also of a kill, the branch is at the one
// or at the other. It is done as git does it, so that git and several of us at once agree.
func (b Branch) Advance(_ context.Context, from, to Revision) error {
	if err := b.repo.leads(to, from); err != nil {
		return err
	}
	name := filepath.Join(b.repo.common, filepath.FromSlash(headRef(b.name)))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return writeFault(err)
	}
	if err := b.repo.step("lock the branch"); err != nil {
		return writeFault(err)
	}
	lock, err := os.OpenFile(name+".lock", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return lockedFault(b.name, err)
	}
	if err != nil {
		return writeFault(err)
	}
	tip, err := b.Tip(context.Background())
	if err == nil && tip.Hash != from.Hash {
		err = movedFault(b.name)
	}
	if err != nil {
		_, _ = lock.Close(), os.Remove(lock.Name())
		return err
	}
	if err := b.repo.fill(lock, []byte(to.Hash+"\n"), 0o644); err != nil {
		return writeFault(errors.Join(err, os.Remove(lock.Name())))
	}
	return b.repo.moveInto(lock.Name(), name)
}

// leads holds that a revision leads back to another by first parents.
func (r *Repo) leads(head, back Revision) error {
	for _, err := range r.FirstParent(head, back) {
		if err != nil {
			return err
		}
	}
	return nil
}

// at is a commit as a revision.
func (r *Repo) at(hash plumbing.Hash) (Revision, error) {
	c, err := r.commit(hash)
	if err != nil {
		return Revision{}, err
	}
	return r.revision(c), nil
}

func headRef(branch string) string { return "refs/heads/" + branch }

func movedFault(branch string) *Fault {
	return &Fault{
		Message: lang.T("grenen %s har hunnit ändras av någon annan", "somebody else has moved the branch %s meanwhile", branch),
		Hint:    lang.T("Ingenting har skrivits. Kör kommandot en gång till.", "Nothing has been written. Run the command once more."),
		Err:     ErrMoved,
	}
}

func lockedFault(branch string, err error) *Fault {
	return &Fault{
		Message: lang.T("grenen %s är låst av ett annat program", "the branch %s is locked by another program", branch),
		Hint: lang.T("Vänta tills det är klart. Om inget annat program körs: ta bort filen refs/heads/%s.lock i arkivets .git-mapp.",
			"Wait until it is done. If no other program is running, delete the file refs/heads/%s.lock in the repository's .git folder.", branch),
		Err: errors.Join(ErrLocked, err),
	}
}
