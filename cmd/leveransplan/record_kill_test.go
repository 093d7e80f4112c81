package main

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/testing/gitserver"
	"github.com/leveransplan/leveransplan/internal/testing/need"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// doomed is a run of the program that dies at one of the moments in which the host hears of
// it: before a call is carried out, or, of a push, after it and before its answer.
type doomed struct {
	mu    sync.Mutex
	cmd   *exec.Cmd
	left  int // moments until it dies
	heard int
}

// moment lets the program die where its time has come, and tells whether it has.
func (d *doomed) moment() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cmd == nil {
		return false
	}
	d.heard++
	if d.left--; d.left != 0 {
		return d.left < 0
	}
	// Nothing is left of it when this returns but what it has written.
	return d.cmd.Process.Kill() == nil
}

// run runs the program until it ends, or until it dies at a moment (0: never).
func (d *doomed) run(t *testing.T, cmd *exec.Cmd, moment int) (code int, out string) {
	t.Helper()
	var text strings.Builder
	cmd.Stdout, cmd.Stderr = &text, &text
	d.mu.Lock()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	d.cmd, d.left, d.heard = cmd, moment, 0
	if moment == 0 {
		d.cmd = nil
	}
	d.mu.Unlock()
	_ = cmd.Wait() // the exit code says it
	d.mu.Lock()
	d.cmd = nil
	d.mu.Unlock()
	return cmd.ProcessState.ExitCode(), text.String()
}

// Killed at whatever moment, the program leaves the records as they were or as they should
// be, and the next run makes them whole: each decision once, in a repository in which git
// finds no fault.
func TestAKilledRunOfRecordIsMadeWhole(t *testing.T) {
	files := github.Files{"README.md": "planer\n"}
	for name, file := range region.Files() {
		files[name] = string(file.Data)
	}
	h := github.New(t, files)
	token := h.GateToken()
	s := gitserver.New(t, need.Tool(t, "git"), h.Owner+"/"+h.Name, token)
	admin := h.Person(501, "admin")
	var want []string
	for _, name := range []string{"ett", "två"} {
		commit := h.PushMain(admin, github.Commit{Edit: github.Edit{name: github.Text("förbi\n")}})
		want = append(want, "2026/"+commit+".json")
	}
	d, tool, killed := &doomed{}, program(t), 0
	h.Script(func(github.Call) github.Fault {
		if d.moment() {
			return github.Cut()
		}
		return github.Fault{}
	})
	s.Watch(func(http.ResponseWriter, *http.Request) bool { return d.moment() })
	s.After(func(*http.Request) { d.moment() })
	for n := 1; ; n++ {
		clone := t.TempDir()
		h.Clone(clone)
		record := func() *exec.Cmd {
			cmd := exec.Command(tool, "record", "--publish")
			cmd.Dir = clone
			cmd.Env = append(os.Environ(), hostClock+"="+h.Now().Format(time.RFC3339), "LANG=sv_SE.UTF-8", "GITHUB_REPOSITORY="+h.Owner+"/"+h.Name,
				"GITHUB_API_URL="+h.URL+"/api/v3", "GITHUB_SERVER_URL="+s.URL, "GITHUB_TOKEN="+token)
			return cmd
		}
		code, out := d.run(t, record(), n)
		if code != -1 {
			if code != 1 || d.heard >= n {
				t.Errorf("the last run, of %d moments: exit code %d\n%s", d.heard, code, out)
			}
			break
		}
		killed++
		if there := s.Files("protokoll"); len(there) != 0 && len(there) != len(want) {
			t.Errorf("moment %d: half of it is there: %q", n, there)
		}
		done := len(s.Files("protokoll")) > 0
		code, out = d.run(t, record(), 0)
		if code != 1 && !done || code != 0 && done {
			t.Errorf("moment %d, and then: exit code %d\n%s", n, code, out)
		}
		got := s.Files("protokoll")
		if diff := cmp.Diff(slices.Sorted(slices.Values(want)), got); diff != "" {
			t.Errorf("moment %d: records (-want +got):\n%s", n, diff)
		}
		if out := s.Git("fsck", "--strict", "--full", "--no-dangling"); strings.Contains(out, "error") {
			t.Errorf("moment %d: git fsck: %s", n, out)
		}
		if locks, err := filepath.Glob(filepath.Join(s.Dir, "refs", "heads", "*.lock")); err != nil || len(locks) > 0 {
			t.Errorf("moment %d: %q, %v", n, locks, err)
		}
		s.Git("update-ref", "-d", "refs/heads/protokoll")
	}
	t.Logf("killed at %d moments", killed)
	if killed < 8 {
		t.Errorf("killed at %d moments only", killed)
	}
}
