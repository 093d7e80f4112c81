package lock_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lock"
)

// One at a time has a lock; whoever comes meanwhile is told so, and whoever comes later gets it.
// Nothing is left behind.
func TestOneAtATime(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for what, take := range map[string]func() (func(), error){
		"a file":   func() (func(), error) { return lock.File(filepath.Join(dir, "x")) },
		"a folder": func() (func(), error) { return lock.Folder(root) },
	} {
		if what == "a folder" && runtime.GOOS == "windows" {
			continue // which knows none
		}
		for range 2 {
			free, err := take()
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			if _, err := take(); !errors.Is(err, lock.ErrBusy) {
				t.Errorf("%s: a second one got %v", what, err)
			}
			free()
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s leaves %v, %v", what, left, err)
		}
	}
}

// A file that a dead process has left is no lock; a link is not followed.
func TestWhatIsInTheWay(t *testing.T) {
	dir := t.TempDir()
	left, link := filepath.Join(dir, "left"), filepath.Join(dir, "link")
	if err := errors.Join(os.WriteFile(left, []byte("x"), 0o600), os.Symlink(left, link)); err != nil {
		t.Fatal(err)
	}
	free, err := lock.File(left)
	if err != nil {
		t.Fatal(err)
	}
	free()
	if _, err := lock.File(link); err == nil || errors.Is(err, lock.ErrBusy) {
		t.Errorf("through a link: %v", err)
	}
	if _, err := lock.File(filepath.Join(dir, "none", "x")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("without a folder: %v", err)
	}
}
