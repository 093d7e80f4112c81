package archtest

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// root is the top of the repository, seen from this package.
const root = "../.."

func TestSourceKeepsToTheTable(t *testing.T) {
	sources := readSources(t, os.DirFS(root))
	for name, check := range checks {
		t.Run(name, func(t *testing.T) {
			for _, s := range sources {
				for _, problem := range check(s) {
					t.Error(problem)
				}
			}
		})
	}
	if !slices.ContainsFunc(sources, func(s source) bool { return s.pkg == "internal/calendar" }) {
		t.Error("the source was not found")
	}
}

// Every check is shown a small tree that breaks it, testdata/<check>.txtar, and must
// find just what the fixture's "want" lists.
func TestEveryCheckCanFail(t *testing.T) {
	for name, check := range checks {
		t.Run(name, func(t *testing.T) {
			tree, want := fixture(t, "testdata/"+name+".txtar")
			var got []string
			for _, s := range readSources(t, tree) {
				got = append(got, check(s)...)
			}
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("problems found (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEveryFixtureHasItsCheck(t *testing.T) {
	var want []string
	for _, name := range slices.Sorted(maps.Keys(checks)) {
		want = append(want, name+".txtar")
	}
	var got []string
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			got = append(got, e.Name())
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fixtures (-want +got):\n%s", diff)
	}
}

func TestTableNamesEachPackageOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, line := range levels {
		for _, pkg := range line {
			if seen[pkg] {
				t.Errorf("%s stands twice in the table", pkg)
			}
			seen[pkg] = true
		}
	}
	for _, d := range doors {
		for _, pkg := range d.packages {
			if !seen[pkg] {
				t.Errorf("the door of %s is %s, which is not in the table", d.module, pkg)
			}
		}
	}
}

// fixture reads a txtar archive as a tree and its sorted "want" lines.
func fixture(t *testing.T, name string) (fs.FS, []string) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	tree, want := fstest.MapFS{}, []string{}
	for _, f := range archive.Files {
		if f.Name == "want" {
			want = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
			slices.Sort(want)
			continue
		}
		tree[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	if len(tree) == 0 || len(want) == 0 {
		t.Fatalf("%s: a fixture needs files and a want", name)
	}
	return tree, want
}

// A script of the command line can skip as well: its "skip" command.
var scriptSkip = regexp.MustCompile(`(?m)^\s*(\[[^\]]*\]\s*)*skip\b.*$`)

func TestNoScriptSkips(t *testing.T) {
	if !scriptSkip.MatchString("mkdir a\n[!exec:git] skip 'no git'\n") || scriptSkip.MatchString("# skip\nexec skipper\n") {
		t.Error("the pattern does not tell a skip from another line")
	}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".txtar" || !strings.Contains(name, "testdata/script/") {
			return err
		}
		text, err := fs.ReadFile(os.DirFS(root), name)
		if line := scriptSkip.Find(text); line != nil {
			t.Errorf("%s: %q: a script that cannot run fails", name, line)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
