package check_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// Listing part of a revision reads no document. An object that is missing is a fault all the
// same where nobody would read it later: a link, a file whose name is refused.
func TestPartOfAStoreThatLacksAnObject(t *testing.T) {
	dir, git := t.TempDir(), need.Tool(t, "git")
	run := func(args ...string) string {
		t.Helper()
		cmd := exec.Command(git, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
			"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %q: %v: %s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	run("init", "-q", "-b", "main")
	if err := os.Mkdir(filepath.Join(dir, "plans"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"plans/a.yaml", "plans/nul.yaml"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("elsewhere", filepath.Join(dir, "plans", "link.yaml")); err != nil {
		t.Fatal(err)
	}
	run("add", "-A")
	run("commit", "-qm", "x")
	for name, fault := range map[string]bool{"plans/a.yaml": false, "plans/nul.yaml": true, "plans/link.yaml": true} {
		hash := run("rev-parse", "HEAD:"+name)
		object := filepath.Join(dir, ".git", "objects", hash[:2], hash[2:])
		if err := os.Rename(object, object+"~"); err != nil {
			t.Fatal(err)
		}
		repo, err := gitrepo.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		rev, err := repo.Resolve("HEAD")
		if err != nil {
			t.Fatal(err)
		}
		tree := rev.FS()
		entries, err := fs.ReadDir(check.Part(tree, []string{name}), "plans")
		if (err != nil) != fault || (tree.Err() != nil) != fault || !fault && len(entries) != 1 {
			t.Errorf("%s: %v, %v, %v", name, entries, err, tree.Err())
		}
		repo.Close()
		if err := os.Rename(object+"~", object); err != nil {
			t.Fatal(err)
		}
	}
}
