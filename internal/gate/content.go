package gate

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/parallel"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// contents tells what the way from one revision to another changes. Only the files that
// differ are read: it costs what the difference is, not what the tree is.
type contents struct {
	repo    *gitrepo.Repo
	schemas *schema.Set
	stop    func() error         // tells that the time is out; may be nil
	known   map[[2]string]*stage // by the trees' hashes

	mu   sync.Mutex
	read map[string]*check.Loaded // by path and content: what a file holds follows from both
	kept int64                    // bytes of text that read was made of
}

// mostKept is how much text is kept as read, in bytes. It bounds the memory: a document takes
// many times its text.
const mostKept = 8 << 20

// stage is what changes between two trees.
type stage struct {
	content map[string]approval.Bound
	files   map[string]string // where each subject stands after it, or stood before
}

func newContents(repo *gitrepo.Repo, schemas *schema.Set) *contents {
	return &contents{repo: repo, schemas: schemas, known: map[[2]string]*stage{}, read: map[string]*check.Loaded{}}
}

// between gives what changes, by subject ([diff.Subject.String]), with the sums of the bound
// content on both sides. They are the sums that a comparison of the whole trees gives.
func (c *contents) between(before, after gitrepo.Revision) (map[string]approval.Bound, error) {
	s, err := c.stage(before, after)
	if err != nil {
		return nil, err
	}
	return s.content, nil
}

func (c *contents) stage(before, after gitrepo.Revision) (*stage, error) {
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
	out := &stage{map[string]approval.Bound{}, map[string]string{}}
	for _, change := range diff.Compare(sets[0], sets[1], files) {
		about := change.About()
		out.content[about.String()] = approval.BoundOf(about)
		out.files[about.String()] = cmp.Or(about.Head, about.Base)
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
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !strings.HasPrefix(name, check.Root+"/") })
	slices.Sort(names)
	found, faults := make([]*check.Loaded, len(names)), make([]error, len(names))
	parallel.Do(len(names), func(i int) { found[i], faults[i] = c.file(tree, names[i]) })
	if err := cmp.Or(append(faults, tree.Err())...); err != nil {
		return nil, err
	}
	var documents []plan.Any
	unread := map[plan.Kind]bool{}
	for _, f := range found {
		documents = append(documents, f.Set.Documents...)
		for _, kind := range f.Waiting {
			unread[kind] = true
		}
	}
	return plan.NewSet(documents, unread), nil
}

// file reads what a file holds, once, in how many revisions it stands. A panic of what reads
// it is an error: it happens beside whoever waits for it.
func (c *contents) file(tree *gitrepo.Tree, name string) (out *check.Loaded, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	nothing := &check.Loaded{Set: plan.NewSet(nil, nil)}
	entry := tree.Entry(name)
	if entry == (gitrepo.Entry{}) {
		return nothing, nil
	}
	key := contentHash(entry) + " " + name
	c.mu.Lock()
	out = c.read[key]
	c.mu.Unlock()
	if out != nil {
		return out, nil
	}
	if c.stop != nil {
		if err := c.stop(); err != nil {
			return nil, err
		}
	}
	out, err = check.Load(check.Part(tree, []string{name}), c.schemas)
	if errors.Is(err, check.ErrNoPlans) || errors.Is(err, check.ErrNoDocuments) {
		return nothing, nil
	}
	if err != nil {
		return nil, err
	}
	size := sizeOf(tree, name)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept += size; c.kept <= mostKept {
		c.read[key] = out
	}
	return out, nil
}

// sizeOf is how many bytes a file has; 0 where there is none, or where it can't be read.
func sizeOf(tree *gitrepo.Tree, name string) int64 {
	if entry := tree.Entry(name); !entry.Mode.IsRegular() || entry.Hash == "" {
		return 0
	}
	info, err := tree.Stat(name)
	if err != nil {
		return 0
	}
	return info.Size()
}

// tree is a revision's files for [check.Compare], which asks for hashes to leave alone what
// is the same.
type tree struct{ *gitrepo.Tree }

// Hash names what stands at a path without reading it.
func (t tree) Hash(name string) (string, bool) {
	hash := contentHash(t.Entry(name))
	return hash, hash != ""
}
