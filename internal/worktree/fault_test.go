package worktree

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var errDisk = errors.New("the disk is on fire")

// failAt lets the changes to the disk numbered from n up to last fail, and counts them.
func failAt(n, last int, seen *int) func(op, name string) error {
	return func(op, name string) error {
		if *seen++; *seen >= n && *seen <= last {
			return &fs.PathError{Op: op, Path: name, Err: errDisk}
		}
		return nil
	}
}

func TestAnyStepMayFail(t *testing.T) {
	undone, done := 0, 0
	for n := 1; ; n++ {
		root, changes := scene(t)
		before := snapshot(t, root)
		info, err := os.Stat(filepath.Join(root, "plans/a.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		tree, seen := open(t, root), 0
		tree.before = failAt(n, n, &seen)
		err = tree.Replace(changes)
		if seen < n {
			break
		}
		tree.before = nil
		switch {
		case err == nil: // there was another way, or only cleaning up has failed
			done++
			if _, err := tree.Recover(); err != nil {
				t.Error(err)
			}
			same(t, "after a Replace that got by", root, afterwards(before))
		case !errors.Is(err, errDisk):
			t.Errorf("step %d: %v", n, err)
		default:
			undone++
			same(t, "after "+err.Error(), root, before)
			if now, err := os.Stat(filepath.Join(root, "plans/a.yaml")); err != nil || !os.SameFile(info, now) || !info.ModTime().Equal(now.ModTime()) {
				t.Errorf("step %d: not the same file as before, %v", n, err)
			}
			if err := tree.Replace(changes); err != nil {
				t.Errorf("step %d: a second try: %v", n, err)
			}
			same(t, "after a second try", root, afterwards(before))
		}
	}
	if undone < 10 || done < 5 {
		t.Errorf("%d failures undone, %d got by: the faults did not reach every kind of step", undone, done)
	}
}

// From some step on nothing works any more, undoing included. When the disk is back,
// Recover gives the old state, or the new one where all was in place.
func TestTheDiskMayStayAway(t *testing.T) {
	partial := 0
	for n := 1; ; n++ {
		root, changes := scene(t)
		before := snapshot(t, root)
		tree, seen := open(t, root), 0
		tree.before = failAt(n, 1<<30, &seen)
		err := tree.Replace(changes)
		if seen < n {
			break
		}
		tree.before = nil
		want := before
		var part *Partial
		switch {
		case err == nil:
			want = afterwards(before)
		case errors.As(err, &part):
			partial++
			if part.Undo == nil || !errors.Is(err, errDisk) || !strings.Contains(err.Error(), "undoing it failed") {
				t.Errorf("step %d: %v", n, err)
			}
			if err := tree.Replace(changes); !errors.Is(err, ErrInterrupted) {
				t.Errorf("step %d: a second try before Recover: %v", n, err)
			}
		case !errors.Is(err, errDisk):
			t.Errorf("step %d: %v", n, err)
		}
		found, err := tree.Recover()
		if err != nil || len(found.Left) > 0 || found.Finished && part != nil {
			t.Errorf("step %d: %+v, %v", n, found, err)
		}
		same(t, "after Recover", root, want)
	}
	if partial < 10 {
		t.Errorf("only %d steps left anything to recover", partial)
	}
}

// Somebody else works on the files while they are being written.
func TestEditsMadeMeanwhileAreKept(t *testing.T) {
	const text = "edited by hand\n"
	at := func(root string) string { return filepath.Join(root, "plans/a.yaml") }
	inPlace := func(t *testing.T, root string) {
		f, err := os.OpenFile(at(root), os.O_WRONLY|os.O_TRUNC, 0)
		if err == nil {
			_, err = f.WriteString(text)
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			t.Error(err)
		}
	}
	save := func(t *testing.T, name string, mode fs.FileMode) {
		if err := os.WriteFile(name+"~", []byte(text), mode); err != nil {
			t.Error(err)
		}
		if err := errors.Join(os.Chmod(name+"~", mode), os.Rename(name+"~", name)); err != nil {
			t.Error(err)
		}
	}
	saved := func(t *testing.T, root string) { save(t, at(root), 0o606) }
	savedLater := func(t *testing.T, root string) { save(t, filepath.Join(root, "plans/2027/b.yaml"), 0o644) }
	made := func(t *testing.T, root string) {
		err := os.MkdirAll(filepath.Join(root, "plans/2028/missiv"), 0o755)
		if err := errors.Join(err, os.WriteFile(filepath.Join(root, "plans/2028/missiv/new.yaml"), []byte(text), 0o644)); err != nil {
			t.Error(err)
		}
	}
	edited := map[string]string{"plans/a.yaml": "-rw----rw- " + text}
	later := map[string]string{"plans/2027/b.yaml": "-rw-r--r-- " + text}
	new := map[string]string{"plans/2028": "drwxr-xr-x", "plans/2028/missiv": "drwxr-xr-x", "plans/2028/missiv/new.yaml": "-rw-r--r-- " + text}
	cases := map[string]struct {
		op, name string // the step before which it happens
		edit     func(t *testing.T, root string)
		want     map[string]string
		path     string
	}{
		"written in place while temporary files are written":   {"write", "plans/2028/.leveransplan-0-4-new~", inPlace, edited, "plans/a.yaml"},
		"saved while temporary files are written":              {"write", "plans/2028/.leveransplan-0-4-new~", saved, edited, "plans/a.yaml"},
		"written in place just before its rename":              {"rename", "plans/a.yaml", inPlace, edited, "plans/a.yaml"},
		"a later file saved while temporary files are written": {"write", "plans/2028/.leveransplan-0-4-new~", savedLater, later, "plans/2027/b.yaml"},
		"a later file saved while others are put in place":     {"rename", "plans/a.yaml", savedLater, later, "plans/2027/b.yaml"},
		"a new file's name taken early":                        {"write", "plans/2028/.leveransplan-0-4-new~", made, new, "plans/2028/missiv/new.yaml"},
		"a new file's name taken at the last moment":           {"link", "plans/2028/missiv/new.yaml", made, new, "plans/2028/missiv/new.yaml"},
		"a new file's folder made by somebody else":            {"mkdir", "plans/2028", made, new, "plans/2028/missiv/new.yaml"},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			root, changes := scene(t)
			want := snapshot(t, root)
			for name, what := range tt.want {
				want[name] = what
			}
			tree, once := open(t, root), false
			tree.before = func(op, name string) error {
				if once && tt.op == "write" && !strings.HasPrefix(filepath.Base(name), prefix) && op != "remove" {
					t.Errorf("%s %s, though a file was known to have changed", op, name)
				}
				if !once && op == tt.op && name == tt.name {
					once = true
					tt.edit(t, root)
				}
				return nil
			}
			err := tree.Replace(changes)
			var changed *Changed
			if !errors.As(err, &changed) || changed.Path != tt.path || !once {
				t.Errorf("got %v", err)
			}
			same(t, "after the edit", root, want)
		})
	}
}

// A file is edited once it has been written, and then a later step fails.
func TestAnEditOfAWrittenFileIsNotUndone(t *testing.T) {
	root, changes := scene(t)
	want := snapshot(t, root)
	tree := open(t, root)
	tree.before = func(op, name string) error {
		if name == finished {
			if err := os.WriteFile(filepath.Join(root, "plans/a.yaml"), []byte("a: 3\n"), 0); err != nil {
				t.Error(err)
			}
			return errDisk
		}
		return nil
	}
	err := tree.Replace(changes)
	kept := "plans/.leveransplan-0-0-old~"
	var part *Partial
	if !errors.As(err, &part) || !errors.Is(err, errDisk) || part.Undo != nil || !cmp.Equal(part.Left, []Left{{"plans/a.yaml", kept}}) || !strings.Contains(err.Error(), kept) {
		t.Fatalf("got %v", err)
	}
	want[kept] = want["plans/a.yaml"]
	want["plans/a.yaml"] = "-rw----rw- a: 3\n"
	same(t, "after the failure", root, want)

	// What is left is in nobody's way.
	tree.before = nil
	if err := tree.Replace([]Change{{"plans/a.yaml", []byte("a: 3\n"), []byte("a: 4\n")}}); err != nil {
		t.Error(err)
	}
	want["plans/a.yaml"] = "-rw----rw- a: 4\n"
	same(t, "after another run", root, want)
}

// A folder becomes a link to git's while files in it are being written.
func TestAFolderThatTurnsIntoALinkIsNotFollowed(t *testing.T) {
	for _, when := range []string{"write", "link", "rename", "remove"} {
		t.Run(when, func(t *testing.T) {
			root, changes := scene(t)
			before := snapshot(t, root)
			dir, aside := filepath.Join(root, "plans/2027"), filepath.Join(root, "aside")
			tree, once := open(t, root), false
			tree.before = func(op, name string) error {
				if !once && op == when && filepath.Dir(name) == "plans/2027" {
					once = true
					return errors.Join(os.Rename(dir, aside), os.Symlink("../.git", dir))
				}
				return nil
			}
			want := before
			err := tree.Replace(changes)
			if err == nil { // the last file went where the folder had gone
				want = afterwards(before)
			} else if !errors.As(err, new(*NotRegular)) {
				t.Errorf("got %v", err)
			}
			if !once {
				t.Error("it never happened")
			}
			git, err := os.ReadDir(filepath.Join(root, ".git"))
			if err != nil || len(git) != 1 || git[0].Name() != "config" {
				t.Errorf("git's folder: %v, %v", git, err)
			}
			tree.before = nil
			if err := errors.Join(os.Remove(dir), os.Rename(aside, dir)); err != nil {
				t.Fatal(err)
			}
			if _, err := tree.Recover(); err != nil {
				t.Error(err)
			}
			same(t, "with the folder back", root, want)
		})
	}
}

func TestUndoingReportsEveryFileInOrder(t *testing.T) {
	root, changes := scene(t)
	tree := open(t, root)
	killed(tree, func(op, name string) bool { return name == finished }, changes)
	found, err := tree.Recover()
	want := Recovery{Undone: []string{"plans/a.yaml", "plans/2028/missiv/new.yaml", "plans/2027/gone", "plans/2027/b.yaml", "plans/2028/empty.yaml"}}
	if diff := cmp.Diff(want, found); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// killed runs Replace until it would take a certain step, and never returns to it.
func killed(tree *Tree, at func(op, name string) bool, changes []Change) (reached bool) {
	type kill struct{}
	defer func() {
		tree.before = nil
		if end := recover(); end == any(kill{}) {
			reached = true
		} else if end != nil {
			panic(end)
		}
	}()
	tree.before = func(op, name string) error {
		if at(op, name) {
			panic(kill{})
		}
		return nil
	}
	if changes == nil {
		_, _ = tree.Recover()
	} else {
		_ = tree.Replace(changes)
	}
	return false
}

// Killed at any step, recovering killed at any step of it: the end is always the old
// state, or the new one where all was in place.
func TestRecoveringMayBeKilledToo(t *testing.T) {
	ends := []string{}
	for n := 1; ; n++ {
		for m := 1; ; m++ {
			root, changes := scene(t)
			before := snapshot(t, root)
			tree, step := open(t, root), 0
			if !killed(tree, func(string, string) bool { step++; return step == n }, changes) {
				if n < 20 || !slices.Contains(ends, "old") || !slices.Contains(ends, "new") {
					t.Errorf("%d steps, ends %v", n-1, ends)
				}
				return
			}
			step = 0
			again := killed(tree, func(string, string) bool { step++; return step == m }, nil)
			if _, err := tree.Recover(); err != nil {
				t.Errorf("killed at %d and %d: %v", n, m, err)
			}
			end, want := "old", before
			if _, err := os.Stat(filepath.Join(root, "plans/2027/gone")); err != nil {
				end, want = "new", afterwards(before)
			}
			ends = append(ends, end)
			same(t, "recovered", root, want)
			if !again {
				break
			}
		}
	}
}

func TestAFolderReplacedBetweenLookingAndOpeningIsNotEntered(t *testing.T) {
	replace := map[string]func(name string) error{
		"a link":         func(name string) error { return os.Symlink(".git", name) },
		"another folder": func(name string) error { return os.Mkdir(name, 0o755) },
	}
	for what, with := range replace {
		t.Run(what, func(t *testing.T) {
			root, _ := scene(t)
			tree := open(t, root)
			info, err := tree.root.Lstat("plans")
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(root, "plans")
			if err := errors.Join(os.Rename(name, name+".old"), with(name)); err != nil {
				t.Fatal(err)
			}
			if dir, err := openDirAs(tree.root, "plans", info); err == nil {
				dir.Close()
				t.Errorf("%s in the folder's place was entered", what)
			}
		})
	}
}
