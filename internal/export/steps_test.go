package export

import (
	"os"
	"path/filepath"
	"testing"
)

// Where folders can't be exchanged the old one goes aside, and comes back if nothing takes its
// place.
func TestAFolderIsSwappedInSteps(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ut")
	f := folder{dir: dir, temp: filepath.Join(filepath.Dir(dir), ".ut-ny-1")}
	make := func(name, text string) {
		if err := os.MkdirAll(name, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(name, "a"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(want string) {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(dir, "a"))
		entries, _ := os.ReadDir(filepath.Dir(dir))
		if err != nil || string(text) != want || len(entries) != 1 {
			t.Errorf("%q %v, beside it %v", text, err, entries)
		}
	}
	make(dir, "old")
	if err := f.swapInSteps(); err == nil {
		t.Error("nothing has taken its place")
	}
	holds("old")
	make(f.temp, "new")
	if err := f.swapInSteps(); err != nil {
		t.Error(err)
	}
	holds("new")
}
