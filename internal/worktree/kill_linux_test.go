package worktree

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// childStep tells a child process before which step it is to be killed; "full": it
// writes to a full disk instead.
const childStep = "WORKTREE_TEST_STEP"

func TestMain(m *testing.M) {
	if step := os.Getenv(childStep); step != "" {
		os.Exit(child(step, os.Args[1]))
	}
	os.Exit(m.Run())
}

// child makes the changes of a scene and is killed before a step, as by the system.
func child(step, root string) int {
	if step == "full" {
		return fullDisk(root)
	}
	n, err := strconv.Atoi(step)
	if err != nil {
		return 2
	}
	tree, err := Open(root)
	if err != nil {
		return 2
	}
	tree.before = func(string, string) error {
		if n--; n == 0 {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = self.Kill()
			}
			if err == nil {
				select {}
			}
			return err
		}
		return nil
	}
	if tree.Replace(changesOfScene()) != nil {
		return 1
	}
	return 0
}

func TestAKilledProcessLosesNothing(t *testing.T) {
	begun, mixed, finished := 0, 0, 0
	for n := 1; ; n++ {
		root, _ := scene(t)
		before := snapshot(t, root)
		after := afterwards(before)
		cmd := exec.Command(os.Args[0], root)
		cmd.Env = append(os.Environ(), childStep+"="+strconv.Itoa(n))
		err := cmd.Run()
		if err == nil {
			same(t, "nobody was killed", root, after)
			break
		}
		if cmd.ProcessState.ExitCode() != -1 {
			t.Fatalf("step %d: the child was to be killed: %v", n, err)
		}
		olds, news := judgeKilled(t, n, snapshot(t, root), before, after)
		if olds > 0 && news > 0 {
			mixed++
		}
		tree := open(t, root)
		found, err := tree.Recover()
		if err != nil || len(found.Left) > 0 {
			t.Errorf("step %d: %+v, %v", n, found, err)
		}
		if found.Finished {
			finished++
			same(t, "finished", root, after)
			continue
		}
		begun++
		if len(found.Undone) != news {
			t.Errorf("step %d: %d files were written, undone: %v", n, news, found.Undone)
		}
		same(t, "undone", root, before)
	}
	if begun < 10 || mixed < 4 || finished < 5 {
		t.Errorf("%d kills before the end, %d of them between two files, %d after it: not every kind", begun, mixed, finished)
	}
}

// judgeKilled looks at what a kill has left: each file is whole, old or new; the old
// contents of a new one are still there as long as the journal is; and what does not
// belong has a name that nobody takes for a document.
func judgeKilled(t *testing.T, n int, now, before, after map[string]string) (olds, news int) {
	t.Helper()
	_, undecided := now[Journal]
	var kept []string
	for name, what := range now {
		base := path.Base(name)
		if strings.HasPrefix(base, ".leveransplan-") && strings.HasSuffix(base, "~") {
			kept = append(kept, what)
		} else if what != before[name] && what != after[name] {
			t.Errorf("step %d: %s is neither old nor new: %q", n, name, what)
		}
	}
	for _, c := range changesOfScene() {
		switch {
		case before[c.Path] == after[c.Path]:
		case now[c.Path] == before[c.Path]:
			olds++
		default:
			news++
			if undecided && before[c.Path] != "" && !slices.Contains(kept, before[c.Path]) {
				t.Errorf("step %d: what %s held is lost", n, c.Path)
			}
		}
	}
	return olds, news
}

func TestAJournalIsNotTrusted(t *testing.T) {
	cases := map[string]string{
		"not JSON":             `x`,
		"empty":                ``,
		"another format":       `{"format":2,"run":0,"made":[],"changes":[]}`,
		"a negative run":       `{"format":1,"run":-1,"made":[],"changes":[]}`,
		"git's folder":         `{"format":1,"run":0,"made":[],"changes":[{"path":".git/config","old":"","new":"` + sum([]byte("[core]\n")) + `"}]}`,
		"out of the tree":      `{"format":1,"run":0,"made":[],"changes":[{"path":"../x","old":"","new":""}]}`,
		"git's folder to make": `{"format":1,"run":0,"made":[".git"],"changes":[]}`,
		"the tree as a folder": `{"format":1,"run":0,"made":["."],"changes":[]}`,
	}
	for name, text := range cases {
		for _, at := range []string{Journal, finished} {
			t.Run(name+" "+at, func(t *testing.T) {
				root, changes := scene(t)
				write(t, root, at, text)
				before := snapshot(t, root)
				tree := open(t, root)
				_, err := tree.Recover()
				if err == nil || tree.Replace(changes) == nil {
					t.Errorf("the journal was accepted: %v", err)
				}
				same(t, "afterwards", root, before)
			})
		}
	}
	for _, at := range []string{Journal, finished} {
		root, changes := scene(t)
		link(t, filepath.Join(root, "plans/a.yaml"), root, at)
		before := snapshot(t, root)
		tree := open(t, root)
		if _, err := tree.Recover(); err == nil || tree.Replace(changes) == nil {
			t.Errorf("a link as %s was followed: %v", at, err)
		}
		same(t, "afterwards", root, before)
	}
}

// Whatever a journal says, git's folder and what stands outside stay as they are, and
// Recover comes to an end.
func FuzzRecover(f *testing.F) {
	f.Add(`{"format":1,"run":0,"made":["plans/2027"],"changes":[{"path":"plans/a.yaml","old":"x","new":""}]}`, "plans/x")
	f.Add(`{"format":1,"run":0,"made":[".git"],"changes":[{"path":"l/config","old":"","new":"x"}]}`, "l")
	f.Fuzz(func(t *testing.T, text, name string) {
		outer := t.TempDir()
		write(t, outer, "outside", "untouched")
		write(t, outer, "root/.git/config", "[core]\n")
		write(t, outer, "root/plans/a.yaml", "a: 1\n")
		root := filepath.Join(outer, "root")
		if filepath.IsLocal(name) && !strings.ContainsRune(name, 0) {
			if os.Symlink(filepath.Join(root, ".git"), filepath.Join(root, name)) != nil {
				return
			}
		}
		write(t, root, Journal, text)
		_, _ = open(t, root).Recover()
		now := snapshot(t, outer)
		if now["outside"] != "-rw-r--r-- untouched" || now["root/.git/config"] != "-rw-r--r-- [core]\n" || now["root/.git"] != "drwxr-xr-x" {
			t.Errorf("%v", now)
		}
	})
}
