package gitrepo_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// brief writes changes in a line each: path, what was, what is.
func brief(changes []gitrepo.Change) []string {
	show := func(e gitrepo.Entry) string {
		if e == (gitrepo.Entry{}) {
			return "-"
		}
		return e.Mode.String() + " " + e.Hash[:7]
	}
	var out []string
	for _, c := range changes {
		out = append(out, fmt.Sprintf("%s: %s > %s", c.Path, show(c.Before), show(c.After)))
	}
	return out
}

func changedPaths(changes []gitrepo.Change) []string {
	var out []string
	for _, c := range changes {
		out = append(out, c.Path)
	}
	return out
}

func TestChanged(t *testing.T) {
	m := newMaker(t)
	x, y := m.put(plumbing.BlobObject, []byte("x")), m.put(plumbing.BlobObject, []byte("y"))
	xs, ys := x.String()[:7], y.String()[:7]
	for name, c := range map[string]struct {
		before, after map[string]file
		under         string
		want          []string
	}{
		"nothing":                  {map[string]file{"a": {hash: x}}, map[string]file{"a": {hash: x}}, ".", nil},
		"a file that is new":       {nil, map[string]file{"p/a": {hash: x}}, ".", []string{"p/a: - > -rw-r--r-- " + xs}},
		"a file that is gone":      {map[string]file{"p/a": {hash: x}}, nil, "p", []string{"p/a: -rw-r--r-- " + xs + " > -"}},
		"other content":            {map[string]file{"p/a": {hash: x}}, map[string]file{"p/a": {hash: y}}, "p", []string{"p/a: -rw-r--r-- " + xs + " > -rw-r--r-- " + ys}},
		"another mode":             {map[string]file{"a": {hash: x}}, map[string]file{"a": {mode: "100755", hash: x}}, ".", []string{"a: -rw-r--r-- " + xs + " > -rwxr-xr-x " + xs}},
		"the same mode, once more": {map[string]file{"a": {hash: x}}, map[string]file{"a": {mode: "100664", hash: x}}, ".", nil},
		"a file becomes a link":    {map[string]file{"a": {hash: x}}, map[string]file{"a": {mode: "120000", hash: x}}, ".", []string{"a: -rw-r--r-- " + xs + " > Lrwxrwxrwx " + xs}},
		"a file becomes a folder": {map[string]file{"a": {hash: x}, "a.b": {hash: x}}, map[string]file{"a/b": {hash: x}}, ".",
			[]string{"a: -rw-r--r-- " + xs + " > -", "a.b: -rw-r--r-- " + xs + " > -", "a/b: - > -rw-r--r-- " + xs}},
		"a folder becomes a submodule": {map[string]file{"a/b": {hash: x}}, map[string]file{"a": {mode: "160000", hash: y}}, ".",
			[]string{"a: - > ?rwxr-xr-x " + ys, "a/b: -rw-r--r-- " + xs + " > -"}},
		"a file that has moved":    {map[string]file{"a": {hash: x}}, map[string]file{"b": {hash: x}}, ".", []string{"a: -rw-r--r-- " + xs + " > -", "b: - > -rw-r--r-- " + xs}},
		"elsewhere":                {map[string]file{"p/a": {hash: x}, "q/a": {hash: x}, "pp/a": {hash: x}}, map[string]file{"p/a": {hash: x}}, "p", nil},
		"a folder deep below":      {map[string]file{"p/q/r/a": {hash: x}, "p/q/a": {hash: x}}, map[string]file{"p/q/r/a": {hash: y}}, "p/q/r", []string{"p/q/r/a: -rw-r--r-- " + xs + " > -rw-r--r-- " + ys}},
		"a folder that is nowhere": {map[string]file{"a": {hash: x}}, map[string]file{"b": {hash: y}}, "p/q", nil},
		"the file itself":          {map[string]file{"p/a": {hash: x}, "p/b": {hash: x}}, map[string]file{"p/a": {hash: y}}, "p/a", []string{"p/a: -rw-r--r-- " + xs + " > -rw-r--r-- " + ys}},
		"through a file":           {map[string]file{"p": {hash: x}}, map[string]file{"p/a": {hash: x}}, "p/a", []string{"p/a: - > -rw-r--r-- " + xs}},
	} {
		t.Run(name, func(t *testing.T) {
			r := m.open()
			got, err := r.Changed(resolve(t, r, m.commit(m.tree(c.before))), resolve(t, r, m.commit(m.tree(c.after))), c.under)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, brief(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for _, under := range []string{"", "/", "../x", "p/"} {
		if _, err := m.open().Changed(gitrepo.Revision{}, gitrepo.Revision{}, under); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("%q: got %v", under, err)
		}
	}
}

// randomFiles makes a tree in which names are both files and folders, now and then.
func randomFiles(rnd *rand.Rand, m *maker) map[string]file {
	names := []string{"a", "b", "a.b", "a-b", "å", "c"}
	files := map[string]file{}
	for range rnd.IntN(12) {
		parts := make([]string, 1+rnd.IntN(3))
		for i := range parts {
			parts[i] = names[rnd.IntN(len(names))]
		}
		files[strings.Join(parts, "/")] = file{mode: []string{"100644", "100644", "100755", "120000", "160000"}[rnd.IntN(5)],
			hash: m.put(plumbing.BlobObject, []byte{byte('0' + rnd.IntN(2))})}
	}
	for name := range files {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if _, both := files[dir]; both {
				delete(files, name)
			}
		}
	}
	return files
}

// naive compares every file of two revisions.
func naive(t *testing.T, a, b gitrepo.Revision, under string) []gitrepo.Change {
	t.Helper()
	list := func(tree *gitrepo.Tree) map[string]gitrepo.Entry {
		entries := map[string]gitrepo.Entry{}
		err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && (under == "." || name == under || strings.HasPrefix(name, under+"/")) {
				entries[name] = tree.Entry(name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return entries
	}
	before, after := list(a.FS()), list(b.FS())
	names := slices.Concat(slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after)))
	slices.Sort(names)
	var out []gitrepo.Change
	for _, name := range slices.Compact(names) {
		if before[name] != after[name] {
			out = append(out, gitrepo.Change{Path: name, Before: before[name], After: after[name]})
		}
	}
	return out
}

func TestChangedEqualsAFullComparison(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	m := newMaker(t)
	r := m.open()
	different := 0
	for range 150 {
		a := resolve(t, r, m.commit(m.tree(randomFiles(rnd, m))))
		b := resolve(t, r, m.commit(m.tree(randomFiles(rnd, m))))
		under := []string{".", "a", "b", "a/a"}[rnd.IntN(4)]
		got, err := r.Changed(a, b, under)
		if err != nil {
			t.Fatal(err)
		}
		want := naive(t, a, b, under)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s..%s below %s (-want +got):\n%s", a.Hash, b.Hash, under, diff)
		}
		different += len(got)
	}
	if different < 400 {
		t.Errorf("only %d differences were compared", different)
	}
}

// Git itself sees the same paths.
func TestChangedAsGitSeesIt(t *testing.T) {
	git := gitProgram(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	m := newMaker(t)
	r := m.open()
	for range 20 {
		a, b := m.commit(m.tree(randomFiles(rnd, m))), m.commit(m.tree(randomFiles(rnd, m)))
		got, err := r.Changed(resolve(t, r, a), resolve(t, r, b), ".")
		if err != nil {
			t.Fatal(err)
		}
		out := git.run(m.dir, "-c", "core.quotePath=off", "diff-tree", "-r", "-z", "--no-renames", "--name-only", a.String(), b.String())
		var want []string
		for name := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
			if name != "" {
				want = append(want, name)
			}
		}
		slices.Sort(want)
		want = slices.Compact(want)
		if diff := cmp.Diff(want, changedPaths(got)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// Equal folders are not read: their objects may even be gone.
func TestEqualFoldersAreNotRead(t *testing.T) {
	m := newMaker(t)
	same := m.tree(texts("x", "1"))
	a := m.commit(m.tree(map[string]file{"same": {mode: "40000", hash: same}, "a": {text: "1"}}))
	b := m.commit(m.tree(map[string]file{"same": {mode: "40000", hash: same}, "a": {text: "2"}}))
	overwrite(t, loose(m.dir, same), nil)
	r := m.open()
	got, err := r.Changed(resolve(t, r, a), resolve(t, r, b), ".")
	if err != nil || !slices.Equal(changedPaths(got), []string{"a"}) {
		t.Errorf("got %v, %v", brief(got), err)
	}
}
