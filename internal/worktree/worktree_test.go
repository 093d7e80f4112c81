package worktree

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func write(t *testing.T, root, name, text string) {
	t.Helper()
	p := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, root, name string) {
	t.Helper()
	if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, root string) *Tree {
	t.Helper()
	tree, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	return tree
}

func TestATreeIsAFileSystem(t *testing.T) {
	root := t.TempDir()
	write(t, root, "plans/leveransplan.yaml", "dokument: installningar/v1\n")
	write(t, root, "plans/2027/missiv/å.yaml", "")
	write(t, root, "README.md", "x")
	if err := fstest.TestFS(open(t, root), "plans/leveransplan.yaml", "plans/2027/missiv/å.yaml", "README.md"); err != nil {
		t.Fatal(err)
	}
}

func TestLinksAreShownAndNeverFollowed(t *testing.T) {
	root := t.TempDir()
	write(t, root, "plans/real/a.yaml", "a: 1\n")
	link(t, "/etc/passwd", root, "plans/passwd.yaml")
	link(t, "/etc", root, "plans/outside")
	link(t, "real", root, "plans/inside")
	link(t, "real/a.yaml", root, "plans/inside.yaml")
	link(t, "nowhere", root, "plans/dangling")
	link(t, "loop", root, "plans/loop")
	tree := open(t, root)

	types := map[string]fs.FileMode{}
	err := fs.WalkDir(tree, "plans", func(name string, e fs.DirEntry, err error) error {
		types[name] = e.Type()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]fs.FileMode{
		"plans": fs.ModeDir, "plans/real": fs.ModeDir, "plans/real/a.yaml": 0,
		"plans/passwd.yaml": fs.ModeSymlink, "plans/outside": fs.ModeSymlink, "plans/inside": fs.ModeSymlink,
		"plans/inside.yaml": fs.ModeSymlink, "plans/dangling": fs.ModeSymlink, "plans/loop": fs.ModeSymlink,
	}
	if diff := cmp.Diff(want, types); diff != "" {
		t.Errorf("walk (-want +got):\n%s", diff)
	}
	for _, name := range []string{
		"plans/passwd.yaml", "plans/inside.yaml", "plans/dangling", "plans/loop", "plans/inside", "plans/outside",
		"plans/outside/passwd", "plans/inside/a.yaml", "plans/inside/../real/a.yaml",
	} {
		refused(t, tree, name)
	}
	info, err := tree.Stat("plans/passwd.yaml")
	if err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("Stat of a link: %v, %v", info, err)
	}
	if _, err := tree.Stat("plans/inside/a.yaml"); !errors.As(err, new(*NotRegular)) {
		t.Errorf("Stat through a link: %v", err)
	}
}

// refused makes sure that no way of reading opens a name, and that the error names it.
func refused(t *testing.T, tree *Tree, name string) {
	t.Helper()
	_, readErr := tree.ReadFile(name)
	_, listErr := tree.ReadDir(name)
	_, openErr := tree.Open(name)
	for _, err := range []error{readErr, listErr, openErr} {
		var at *fs.PathError
		if !errors.As(err, &at) || at.Path != name {
			t.Errorf("%s: got %v, want an error with the path", name, err)
		}
		if !errors.As(err, new(*NotRegular)) && fs.ValidPath(name) {
			t.Errorf("%s: got %v, want NotRegular", name, err)
		}
	}
}

func TestSubmodulesAreMarkedAndClosed(t *testing.T) {
	root := t.TempDir()
	write(t, root, "plans/sub/inner/a.yaml", "a: 1\n")
	write(t, root, "plans/subway/b.yaml", "b: 1\n")
	tree := open(t, root)
	tree.Mark("plans/sub/", "plans/absent")

	var names []string
	err := fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		names = append(names, name)
		if want := fs.FileMode(0); name == "plans/sub" {
			want = fs.ModeIrregular
			info, err := e.Info()
			if e.Type() != want || e.IsDir() || err != nil || info.Mode().Type() != want || info.IsDir() {
				t.Errorf("entry of a submodule: %v, %v, %v", e, info, err)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{".", "plans", "plans/sub", "plans/subway", "plans/subway/b.yaml"}, names); diff != "" {
		t.Errorf("walk (-want +got):\n%s", diff)
	}
	refused(t, tree, "plans/sub")
	refused(t, tree, "plans/sub/inner")
	refused(t, tree, "plans/sub/inner/a.yaml")
	f, err := tree.Open("plans")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	entries, err := f.(fs.ReadDirFile).ReadDir(-1)
	for _, e := range entries {
		if e.Name() == "sub" && e.Type() != fs.ModeIrregular {
			t.Errorf("entry of an open folder: %v", e)
		}
	}
	if err != nil || len(entries) != 2 {
		t.Errorf("entries of an open folder: %v, %v", entries, err)
	}
}

func TestAFileAboveTheLimitIsNotRead(t *testing.T) {
	root := t.TempDir()
	write(t, root, "full.yaml", "12345678")
	write(t, root, "over.yaml", "123456789")
	write(t, root, "huge.yaml", "")
	if err := os.Truncate(filepath.Join(root, "huge.yaml"), 100<<20); err != nil {
		t.Fatal(err)
	}
	tree := open(t, root)
	tree.Limit = 8
	if text, err := tree.ReadFile("full.yaml"); string(text) != "12345678" || err != nil {
		t.Errorf("file of the limit's size: %q, %v", text, err)
	}
	for name, size := range map[string]int64{"over.yaml": 9, "huge.yaml": 100 << 20} {
		_, err := tree.ReadFile(name)
		var large *TooLarge
		if !errors.As(err, &large) || *large != (TooLarge{size, 8}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	tree.Limit = DefaultLimit
	allocated := testing.AllocsPerRun(3, func() { tree.ReadFile("huge.yaml") })
	if allocated > 100 {
		t.Errorf("refusing 100 MB took %v allocations", allocated)
	}
}

func TestErrorsKeepTheirPathAndCause(t *testing.T) {
	root := t.TempDir()
	write(t, root, "a.yaml", "a: 1\n")
	tree := open(t, root)
	cases := map[string]error{
		"absent.yaml":     fs.ErrNotExist,
		"absent/a.yaml":   fs.ErrNotExist,
		"../a.yaml":       fs.ErrInvalid,
		"/etc/passwd":     fs.ErrInvalid,
		"a.yaml/b":        nil, // not a folder: the system's own words
		"":                fs.ErrInvalid,
		"./a.yaml":        fs.ErrInvalid,
		".":               nil, // a folder has no text
		"x\x00y":          nil,
		"absent/../a.txt": fs.ErrInvalid,
	}
	for name, cause := range cases {
		_, err := tree.ReadFile(name)
		var at *fs.PathError
		if !errors.As(err, &at) || at.Path != name || cause != nil && !errors.Is(err, cause) {
			t.Errorf("%q: %v, want a path error of %v", name, err, cause)
		}
	}
	if _, err := Open(filepath.Join(root, "absent")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open of an absent folder: %v", err)
	}
}

func TestFindRoot(t *testing.T) {
	top := t.TempDir()
	write(t, top, "region/.git/HEAD", "")
	write(t, top, "region/plans/2027/a.yaml", "")
	write(t, top, "region/cmd/main.go", "")
	write(t, top, "region/nested/plans/a.yaml", "")
	write(t, top, "region/sub/.git", "gitdir: elsewhere\n")
	write(t, top, "region/sub/deep/a.txt", "")
	write(t, top, "region/file/plans", "not a folder")
	write(t, top, "bare/plans/a.yaml", "")
	cases := map[string]string{
		"region":            "region",
		"region/plans/2027": "region",
		"region/cmd":        "region",
		"region/nested":     "region/nested",
		"region/sub/deep":   "region/sub", // plans above it belong to another repository
		"region/file":       "region",
		"bare/plans":        "bare",
	}
	for start, want := range cases {
		got, ok := FindRoot(filepath.Join(top, start))
		if !ok || got != filepath.Join(top, want) {
			t.Errorf("from %s: %s, %v, want %s", start, got, ok, want)
		}
	}
	for _, start := range []string{"absent", "region/cmd/main.go", "region/absent/deeper"} {
		if got, ok := FindRoot(filepath.Join(top, start)); ok {
			t.Errorf("from %s: %s, want nothing", start, got)
		}
	}
}
