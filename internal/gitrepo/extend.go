package gitrepo

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// ErrThere is the cause of a fault where a file is to be added that is there already.
var ErrThere = errors.New("path is taken")

// Draft is a commit to be made, of one file that it adds.
type Draft struct {
	Path              string // from the top, slash-separated
	Text              []byte // at most [DefaultLimit] bytes
	Author, Committer Person // with the times that the commit is to bear
	Message           string
	// Sign gives the armoured signature of the commit's bytes; nil leaves it unsigned.
	Sign func(commit []byte) (string, error)
}

// Extend makes a commit that adds a file to what its parent holds; the zero Revision makes
// a first commit. The same draft on the same parent gives the same commit, as far as the
// signature is the same. The objects are stored, and no branch moves: until [Branch.Advance]
// nobody sees them.
func (r *Repo) Extend(parent Revision, d Draft) (Revision, error) {
	if !fs.ValidPath(d.Path) || d.Path == "." {
		return Revision{}, &fs.PathError{Op: "add", Path: d.Path, Err: fs.ErrInvalid}
	}
	if len(d.Text) > DefaultLimit {
		return Revision{}, &fs.PathError{Op: "add", Path: d.Path, Err: &TooLarge{int64(len(d.Text)), DefaultLimit}}
	}
	for _, p := range []Person{d.Author, d.Committer} {
		if strings.ContainsAny(p.Name+p.Email, "<>\n\x00") {
			return Revision{}, personFault(p)
		}
	}
	blob, err := r.put(plumbing.BlobObject, d.Text)
	if err != nil {
		return Revision{}, err
	}
	tree, err := r.insert(plumbing.NewHash(parent.Tree), d.Path, entry{mode: 0o644, hash: blob}, &budget{limit: r.maxEntries})
	if err != nil {
		return Revision{}, err
	}
	c := object.Commit{Author: signatureOf(d.Author), Committer: signatureOf(d.Committer), Message: d.Message, TreeHash: tree}
	if parent.Hash != "" {
		c.ParentHashes = []plumbing.Hash{plumbing.NewHash(parent.Hash)}
	}
	if d.Sign != nil {
		text, err := encodeCommit(&c)
		if err != nil {
			return Revision{}, err
		}
		if c.PGPSignature, err = d.Sign(text); err != nil { // every kind of signature stands there
			return Revision{}, err
		}
	}
	text, err := encodeCommit(&c)
	if err != nil {
		return Revision{}, err
	}
	if c.Hash, err = r.put(plumbing.CommitObject, text); err != nil {
		return Revision{}, err
	}
	return r.revision(&c), nil
}

func signatureOf(p Person) object.Signature {
	return object.Signature{Name: p.Name, Email: p.Email, When: p.Time}
}

func encodeCommit(c *object.Commit) ([]byte, error) {
	stored := &plumbing.MemoryObject{}
	if err := c.Encode(stored); err != nil {
		return nil, err
	}
	in, err := stored.Reader()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	text := make([]byte, stored.Size())
	_, err = in.Read(text)
	return text, err
}

// insert stores the folders of a tree with one file more, and gives the topmost.
func (r *Repo) insert(tree plumbing.Hash, name string, file entry, b *budget) (plumbing.Hash, error) {
	known, err := r.entries(tree, b)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	list := slices.Clone(known)
	first, rest, below := strings.Cut(name, "/")
	at := slices.IndexFunc(list, func(e entry) bool { return e.name == first })
	switch {
	case at >= 0 && !(below && list[at].mode.IsDir()):
		return plumbing.ZeroHash, thereFault(name)
	case below:
		dir := entry{name: first, mode: fs.ModeDir | 0o755}
		if at >= 0 {
			dir = list[at]
			list = slices.Delete(list, at, at+1)
		}
		if dir.hash, err = r.insert(dir.hash, rest, file, b); err != nil {
			return plumbing.ZeroHash, err
		}
		list = append(list, dir)
	default:
		file.name = first
		list = append(list, file)
	}
	return r.put(plumbing.TreeObject, encodeTree(list))
}

func personFault(p Person) *Fault {
	return &Fault{
		Message: lang.T("%q <%q> går inte att skriva som avsändare i git", "%q <%q> can't be written as a person in git", p.Name, p.Email),
		Hint:    lang.T("Namn och adress får inte innehålla <, > eller radbrytning.", "Names and addresses may not hold <, > or a line break."),
		Err:     ErrArgument,
	}
}

func thereFault(name string) *Fault {
	return &Fault{
		Message: lang.T("%s finns redan", "%s is there already", name),
		Hint:    lang.T("Det som en gång har skrivits där ändras inte.", "What has once been written there is not changed."),
		Err:     ErrThere,
	}
}
