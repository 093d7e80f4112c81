package export_test

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func listed(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, errRead := os.ReadFile(filepath.Join(dir, name))
			out[name], err = string(text), errRead
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func small(tables ...*export.Table) *export.Star {
	return &export.Star{Schema: 1, Commit: "abc", Language: lang.SV, Tables: tables}
}

// A folder appears whole, is replaced whole by the next export, and the same star gives the
// same bytes.
func TestAFolderIsReplacedAsAWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ut")
	if err := small(odd("a"), &export.Table{Name: "gammal", Key: []string{"nr"}, Columns: odd().Columns, Rows: odd().Rows}).WriteCSVFolder(dir, false); err != nil {
		t.Fatal(err)
	}
	first := listed(t, dir)
	if len(first) != 5 || first["odd.csv"] != "nr,varde\r\n0,a\r\n" || !strings.HasPrefix(first["datakatalog.md"], "# Datakatalog\n") || first["datakatalog.json"] == "" {
		t.Errorf("%v", first)
	}
	if err := small(odd("b")).WriteCSVFolder(dir, true); err != nil {
		t.Fatal(err)
	}
	second := listed(t, dir)
	if len(second) != 4 || second["odd.csv"] != "\uFEFFnr;varde\r\n0;b\r\n" || second["gammal.csv"] != "" {
		t.Errorf("%v", second)
	}
	if err := small(odd("b")).WriteCSVFolder(dir, true); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(second, listed(t, dir)); d != "" {
		t.Error(d)
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("%v is left behind", entries)
	}
}

// An export that fails leaves what was there, and nothing else.
func TestAFolderStaysWhenTheExportFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ut")
	if err := small(odd("a")).WriteCSVFolder(dir, false); err != nil {
		t.Fatal(err)
	}
	before, broken := listed(t, dir), errors.New("broken")
	table := odd()
	table.Rows = func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) {
			if yield(export.Row{int64(1), "x"}, nil) {
				yield(nil, broken)
			}
		}
	}
	if err := small(odd("b"), table).WriteCSVFolder(dir, false); err == nil {
		t.Error("a table twice is written")
	}
	table.Name = "trasig"
	if err := small(odd("b"), table).WriteCSVFolder(dir, false); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if d := cmp.Diff(before, listed(t, dir)); d != "" {
		t.Error(d)
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("%v is left behind", entries)
	}
}

// What no export has written is never replaced.
func TestForeignFoldersAreRefused(t *testing.T) {
	export1 := func(t *testing.T) string {
		dir := filepath.Join(t.TempDir(), "ut")
		if err := small(odd("a")).WriteCSVFolder(dir, false); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	for name, c := range map[string]struct {
		make func(t *testing.T, dir string) error
		ok   bool
	}{
		"an earlier export": {func(*testing.T, string) error { return nil }, true},
		"with a file more": {func(_ *testing.T, dir string) error {
			return os.WriteFile(filepath.Join(dir, "rapport.pbix"), nil, 0o644)
		}, false},
		"with a file more in a folder": {func(_ *testing.T, dir string) error {
			return errors.Join(os.Mkdir(filepath.Join(dir, "x"), 0o755), os.WriteFile(filepath.Join(dir, "x", "odd.csv"), nil, 0o644))
		}, false},
		"with a file less":          {func(_ *testing.T, dir string) error { return os.Remove(filepath.Join(dir, "odd.csv")) }, true},
		"without its list":          {func(_ *testing.T, dir string) error { return os.Remove(filepath.Join(dir, "_export.json")) }, false},
		"with an empty folder more": {func(_ *testing.T, dir string) error { return os.Mkdir(filepath.Join(dir, "x"), 0o755) }, true},
		"an empty folder":           {func(_ *testing.T, dir string) error { return errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o755)) }, true},
		"a file in its place": {func(_ *testing.T, dir string) error {
			return errors.Join(os.RemoveAll(dir), os.WriteFile(dir, []byte("x"), 0o644))
		}, false},
		"with a list that can't be read": {func(_ *testing.T, dir string) error {
			return os.WriteFile(filepath.Join(dir, "_export.json"), []byte("{"), 0o644)
		}, false},
		"where the folder above is no there": {func(_ *testing.T, dir string) error { return os.RemoveAll(filepath.Dir(dir)) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := export1(t)
			if err := c.make(t, dir); err != nil {
				t.Fatal(err)
			}
			err := small(odd("b")).WriteCSVFolder(dir, false)
			var fault *export.Fault
			if c.ok && err != nil || !c.ok && (!errors.As(err, &fault) || fault.Hint.IsZero() || fault.Error() == "") {
				t.Errorf("%v", err)
			}
		})
	}
}
