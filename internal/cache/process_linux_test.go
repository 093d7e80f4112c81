package cache

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// child names what this program is to do as a process of its own.
const child = "LEVERANSPLAN_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(child); job != "" {
		jobs[job](os.Args[1], os.Args[2])
		return
	}
	os.Exit(m.Run())
}

var jobs = map[string]func(dir, arg string){
	// write puts values in several runs.
	"write": func(dir, arg string) {
		n, _ := strconv.Atoi(arg)
		for i := range maxUnended / writers {
			run(dir, "1", fmt.Sprint(n, "-", i), fmt.Sprint("both-", i))
		}
	},
	// full may write no file larger than 4 KB: the system refuses in the middle of one, as
	// a full disk does.
	"full": func(dir, _ string) {
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: 4096}); err != nil {
			panic(err)
		}
		use(dir)
	},
	// stranger is a user to whom the folder belongs not.
	"stranger": func(dir, _ string) {
		if err := syscall.Setuid(65534); err != nil && os.Getuid() == 0 {
			panic(err)
		}
		use(dir)
	},
}

// use does what a run does, and fails where the cache is in its way.
func use(dir string) {
	c := Open(dir, "1", DefaultLimit)
	for i := range 100 {
		key := fmt.Sprint("new-", i)
		c.Put(key, value(key))
		if _, ok := c.Get(key); !ok {
			panic("lost within the run")
		}
	}
	_, ok := c.Get("old")
	c.Close()
	fmt.Print(ok)
}

func spawn(t *testing.T, job, dir, arg string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], dir, arg)
	cmd.Env = append(os.Environ(), child+"="+job)
	cmd.Stderr = os.Stderr
	return cmd
}

// writers write at once. All their runs together are no more than may come while one of them
// writes, however slow that one is: past that it would be taken for dead.
const writers = 6

func TestProcessesSideBySide(t *testing.T) {
	dir := t.TempDir()
	var all []*exec.Cmd
	for n := range writers {
		cmd := spawn(t, "write", dir, fmt.Sprint(n))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		all = append(all, cmd)
	}
	for _, cmd := range all {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	var keys []string
	for n := range writers {
		for i := range maxUnended / writers {
			keys = append(keys, fmt.Sprint(n, "-", i))
		}
	}
	// No wrong value (found sees to that), and nothing lost: a segment goes only when what
	// it held stands in another.
	if got := found(t, dir, "1", keys...); len(got) != len(keys) {
		t.Errorf("%d of %d values are left", len(got), len(keys))
	}
}

func TestWhereNothingCanBeWritten(t *testing.T) {
	prepare := func(t *testing.T, closed ...string) string {
		// Not in t.TempDir, which other users can't enter.
		dir, err := os.MkdirTemp("", "cache")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.RemoveAll(dir) })
		run(dir, "1", "old")
		for _, name := range append([]string{"."}, closed...) {
			if err := os.Chmod(filepath.Join(dir, name), 0o555); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	for _, c := range []struct {
		name, job string
		prepare   func(t *testing.T) string
		want      string // whether the old value is found
	}{
		{"a full disk", "full", func(t *testing.T) string { return prepare(t) }, "true"},
		{"a folder closed to writers", "stranger", func(t *testing.T) string { return prepare(t, "leveransplan", "leveransplan/cache") }, "true"},
		{"no folder, and none can be made", "stranger", func(t *testing.T) string {
			dir := prepare(t)
			if err := os.Chmod(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(filepath.Join(dir, "leveransplan")); err != nil {
				t.Fatal(err)
			}
			return dir
		}, "false"},
		{"a folder closed to everybody", "stranger", func(t *testing.T) string {
			dir := prepare(t)
			if err := os.Chmod(folderOf(dir), 0o700); err != nil {
				t.Fatal(err)
			}
			return dir
		}, "false"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := c.prepare(t)
			before := files(t, dir)
			out, err := spawn(t, c.job, dir, "").Output()
			if err != nil || string(out) != c.want {
				t.Errorf("got %q, %v, want %s", out, err, c.want)
			}
			if after := files(t, dir); len(after) != len(before) {
				t.Errorf("before %q, after %q", before, after)
			}
		})
	}
}
