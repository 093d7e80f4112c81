package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	fake "github.com/leveransplan/leveransplan/internal/testing/github"
	small "github.com/leveransplan/leveransplan/internal/testing/region"
)

// A tag named as main on the server decides nothing: what has been fetched is main, and the
// clone's own main, which may be old, is not taken for it.
func TestMainIsNotTheTagOfThatName(t *testing.T) {
	h := newHosted(t)
	old := h.git("rev-parse", "main")
	text := small.Moved(h.FilesAt(h.Head("main"))[hoftprotes], 1)
	h.PushMain(h.planner, fake.Commit{Edit: fake.Edit{hoftprotes: &text}})
	h.Fetch(h.dir)
	h.git("update-ref", "refs/remotes/origin/main", h.Head("main"))
	h.git("update-ref", "refs/heads/main", old)
	h.git("tag", "origin/main", old)
	newest := h.Head("main")[:12]
	for _, args := range [][]string{{"log", "--format", "json"}, {"audit"}} {
		r := run(Env{Dir: h.dir, Args: args, Now: h.Now, Getenv: environment()})
		if !strings.Contains(r.out, newest) {
			t.Errorf("%v does not reach %s:\n%s%s", args, newest, r.out, r.errors)
		}
	}
	// What is compared with is called by its short name.
	r := run(Env{Dir: h.dir, Args: []string{"preview"}, Now: h.Now, Getenv: environment()})
	if !strings.Contains(r.out, "== Ändringen, räknad från origin/main\n") {
		t.Errorf("%s%s", r.out, r.errors)
	}
	// A ref that can't be read is told, and nothing else taken in its place.
	if err := os.WriteFile(filepath.Join(h.dir, ".git", "refs", "remotes", "origin", "main"), []byte("x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"log", "audit", "preview"} {
		if r := run(Env{Dir: h.dir, Args: []string{command}, Now: h.Now, Getenv: environment()}); r.code != exitFault || !strings.Contains(r.errors, "refs/remotes/origin/main") {
			t.Errorf("%s: exit code %d\n%s%s", command, r.code, r.out, r.errors)
		}
	}
	// Without a server there is the clone's own.
	h.git("tag", "-d", "origin/main")
	if err := os.Remove(filepath.Join(h.dir, ".git", "refs", "remotes", "origin", "main")); err != nil {
		t.Fatal(err)
	}
	if r := run(Env{Dir: h.dir, Args: []string{"preview"}, Now: h.Now, Getenv: environment()}); !strings.Contains(r.out, "== Ändringen, räknad från main\n") {
		t.Errorf("%s%s", r.out, r.errors)
	}
}
