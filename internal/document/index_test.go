package document_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/testing/need"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// made is a repository of the small region with one commit, with files edited.
func made(t *testing.T, edit func(name, text string) string) *world {
	t.Helper()
	dir := t.TempDir()
	for name, f := range region.Files() {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(edit(name, string(f.Data))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "-A"}, {"-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x"}} {
		cmd := exec.Command(need.Tool(t, "git"), args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	return openDir(t, dir)
}

// However an id is written, what names it is read: a page says the same as it does among all
// files, or that it can't be told.
func TestNothingHidesFromAPage(t *testing.T) {
	const missiv = "missiv-2027-ortopedi"
	for name, c := range map[string]struct {
		edit    func(name, text string) string
		unclear bool
	}{
		"as it is": {func(_, text string) string { return text }, false},
		"escapes": {func(_, text string) string {
			return strings.ReplaceAll(text, "missiv: "+missiv, `missiv: "missiv\u002d2027-ortopedi"`)
		}, false},
		"an escaped id": {func(_, text string) string {
			return strings.ReplaceAll(text, "\nid: "+missiv, "\nid: \"missiv\\x2d2027-ortopedi\"")
		}, false},
		"quotation marks": {func(_, text string) string {
			return strings.ReplaceAll(strings.ReplaceAll(text, "\nid: "+missiv, "\nid: '"+missiv+"' # det är så"), "missiv: "+missiv, `missiv: "`+missiv+`"`)
		}, false},
		"line ends of another system": {func(_, text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }, false},
		"a plan that can't be read": {func(name, text string) string {
			if strings.HasSuffix(name, "lp-2027-skas-exk-hoftprotes.yaml") {
				return "{" + text
			}
			return text
		}, true},
		"a plan with an error of form": {func(name, text string) string {
			if strings.HasSuffix(name, "lp-2027-skas-exk-hoftprotes.yaml") {
				return text + "okand: 1\n"
			}
			return text
		}, true},
		"two with one id": {func(name, text string) string {
			if strings.Contains(name, "/missiv/") {
				return strings.Replace(text, "\nid: missiv-2027-", "\nid: "+missiv+"\n# ", 1)
			}
			return text
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := made(t, c.edit)
			want, wantErr := document.New(w.whole(w.Main), missiv)
			got, err := w.View(w.Main, missiv)
			switch {
			case wantErr != nil || c.unclear:
				if !errors.Is(err, document.ErrUnclear) {
					t.Errorf("%v, among all files %v", err, wantErr)
				}
			case err != nil || got == nil:
				t.Errorf("%v", err)
			case got.Sum() != want.Sum():
				t.Error("another page than among all files")
			}
		})
	}
}

// A branch that is called like the beginning of a commit leads nobody astray.
func TestABranchNamedLikeACommit(t *testing.T) {
	w := open(t, short)
	first, last := w.line[0], w.line[len(w.line)-1]
	dir, err := short()
	if err != nil {
		t.Fatal(err)
	}
	ref := filepath.Join(dir, ".git", "refs", "heads", last.Hash[:document.CommitDigits])
	if _, err := os.Stat(filepath.Dir(ref)); err != nil {
		ref = filepath.Join(dir, "refs", "heads", last.Hash[:document.CommitDigits])
	}
	if err := os.WriteFile(ref, []byte(first.Hash+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove(ref) })
	id := changed(t, w)
	v, err := w.View(last.Revision, id)
	if err != nil {
		t.Fatal(err)
	}
	verdict, err := w.Verify(v.Code(last.Hash), "")
	if err != nil || verdict.Commit.Hash != last.Hash || !verdict.Holds {
		t.Errorf("%+v, %v", verdict, err)
	}
}
