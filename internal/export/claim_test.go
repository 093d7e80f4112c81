package export_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/export"
)

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// died leaves what an export to dir leaves that is killed once some files are there.
func died(t *testing.T, dir string, then func(temp string)) {
	t.Helper()
	copied := t.TempDir()
	broken := errors.New("killed")
	err := small(odd("hel")).Folder(dir, func(create func(string) (io.WriteCloser, error)) error {
		for _, name := range []string{"a.csv", "x/b.csv"} {
			out, err := create(name)
			if err != nil {
				return err
			}
			if _, err := out.Write([]byte("hemligt")); err != nil {
				return err
			}
			if err := out.Close(); err != nil {
				return err
			}
		}
		temps, err := filepath.Glob(filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+"-ny-*"))
		if err != nil || len(temps) != 1 {
			t.Fatalf("%v %v", temps, err)
		}
		if err := os.CopyFS(filepath.Join(copied, "temp"), os.DirFS(temps[0])); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	temp := filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+"-ny-77")
	if err := os.CopyFS(temp, os.DirFS(filepath.Join(copied, "temp"))); err != nil {
		t.Fatal(err)
	}
	then(temp)
}

func inside(t *testing.T, dir string) (names []string) {
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

// An export that died between its two steps has moved the earlier one aside: it comes back.
// What was half written goes, and nothing that is somebody else's.
func TestWhatAnExportLeavesThatDiedIsPutRight(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ut")
	if err := small(odd("a")).WriteCSVFolder(dir, false); err != nil {
		t.Fatal(err)
	}
	before := listed(t, dir)
	died(t, dir, func(temp string) {
		if err := os.Rename(dir, temp+"-gammal"); err != nil {
			t.Fatal(err)
		}
	})
	above := filepath.Dir(dir)
	put(t, filepath.Join(above, ".ut-ny-5", "rapport.pbix"), "x")
	put(t, filepath.Join(above, ".ut-ny-x", "y"), "x")
	put(t, filepath.Join(above, ".ut-ny-6"), "a file")
	put(t, filepath.Join(above, ".annat-ny-7", "_export.json"), `{"files": []}`)
	if err := os.Symlink(".annat-ny-7", filepath.Join(above, ".ut-ny-8")); err != nil {
		t.Fatal(err)
	}
	if err := export.Prepare(dir); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, listed(t, dir)); d != "" {
		t.Error(d)
	}
	want := []string{".annat-ny-7", ".ut-ny-5", ".ut-ny-6", ".ut-ny-8", ".ut-ny-x", "ut"}
	if d := cmp.Diff(want, inside(t, above)); d != "" {
		t.Error(d)
	}
	if err := small(odd("b")).WriteCSVFolder(dir, false); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, inside(t, above)); d != "" || !strings.Contains(listed(t, dir)["odd.csv"], "b") {
		t.Errorf("%s %v", d, listed(t, dir))
	}
}

// Where the new one has taken the place, the old one that is left goes.
func TestAnOldExportThatWasReplacedGoes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ut")
	old := filepath.Join(filepath.Dir(dir), ".ut-ny-3-gammal")
	for name, value := range map[string]string{dir: "nytt", old: "gammalt"} {
		if err := small(odd(value)).WriteCSVFolder(name, false); err != nil {
			t.Fatal(err)
		}
	}
	if err := export.Prepare(dir); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"ut"}, inside(t, filepath.Dir(dir))); d != "" || !strings.Contains(listed(t, dir)["odd.csv"], "nytt") {
		t.Errorf("%s%v", d, listed(t, dir))
	}
}

// Only one export at a time writes to a place; another place is free.
func TestOneExportAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ut")
	var second, other error
	err := small(odd("a")).Folder(dir, func(func(string) (io.WriteCloser, error)) error {
		second, other = small(odd("b")).WriteCSVFolder(dir, false), small(odd("b")).WriteCSVFolder(dir+"2", false)
		return nil
	})
	var fault *export.Fault
	if err != nil || other != nil || !errors.As(second, &fault) || !strings.Contains(fault.Error(), "another export is writing to ") || fault.Usage {
		t.Errorf("%v, %v, %v", err, second, other)
	}
	if err := small(odd("b")).WriteCSVFolder(dir, false); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	if d := cmp.Diff([]string{"ut", "ut2"}, inside(t, filepath.Dir(dir))); d != "" {
		t.Error(d)
	}
}
