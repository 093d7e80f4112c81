package gate

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// contents tells what the way from one revision to another changes. Only the files that
// differ are read: it costs what the difference is, not what the tree is.
type contents struct {
	repo    *gitrepo.Repo
	schemas *schema.Set
	known   map[[2]string]map[string]approval.Bound // by the trees' hashes
}

func newContents(repo *gitrepo.Repo, schemas *schema.Set) *contents {
	return &contents{repo, schemas, map[[2]string]map[string]approval.Bound{}}
}

// between gives what changes, by subject ([diff.Subject.String]), with the sums of the bound
// content on both sides. They are the sums that a comparison of the whole trees gives.
func (c *contents) between(before, after gitrepo.Revision) (map[string]approval.Bound, error) {
	key := [2]string{before.Tree, after.Tree}
	if out, ok := c.known[key]; ok {
		return out, nil
	}
	files, err := c.files(before, after, ".")
	if err != nil {
		return nil, err
	}
	var sets [2]*plan.Set
	for i, rev := range []gitrepo.Revision{before, after} {
		if sets[i], err = c.part(rev, files); err != nil {
			return nil, err
		}
	}
	out := map[string]approval.Bound{}
	for _, change := range diff.Compare(sets[0], sets[1], files) {
		out[change.About().String()] = approval.BoundOf(change.About())
	}
	c.known[key] = out
	return out, nil
}

// files lists the files that differ, with the hashes of their contents.
func (c *contents) files(before, after gitrepo.Revision, under string) ([]diff.FileChange, error) {
	changed, err := c.repo.Changed(before, after, under)
	if err != nil {
		return nil, err
	}
	var out []diff.FileChange
	for _, f := range changed {
		out = append(out, diff.FileChange{Path: f.Path, Before: contentHash(f.Before), After: contentHash(f.After)})
	}
	return out, nil
}

// contentHash names what stands at a path: its bytes, and whether they are a file, a program
// or a link. Empty where nothing stands there.
func contentHash(e gitrepo.Entry) string {
	if e == (gitrepo.Entry{}) {
		return ""
	}
	return fmt.Sprintf("%o:%s", uint32(e.Mode), e.Hash)
}

// part reads the documents of a revision that stand in files.
func (c *contents) part(rev gitrepo.Revision, files []diff.FileChange) (*plan.Set, error) {
	var names []string
	for _, f := range files {
		names = append(names, f.Path)
	}
	return c.load(rev, names...)
}

// load reads the documents of a revision that stand in the files named.
func (c *contents) load(rev gitrepo.Revision, names ...string) (*plan.Set, error) {
	tree := rev.FS()
	loaded, err := check.Load(newSelection(tree, names), c.schemas)
	if fault := tree.Err(); fault != nil {
		return nil, fault
	}
	if errors.Is(err, check.ErrNoPlans) || errors.Is(err, check.ErrNoDocuments) {
		return plan.NewSet(nil, nil), nil
	}
	if err != nil {
		return nil, err
	}
	return loaded.Set, nil
}

// tree is a revision's files for [check.Compare], which asks for hashes to leave alone what
// is the same.
type tree struct{ *gitrepo.Tree }

// Hash names what stands at a path without reading it.
func (t tree) Hash(name string) (string, bool) {
	hash := contentHash(t.Entry(name))
	return hash, hash != ""
}

// selection shows some of a tree's files and the folders that hold them.
type selection struct {
	*gitrepo.Tree
	shown map[string]bool
}

func newSelection(t *gitrepo.Tree, names []string) selection {
	s := selection{t, map[string]bool{".": true}}
	for _, name := range names {
		if t.Entry(name) == (gitrepo.Entry{}) || !strings.HasPrefix(name, check.Root+"/") {
			continue
		}
		for ; name != "."; name = path.Dir(name) {
			s.shown[name] = true
		}
	}
	return s
}

// Open opens a file or folder that is shown.
func (s selection) Open(name string) (fs.File, error) {
	if !s.shown[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return s.Tree.Open(name)
}

// Stat describes a file or folder that is shown.
func (s selection) Stat(name string) (fs.FileInfo, error) {
	if !s.shown[name] {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return s.Tree.Stat(name)
}

// ReadFile reads a file that is shown.
func (s selection) ReadFile(name string) ([]byte, error) {
	if !s.shown[name] {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return s.Tree.ReadFile(name)
}

// ReadDir lists what is shown of a folder.
func (s selection) ReadDir(name string) ([]fs.DirEntry, error) {
	if !s.shown[name] {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	all, err := s.Tree.ReadDir(name)
	var out []fs.DirEntry
	for _, e := range all {
		if s.shown[path.Join(name, e.Name())] {
			out = append(out, e)
		}
	}
	return out, err
}
