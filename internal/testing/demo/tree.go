package demo

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// tree is all files of the repository, by path. A blob never changes, so that trees share
// them.
type tree map[string]*blob

type blob struct{ text, hash string }

func newBlob(text string) *blob { return &blob{text, gitrepo.BlobHash([]byte(text))} }

// readTree reads the sample plans.
func readTree(sample fs.FS) (tree, error) {
	out := tree{}
	err := fs.WalkDir(sample, "plans", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(sample, name)
		out[name] = newBlob(string(text))
		return err
	})
	return out, err
}

// with is the tree with other files laid over it; nil takes one away.
func (t tree) with(files map[string]*blob) tree {
	out := maps.Clone(t)
	for name, b := range files {
		if b == nil {
			delete(out, name)
		} else {
			out[name] = b
		}
	}
	return out
}

// edit rewrites a file that is there.
func (t tree) edit(name string, change func(text string) (string, error)) error {
	b := t[name]
	if b == nil {
		return fmt.Errorf("%s is not there", name)
	}
	text, err := change(b.text)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	t[name] = newBlob(text)
	return nil
}

// below lists the files whose path begins so, in order.
func (t tree) below(prefix string) []string {
	return slices.Sorted(func(yield func(string) bool) {
		for name := range t {
			if strings.HasPrefix(name, prefix) && !yield(name) {
				return
			}
		}
	})
}

// treeFS is a tree for package check, which asks for hashes to leave alone what is the same.
type treeFS struct {
	fstest.MapFS
	tree tree
}

func (t tree) fs() treeFS {
	m := fstest.MapFS{}
	for name, b := range t {
		m[name] = &fstest.MapFile{Data: []byte(b.text)}
	}
	return treeFS{m, t}
}

// Hash names what stands at a path.
func (f treeFS) Hash(name string) (string, bool) {
	if b := f.tree[name]; b != nil {
		return b.hash, true
	}
	return "", false
}
