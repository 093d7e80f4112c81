package sql_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/export"
	sink "github.com/leveransplan/leveransplan/internal/export/sql"
)

// emptyStar is the least that can be written.
func emptyStar() *export.Star { return &export.Star{Schema: 1, Commit: "abc"} }

func beside(t *testing.T, name string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(name))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// A link is refused, also one that leads to nothing, and what it leads to stays.
func TestALinkIsNoPlaceForSQLite(t *testing.T) {
	dir := t.TempDir()
	good, none := filepath.Join(dir, "good.sqlite"), filepath.Join(dir, "none.sqlite")
	if err := sink.SQLite(good, emptyStar()); err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{good, none} {
		link := filepath.Join(dir, "link.sqlite")
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
		for _, err := range []error{sink.SQLite(link, emptyStar()), sink.PrepareSQLite(link)} {
			var fault *export.Fault
			if !errors.As(err, &fault) || !fault.Usage || !strings.Contains(fault.Error(), "is a link to another file") {
				t.Errorf("to %s: %v", to, err)
			}
		}
		if now, err := os.Readlink(link); err != nil || now != to {
			t.Errorf("%s %v", now, err)
		}
		if err := os.Remove(link); err != nil {
			t.Fatal(err)
		}
	}
	if names := beside(t, good); !slices.Equal(names, []string{"good.sqlite"}) {
		t.Error(names)
	}
}

// What a run that died left beside its file goes with the next one; what is somebody else's
// stays.
func TestSQLiteClearsWhatARunLeftThatDied(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "ut.sqlite")
	if err := sink.SQLite(name, emptyStar()); err != nil {
		t.Fatal(err)
	}
	half, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for left, text := range map[string]string{
		".ut.sqlite-ny-1": string(half[:len(half)/2]), ".ut.sqlite-ny-2": "",
		".ut.sqlite-ny-3": "somebody's notes", ".ut.sqlite-ny-4x": "", ".ut2.sqlite-ny-5": "", "ut.sqlite-ny-6": "",
	} {
		if err := os.WriteFile(filepath.Join(dir, left), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := sink.PrepareSQLite(name); err != nil {
		t.Fatal(err)
	}
	want := []string{".ut.sqlite-ny-3", ".ut.sqlite-ny-4x", ".ut2.sqlite-ny-5", "ut.sqlite", "ut.sqlite-ny-6"}
	if names := beside(t, name); !slices.Equal(names, want) {
		t.Errorf("%v, not %v", names, want)
	}
}

// While one export writes to a file no other does.
func TestOneSQLiteExportAtATime(t *testing.T) {
	name := filepath.Join(t.TempDir(), "ut.sqlite")
	free, err := export.Claim(name)
	if err != nil {
		t.Fatal(err)
	}
	var fault *export.Fault
	if err := sink.SQLite(name, emptyStar()); !errors.As(err, &fault) || !strings.Contains(fault.Error(), "another export is writing to ") {
		t.Errorf("%v", err)
	}
	free()
	if err := sink.SQLite(name, emptyStar()); err != nil {
		t.Error(err)
	}
	if names := beside(t, name); !slices.Equal(names, []string{"ut.sqlite"}) {
		t.Error(names)
	}
}

func TestNamesOfSchemas(t *testing.T) {
	for name, ok := range map[string]bool{
		"leveransplan": true, "planer_2": true, "public": true,
		"information_schema": false, "pg_catalog": false, "pg_x": false, "": false, "Planer": false, "a b": false, "å": false, `x"y`: false, "2x": false, strings.Repeat("x", 64): false,
	} {
		err := sink.FitSchema(name)
		var fault *export.Fault
		if ok && err != nil || !ok && (!errors.As(err, &fault) || !fault.Usage || fault.Hint.IsZero()) {
			t.Errorf("%q: %v", name, err)
		}
	}
}
