package gitrepo

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/index"
	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

var commit = plumbing.NewHash("4b825dc642cb6eb9a060e54bf8d69288fbee4904")

// repository makes a repository whose index holds files and submodules of these names.
func repository(t *testing.T, files, submodules []string) string {
	t.Helper()
	dir := t.TempDir()
	repo, err := git.PlainInit(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	idx := &index.Index{Version: 2}
	for _, name := range files {
		idx.Entries = append(idx.Entries, &index.Entry{Name: name, Mode: filemode.Regular, Hash: commit})
	}
	for _, name := range submodules {
		idx.Entries = append(idx.Entries, &index.Entry{Name: name, Mode: filemode.Submodule, Hash: commit})
		mkdir(t, dir, name)
	}
	if err := repo.Storer.SetIndex(idx); err != nil {
		t.Fatal(err)
	}
	return dir
}

func mkdir(t *testing.T, elem ...string) string {
	t.Helper()
	dir := filepath.Join(elem...)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func write(t *testing.T, text string, elem ...string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(elem...), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestSubmodulesByPlaceOfRoot(t *testing.T) {
	repo := repository(t, []string{"plans/a.yaml", "README.md"},
		[]string{"plans/2027/extern", "plans/inlånade", "plans-old/x", "vendor/y"})
	mkdir(t, repo, "plans", "2027", "tom")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Join(repo, "plans"), link); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, root string
		want       []string
	}{
		{"the top of the repository", repo, []string{"plans-old/x", "plans/2027/extern", "plans/inlånade", "vendor/y"}},
		{"a folder below, not its neighbour of a similar name", filepath.Join(repo, "plans"), []string{"2027/extern", "inlånade"}},
		{"two folders below", filepath.Join(repo, "plans", "2027"), []string{"extern"}},
		{"a folder that git does not know", filepath.Join(repo, "plans", "2027", "tom"), nil},
		{"through a link from outside", link, []string{"2027/extern", "inlånade"}},
		{"a path that goes up and down", filepath.Join(repo, "plans") + "/../plans", []string{"2027/extern", "inlånade"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Submodules(tt.root)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSubmodulesWhereThereAreNone(t *testing.T) {
	for name, dir := range map[string]string{
		"no repository":            t.TempDir(),
		"a repository of files":    repository(t, []string{"plans/a.yaml"}, nil),
		"a repository never used":  repository(t, nil, nil),
		"a repository of no index": withoutIndex(t),
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := Submodules(dir); got != nil || err != nil {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func withoutIndex(t *testing.T) string {
	dir := repository(t, nil, nil)
	if err := os.Remove(filepath.Join(dir, ".git", "index")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestConflictedSubmoduleIsListedOnce(t *testing.T) {
	dir := repository(t, nil, nil)
	repo, err := git.PlainOpen(dir)
	if err != nil {
		t.Fatal(err)
	}
	idx := &index.Index{Version: 2}
	for _, stage := range []index.Stage{index.AncestorMode, index.OurMode, index.TheirMode} {
		idx.Entries = append(idx.Entries, &index.Entry{Name: "plans/x", Mode: filemode.Submodule, Hash: commit, Stage: stage})
	}
	if err := repo.Storer.SetIndex(idx); err != nil {
		t.Fatal(err)
	}
	if got, err := Submodules(dir); err != nil || !cmp.Equal(got, []string{"plans/x"}) {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestUnreadableRepositories(t *testing.T) {
	config := func(text string) string {
		dir := repository(t, nil, []string{"plans/x"})
		write(t, text, dir, ".git", "config")
		return dir
	}
	broken := repository(t, nil, []string{"plans/x"})
	write(t, "DIRC\x00\x00\x00\x02\x00\x00\x00\x09", broken, ".git", "index")
	headless := t.TempDir()
	mkdir(t, headless, ".git")
	dangling := t.TempDir()
	write(t, "gitdir: "+filepath.Join(dangling, "gone")+"\n", dangling, ".git")
	nonsense := t.TempDir()
	write(t, "hej\n", nonsense, ".git")

	tests := []struct {
		name, dir, sv, en string
	}{
		{"SHA-256", config("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n"),
			"git-arkivet använder SHA-256", "the git repository uses SHA-256"},
		{"a configuration per working tree", config("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n"),
			"extensions.worktreeConfig", "extensions.worktreeConfig"},
		{"the same in the old format", config("[core]\n\trepositoryformatversion = 0\n[extensions]\n\tworktreeConfig = true\n"),
			"extensions.worktreeConfig", "extensions.worktreeConfig"},
		{"another extension", config("[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n"),
			"använder ett tillägg", "uses an extension"},
		{"an index cut short", broken, "git-arkivets index går inte att läsa", "the index of the git repository cannot be read"},
		{"an empty git folder", headless, "går inte att öppna", "cannot be opened"},
		{"a link to a git folder that is gone", dangling, "går inte att öppna", "cannot be opened"},
		{"a link that is none", nonsense, "går inte att öppna", "cannot be opened"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Submodules(tt.dir)
			var f *Fault
			if !errors.As(err, &f) || got != nil {
				t.Fatalf("got %q, %v, want a fault", got, err)
			}
			if !strings.Contains(f.Message.In(lang.SV), tt.sv) || !strings.Contains(f.Message.In(lang.EN), tt.en) {
				t.Errorf("says %q and %q", f.Message.In(lang.SV), f.Message.In(lang.EN))
			}
			if f.Hint.In(lang.SV) == "" || f.Hint.In(lang.EN) == "" || f.Unwrap() == nil || !strings.HasSuffix(f.Error(), f.Err.Error()) {
				t.Errorf("fault without hint or cause: %v", f)
			}
		})
	}
}

func TestMissingFolderIsAnError(t *testing.T) {
	if _, err := Submodules(filepath.Join(t.TempDir(), "gone")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// What the real git writes is read too: a submodule in the main and in a linked
// working tree, and the index format that git compresses.
func TestRepositoryMadeByGit(t *testing.T) {
	program := need.Tool(t, "git")
	base := t.TempDir()
	run := func(dir string, args ...string) {
		t.Helper()
		cmd := exec.Command(program, args...)
		cmd.Dir = dir
		cmd.Env = append(withoutGit(os.Environ()), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
			"GIT_AUTHOR_NAME=Test", "GIT_AUTHOR_EMAIL=test@example.org", "GIT_COMMITTER_NAME=Test", "GIT_COMMITTER_EMAIL=test@example.org")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	inner, outer, linked := mkdir(t, base, "inner"), mkdir(t, base, "outer"), filepath.Join(base, "linked")
	run(inner, "init", "-q", "-b", "main")
	run(inner, "commit", "-q", "--allow-empty", "-m", "inner")
	run(outer, "init", "-q", "-b", "main")
	run(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "plans/lånat")
	run(outer, "commit", "-q", "-m", "outer")
	run(outer, "worktree", "add", "-q", linked)
	check := func(name, dir string, want ...string) {
		t.Helper()
		if got, err := Submodules(dir); err != nil || !cmp.Equal(got, want) {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, want)
		}
	}
	check("main working tree", outer, "plans/lånat")
	check("inside the submodule", filepath.Join(outer, "plans", "lånat"))
	check("linked working tree", linked, "plans/lånat")
	check("folder of the linked working tree", filepath.Join(linked, "plans"), "lånat")
	run(outer, "update-index", "--index-version", "4")
	check("index of version 4", outer, "plans/lånat")
}

// withoutGit drops the variables that would point git at another repository, as they
// do when the tests run from a hook.
func withoutGit(env []string) []string {
	return slices.DeleteFunc(env, func(v string) bool { return strings.HasPrefix(v, "GIT_") })
}
