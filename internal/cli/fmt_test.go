package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/index"
	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/worktree"
)

const loose = "dokument: missiv/v1\nrutin: 9.0\nid: missiv-2027-test\n"

// number is a personal identity number that nobody has, in two parts: the repository holds none.
const number = "19121212" + "-1212"

// put writes a file of a repository.
func put(t *testing.T, dir, name, text string) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// held is what all files of a repository hold, but for git's own.
func held(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(name)
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Whatever keeps one file from being written keeps them all.
func TestFmtWritesAllOrNone(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(t *testing.T, dir string)
		args    []string
		code    int
		says    string
	}{
		"a submodule": {func(t *testing.T, dir string) {
			repo, err := git.PlainInit(dir, false)
			if err != nil {
				t.Fatal(err)
			}
			put(t, dir, "plans/sub/a.yaml", loose)
			entry := &index.Entry{Name: "plans/sub", Mode: filemode.Submodule, Hash: plumbing.NewHash("4b825dc642cb6eb9a060e54bf8d69288fbee4904")}
			if err := repo.Storer.SetIndex(&index.Index{Version: 2, Entries: []*index.Entry{entry}}); err != nil {
				t.Fatal(err)
			}
		}, nil, exitFindings, "[S102]"},
		"a file above the limit": {func(t *testing.T, dir string) {
			put(t, dir, "plans/large.yaml", "# "+strings.Repeat("x", worktree.DefaultLimit))
		}, nil, exitFindings, "[S105]"},
		"an interrupted run that can't be undone": {func(t *testing.T, dir string) {
			put(t, dir, worktree.Journal, "not a journal")
		}, nil, exitFault, "säger inte vad en avbruten körning gjorde"},
		"a path outside":           {func(*testing.T, string) {}, []string{"plans/../.."}, exitUsage, "ligger inte under"},
		"a flag that is not there": {func(*testing.T, string) {}, []string{"--fix"}, exitUsage, "finns inte"},
		"a file that has no place in YAML": {func(t *testing.T, dir string) {
			put(t, dir, "plans/2027/bad.yaml", "a: [\n")
		}, nil, exitFindings, "[S301]"},
		"a kind that is not known": {func(t *testing.T, dir string) {
			put(t, dir, "plans/2027/bad.yaml", "dokument: planer/v1\n")
		}, nil, exitFindings, "[S401]"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := region(t, "")
			put(t, dir, "plans/2027/loose.yaml", loose)
			c.prepare(t, dir)
			before := held(t, dir)
			r := run(Env{Dir: dir, Args: append([]string{"fmt"}, c.args...)})
			if r.code != c.code || !strings.Contains(r.out+r.errors, c.says) {
				t.Errorf("exit code %d, want %d and %q:\n%s%s", r.code, c.code, c.says, r.out, r.errors)
			}
			if diff := cmp.Diff(before, held(t, dir)); diff != "" {
				t.Errorf("files have changed:\n%s", diff)
			}
		})
	}
}

func TestFmtWithoutDocumentsIsAFault(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "plans/README.md", "")
	if r := run(Env{Dir: dir, Args: []string{"fmt"}}); r.code != exitFault {
		t.Errorf("exit code %d: %s", r.code, r.errors)
	}
}

// A number is never written, nor what covers it, and neither is shown.
func TestNothingThatIsCoveredIsWritten(t *testing.T) {
	for name, text := range map[string]string{
		"in a comment":              "# " + number + "\n" + loose,
		"in a value":                loose + "rubrik: \"" + number + "\"\n",
		"in escapes":                loose + "rubrik: \"19121212\\u002d1212\"\n",
		"beside what can be mended": "dokument: missiv/v1\r\nrutin: 9.0 # 1912121212" + "12\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := region(t, "")
			put(t, dir, "plans/2027/a.yaml", text)
			before := held(t, dir)
			for _, args := range [][]string{{"fmt"}, {"fmt", "--dry-run"}, {"fmt", "--check"}, {"check", "--fix"}, {"fmt", "plans/2027/a.yaml"}} {
				r := run(Env{Dir: dir, Args: args})
				if r.code != exitFindings || strings.Contains(r.out+r.errors, "1212") || !strings.Contains(r.out, "[S601]") {
					t.Errorf("%v: exit code %d\n%s%s", args, r.code, r.out, r.errors)
				}
			}
			if diff := cmp.Diff(before, held(t, dir)); diff != "" {
				t.Errorf("files have changed:\n%s", diff)
			}
		})
	}
}

// What no file says can act in the log of GitHub Actions.
func TestFmtIsSilencedInActions(t *testing.T) {
	dir := region(t, "")
	put(t, dir, "plans/2027/a.yaml", "dokument: missiv/v1\nmotivering: |\n  ::error::x\nid: a\n")
	put(t, dir, "plans/2027/b.yaml", loose)
	r := run(Env{Dir: dir, Args: []string{"fmt", "--dry-run"}, Getenv: environment("GITHUB_ACTIONS", "true")})
	if !strings.HasPrefix(r.out, "::stop-commands::") || !strings.Contains(r.out, "::error::x") {
		t.Errorf("%s%s", r.out, r.errors)
	}
}
