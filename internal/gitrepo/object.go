package gitrepo

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-git/go-git/v5/plumbing"
)

// TooLarge is why a file was not read: its size is above the limit, both in bytes.
type TooLarge struct{ Size, Limit int64 }

func (e *TooLarge) Error() string {
	return fmt.Sprintf("file of %d bytes is larger than the limit of %d", e.Size, e.Limit)
}

// object reads an object of a kind. Above the limit nothing is read ([*TooLarge]); all
// other errors are faults.
func (r *Repo) object(kind plumbing.ObjectType, hash plumbing.Hash, limit int64) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	obj, err := r.lookUp(hash)
	if err != nil {
		return nil, err
	}
	if obj.Type() != kind {
		return nil, brokenFault(hash.String(), fmt.Sprintf("is a %s, not a %s", obj.Type(), kind))
	}
	if obj.Size() > limit {
		return nil, &TooLarge{obj.Size(), limit}
	}
	return r.content(obj, hash)
}

// size gives the size of an object in bytes.
func (r *Repo) size(hash plumbing.Hash) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	obj, err := r.lookUp(hash)
	if err != nil {
		return 0, err
	}
	return obj.Size(), nil
}

// lookUp finds an object. Another process may have put objects into another pack since
// the packs were listed: what can't be found or read is looked for once more.
func (r *Repo) lookUp(hash plumbing.Hash) (plumbing.EncodedObject, error) {
	obj, err := r.store.EncodedObject(plumbing.AnyObject, hash)
	if err != nil {
		r.store.Reindex()
		obj, err = r.store.EncodedObject(plumbing.AnyObject, hash)
	}
	switch {
	case errors.Is(err, plumbing.ErrObjectNotFound):
		return nil, missingFault(hash.String(), err)
	case err != nil:
		return nil, damagedFault(hash.String(), err)
	}
	return obj, nil
}

// content reads an object and holds it against its name. Nobody else does: the store
// believes its index, and a delta on the wrong base is a file like any other.
func (r *Repo) content(obj plumbing.EncodedObject, hash plumbing.Hash) ([]byte, error) {
	in, err := obj.Reader()
	if err != nil {
		return nil, damagedFault(hash.String(), err)
	}
	if m, ok := r.kept(hash); ok && m.Type() == obj.Type() && m.Size() == obj.Size() {
		in.Close()
		obj = m
		if in, err = m.Reader(); err != nil {
			return nil, damagedFault(hash.String(), err)
		}
	}
	defer in.Close()
	text := make([]byte, obj.Size())
	if _, err := io.ReadFull(in, text); err != nil {
		return nil, damagedFault(hash.String(), err)
	}
	if n, err := in.Read(make([]byte, 1)); n > 0 || err != io.EOF {
		return nil, damagedFault(hash.String(), errors.New("does not end where it should"))
	}
	if nameOf(obj, text) != hash {
		return nil, damagedFault(hash.String(), errors.New("holds something else than its name says"))
	}
	return text, nil
}

// kept finds an object among the recent ones, where what is read of a pack is put under the
// name that has been computed from it. Computing it again would take as long as reading it.
func (r *Repo) kept(hash plumbing.Hash) (*plumbing.MemoryObject, bool) {
	obj, known := r.recent.Get(hash)
	m, ok := obj.(*plumbing.MemoryObject)
	return m, known && ok
}

// nameOf computes an object's name. An object in memory has been computed when it was
// put among the recent ones.
func nameOf(obj plumbing.EncodedObject, text []byte) plumbing.Hash {
	if m, ok := obj.(*plumbing.MemoryObject); ok {
		return m.Hash()
	}
	return plumbing.ComputeHash(obj.Type(), text)
}

// BlobHash names a content as git does: a file that holds it has this hash in every revision.
func BlobHash(text []byte) string { return plumbing.ComputeHash(plumbing.BlobObject, text).String() }
