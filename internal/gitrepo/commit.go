package gitrepo

import (
	"bytes"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// Commit is a step of the history: what it holds, where it comes from and what it says
// of itself. Names, times and text are whatever the committer's program wrote, in
// whatever encoding: they order nothing and prove nothing.
type Commit struct {
	Revision
	Parents           []string // hashes; none of a first commit, several of a merge
	Author, Committer Person
	Message           string
	// Signature is the armoured signature (OpenPGP, SSH or X.509) and Signed the bytes
	// that it is for. Both are empty where the commit is not signed. Nothing has been
	// verified.
	Signature string
	Signed    []byte
}

// Person is whom a commit names.
type Person struct {
	Name, Email string
	Time        time.Time // with the person's own offset from UTC
}

// commit reads a commit.
func (r *Repo) commit(hash plumbing.Hash) (*object.Commit, error) {
	text, err := r.object(plumbing.CommitObject, hash, maxObject)
	if err != nil {
		return nil, asFault(hash, err)
	}
	return decodeCommit(hash, text)
}

func decodeCommit(hash plumbing.Hash, text []byte) (*object.Commit, error) {
	stored := &plumbing.MemoryObject{}
	stored.SetType(plumbing.CommitObject)
	if _, err := stored.Write(text); err != nil {
		return nil, damagedFault(hash.String(), err)
	}
	c := &object.Commit{}
	if err := c.Decode(stored); err != nil {
		return nil, brokenFault(hash.String(), err.Error())
	}
	return c, nil
}

// commitOrTag reads an object that a name may stand for. Of other kinds it tells no more
// than the kind.
func (r *Repo) commitOrTag(hash plumbing.Hash) (plumbing.ObjectType, []byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	obj, err := r.lookUp(hash)
	if err != nil {
		return 0, nil, err
	}
	kind := obj.Type()
	if kind != plumbing.CommitObject && kind != plumbing.TagObject {
		return kind, nil, nil
	}
	if obj.Size() > maxObject {
		return 0, nil, brokenFault(hash.String(), (&TooLarge{obj.Size(), maxObject}).Error())
	}
	text, err := r.content(obj, hash)
	return kind, text, err
}

// public is the commit as others see it.
func (r *Repo) public(c *object.Commit) (Commit, error) {
	out := Commit{
		Revision:  r.revision(c),
		Author:    Person{c.Author.Name, c.Author.Email, c.Author.When},
		Committer: Person{c.Committer.Name, c.Committer.Email, c.Committer.When},
		Message:   c.Message,
		Signature: c.PGPSignature,
	}
	for _, p := range c.ParentHashes {
		out.Parents = append(out.Parents, p.String())
	}
	if out.Signature == "" {
		return out, nil
	}
	unsigned := &plumbing.MemoryObject{}
	if err := c.EncodeWithoutSignature(unsigned); err != nil {
		return Commit{}, damagedFault(out.Hash, err)
	}
	in, err := unsigned.Reader()
	if err != nil {
		return Commit{}, damagedFault(out.Hash, err)
	}
	defer in.Close()
	var signed bytes.Buffer
	if _, err := signed.ReadFrom(in); err != nil {
		return Commit{}, damagedFault(out.Hash, err)
	}
	out.Signed = signed.Bytes()
	return out, nil
}
