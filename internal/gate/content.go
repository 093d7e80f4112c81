package gate

import (
	"errors"
	"fmt"

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
	loaded, err := check.Load(check.Part(tree, names), c.schemas)
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
