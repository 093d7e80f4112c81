package gitrepo_test

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// named is a repository with something of every kind that a name may mean.
func named(t testing.TB) (m *maker, first, second, merge plumbing.Hash) {
	m = newMaker(t)
	first = m.files(nil, "a", "1")
	second = m.files([]plumbing.Hash{first}, "a", "2")
	other := m.files([]plumbing.Hash{first}, "a", "1", "b", "1")
	merge = m.files([]plumbing.Hash{second, other}, "a", "2", "b", "1")
	m.ref("refs/heads/main", merge)
	m.ref("refs/heads/år/2027", second)
	m.ref("refs/remotes/origin/main", second)
	m.ref("refs/remotes/origin/only-there", second)
	m.ref("refs/pull/1/head", other)
	m.ref("refs/heads/both", first)
	m.ref("refs/tags/both", second)
	m.ref("refs/heads/same", first)
	m.ref("refs/tags/same", first)
	tag := func(target plumbing.Hash, kind string) plumbing.Hash {
		return m.put(plumbing.TagObject, fmt.Appendf(nil, "object %s\ntype %s\ntag x\ntagger A <a@example.org> 0 +0000\n\nx\n", target, kind))
	}
	m.ref("refs/tags/v1", tag(tag(second, "commit"), "tag"))
	m.ref("refs/tags/a-tree", tag(m.tree(texts("x", "y")), "tree"))
	m.ref("refs/heads/gone", plumbing.NewHash(strings.Repeat("7", 40)))
	return m, first, second, merge
}

func TestResolve(t *testing.T) {
	m, first, second, merge := named(t)
	r := m.open()
	for rev, want := range map[string]plumbing.Hash{
		"HEAD":                                merge,
		"main":                                merge,
		"heads/main":                          merge,
		"refs/heads/main":                     merge,
		"origin/main":                         second,
		"refs/remotes/origin/main":            second,
		"år/2027":                             second,
		"v1":                                  second,
		"same":                                first,
		"refs/heads/both":                     first,
		"refs/tags/both":                      second,
		"main^":                               second,
		"main^1":                              second,
		"main^0":                              merge,
		"main~0":                              merge,
		"main~":                               second,
		"main~2":                              first,
		"main^2~1":                            first,
		"main^^":                              first,
		"pull/1/head^":                        first,
		first.String():                        first,
		strings.ToUpper(first.String()):       first,
		first.String()[:7]:                    first,
		first.String()[:12] + "^0":            first,
		strings.ToUpper(second.String())[:39]: second,
		merge.String() + "~1^1":               first,
	} {
		t.Run(rev, func(t *testing.T) {
			got, err := r.Resolve(rev)
			if err != nil || got.Hash != want.String() || len(got.Tree) != 40 {
				t.Errorf("got %s, %v, want %s", got.Hash, err, want)
			}
		})
	}
}

func TestResolveRefuses(t *testing.T) {
	m, first, _, _ := named(t)
	r := m.open()
	tree := m.tree(texts("a", "1"))
	for rev, cause := range map[string]error{
		"both":                            gitrepo.ErrAmbiguous,
		"gone":                            gitrepo.ErrMissing,
		"nowhere":                         gitrepo.ErrUnknown,
		"only-there":                      gitrepo.ErrUnknown,
		"refs/heads":                      gitrepo.ErrUnknown,
		"main/deeper":                     gitrepo.ErrUnknown,
		"a-tree":                          gitrepo.ErrUnknown,
		tree.String():                     gitrepo.ErrUnknown,
		tree.String()[:10]:                gitrepo.ErrUnknown,
		strings.Repeat("0", 40):           gitrepo.ErrUnknown,
		"0123456":                         gitrepo.ErrUnknown,
		"main^3":                          gitrepo.ErrUnknown,
		"main~3":                          gitrepo.ErrUnknown,
		first.String() + "0":              gitrepo.ErrUnknown,
		first.String()[:6]:                gitrepo.ErrUnknown,
		"":                                gitrepo.ErrArgument,
		"@":                               gitrepo.ErrArgument,
		"--upload-pack=touch /tmp":        gitrepo.ErrArgument,
		"-main":                           gitrepo.ErrArgument,
		"refs/heads/../../config":         gitrepo.ErrArgument,
		"../config":                       gitrepo.ErrArgument,
		"main..origin/main":               gitrepo.ErrArgument,
		"main...origin/main":              gitrepo.ErrArgument,
		"^main":                           gitrepo.ErrArgument,
		"main@{1}":                        gitrepo.ErrArgument,
		"main@{upstream}":                 gitrepo.ErrArgument,
		"@{-1}":                           gitrepo.ErrArgument,
		"main:a":                          gitrepo.ErrArgument,
		":/text":                          gitrepo.ErrArgument,
		"main^{tree}":                     gitrepo.ErrArgument,
		"main^{/text}":                    gitrepo.ErrArgument,
		"main^-":                          gitrepo.ErrArgument,
		"main~x":                          gitrepo.ErrArgument,
		"main~99999999999999":             gitrepo.ErrArgument,
		"main\n":                          gitrepo.ErrArgument,
		"ma\x00in":                        gitrepo.ErrArgument,
		"ma in":                           gitrepo.ErrArgument,
		"ma\u202ein":                      gitrepo.ErrArgument,
		"ma\xffin":                        gitrepo.ErrArgument,
		`ma\in`:                           gitrepo.ErrArgument,
		"/etc/passwd":                     gitrepo.ErrArgument,
		"main/":                           gitrepo.ErrArgument,
		"refs//heads/main":                gitrepo.ErrArgument,
		"refs/./heads/main":               gitrepo.ErrArgument,
		"refs/heads/main.lock":            gitrepo.ErrArgument,
		"refs/heads/-x":                   gitrepo.ErrArgument,
		"ma*":                             gitrepo.ErrArgument,
		strings.Repeat("a", 201):          gitrepo.ErrArgument,
		"main" + strings.Repeat("^", 300): gitrepo.ErrArgument,
	} {
		t.Run(fmt.Sprintf("%.40q", rev), func(t *testing.T) {
			_, err := r.Resolve(rev)
			wantFault(t, err, cause)
		})
	}
}

func TestHintNamesTheFetchedBranch(t *testing.T) {
	m, _, _, _ := named(t)
	_, err := m.open().Resolve("only-there")
	var f *gitrepo.Fault
	if !errors.As(err, &f) || f.Hint.In("sv") != "Menade du origin/only-there?" {
		t.Errorf("got %v", err)
	}
}

// A branch may be called like the beginning of a commit: nobody knows which is meant.
func TestBranchNamedLikeACommit(t *testing.T) {
	m, first, second, _ := named(t)
	m.ref("refs/heads/"+first.String()[:8], second)
	m.ref("refs/heads/"+first.String(), second)
	r := m.open()
	_, err := r.Resolve(first.String()[:8])
	wantFault(t, err, gitrepo.ErrAmbiguous)
	if got := resolve(t, r, first); got.Hash != first.String() {
		t.Errorf("a full hash was taken for the branch: got %s", got.Hash)
	}
}

func TestAbbreviationOfTwoCommits(t *testing.T) {
	m := newMaker(t)
	tree := m.tree(nil)
	seen := map[string]int{}
	for day := 1; ; day++ {
		short := m.encode(day, tree).Hash().String()[:7]
		if twin, twice := seen[short]; twice {
			m.commitOn(twin, tree)
			m.commitOn(day, tree)
			_, err := m.open().Resolve(short)
			wantFault(t, err, gitrepo.ErrAmbiguous)
			return
		}
		seen[short] = day
	}
}

func TestDamagedRefs(t *testing.T) {
	for name, text := range map[string]string{
		"empty":             "",
		"not a hash":        "hej\n",
		"cut short":         strings.Repeat("a", 39) + "\n",
		"out of the folder": "ref: refs/../config\n",
		"out of refs":       "ref: config\n",
		"in a circle":       "ref: refs/heads/x\n",
		"a hash and more":   strings.Repeat("a", 40) + " x\n",
	} {
		t.Run(name, func(t *testing.T) {
			m := newMaker(t)
			old := m.files(nil, "a", "1")
			// An older value among the packed refs does not take its place.
			write(t, old.String()+" refs/heads/x\n", m.dir, ".git", "packed-refs")
			write(t, text, m.dir, ".git", "refs", "heads", "x")
			_, err := m.open().Resolve("x")
			var f *gitrepo.Fault
			if !errors.As(err, &f) {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("packed refs that are none", func(t *testing.T) {
		m := newMaker(t)
		write(t, "hej\n", m.dir, ".git", "packed-refs")
		if _, err := gitrepo.Open(m.dir); err == nil {
			t.Error("opened")
		}
	})
	t.Run("no commit yet", func(t *testing.T) {
		_, err := newMaker(t).open().Resolve("HEAD")
		wantFault(t, err, gitrepo.ErrUnknown)
	})
}

// Whatever git itself makes of a repository, names mean the same commits in it.
func TestResolveAsGitDoes(t *testing.T) {
	git := gitProgram(t)
	dir := t.TempDir()
	git.run(dir, "init", "-q", "-b", "main")
	for _, text := range []string{"1", "2", "3"} {
		write(t, text, dir, "plans", "a.yaml")
		git.run(dir, "add", ".")
		git.run(dir, "commit", "-q", "-m", text)
	}
	git.run(dir, "tag", "-a", "-m", "x", "v1", "HEAD~1")
	git.run(dir, "branch", "b", "HEAD~2")
	git.run(dir, "update-ref", "refs/pull/7/head", "b")
	linked, bare := filepath.Join(t.TempDir(), "linked"), filepath.Join(t.TempDir(), "bare.git")
	git.run(dir, "worktree", "add", "-q", linked, "b")
	git.run(filepath.Dir(bare), "clone", "-q", "--bare", "--no-local", dir, bare)
	git.run(bare, "fetch", "-q", "origin", "refs/pull/*:refs/pull/*")
	revs := []string{"HEAD", "main", "b", "v1", "v1^0", "main~2", "refs/heads/main", "refs/pull/7/head", "pull/7/head"}
	compare := func(t *testing.T, dir string) {
		t.Helper()
		r := open(t, dir)
		for _, rev := range revs {
			got := resolve(t, r, rev)
			if want := git.run(dir, "rev-parse", rev+"^{commit}"); got.Hash != want {
				t.Errorf("%s: got %s, want %s", rev, got.Hash, want)
			}
			if want := git.run(dir, "rev-parse", rev+"^{tree}"); got.Tree != want {
				t.Errorf("%s: got the tree %s, want %s", rev, got.Tree, want)
			}
			if got := read(t, got.FS())["plans/a.yaml"]; got != git.run(dir, "show", rev+":plans/a.yaml") {
				t.Errorf("%s: got %q", rev, got)
			}
		}
	}
	for name, dir := range map[string]string{
		"main working tree": dir, "folder below": filepath.Join(dir, "plans"), "linked working tree": linked, "bare clone": bare,
	} {
		t.Run(name, func(t *testing.T) { compare(t, dir) })
	}
	git.run(dir, "pack-refs", "--all")
	t.Run("packed refs", func(t *testing.T) { compare(t, dir) })
	git.run(dir, "gc", "-q", "--aggressive", "--prune=now")
	t.Run("packed objects", func(t *testing.T) { compare(t, dir) })
	t.Run("packed, linked working tree", func(t *testing.T) { compare(t, linked) })
	if open(t, linked).Dir() != open(t, dir).Dir() {
		t.Error("linked working trees do not share a directory")
	}
}

// While a repository is open, git may put its objects into other packs.
func TestPacksThatMove(t *testing.T) {
	git := gitProgram(t)
	m := newMaker(t)
	m.ref("refs/heads/main", m.files(nil, "a", "1"))
	git.run(m.dir, "gc", "-q")
	r := m.open()
	if got := read(t, resolve(t, r, "main").FS()); got["a"] != "1" {
		t.Fatalf("got %q", got)
	}
	m.ref("refs/heads/main", m.files([]plumbing.Hash{plumbing.NewHash(resolve(t, r, "main").Hash)}, "a", "2"))
	git.run(m.dir, "gc", "-q", "--prune=now")
	if got := read(t, resolve(t, r, "main").FS()); got["a"] != "2" {
		t.Errorf("got %q", got)
	}
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{"HEAD", "main~1^2", "origin/main", "abcdef1", "refs/pull/1/head", "-x", "a..b", "a@{1}", "a:b", "^", "~", "å/ä", "a\x00", "a//b", "x.lock", "a^{}"} {
		f.Add(s)
	}
	m, _, _, _ := named(f)
	r, err := gitrepo.Open(m.dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { r.Close() })
	f.Fuzz(func(t *testing.T, s string) {
		if name, _, ok := gitrepo.ParseArgument(s); ok {
			full := "refs/heads/" + name
			switch {
			case path.Clean(full) != full, !filepath.IsLocal(name), strings.Contains(name, ".."), strings.Contains(name, "@{"),
				strings.HasPrefix(s, "-"), !utf8.ValidString(s), strings.ContainsAny(s, ":\\\x00\n\r\t *?["):
				t.Errorf("%q was accepted", s)
			}
			if err := plumbing.ReferenceName(full).Validate(); err != nil {
				t.Errorf("%q: git knows no such name: %v", s, err)
			}
		}
		rev, err := r.Resolve(s)
		var fault *gitrepo.Fault
		switch {
		case err == nil && (len(rev.Hash) != 40 || len(rev.Tree) != 40):
			t.Errorf("%q: got %+v", s, rev)
		case err != nil && !errors.As(err, &fault):
			t.Errorf("%q: got %v, not a fault", s, err)
		}
	})
}
