package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/lang"
)

func content(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func names(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// A file is written over by force only, by a whole new one: another name of the old file
// still has what it had.
func TestAFileIsReplacedAndNeverCut(t *testing.T) {
	dir := t.TempDir()
	a := &app{env: Env{Dir: dir, Stderr: &bytes.Buffer{}}, lang: lang.SV}
	name, kept := filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "kept.xlsx")
	if err := a.newFile("a.xlsx", []byte("old"), false); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(name, 0o640), os.Link(name, kept)); err != nil {
		t.Fatal(err)
	}
	if err := a.newFile("a.xlsx", []byte("new"), false); err == nil || content(t, name) != "old" {
		t.Errorf("written over without force: %v", err)
	}
	if err := a.newFile("a.xlsx", []byte("new"), true); err != nil {
		t.Fatal(err)
	}
	if content(t, name) != "new" || content(t, kept) != "old" {
		t.Errorf("now %q, and the old file holds %q", content(t, name), content(t, kept))
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if diff := cmp.Diff([]string{"a.xlsx", "kept.xlsx"}, names(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// A link is refused, wherever it leads, and what it leads to stays as it is.
func TestALinkIsNotWrittenThrough(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	target := filepath.Join(elsewhere, "target.xlsx")
	a := &app{env: Env{Dir: dir, Stderr: &bytes.Buffer{}}, lang: lang.SV}
	for link, to := range map[string]string{"a.xlsx": target, "b.xlsx": filepath.Join(elsewhere, "missing.xlsx")} {
		if err := errors.Join(os.WriteFile(target, []byte("old"), 0o644), os.Symlink(to, filepath.Join(dir, link))); err != nil {
			t.Fatal(err)
		}
		for _, force := range []bool{false, true} {
			var no *failure
			if err := a.newFile(link, []byte("new"), force); !errors.As(err, &no) || no.code != exitUsage || no.text.In(lang.SV) != link+" är en länk till en annan fil, och skrivs inte" {
				t.Errorf("%s, force %v: %v", link, force, err)
			}
		}
	}
	if diff := cmp.Diff([]string{"target.xlsx"}, names(t, elsewhere)); diff != "" || content(t, target) != "old" {
		t.Errorf("%s%q", diff, content(t, target))
	}
}

// Where the new file can't be put in place, nothing of it is left.
func TestAFailedReplacementLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	full, locked := filepath.Join(dir, "full"), filepath.Join(dir, "locked.xlsx")
	if err := errors.Join(os.MkdirAll(filepath.Join(full, "x"), 0o755), os.WriteFile(locked, []byte("old"), 0o444)); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(full, []byte("new"), 0o644); err == nil {
		t.Error("a folder has been replaced")
	}
	if err := replaceFile(locked, []byte("new"), 0o444); !errors.Is(err, fs.ErrPermission) || content(t, locked) != "old" {
		t.Errorf("%v, now %q", err, content(t, locked))
	}
	if diff := cmp.Diff([]string{"full", "locked.xlsx"}, names(t, dir)); diff != "" {
		t.Error(diff)
	}
}
