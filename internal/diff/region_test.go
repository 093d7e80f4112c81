package diff_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

var schemas = sync.OnceValues(schema.Load)

// load reads a tree as the check does.
func load(t testing.TB, tree fs.FS) *plan.Set {
	t.Helper()
	s, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := check.Load(tree, s)
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Set
}

// compare compares two trees as a request would.
func compare(t testing.TB, base, head fstest.MapFS) []diff.Change {
	t.Helper()
	return diff.Compare(load(t, base), load(t, head), changed(base, head))
}

// small is the small region, read once: comparing changes nothing in it.
var small *plan.Set

// since compares a tree with the small region.
func since(t testing.TB, head fstest.MapFS) []diff.Change {
	t.Helper()
	if small == nil {
		small = load(t, region.Files())
	}
	return diff.Compare(small, load(t, head), changed(region.Files(), head))
}

// changed lists the files that differ.
func changed(base, head fstest.MapFS) []diff.FileChange {
	names := maps.Clone(base)
	maps.Copy(names, head)
	var out []diff.FileChange
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if before, after := hash(base[name]), hash(head[name]); before != after {
			out = append(out, diff.FileChange{Path: name, Before: before, After: after})
		}
	}
	return out
}

func hash(f *fstest.MapFile) string {
	if f == nil {
		return ""
	}
	return fmt.Sprintf("%x", sha256.Sum256(f.Data))
}

// edited is the small region with texts replaced, each of which stands once in its file.
func edited(t testing.TB, edits ...string) fstest.MapFS {
	t.Helper()
	tree := region.Files()
	for i := 0; i+2 < len(edits); i += 3 {
		edit(t, tree, edits[i], edits[i+1], edits[i+2])
	}
	return tree
}

func edit(t testing.TB, tree fstest.MapFS, name, old, fresh string) {
	t.Helper()
	f := tree[name]
	if f == nil || strings.Count(string(f.Data), old) != 1 {
		t.Fatalf("%q does not stand once in %s", old, name)
	}
	tree[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(f.Data), old, fresh, 1))}
}

// outline is changes as lines: "leveransplan/lp-…: leveransplan.minskning".
func outline(changes []diff.Change) []string {
	out := []string{}
	for _, c := range changes {
		kinds := make([]string, 0, 2)
		for _, k := range c.Kinds() {
			kinds = append(kinds, string(k))
		}
		out = append(out, c.About().String()+": "+strings.Join(kinds, " "))
	}
	return out
}

func bytesCount(tree fstest.MapFS, name, text string) int {
	if tree[name] == nil {
		return 0
	}
	return strings.Count(string(tree[name].Data), text)
}
