package gitrepo_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// all reads everything that there is below main: every commit, every file of the last.
func all(r *gitrepo.Repo) (string, error) {
	var b strings.Builder
	rev, err := r.Resolve("main")
	if err != nil {
		return "", err
	}
	for c, err := range r.FirstParent(rev, gitrepo.Revision{}) {
		if err != nil {
			return "", err
		}
		fmt.Fprintln(&b, c.Hash, c.Message)
		tree := c.FS()
		err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := fs.ReadFile(tree, name)
			fmt.Fprintf(&b, "%s %q\n", name, text)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// packed makes a repository with deltas in one pack.
func packed(t *testing.T, git program) (dir, pack string) {
	t.Helper()
	dir = t.TempDir()
	git.run(dir, "init", "-q", "-b", "main")
	for i := range 3 {
		var text strings.Builder
		for line := range 15 {
			fmt.Fprintf(&text, "rad %d av %d\n", line, line*i)
		}
		write(t, text.String(), dir, "plans", "a.yaml")
		write(t, strings.Repeat(text.String(), 120), dir, "plans", "large.yaml")
		git.run(dir, "add", ".")
		git.run(dir, "commit", "-q", "-m", fmt.Sprint(i))
	}
	git.run(dir, "gc", "-q", "--aggressive", "--prune=now")
	packs, err := filepath.Glob(filepath.Join(dir, ".git", "objects", "pack", "*.pack"))
	if err != nil || len(packs) != 1 {
		t.Fatalf("got packs %q, %v", packs, err)
	}
	return dir, packs[0]
}

// Whichever byte of a pack or its index is wrong (every third is tried): what is read is
// what was written, or a fault. Bytes that nothing depends on (checksums, what was never
// asked for) are allowed to pass.
func TestFlippedBytes(t *testing.T) {
	dir, pack := packed(t, gitProgram(t))
	want, err := all(open(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{pack, strings.TrimSuffix(pack, ".pack") + ".idx"} {
		t.Run(filepath.Ext(file), func(t *testing.T) {
			whole, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(file, 0o644); err != nil {
				t.Fatal(err)
			}
			faults := 0
			tries := 0
			for at := 0; at < len(whole); at += 3 {
				tries++
				broken := bytes.Clone(whole)
				broken[at] ^= 1 << (at % 8)
				if err := os.WriteFile(file, broken, 0o644); err != nil {
					t.Fatal(err)
				}
				r, err := gitrepo.Open(dir)
				if err != nil {
					t.Fatal(err)
				}
				got, err := all(r)
				var f *gitrepo.Fault
				switch {
				case err == nil && got != want:
					t.Errorf("byte %d: other content was taken for the right one", at)
				case err != nil && !errors.As(err, &f):
					t.Errorf("byte %d: got %v, not a fault", at, err)
				case err != nil:
					faults++
				}
				r.Close()
			}
			if faults < tries/2 {
				t.Errorf("only %d faults in %d tries", faults, tries)
			}
			if err := os.WriteFile(file, whole, 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
	for name, size := range map[string]int64{"empty": 0, "half": 400} {
		t.Run(name, func(t *testing.T) {
			if err := os.Truncate(pack, size); err != nil {
				t.Fatal(err)
			}
			_, err := all(open(t, dir))
			var f *gitrepo.Fault
			if !errors.As(err, &f) {
				t.Errorf("got %v, not a fault", err)
			}
		})
	}
}

func TestMissingAndDamagedObjects(t *testing.T) {
	for _, loss := range []struct {
		name  string
		spoil func(t *testing.T, file string)
		cause error
	}{
		{"missing", func(t *testing.T, file string) {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}, gitrepo.ErrMissing},
		{"empty", func(t *testing.T, file string) { overwrite(t, file, nil) }, gitrepo.ErrDamaged},
		{"of another name", func(t *testing.T, file string) {
			m := newMaker(t)
			other := m.put(plumbing.BlobObject, []byte("other"))
			text, err := os.ReadFile(loose(m.dir, other))
			if err != nil {
				t.Fatal(err)
			}
			overwrite(t, file, text)
		}, gitrepo.ErrDamaged},
	} {
		for _, what := range []string{"commit", "tree", "file"} {
			t.Run(what+" "+loss.name, func(t *testing.T) {
				m := newMaker(t)
				blob := m.put(plumbing.BlobObject, []byte("x"))
				tree := m.tree(map[string]file{"plans/a.yaml": {hash: blob}})
				first := m.commit(tree)
				m.ref("refs/heads/main", m.files([]plumbing.Hash{first}, "b", "1"))
				hash := map[string]plumbing.Hash{"commit": first, "tree": tree, "file": blob}[what]
				loss.spoil(t, loose(m.dir, hash))
				_, err := all(m.open())
				wantFault(t, err, loss.cause)
				if !strings.Contains(err.Error(), hash.String()) {
					t.Errorf("%q does not name %s", err, hash)
				}
			})
		}
	}
}

func loose(dir string, hash plumbing.Hash) string {
	return filepath.Join(dir, ".git", "objects", hash.String()[:2], hash.String()[2:])
}

func overwrite(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o444); err != nil {
		t.Fatal(err)
	}
}

// A tree remembers a fault, so that nobody takes what could be read for the whole.
func TestTreeRemembersItsFault(t *testing.T) {
	m := newMaker(t)
	blob := m.put(plumbing.BlobObject, []byte("x"))
	m.ref("refs/heads/main", m.commit(m.tree(map[string]file{"a": {hash: blob}, "b": {text: "y"}})))
	overwrite(t, loose(m.dir, blob), nil)
	tree := resolve(t, m.open(), "main").FS()
	if _, err := tree.ReadFile("b"); err != nil || tree.Err() != nil {
		t.Fatalf("got %v, %v", err, tree.Err())
	}
	if _, err := tree.ReadFile("none"); !errors.Is(err, fs.ErrNotExist) || tree.Err() != nil {
		t.Fatalf("got %v, %v", err, tree.Err())
	}
	_, err := tree.ReadFile("a")
	var at *fs.PathError
	if !errors.As(err, &at) || at.Path != "a" {
		t.Errorf("got %v", err)
	}
	wantFault(t, tree.Err(), gitrepo.ErrDamaged)
}

func TestMalformedTrees(t *testing.T) {
	m := newMaker(t)
	x := m.put(plumbing.BlobObject, []byte("x"))
	dir := m.lines(line{"100644", "x", x})
	for name, lines := range map[string][]line{
		"a name that goes up":          {{"100644", "..", x}},
		"a name for the folder itself": {{"100644", ".", x}},
		"a name with a slash":          {{"100644", "a/b", x}},
		"no name":                      {{"100644", "", x}},
		"a name twice":                 {{"100644", "a", x}, {"100644", "a", x}},
		"a file and a folder":          {{"100644", "a", x}, {"40000", "a", dir}},
		"a folder with others between": {{"100644", "a", x}, {"100644", "a.b", x}, {"40000", "a", dir}},
		"names out of order":           {{"100644", "b", x}, {"100644", "a", x}},
		"a mode that is none":          {{"hej", "a", x}},
		"a mode of nothing":            {{"0", "a", x}},
		"a device":                     {{"60000", "a", x}},
		"no object":                    {{"100644", "a", plumbing.ZeroHash}},
	} {
		t.Run(name, func(t *testing.T) {
			r := m.open()
			commit := m.commit(m.tree(map[string]file{"plans": {mode: "40000", hash: m.lines(lines...)}}))
			_, err := resolve(t, r, commit).FS().ReadDir("plans")
			wantFault(t, err, gitrepo.ErrDamaged)
			_, err = r.Changed(gitrepo.Revision{}, resolve(t, r, commit), ".")
			wantFault(t, err, gitrepo.ErrDamaged)
		})
	}
	t.Run("a file where a folder should be", func(t *testing.T) {
		commit := m.commit(m.lines(line{"40000", "plans", x}))
		_, err := resolve(t, m.open(), commit).FS().ReadDir("plans")
		wantFault(t, err, gitrepo.ErrDamaged)
	})
	t.Run("a folder where a file should be", func(t *testing.T) {
		commit := m.commit(m.lines(line{"100644", "plans", dir}))
		_, err := resolve(t, m.open(), commit).FS().ReadFile("plans")
		wantFault(t, err, gitrepo.ErrDamaged)
	})
	t.Run("a commit that is none", func(t *testing.T) {
		commit := m.put(plumbing.CommitObject, []byte("hej\n\n"))
		_, err := m.open().Resolve(commit.String())
		wantFault(t, err, gitrepo.ErrDamaged)
	})
}

// Ten folders that each hold the next one ten times are ten billion files.
func TestFoldersThatHoldEachOtherManyTimes(t *testing.T) {
	m := newMaker(t)
	hash, mode := m.put(plumbing.BlobObject, []byte("x")), "100644"
	for range 10 {
		var lines []line
		for i := range 10 {
			lines = append(lines, line{mode, fmt.Sprint(i), hash})
		}
		hash, mode = m.lines(lines...), "40000"
	}
	r := m.open()
	r.SetMaxEntries(5000)
	rev := resolve(t, r, m.commit(hash))
	err := fs.WalkDir(rev.FS(), ".", func(_ string, _ fs.DirEntry, err error) error { return err })
	wantFault(t, err, gitrepo.ErrTooMany)
	_, err = r.Changed(gitrepo.Revision{}, rev, ".")
	wantFault(t, err, gitrepo.ErrTooMany)
	if _, err := r.Changed(rev, rev, "."); err != nil {
		t.Errorf("nothing differs: got %v", err)
	}
}

func FuzzParseTree(f *testing.F) {
	hash := strings.Repeat("h", 20)
	f.Add([]byte("100644 a\x00" + hash + "40000 b\x00" + hash))
	f.Add([]byte("100644 ..\x00" + hash))
	f.Add([]byte("40000 a\x00" + hash + "100644 a.b\x00" + hash))
	f.Fuzz(func(t *testing.T, text []byte) {
		names, ok := gitrepo.ParseTree(text)
		if !ok {
			return
		}
		for i, name := range names {
			if name == "" || name == "." || name == ".." || strings.ContainsAny(name, "/\x00") || i > 0 && names[i-1] >= name {
				t.Errorf("%q: name %q was accepted", text, name)
			}
		}
	})
}
