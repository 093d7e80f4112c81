package gitrepo_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// history makes a repository of three commits with the program git.
func history(t *testing.T, git program) string {
	t.Helper()
	dir := t.TempDir()
	git.run(dir, "init", "-q", "-b", "main")
	for _, text := range []string{"1", "2", "3"} {
		write(t, text, dir, "plans", "a.yaml")
		git.run(dir, "add", ".")
		git.run(dir, "commit", "-q", "-m", text)
	}
	return dir
}

func TestRepositoriesThatAreRefused(t *testing.T) {
	git := gitProgram(t)
	clone := func(args ...string) func(t *testing.T, dir string) string {
		return func(t *testing.T, dir string) string {
			to := filepath.Join(t.TempDir(), "clone")
			git.run(dir, append(append([]string{"clone", "-q"}, args...), "file://"+dir, to)...)
			return to
		}
	}
	here := func(change func(dir string)) func(*testing.T, string) string {
		return func(_ *testing.T, dir string) string { change(dir); return dir }
	}
	linked := func(t *testing.T, dir string) string {
		to := filepath.Join(t.TempDir(), "linked")
		git.run(dir, "worktree", "add", "-q", to, "HEAD~1")
		return to
	}
	for name, c := range map[string]struct {
		make  func(t *testing.T, dir string) string
		cause error
		words string
	}{
		"a shallow clone":      {clone("--depth=1"), gitrepo.ErrShallow, "--unshallow"},
		"a shallow bare clone": {clone("--depth=2", "--bare"), gitrepo.ErrShallow, "--unshallow"},
		"a replace ref":        {here(func(dir string) { git.run(dir, "replace", "HEAD", "HEAD~1") }), gitrepo.ErrReplaced, "git replace -d"},
		"a replace ref that is packed": {here(func(dir string) {
			git.run(dir, "replace", "HEAD", "HEAD~1")
			git.run(dir, "pack-refs", "--all")
		}), gitrepo.ErrReplaced, "git replace -d"},
		"a replace ref, linked working tree": {func(t *testing.T, dir string) string {
			git.run(dir, "replace", "HEAD", "HEAD~1")
			return linked(t, dir)
		}, gitrepo.ErrReplaced, "git replace -d"},
		"grafts": {here(func(dir string) {
			write(t, git.run(dir, "rev-parse", "HEAD")+"\n", dir, ".git", "info", "grafts")
		}), gitrepo.ErrGrafts, "info/grafts"},
		"objects of another repository": {func(t *testing.T, dir string) string {
			to := filepath.Join(t.TempDir(), "clone")
			git.run(dir, "clone", "-q", "--shared", dir, to)
			return to
		}, gitrepo.ErrBorrowed, "git repack -a -d"},
		"a clone without files": {func(t *testing.T, dir string) string {
			git.run(dir, "config", "uploadpack.allowFilter", "true")
			return clone("--filter=blob:none", "--no-checkout")(t, dir)
		}, gitrepo.ErrPartial, "--filter"},
		"SHA-256": {func(t *testing.T, _ string) string {
			dir := t.TempDir()
			git.run(dir, "init", "-q", "--object-format=sha256")
			return dir
		}, nil, "sha256"},
		"no repository": {func(t *testing.T, _ string) string { return t.TempDir() }, gitrepo.ErrNoRepository, "klona"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := c.make(t, history(t, git))
			r, err := gitrepo.Open(dir)
			if r != nil {
				t.Error("opened")
			}
			if c.cause == nil {
				c.cause = err
			}
			wantFault(t, err, c.cause)
			var f *gitrepo.Fault
			if errors.As(err, &f); !strings.Contains(f.Hint.In(lang.SV), c.words) {
				t.Errorf("the hint %q does not say %q", f.Hint.In(lang.SV), c.words)
			}
		})
	}
}

// What the hints say helps.
func TestRepositoriesThatAreMended(t *testing.T) {
	git := gitProgram(t)
	dir := history(t, git)
	whole := func(t *testing.T, dir string) {
		t.Helper()
		if got := read(t, resolve(t, open(t, dir), "main~2").FS())["plans/a.yaml"]; got != "1" {
			t.Errorf("got %q", got)
		}
	}
	t.Run("the rest of the history", func(t *testing.T) {
		to := filepath.Join(t.TempDir(), "clone")
		git.run(dir, "clone", "-q", "--depth=1", "file://"+dir, to)
		git.run(to, "fetch", "-q", "--unshallow")
		whole(t, to)
	})
	t.Run("objects of its own", func(t *testing.T) {
		to := filepath.Join(t.TempDir(), "clone")
		git.run(dir, "clone", "-q", "--shared", dir, to)
		git.run(to, "repack", "-q", "-a", "-d")
		if err := os.Remove(filepath.Join(to, ".git", "objects", "info", "alternates")); err != nil {
			t.Fatal(err)
		}
		whole(t, to)
	})
	t.Run("no replace refs", func(t *testing.T) {
		to := filepath.Join(t.TempDir(), "clone")
		git.run(dir, "clone", "-q", dir, to)
		git.run(to, "replace", "HEAD", "HEAD~1")
		git.run(to, "pack-refs", "--all")
		git.run(to, "replace", "-d", git.run(to, "rev-parse", "HEAD"))
		whole(t, to)
	})
}
