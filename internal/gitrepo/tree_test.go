package gitrepo_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/worktree"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

func TestTreeIsAFileSystem(t *testing.T) {
	m := newMaker(t)
	commit := m.files(nil, "README.md", "x", "plans/2027/a.yaml", "1", "plans/2027/b/c/d.yaml", "2", "plans/å.yaml", "", "plans-old/x", "3")
	tree := resolve(t, m.open(), commit).FS()
	if err := fstest.TestFS(tree, "README.md", "plans/2027/a.yaml", "plans/2027/b/c/d.yaml", "plans/å.yaml", "plans-old/x"); err != nil {
		t.Error(err)
	}
	if err := fstest.TestFS((gitrepo.Revision{}).FS()); err != nil {
		t.Errorf("the zero revision: %v", err)
	}
	if tree.Err() != nil {
		t.Error(tree.Err())
	}
}

func TestEntries(t *testing.T) {
	m := newMaker(t)
	x := m.put(plumbing.BlobObject, []byte("xyz"))
	commit := m.commit(m.tree(map[string]file{
		"plans/file":   {hash: x},
		"plans/group":  {mode: "100664", hash: x},
		"plans/script": {mode: "100755", hash: x},
		"plans/link":   {mode: "120000", text: "file"},
		"plans/module": {mode: "160000", hash: plumbing.NewHash(strings.Repeat("1", 40))},
		"plans/sub/a":  {hash: x},
		"up":           {mode: "120000", text: "plans"},
	}))
	tree := resolve(t, m.open(), commit).FS()
	modes, sizes := map[string]fs.FileMode{}, map[string]int64{}
	entries, err := tree.ReadDir("plans")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		modes[e.Name()], sizes[e.Name()] = info.Mode(), info.Size()
		if line, err := tree.DirEntry("plans/" + e.Name()); err != nil || line != e {
			t.Errorf("%s: DirEntry gives %v, %v", e.Name(), line, err)
		}
		if e.Type() != info.Mode().Type() || e.IsDir() != info.IsDir() || info.ModTime() != (time.Time{}) {
			t.Errorf("%s: the entry says %s, the info %s", e.Name(), e.Type(), info.Mode())
		}
		if entry := tree.Entry("plans/" + e.Name()); info.Sys() != entry || entry.Mode != info.Mode() {
			t.Errorf("%s: Sys gives %v, Entry %v", e.Name(), info.Sys(), entry)
		}
	}
	if diff := cmp.Diff(map[string]fs.FileMode{
		"file": 0o644, "group": 0o644, "script": 0o755, "link": fs.ModeSymlink | 0o777, "module": fs.ModeIrregular | 0o755, "sub": fs.ModeDir | 0o755,
	}, modes); diff != "" {
		t.Errorf("modes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int64{"file": 3, "group": 3, "script": 3, "link": 4, "module": 0, "sub": 0}, sizes); diff != "" {
		t.Errorf("sizes (-want +got):\n%s", diff)
	}
	for name, want := range map[string]bool{"plans/script": true, "plans/link": true, "plans/module": true, "plans/sub": false, "plans/none": false} {
		if _, ok := tree.Hash(name); ok != want {
			t.Errorf("%s has a hash: %t, want %t", name, ok, want)
		}
	}
	if got, _ := tree.Hash("plans/script"); got != x.String() {
		t.Errorf("got the hash %s, want %s", got, x)
	}
	for _, name := range []string{"", "/", "plans/", "plans/none", "plans/file/x", "../plans", "up/file", "plans/module/x"} {
		if got := tree.Entry(name); got != (gitrepo.Entry{}) {
			t.Errorf("%q: got %v", name, got)
		}
		if got, err := tree.DirEntry(name); err == nil {
			t.Errorf("%q: got %v", name, got)
		}
	}
	for _, name := range []string{"plans/link", "plans/module", "plans/sub", "up/file", "plans/module/x", "plans/file/x", "plans/none", "plans\x00", "a\xff", "/plans/file"} {
		_, err := tree.ReadFile(name)
		if at := (*fs.PathError)(nil); !errors.As(err, &at) || at.Path != name {
			t.Errorf("%q was read: %v", name, err)
		}
		if name != "plans/sub" {
			if _, err := tree.Open(name); err == nil {
				t.Errorf("%q was opened", name)
			}
		}
	}
	if tree.Err() != nil {
		t.Errorf("asking for what is not there is no fault: %v", tree.Err())
	}
}

// What is too large is told by its size, and not read: whether it is stored by itself, in
// a pack or as a difference from another.
func TestFilesAboveTheLimit(t *testing.T) {
	if gitrepo.DefaultLimit != worktree.DefaultLimit || gitrepo.DefaultLimit < yamldoc.MaxSize {
		t.Errorf("limits differ: git %d, disk %d, documents %d", gitrepo.DefaultLimit, worktree.DefaultLimit, yamldoc.MaxSize)
	}
	git := gitProgram(t)
	m := newMaker(t)
	text := strings.Repeat("0123456789abcdef", gitrepo.DefaultLimit/16)
	m.ref("refs/heads/main", m.files(nil, "just", text, "above", text+"x", "far", strings.Repeat(text, 3), "small", "1"))
	look := func(t *testing.T) {
		tree := resolve(t, open(t, m.dir), "main").FS()
		if got, err := tree.ReadFile("just"); err != nil || string(got) != text {
			t.Errorf("got %d bytes, %v", len(got), err)
		}
		for name, size := range map[string]int64{"above": gitrepo.DefaultLimit + 1, "far": 3 * gitrepo.DefaultLimit} {
			_, err := tree.ReadFile(name)
			var large *gitrepo.TooLarge
			if !errors.As(err, &large) || *large != (gitrepo.TooLarge{Size: size, Limit: gitrepo.DefaultLimit}) {
				t.Errorf("%s: got %v", name, err)
			}
			if _, err := tree.Open(name); !errors.As(err, &large) {
				t.Errorf("%s was opened: %v", name, err)
			}
			if info, err := tree.Stat(name); err != nil || info.Size() != size {
				t.Errorf("%s: got %v, %v", name, info, err)
			}
		}
		if tree.Err() != nil {
			t.Errorf("a large file is no fault: %v", tree.Err())
		}
		small := resolve(t, open(t, m.dir), "main").FS()
		small.Limit = 0
		if _, err := small.ReadFile("small"); err == nil {
			t.Error("a limit of one's own was not kept")
		}
	}
	t.Run("loose", look)
	git.run(m.dir, "gc", "-q", "--prune=now")
	t.Run("packed", look)
}

// What a reader does to the bytes that it was given is nobody else's concern.
func TestContentIsTheReadersOwn(t *testing.T) {
	m := newMaker(t)
	tree := resolve(t, m.open(), m.files(nil, "a", "abc")).FS()
	for range 3 {
		text, err := tree.ReadFile("a")
		if err != nil || string(text) != "abc" {
			t.Fatalf("got %q, %v", text, err)
		}
		clear(text)
	}
}

func TestReadersSideBySide(t *testing.T) {
	m := newMaker(t)
	files := map[string]file{}
	for i := range 200 {
		files[fmt.Sprintf("plans/%d/%d.yaml", i%7, i)] = file{text: fmt.Sprint(i)}
	}
	m.ref("refs/heads/main", m.commit(m.tree(files)))
	gitProgram(t).run(m.dir, "gc", "-q", "--prune=now")
	tree := resolve(t, m.open(), "main").FS()
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for name, f := range files {
				if text, err := tree.ReadFile(name); err != nil || string(text) != f.text {
					t.Errorf("%s: got %q, %v", name, text, err)
				}
			}
		})
	}
	readers.Wait()
}
