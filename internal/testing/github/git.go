package github

import (
	"fmt"
	"maps"
	"os"
	"path"
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

// Files is a whole tree, by path.
type Files map[string]string

// Edit is what a commit does to files: new content by path, and nil to remove one.
type Edit map[string]*string

// Text is the new content of a file in an [Edit].
func Text(s string) *string { return &s }

// with gives the files after an edit.
func (f Files) with(e Edit) Files {
	out := maps.Clone(f)
	for name, text := range e {
		if text == nil {
			delete(out, name)
		} else {
			out[name] = *text
		}
	}
	return out
}

// store is a git repository. It is kept in memory, since a disk makes thousands of small
// servers slow; a clone of it is on disk like any other.
type store struct {
	repo *git.Repository
	all  *memory.Storage
}

func newStore() (*store, error) {
	all := memory.NewStorage()
	repo, err := git.InitWithOptions(all, nil, git.InitOptions{DefaultBranch: "refs/heads/main"})
	return &store{repo, all}, err
}

// must panics where the fake itself is broken: there is no test to go on with.
func must[T any](v T, err error) T {
	if err != nil {
		panic(fmt.Sprintf("fake GitHub: %v", err))
	}
	return v
}

func check(err error) {
	if err != nil {
		panic(fmt.Sprintf("fake GitHub: %v", err))
	}
}

// commit writes a commit of a whole tree.
func (s *store) commit(parents []string, files Files, author, committer object.Signature, message string) string {
	c := &object.Commit{Author: author, Committer: committer, Message: message + "\n", TreeHash: s.tree(files)}
	for _, p := range parents {
		c.ParentHashes = append(c.ParentHashes, plumbing.NewHash(p))
	}
	o := s.repo.Storer.NewEncodedObject()
	check(c.Encode(o))
	return must(s.repo.Storer.SetEncodedObject(o)).String()
}

// tree writes the trees and blobs of files and gives the topmost.
func (s *store) tree(files Files) plumbing.Hash {
	below := map[string]Files{}
	t := &object.Tree{}
	for name, text := range files {
		if dir, rest, ok := strings.Cut(name, "/"); ok {
			if below[dir] == nil {
				below[dir] = Files{}
			}
			below[dir][rest] = text
			continue
		}
		t.Entries = append(t.Entries, object.TreeEntry{Name: name, Mode: filemode.Regular, Hash: s.blob(text)})
	}
	for dir, files := range below {
		t.Entries = append(t.Entries, object.TreeEntry{Name: dir, Mode: filemode.Dir, Hash: s.tree(files)})
	}
	// git sorts a folder as if its name ended in a slash.
	key := func(e object.TreeEntry) string {
		if e.Mode == filemode.Dir {
			return e.Name + "/"
		}
		return e.Name
	}
	slices.SortFunc(t.Entries, func(a, b object.TreeEntry) int { return strings.Compare(key(a), key(b)) })
	o := s.repo.Storer.NewEncodedObject()
	check(t.Encode(o))
	return must(s.repo.Storer.SetEncodedObject(o))
}

func (s *store) blob(text string) plumbing.Hash {
	o := s.repo.Storer.NewEncodedObject()
	o.SetType(plumbing.BlobObject)
	w := must(o.Writer())
	must(w.Write([]byte(text)))
	check(w.Close())
	return must(s.repo.Storer.SetEncodedObject(o))
}

// files reads the whole tree of a commit.
func (s *store) files(commit string) Files {
	out := Files{}
	iter := must(s.object(commit).Tree()).Files()
	check(iter.ForEach(func(f *object.File) error {
		text, err := f.Contents()
		out[f.Name] = text
		return err
	}))
	return out
}

func (s *store) object(commit string) *object.Commit {
	return must(s.repo.CommitObject(plumbing.NewHash(commit)))
}

func (s *store) set(ref, commit string) {
	check(s.repo.Storer.SetReference(plumbing.NewHashReference(plumbing.ReferenceName(ref), plumbing.NewHash(commit))))
}

func (s *store) remove(ref string) {
	check(s.repo.Storer.RemoveReference(plumbing.ReferenceName(ref)))
}

// get gives the commit of a ref, empty where there is none.
func (s *store) get(ref string) string {
	r, err := s.repo.Storer.Reference(plumbing.ReferenceName(ref))
	if err != nil {
		return ""
	}
	return r.Hash().String()
}

// mergeBase gives the newest common ancestor of two commits, empty where there is none.
func (s *store) mergeBase(a, b string) string {
	bases := must(s.object(a).MergeBase(s.object(b)))
	if len(bases) == 0 {
		return ""
	}
	return bases[0].Hash.String()
}

// between lists the commits that head has and base has not, the oldest first.
func (s *store) between(base, head string) []string {
	seen := map[plumbing.Hash]bool{}
	check(object.NewCommitPreorderIter(s.object(base), nil, nil).ForEach(func(c *object.Commit) error {
		seen[c.Hash] = true
		return nil
	}))
	var out []string
	var visit func(*object.Commit)
	visit = func(c *object.Commit) {
		if seen[c.Hash] {
			return
		}
		seen[c.Hash] = true
		check(c.Parents().ForEach(func(p *object.Commit) error { visit(p); return nil }))
		out = append(out, c.Hash.String())
	}
	visit(s.object(head))
	return out
}

// merged lays what head did since the merge base over base, file by file. A file that both
// have changed, and not alike, is a conflict.
func (s *store) merged(base, head string) (Files, error) {
	old := s.files(s.mergeBase(base, head))
	ours, theirs := s.files(base), s.files(head)
	out := maps.Clone(ours)
	for _, name := range slices.Sorted(maps.Keys(union(old, theirs))) {
		was, had := old[name]
		is, has := theirs[name]
		mine, have := ours[name]
		switch {
		case had == has && was == is: // head left it alone
		case have != had || mine != was:
			if have != has || mine != is {
				return nil, fmt.Errorf("%s was changed on both sides", path.Clean(name))
			}
		case has:
			out[name] = is
		default:
			delete(out, name)
		}
	}
	return out, nil
}

func union(a, b Files) map[string]bool {
	out := map[string]bool{}
	for name := range a {
		out[name] = true
	}
	for name := range b {
		out[name] = true
	}
	return out
}

// patch tells what a branch does: the files that differ from the merge base, with their
// content.
func (s *store) patch(base, head string) string {
	old, fresh := s.files(s.mergeBase(base, head)), s.files(head)
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(union(old, fresh))) {
		was, had := old[name]
		is, has := fresh[name]
		if was != is || had != has {
			fmt.Fprintf(&b, "%q %v %q -> %v %q\n", name, had, was, has, is)
		}
	}
	return b.String()
}

// copyTo makes dir a clone as a workflow's checkout has it: the repository with its objects
// and refs, and the files of a commit beside it.
func (s *store) copyTo(dir, commit string) {
	must(git.PlainInitWithOptions(dir, &git.PlainInitOptions{InitOptions: git.InitOptions{DefaultBranch: "refs/heads/main"}}))
	s.fetch(dir)
	for name, text := range s.files(commit) {
		full := path.Join(dir, name)
		check(os.MkdirAll(path.Dir(full), 0o755))
		check(os.WriteFile(full, []byte(text), 0o644))
	}
}

// fetch brings a clone's objects and refs up to date, in one pack.
func (s *store) fetch(dir string) {
	clone := must(git.PlainOpen(dir))
	var hashes []plumbing.Hash
	for hash := range s.all.Objects {
		if clone.Storer.HasEncodedObject(hash) != nil {
			hashes = append(hashes, hash)
		}
	}
	if len(hashes) > 0 {
		pack := must(clone.Storer.(storer.PackfileWriter).PackfileWriter())
		must(packfile.NewEncoder(pack, s.all, false).Encode(hashes, 0))
		check(pack.Close())
	}
	check(must(s.all.IterReferences()).ForEach(clone.Storer.SetReference))
}

func signature(u *User, at time.Time) object.Signature {
	return object.Signature{Name: u.Login, Email: u.Email, When: at}
}
