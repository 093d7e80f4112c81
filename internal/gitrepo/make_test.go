package gitrepo_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// maker makes a repository object by object, so that it can hold what no working tree
// can.
type maker struct {
	t    testing.TB
	dir  string
	repo *git.Repository
	day  int // dates of commits go up
}

func newMaker(t testing.TB) *maker {
	t.Helper()
	dir := t.TempDir()
	repo, err := git.PlainInitWithOptions(dir, &git.PlainInitOptions{InitOptions: git.InitOptions{DefaultBranch: "refs/heads/main"}})
	if err != nil {
		t.Fatal(err)
	}
	return &maker{t: t, dir: dir, repo: repo}
}

// file is what a tree is to hold at a path.
type file struct {
	mode string // octal, as git writes it; 100644 where empty
	text string
	hash plumbing.Hash // in place of text
}

func texts(pairs ...string) map[string]file {
	files := map[string]file{}
	for i := 0; i < len(pairs); i += 2 {
		files[pairs[i]] = file{text: pairs[i+1]}
	}
	return files
}

func (m *maker) put(kind plumbing.ObjectType, text []byte) plumbing.Hash {
	m.t.Helper()
	o := m.repo.Storer.NewEncodedObject()
	o.SetType(kind)
	w, err := o.Writer()
	if err == nil {
		_, err = w.Write(text)
	}
	if err != nil {
		m.t.Fatal(err)
	}
	hash, err := m.repo.Storer.SetEncodedObject(o)
	if err != nil {
		m.t.Fatal(err)
	}
	return hash
}

// tree makes the trees of files, by their paths.
func (m *maker) tree(files map[string]file) plumbing.Hash {
	m.t.Helper()
	here, below := map[string]file{}, map[string]map[string]file{}
	for name, f := range files {
		dir, rest, deeper := strings.Cut(name, "/")
		if !deeper {
			here[name] = f
			continue
		}
		if below[dir] == nil {
			below[dir] = map[string]file{}
		}
		below[dir][rest] = f
	}
	for dir, files := range below {
		here[dir] = file{mode: "40000", hash: m.tree(files)}
	}
	var names []string
	for name := range here {
		names = append(names, name)
	}
	sortName := func(name string) string {
		if here[name].mode == "40000" {
			return name + "/"
		}
		return name
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(sortName(a), sortName(b)) })
	var lines []line
	for _, name := range names {
		f := here[name]
		if f.mode == "" {
			f.mode = "100644"
		}
		if f.hash.IsZero() {
			f.hash = m.put(plumbing.BlobObject, []byte(f.text))
		}
		lines = append(lines, line{f.mode, name, f.hash})
	}
	return m.lines(lines...)
}

// line is a line of a tree as it is stored.
type line struct {
	mode, name string
	hash       plumbing.Hash
}

func (m *maker) lines(lines ...line) plumbing.Hash {
	m.t.Helper()
	var b bytes.Buffer
	for _, l := range lines {
		fmt.Fprintf(&b, "%s %s\x00%s", l.mode, l.name, l.hash[:])
	}
	return m.put(plumbing.TreeObject, b.Bytes())
}

// commit makes a commit a day after the one before.
func (m *maker) commit(tree plumbing.Hash, parents ...plumbing.Hash) plumbing.Hash {
	m.day++
	return m.commitOn(m.day, tree, parents...)
}

func (m *maker) commitOn(day int, tree plumbing.Hash, parents ...plumbing.Hash) plumbing.Hash {
	m.t.Helper()
	hash, err := m.repo.Storer.SetEncodedObject(m.encode(day, tree, parents...))
	if err != nil {
		m.t.Fatal(err)
	}
	return hash
}

// encode makes a commit without storing it.
func (m *maker) encode(day int, tree plumbing.Hash, parents ...plumbing.Hash) plumbing.EncodedObject {
	m.t.Helper()
	anna := object.Signature{Name: "Anna", Email: "anna@example.org", When: time.Unix(1_700_000_000+int64(day)*86_400, 0).UTC()}
	c := object.Commit{Author: anna, Committer: anna, Message: fmt.Sprintf("%d\n", day), TreeHash: tree, ParentHashes: parents}
	o := m.repo.Storer.NewEncodedObject()
	if err := c.Encode(o); err != nil {
		m.t.Fatal(err)
	}
	return o
}

// files makes a commit of texts by path.
func (m *maker) files(parents []plumbing.Hash, pairs ...string) plumbing.Hash {
	m.t.Helper()
	return m.commit(m.tree(texts(pairs...)), parents...)
}

func (m *maker) ref(name string, hash plumbing.Hash) {
	m.t.Helper()
	if err := m.repo.Storer.SetReference(plumbing.NewHashReference(plumbing.ReferenceName(name), hash)); err != nil {
		m.t.Fatal(err)
	}
}

func (m *maker) open() *gitrepo.Repo {
	m.t.Helper()
	return open(m.t, m.dir)
}

func open(t testing.TB, dir string) *gitrepo.Repo {
	t.Helper()
	r, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func resolve(t testing.TB, r *gitrepo.Repo, rev any) gitrepo.Revision {
	t.Helper()
	found, err := r.Resolve(fmt.Sprint(rev))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// wantFault asks for a fault of this cause that says what to do, in both languages.
func wantFault(t *testing.T, err, cause error) {
	t.Helper()
	var f *gitrepo.Fault
	if !errors.As(err, &f) || !errors.Is(err, cause) {
		t.Fatalf("got %v, want a fault: %v", err, cause)
	}
	for _, l := range lang.Languages {
		if f.Message.In(l) == "" || f.Hint.In(l) == "" || strings.Contains(f.Message.In(l)+f.Hint.In(l), "%!") || strings.Contains(f.Message.In(l), "\n") {
			t.Errorf("%s: message %q, hint %q", l, f.Message.In(l), f.Hint.In(l))
		}
	}
}

// program runs git itself.
type program struct {
	t    testing.TB
	path string
}

func gitProgram(t testing.TB) program {
	t.Helper()
	return program{t, need.Tool(t, "git")}
}

func (p program) command(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(p.path, args...)
	cmd.Dir = dir
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	cmd.Env = append(env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_NO_REPLACE_OBJECTS=1",
		"GIT_AUTHOR_NAME=Test", "GIT_AUTHOR_EMAIL=test@example.org", "GIT_AUTHOR_DATE=2026-03-01T12:00:00Z",
		"GIT_COMMITTER_NAME=Test", "GIT_COMMITTER_EMAIL=test@example.org", "GIT_COMMITTER_DATE=2026-03-01T12:00:00Z")
	return cmd
}

// run gives what git prints, without the line break at its end.
func (p program) run(dir string, args ...string) string {
	p.t.Helper()
	return p.feed(nil, dir, args...)
}

func (p program) feed(in io.Reader, dir string, args ...string) string {
	p.t.Helper()
	cmd := p.command(dir, args...)
	cmd.Stdin = in
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if err != nil {
		p.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, problems.String())
	}
	return strings.TrimSuffix(string(out), "\n")
}

// write writes a file and the folders above it.
func write(t testing.TB, text string, elem ...string) {
	t.Helper()
	name := filepath.Join(elem...)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// read reads all files of a tree.
func read(t testing.TB, fsys fs.FS) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
