package gitrepo_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// childStep tells a child process before which step it is to be killed; "full": the system
// lets it write no file to its end.
const childStep = "GITREPO_TEST_STEP"

func TestMain(m *testing.M) {
	if step := os.Getenv(childStep); step != "" {
		os.Exit(child(step, os.Args[1], os.Args[2]))
	}
	os.Exit(m.Run())
}

// room is what the child may write to a file: a commit, and no large file.
const room = 4096

// bulk is more than there is room for, also when it is packed.
func bulk() string {
	var b strings.Builder
	for i := range room {
		b.WriteString(strconv.Itoa(i * i))
	}
	return b.String()
}

// child appends a file to the branch: here, or on a server where there is an address.
func child(step, dir, url string) int {
	r, err := gitrepo.Open(dir)
	if err != nil {
		return 2
	}
	large := ""
	if step == "full" {
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: room, Max: room}); err != nil {
			return 2
		}
		large = bulk()
	}
	left, _ := strconv.Atoi(step)
	r.BeforeSteps(func(string) error {
		if left--; left == 0 {
			return errors.Join(syscall.Kill(os.Getpid(), syscall.SIGKILL), errors.New("still alive"))
		}
		return nil
	})
	if err := grow(r, url, draft("2026/new.json", large)); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// A process that is killed at any step leaves the old tip or the new one, and a repository
// in which git finds no fault; what it left lying is in nobody's way.
func TestAKillLeavesTheOldTipOrTheNew(t *testing.T) {
	git := gitProgram(t)
	steps := 0
	for n := 1; ; n++ {
		m := newMaker(t)
		r := m.open()
		old := extend(t, r, gitrepo.Revision{}, draft("2026/old.json", "{}"))
		if err := branch(t, r).Advance(t.Context(), gitrepo.Revision{}, old); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(os.Args[0], m.dir, "")
		cmd.Env = append(os.Environ(), childStep+"="+strconv.Itoa(n))
		err := cmd.Run()
		now := tip(t, branch(t, r))
		if out := git.run(m.dir, "fsck", "--strict", "--full", "--no-dangling"); out != "" {
			t.Errorf("step %d: git fsck: %s", n, out)
		}
		if err == nil {
			if now.Hash == old.Hash {
				t.Error("nobody was killed, and nothing happened")
			}
			break
		}
		if cmd.ProcessState.ExitCode() != -1 {
			t.Fatalf("step %d: the child was to be killed: %v", n, err)
		}
		steps++
		if now.Hash != old.Hash {
			t.Errorf("step %d: the branch moved before it could", n)
		}
		lock := filepath.Join(m.dir, ".git", "refs", "heads", "protokoll.lock")
		if err := os.Remove(lock); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		if err := grow(r, "", draft("2026/new.json", "{}")); err != nil {
			t.Errorf("step %d: and then: %v", n, err)
		}
	}
	if steps < 10 {
		t.Errorf("only %d steps", steps)
	}
	t.Logf("killed at %d steps", steps)
}

// A fetch that is killed leaves nothing that keeps the next one from its work.
func TestAKillDuringAFetchIsInNobodysWay(t *testing.T) {
	git := gitProgram(t)
	s := newServer(t)
	first := newMaker(t)
	if err := grow(first.open(), s.url, draft("2026/first.json", "{}")); err != nil {
		t.Fatal(err)
	}
	killed := 0
	for n := 1; n < 100; n++ {
		m := newMaker(t)
		cmd := exec.Command(os.Args[0], m.dir, s.url)
		cmd.Env = append(os.Environ(), childStep+"="+strconv.Itoa(n))
		if err := cmd.Run(); err == nil {
			break
		}
		killed++
		if out := git.run(m.dir, "fsck", "--strict", "--full", "--no-dangling"); strings.Trim(out, "\n") != "" && !strings.Contains(out, "notice") {
			t.Errorf("step %d: git fsck: %s", n, out)
		}
		if err := grow(m.open(), s.url, draft("2026/"+strconv.Itoa(n)+".json", "{}")); err != nil {
			t.Errorf("step %d: and then: %v", n, err)
		}
	}
	if want := killed + 2; s.count(git) != want || killed < 10 {
		t.Errorf("killed %d times, %d files", killed, s.count(git))
	}
}

func TestASystemThatLetsNoFileBeWrittenToItsEnd(t *testing.T) {
	m := newMaker(t)
	r := m.open()
	old := extend(t, r, gitrepo.Revision{}, draft("2026/old.json", "{}"))
	if err := branch(t, r).Advance(t.Context(), gitrepo.Revision{}, old); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], m.dir, "")
	cmd.Env = append(os.Environ(), childStep+"=full")
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), "could not be written") {
		t.Errorf("%v: %s", err, out)
	}
	if now := tip(t, branch(t, r)); now.Hash != old.Hash {
		t.Errorf("the branch is at %s", now.Hash)
	}
	if left, err := filepath.Glob(filepath.Join(m.dir, ".git", "objects", "*", "tmp_obj_*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// The same where a fetch writes what a server sends.
func TestASystemThatLetsNoPackBeWrittenToItsEnd(t *testing.T) {
	git, s := gitProgram(t), newServer(t)
	if err := grow(newMaker(t).open(), s.url, draft("2026/large.json", bulk())); err != nil {
		t.Fatal(err)
	}
	m := newMaker(t)
	cmd := exec.Command(os.Args[0], m.dir, s.url)
	cmd.Env = append(os.Environ(), childStep+"=full")
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), "could not be written") {
		t.Errorf("%v: %s", err, out)
	}
	if left, err := filepath.Glob(filepath.Join(m.dir, ".git", "objects", "tmp_objdir*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
	if out := git.run(m.dir, "count-objects", "-v"); !strings.Contains(out, "in-pack: 0\n") || !strings.Contains(out, "garbage: 0") {
		t.Errorf("git counts %s", out)
	}
}
