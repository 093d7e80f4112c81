package worktree

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/lock"
)

// scene writes a tree and gives the changes to it: every kind there is.
func scene(t testing.TB) (root string, changes []Change) {
	t.Helper()
	root = t.TempDir()
	for name, text := range map[string]string{
		"plans/a.yaml":      "a: 1\n",
		"plans/2027/b.yaml": "b: 1\n",
		"plans/2027/gone":   "",
		"plans/same.yaml":   "same: 1\n",
		"plans/dir/x.yaml":  "x: 1\n",
		"plans/other.yaml":  "not part of it\n",
		".git/config":       "[core]\n",
	} {
		p := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(root, "plans/a.yaml"), 0o606); err != nil {
		t.Fatal(err)
	}
	return root, changesOfScene()
}

func changesOfScene() []Change {
	return []Change{
		{"plans/a.yaml", []byte("a: 1\n"), []byte("a: 2\n")},
		{"plans/2028/missiv/new.yaml", nil, []byte("new: 1\n")},
		{"plans/same.yaml", []byte("same: 1\n"), []byte("same: 1\n")},
		{"plans/2027/gone", []byte{}, nil},
		{"plans/2027/b.yaml", []byte("b: 1\n"), []byte{}},
		{"plans/never.yaml", nil, nil},
		{"plans/2028/empty.yaml", nil, []byte{}},
	}
}

// snapshot describes all that stands below a folder.
func snapshot(t testing.TB, root string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		all[filepath.ToSlash(rel)] = info.Mode().String()
		if info.Mode().IsRegular() {
			text, err := os.ReadFile(name)
			all[filepath.ToSlash(rel)] += " " + string(text)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// afterwards is what a scene is to look like when all changes are made.
func afterwards(before map[string]string) map[string]string {
	after := map[string]string{
		"plans/a.yaml":               "-rw----rw- a: 2\n",
		"plans/2027/b.yaml":          "-rw-r--r-- ",
		"plans/2028":                 "drwxr-xr-x",
		"plans/2028/missiv":          "drwxr-xr-x",
		"plans/2028/missiv/new.yaml": "-rw-r--r-- new: 1\n",
		"plans/2028/empty.yaml":      "-rw-r--r-- ",
	}
	for name, what := range before {
		if _, changed := after[name]; !changed && name != "plans/2027/gone" {
			after[name] = what
		}
	}
	return after
}

func same(t testing.TB, what, root string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, snapshot(t, root)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestReplaceMakesAllChangesAndLeavesNothingBehind(t *testing.T) {
	root, changes := scene(t)
	want := afterwards(snapshot(t, root))
	tree := open(t, root)
	if err := tree.Replace(changes); err != nil {
		t.Fatal(err)
	}
	same(t, "after Replace", root, want)
	if got, err := tree.Recover(); err != nil || !cmp.Equal(got, Recovery{}) {
		t.Errorf("nothing was interrupted, yet Recover found %+v, %v", got, err)
	}
	if err := tree.Replace(nil); err != nil {
		t.Errorf("no changes: %v", err)
	}
	// Once more, with what now stands there: the tree forgets what it knew.
	if err := tree.Replace([]Change{{"plans/2028/missiv/new.yaml", []byte("new: 1\n"), nil}}); err != nil {
		t.Error(err)
	}
	delete(want, "plans/2028/missiv/new.yaml")
	same(t, "after another Replace", root, want)
}

func TestReplaceKeepsPermissions(t *testing.T) {
	for _, mode := range []fs.FileMode{0o400, 0o444, 0o600, 0o644, 0o666, 0o755} {
		root := t.TempDir()
		write(t, root, "a.yaml", "old")
		if err := os.Chmod(filepath.Join(root, "a.yaml"), mode); err != nil {
			t.Fatal(err)
		}
		if err := open(t, root).Replace([]Change{{"a.yaml", []byte("old"), []byte("new")}}); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(filepath.Join(root, "a.yaml"))
		if err != nil || info.Mode() != mode {
			t.Errorf("permissions %v became %v, %v", mode, info.Mode(), err)
		}
	}
}

func TestReplaceChangesNothingWhereAFileIsNotAsExpected(t *testing.T) {
	cases := map[string]struct {
		change Change
		cause  error
	}{
		"edited":                  {Change{"plans/other.yaml", []byte("what was read\n"), []byte("x")}, nil},
		"edited, to be removed":   {Change{"plans/other.yaml", []byte("what was read\n"), nil}, nil},
		"edited, only looked at":  {Change{"plans/other.yaml", []byte("what was read\n"), []byte("what was read\n")}, nil},
		"grown":                   {Change{"plans/other.yaml", []byte("not part of i"), []byte("x")}, nil},
		"emptied":                 {Change{"plans/other.yaml", []byte{}, []byte("x")}, nil},
		"removed":                 {Change{"plans/absent.yaml", []byte("x"), []byte("y")}, fs.ErrNotExist},
		"removed with its folder": {Change{"plans/2029/x/absent.yaml", []byte("x"), nil}, fs.ErrNotExist},
		"made":                    {Change{"plans/other.yaml", nil, []byte("x")}, fs.ErrExist},
		"made, only looked at":    {Change{"plans/other.yaml", nil, nil}, fs.ErrExist},
		"a folder":                {Change{"plans/dir", nil, []byte("x")}, fs.ErrExist},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			root, changes := scene(t)
			before := snapshot(t, root)
			for _, all := range [][]Change{append(changes, tt.change), append([]Change{tt.change}, changes...)} {
				err := open(t, root).Replace(all)
				var changed *Changed
				if !errors.As(err, &changed) || changed.Path != tt.change.Path || changed.Err != tt.cause || !strings.Contains(err.Error(), tt.change.Path) {
					t.Errorf("got %v, want Changed for %s with %v", err, tt.change.Path, tt.cause)
				}
				same(t, "after the refusal", root, before)
			}
		})
	}
}

func TestReplaceRefusesPathsThatNoChangeMayTouch(t *testing.T) {
	var (
		invalid    = fs.ErrInvalid
		notRegular = new(*NotRegular)
	)
	cases := map[string]struct {
		paths []string
		want  any
	}{
		"no path":                              {[]string{""}, invalid},
		"the folder itself":                    {[]string{"."}, invalid},
		"out of the tree":                      {[]string{"../x.yaml"}, invalid},
		"in and out":                           {[]string{"plans/../../x.yaml"}, invalid},
		"from the root":                        {[]string{"/etc/x.yaml"}, invalid},
		"a folder's name":                      {[]string{"plans/"}, invalid},
		"a backslash":                          {[]string{`plans\x.yaml`}, invalid},
		"a stream of Windows":                  {[]string{"plans/x.yaml:y"}, invalid},
		"NUL":                                  {[]string{"plans/\x00"}, invalid},
		"not UTF-8":                            {[]string{"plans/\xff.yaml"}, invalid},
		"git's folder":                         {[]string{".git/config"}, invalid},
		"git's folder further down":            {[]string{"plans/.git/hooks/pre-commit"}, invalid},
		"git's folder in capitals":             {[]string{".GIT/config"}, invalid},
		"git's folder, short":                  {[]string{"GIT~1/config"}, invalid},
		"git's folder with a full stop":        {[]string{".git./config"}, invalid},
		"git's folder with a space":            {[]string{".git /config"}, invalid},
		"git's folder, invisible":              {[]string{".g\u200cit/config"}, invalid},
		"the journal":                          {[]string{Journal}, invalid},
		"a temporary file":                     {[]string{"plans/.Leveransplan-0-0-old~"}, invalid},
		"twice":                                {[]string{"plans/x.yaml", "plans/x.yaml"}, invalid},
		"twice but for case":                   {[]string{"plans/x.yaml", "plans/X.yaml"}, invalid},
		"twice but for the form of å":          {[]string{"plans/å.yaml", "plans/a\u030a.yaml"}, invalid},
		"folders alike but for case":           {[]string{"plans/x/1.yaml", "plans/X/2.yaml"}, invalid},
		"file and folder":                      {[]string{"plans/x", "plans/x/1.yaml"}, invalid},
		"folder and file, but for case":        {[]string{"plans/X/y/1.yaml", "plans/x"}, invalid},
		"a link":                               {[]string{"plans/link.yaml"}, notRegular},
		"a link that leads nowhere":            {[]string{"plans/dangling.yaml"}, notRegular},
		"through a link":                       {[]string{"linked/a.yaml"}, notRegular},
		"through a link to git's folder":       {[]string{"plans/2027/git/config"}, notRegular},
		"through a link out":                   {[]string{"out/x.yaml"}, notRegular},
		"new, through a link":                  {[]string{"linked/x/y.yaml"}, notRegular},
		"a submodule":                          {[]string{"plans/sub"}, notRegular},
		"in a submodule":                       {[]string{"plans/sub/x.yaml"}, notRegular},
		"where a submodule is to be":           {[]string{"plans/away"}, notRegular},
		"in a submodule that is not there":     {[]string{"plans/away/x.yaml"}, notRegular},
		"a file that git knows as a submodule": {[]string{"plans/other.yaml"}, notRegular},
		"deep in a submodule":                  {[]string{"plans/sub/x/y/z.yaml"}, notRegular},
		"a folder":                             {[]string{"plans/dir"}, notRegular},
		"below a file":                         {[]string{"plans/a.yaml/x"}, nil},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			root, changes := scene(t)
			link(t, "a.yaml", root, "plans/link.yaml")
			link(t, "nowhere", root, "plans/dangling.yaml")
			link(t, "plans", root, "linked")
			link(t, "../../.git", root, "plans/2027/git")
			link(t, t.TempDir(), root, "out")
			write(t, root, "plans/sub/x.yaml", "of another repository\n")
			before := snapshot(t, root)
			tree := open(t, root)
			tree.Mark("plans/sub", "plans/away", "plans/other.yaml")
			for _, old := range [][]byte{nil, []byte("not part of it\n")} {
				all := changes
				for _, p := range tt.paths {
					all = append(all, Change{p, old, []byte("x")})
				}
				err := tree.Replace(all)
				ok := err != nil && strings.Contains(err.Error(), tt.paths[len(tt.paths)-1])
				switch want := tt.want.(type) {
				case error:
					ok = ok && errors.Is(err, want)
				case **NotRegular:
					ok = ok && (errors.As(err, want) || old == nil && errors.Is(err, fs.ErrExist))
				}
				if !ok {
					t.Errorf("got %v, want an error with the path and %T", err, tt.want)
				}
				same(t, "after the refusal", root, before)
			}
		})
	}
}

func TestReplaceWritesNothingThatCouldNotBeRead(t *testing.T) {
	root, changes := scene(t)
	before := snapshot(t, root)
	tree := open(t, root)
	tree.Limit = 10
	err := tree.Replace(append(changes, Change{"plans/x.yaml", nil, []byte("12345678901")}))
	var large *TooLarge
	if !errors.As(err, &large) || *large != (TooLarge{11, 10}) {
		t.Errorf("got %v", err)
	}
	same(t, "after the refusal", root, before)
}

func TestOneRunAtATime(t *testing.T) {
	root, changes := scene(t)
	before := snapshot(t, root)
	first, second := open(t, root), open(t, root)
	var inside []error
	first.before = func(string, string) error {
		_, err := second.Recover()
		inside = append(inside, second.Replace(changes), err)
		return nil
	}
	if err := first.Replace(changes); err != nil {
		t.Fatal(err)
	}
	for _, err := range inside {
		if !errors.Is(err, lock.ErrBusy) {
			t.Errorf("a second run got %v, want lock.ErrBusy", err)
		}
	}
	if len(inside) == 0 {
		t.Error("the second run never ran")
	}
	same(t, "after both", root, afterwards(before))
}
