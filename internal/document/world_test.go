package document_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/demo"
)

var shared string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "document-")
	if err != nil {
		panic(err)
	}
	shared = dir
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// long is the whole demonstration history, short some weeks of it.
var (
	long = sync.OnceValues(func() (string, error) {
		dir := filepath.Join(shared, "long")
		_, err := demo.Write(dir, demo.Options{Sample: os.DirFS("../..")})
		return dir, err
	})
	short = sync.OnceValues(func() (string, error) {
		dir := filepath.Join(shared, "short")
		_, err := demo.Write(dir, demo.Short(os.DirFS("../..")))
		return dir, err
	})
)

// world is a history opened, with what reading every file tells of each commit of main.
type world struct {
	*document.Archive
	t    *testing.T
	line []gitrepo.Commit // of main, the oldest first
	sets map[string]*plan.Set
}

func open(t *testing.T, history func() (string, error)) *world {
	t.Helper()
	dir, err := history()
	if err != nil {
		t.Fatal(err)
	}
	return openDir(t, dir)
}

func openDir(t *testing.T, dir string) *world {
	t.Helper()
	repo, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { repo.Close() })
	w := &world{t: t, sets: map[string]*plan.Set{}}
	meanings := new(cache.Cache)
	w.Archive = &document.Archive{Repo: repo, Reader: &check.Reader{Schemas: schemas, Meanings: func() *cache.Cache { return meanings }}}
	if w.Main, err = repo.Resolve("main"); err != nil {
		t.Fatal(err)
	}
	for c, err := range repo.FirstParent(w.Main, gitrepo.Revision{}) {
		if err != nil {
			t.Fatal(err)
		}
		w.line = append(w.line, c)
	}
	slices.Reverse(w.line)
	return w
}

var schemas = sync.OnceValues(schema.Load)

// whole reads every file of a commit.
func (w *world) whole(rev gitrepo.Revision) *plan.Set {
	w.t.Helper()
	if set := w.sets[rev.Tree]; set != nil {
		return set
	}
	s, err := schemas()
	if err != nil {
		w.t.Fatal(err)
	}
	l, err := check.Load(rev.FS(), s)
	if err != nil {
		w.t.Fatal(err)
	}
	w.sets[rev.Tree] = l.Set
	return l.Set
}

// sum is the hash of a document's view by reading everything; the zero sum where it is not there.
func (w *world) sum(rev gitrepo.Revision, id string) (sum [32]byte) {
	if v, err := document.New(w.whole(rev), id); err == nil {
		return v.Sum()
	}
	return sum
}

func page(t *testing.T, v *document.View, p document.Print) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := document.HTML(&b, v, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sample is the tree of the repository's own plans.
func sample(t *testing.T) *plan.Set {
	t.Helper()
	s, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	l, err := check.Load(os.DirFS("../.."), s)
	if err != nil {
		t.Fatal(err)
	}
	return l.Set
}
