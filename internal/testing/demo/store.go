package demo

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/plumbing/storer"
	"github.com/go-git/go-git/v5/storage/memory"
)

const mainBranch = plumbing.ReferenceName("refs/heads/main")

// store holds the objects of main, to be written in one piece at the end.
type store struct {
	repo    *git.Repository
	objects *memory.Storage
	written map[plumbing.Hash]bool
	order   []plumbing.Hash
}

func newStore(dir string) (*store, error) {
	repo, err := git.PlainInitWithOptions(dir, &git.PlainInitOptions{InitOptions: git.InitOptions{DefaultBranch: mainBranch}})
	return &store{repo: repo, objects: memory.NewStorage(), written: map[plumbing.Hash]bool{}}, err
}

// encoder is what an object of git is made of.
type encoder interface {
	Encode(plumbing.EncodedObject) error
}

// put gives the hash of an object, and holds it if it is to be kept.
func (s *store) put(e encoder, keep bool) (plumbing.Hash, error) {
	o := &plumbing.MemoryObject{}
	if err := e.Encode(o); err != nil {
		return plumbing.ZeroHash, err
	}
	return s.object(o, keep)
}

func (s *store) object(o *plumbing.MemoryObject, keep bool) (plumbing.Hash, error) {
	hash := o.Hash()
	if !keep || s.written[hash] {
		return hash, nil
	}
	s.written[hash] = true
	s.order = append(s.order, hash)
	_, err := s.objects.SetEncodedObject(o)
	return hash, err
}

func (s *store) blob(b *blob, keep bool) (plumbing.Hash, error) {
	hash := plumbing.NewHash(b.hash)
	if !keep || s.written[hash] {
		return hash, nil
	}
	o := &plumbing.MemoryObject{}
	o.SetType(plumbing.BlobObject)
	if _, err := o.Write([]byte(b.text)); err != nil {
		return hash, err
	}
	return s.object(o, keep)
}

// folder holds the files below a folder, whose name ends in a slash, or is empty. Names are
// those of all files, sorted.
func (s *store) folder(t tree, names []string, prefix string, keep bool) (plumbing.Hash, error) {
	var entries []object.TreeEntry
	for len(names) > 0 {
		first, _, below := strings.Cut(names[0][len(prefix):], "/")
		if !below {
			hash, err := s.blob(t[names[0]], keep)
			if err != nil {
				return hash, err
			}
			entries = append(entries, object.TreeEntry{Name: first, Mode: filemode.Regular, Hash: hash})
			names = names[1:]
			continue
		}
		inside := prefix + first + "/"
		n := 0
		for n < len(names) && strings.HasPrefix(names[n], inside) {
			n++
		}
		hash, err := s.folder(t, names[:n], inside, keep)
		if err != nil {
			return hash, err
		}
		entries = append(entries, object.TreeEntry{Name: first, Mode: filemode.Dir, Hash: hash})
		names = names[n:]
	}
	slices.SortFunc(entries, func(a, b object.TreeEntry) int { return strings.Compare(sortName(a), sortName(b)) })
	return s.put(&object.Tree{Entries: entries}, keep)
}

// sortName is by what git sorts the entries of a folder.
func sortName(e object.TreeEntry) string {
	if e.Mode == filemode.Dir {
		return e.Name + "/"
	}
	return e.Name
}

// person is who made a commit, and when.
type person struct {
	name, address string
	at            time.Time
}

func (p person) signature() object.Signature {
	return object.Signature{Name: p.name, Email: p.address, When: p.at}
}

// commit holds a commit of a whole tree.
func (s *store) commit(t tree, author, committer person, message string, keep bool, parents ...string) (string, error) {
	root, err := s.folder(t, t.below(""), "", keep)
	if err != nil {
		return "", err
	}
	c := &object.Commit{Author: author.signature(), Committer: committer.signature(), Message: message + "\n", TreeHash: root}
	for _, p := range parents {
		c.ParentHashes = append(c.ParentHashes, plumbing.NewHash(p))
	}
	hash, err := s.put(c, keep)
	return hash.String(), err
}

// finish writes a pack of all objects, and sets main.
func (s *store) finish(main string) error {
	disk, ok := s.repo.Storer.(storer.PackfileWriter)
	if !ok {
		return errors.New("packs can't be written there")
	}
	pack, err := disk.PackfileWriter()
	if err != nil {
		return err
	}
	_, err = packfile.NewEncoder(pack, s.objects, false).Encode(s.order, 0) // without deltas: they take long
	if err := errors.Join(err, pack.Close()); err != nil {
		return err
	}
	return s.repo.Storer.SetReference(plumbing.NewHashReference(mainBranch, plumbing.NewHash(main)))
}
