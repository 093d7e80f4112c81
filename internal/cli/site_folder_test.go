package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/lock"
)

// siteRun writes a site into a folder, as the command does.
func siteRun(t *testing.T, dir string, force bool, pages map[string]string) (*siteFolder, error) {
	t.Helper()
	s, err := openSiteFolder(dir, force)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		if err := s.put(name, []byte(pages[name])); err != nil {
			return s, err
		}
	}
	return s, s.finish()
}

// wholeFolder are the files of a folder, of which no folder in it is to be without.
func wholeFolder(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if entries, err := os.ReadDir(filepath.Join(dir, name)); err == nil && len(entries) == 0 && name != "." {
				t.Errorf("the folder %s is left empty", name)
			}
			return nil
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// folderFiles are the files of a folder, but for the list.
func folderFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := wholeFolder(t, dir)
	delete(out, siteList)
	return out
}

func TestASitesFolderHoldsWhatWasMadeLast(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ut", "webb")
	first := map[string]string{"index.html": "a", "sv/index.html": "b", "sv/plan/x.html": "c"}
	for _, step := range []struct {
		name                   string
		pages                  map[string]string
		written, same, removed int
	}{
		{"the first time all is written", first, 3, 0, 0},
		{"the second time nothing is", first, 0, 3, 0},
		{"what has changed is written, in the same length too", map[string]string{"index.html": "z", "sv/index.html": "b", "sv/plan/x.html": "cc"}, 2, 1, 0},
		{"what is gone is removed with its folder", map[string]string{"index.html": "z"}, 0, 1, 2},
		{"what comes back is written", first, 3, 0, 0},
	} {
		s, err := siteRun(t, dir, false, step.pages)
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if s.written != step.written || s.same != step.same || s.removed != step.removed {
			t.Errorf("%s: %d, %d, %d", step.name, s.written, s.same, s.removed)
		}
		if got := folderFiles(t, dir); !maps.Equal(got, step.pages) {
			t.Errorf("%s: %q", step.name, got)
		}
	}
}

// What somebody else has put in the folder is neither read nor changed, and stands in nobody's way.
func TestForeignFilesAreNeverTouched(t *testing.T) {
	dir := t.TempDir()
	pages := map[string]string{"index.html": "a", "sv/om.html": "b"}
	if _, err := siteRun(t, dir, false, pages); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"annat.txt": "x", "sv/annat.txt": "y", "en.html": "z"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := siteRun(t, dir, false, map[string]string{"index.html": "a"}); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"index.html": "a", "annat.txt": "x", "sv/annat.txt": "y", "en.html": "z"}
	if got := folderFiles(t, dir); !maps.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if _, err := siteRun(t, dir, false, map[string]string{"index.html": "a", "en.html": "ours"}); !errors.Is(err, errForeignFile) {
		t.Errorf("a file in the way: %v", err)
	}
	if got := folderFiles(t, dir); !maps.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestAFolderOfSomethingElseIsNotTakenOver(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "brev.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := siteRun(t, dir, false, map[string]string{"index.html": "a"}); !errors.Is(err, errForeignFolder) {
		t.Errorf("%v", err)
	}
	if _, err := siteRun(t, dir, true, map[string]string{"index.html": "a"}); err != nil {
		t.Errorf("by force: %v", err)
	}
	if got := folderFiles(t, dir); got["brev.txt"] != "x" || got["index.html"] != "a" {
		t.Errorf("%q", got)
	}
}

// Links lead nowhere outside, and a list that somebody has written by hand neither.
func TestALinkInASitesFolderIsNotFollowed(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	victim := filepath.Join(outside, "offer.txt")
	if err := os.WriteFile(victim, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, step := range []func() error{
		func() error { return os.Symlink(outside, filepath.Join(dir, "sv")) },
		func() error { return os.Symlink(victim, filepath.Join(dir, "index.html")) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	list := siteForm + "\nindex.html\nsv/offer.txt\n../" + filepath.Base(outside) + "/offer.txt\n" + siteDone + "\n"
	if err := os.WriteFile(filepath.Join(dir, siteList), []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"index.html", "sv/offer.txt", "sv/ny.html"} {
		if _, err := siteRun(t, dir, true, map[string]string{page: "written"}); err == nil {
			t.Errorf("%s was written through a link", page)
		}
	}
	if _, err := siteRun(t, dir, true, map[string]string{"a.html": "a"}); err == nil {
		t.Error("what lies behind a link was removed")
	}
	if text, err := os.ReadFile(victim); err != nil || string(text) != "x" {
		t.Errorf("%q, %v", text, err)
	}
}

// A run that ends at any file leaves a folder that the next run puts right: nothing is forgotten
// and nothing half-written stays.
func TestARunThatEndsEarlyIsMadeGood(t *testing.T) {
	old := map[string]string{"a.html": "1", "b/c.html": "2", "d.html": "3", "gone/e.html": "4"}
	fresh := map[string]string{"a.html": "11", "b/c.html": "2", "d.html": "33", "f.html": "5", "g/h.html": "6"}
	names := slices.Sorted(maps.Keys(fresh))
	for stop := range len(names) + 1 {
		dir := t.TempDir()
		if _, err := siteRun(t, dir, false, old); err != nil {
			t.Fatal(err)
		}
		s, err := openSiteFolder(dir, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names[:stop] {
			if err := s.put(name, []byte(fresh[name])); err != nil {
				t.Fatal(err)
			}
		}
		if stop > 0 { // as it is in the middle of a file
			if err := s.root.WriteFile(names[stop-1]+siteTemp, []byte("ha"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		s.Close()
		want := map[string]string{"a.html": "11"}
		if _, err := siteRun(t, dir, false, want); err != nil {
			t.Fatalf("after %d: %v", stop, err)
		}
		got := folderFiles(t, dir)
		if !maps.Equal(got, want) {
			t.Errorf("after %d: %q", stop, got)
		}
	}
}

// A link or a file that stands where the site has to write is named, and --force is no help.
func TestWhatIsInTheWayIsNamed(t *testing.T) {
	for name, lay := range map[string]func(dir string) error{
		"a link that leads outside":   func(dir string) error { return os.Symlink(t.TempDir(), filepath.Join(dir, "en")) },
		"a link to nothing":           func(dir string) error { return os.Symlink("ingen", filepath.Join(dir, "en")) },
		"a file for a folder":         func(dir string) error { return os.WriteFile(filepath.Join(dir, "en"), nil, 0o644) },
		"a folder for a file":         func(dir string) error { return os.MkdirAll(filepath.Join(dir, "en", "index.html"), 0o755) },
		"a link in place of the list": func(dir string) error { return os.Symlink("/ingen", filepath.Join(dir, siteList)) },
	} {
		dir := t.TempDir()
		if err := lay(dir); err != nil {
			t.Fatal(err)
		}
		_, err := siteRun(t, dir, true, map[string]string{"en/index.html": "a"})
		var f *failure
		if !errors.Is(err, errInTheWay) || !errors.As(siteFault(err, "ut"), &f) || f.code != exitUsage {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, l := range lang.Languages {
			if said := f.text.In(l) + f.hint.In(l); strings.Contains(said, "escapes") || strings.Contains(said, "--force") {
				t.Errorf("%s: %s", name, said)
			}
		}
	}
}

// Two runs at once do not write to one folder: the second is told, and nothing of the first is
// touched; when the first is done the folder is free.
func TestTwoRunsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ut")
	first, err := openSiteFolder(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.put("index.html", []byte("a")); err != nil {
		t.Fatal(err)
	}
	for _, force := range []bool{false, true} {
		if _, err := openSiteFolder(dir, force); !errors.Is(err, lock.ErrBusy) {
			t.Errorf("by force %v: %v", force, err)
		}
	}
	if err := first.finish(); err != nil {
		t.Fatal(err)
	}
	first.Close()
	if _, err := siteRun(t, dir, false, map[string]string{"index.html": "a"}); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestOddLists(t *testing.T) {
	for name, list := range map[string]string{"empty": "", "another form": "site/9\na\n"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, siteList), []byte(list), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := siteRun(t, dir, false, map[string]string{"a": "a"}); !errors.Is(err, errOddList) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, err := range []error{errForeignFolder, fmt.Errorf("%w: sv/x.html", errForeignFile), errOddList, errInTheWay, lock.ErrBusy, errors.New("disk")} {
		if f := (*failure)(nil); !errors.As(siteFault(err, "ut"), &f) || strings.Contains(f.text.In("sv"), "%!") {
			t.Errorf("%v is not worded", err)
		}
	}
}
