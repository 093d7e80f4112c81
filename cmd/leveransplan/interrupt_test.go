//go:build !windows

package main

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// started is a run of the program that heeds signals.
type started struct {
	t    *testing.T
	cmd  *exec.Cmd
	said bytes.Buffer
}

func start(t *testing.T, dir string, env []string, name string, args ...string) *started {
	t.Helper()
	s := &started{t: t, cmd: exec.Command(name, args...)}
	s.cmd.Dir, s.cmd.Stderr = dir, &s.said
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	s.cmd.Env = append(append(os.Environ(), "LANG=sv_SE.UTF-8", "LC_ALL=", "LC_MESSAGES="), env...)
	// A test that was itself started with the signals ignored, as in the background of a shell's
	// script, would start the program so: what is caught here is not ignored there.
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(caught)
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if s.cmd.ProcessState == nil {
			_ = s.cmd.Process.Kill()
			_ = s.cmd.Wait()
		}
	})
	return s
}

func (s *started) send(sig os.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
}

// end waits for the program, and tells the signal that it died of (0: none) and its exit code.
func (s *started) end() (by syscall.Signal, code int) {
	s.t.Helper()
	if err := s.cmd.Wait(); err != nil && s.cmd.ProcessState == nil {
		s.t.Fatal(err)
	}
	if status := s.cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() {
		by = status.Signal()
	}
	return by, s.cmd.ProcessState.ExitCode()
}

// tap is a file that whoever reads it waits at.
func tap(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "tap")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// waits returns when the program has come to a tap and waits for what it holds.
func waits(t *testing.T, tap string) *os.File {
	t.Helper()
	f, err := os.OpenFile(tap, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// Whoever is interrupted at what can be cut off anywhere says so and dies of the signal, so that
// a shell ends its script and tells 130 or 143.
func TestASignalEndsTheProgramWithAWord(t *testing.T) {
	for name, test := range map[string]struct {
		signal syscall.Signal
		args   []string
		said   string
	}{
		"by Ctrl-C":    {syscall.SIGINT, nil, "leveransplan: avbrutet\n"},
		"in English":   {syscall.SIGINT, []string{"--lang", "en"}, "leveransplan: interrupted\n"},
		"by a manager": {syscall.SIGTERM, nil, "leveransplan: avbrutet\n"},
	} {
		event := tap(t)
		s := start(t, t.TempDir(), nil, program(t), append(test.args, "gate", "--event", event)...)
		waits(t, event)
		s.send(test.signal)
		if by, code := s.end(); by != test.signal || code != -1 || s.said.String() != test.said {
			t.Errorf("%s: dead of %v, exit code %d, %q", name, by, code, s.said.String())
		}
	}
	event := tap(t)
	s := start(t, t.TempDir(), nil, need.Tool(t, "sh"), "-c", "trap : TERM; "+program(t)+" gate --event "+event+"; exit $?")
	waits(t, event)
	if err := syscall.Kill(-s.cmd.Process.Pid, syscall.SIGTERM); err != nil { // both of them
		t.Fatal(err)
	}
	if _, code := s.end(); code != 143 {
		t.Errorf("a shell tells %d\n%s", code, s.said.String())
	}
}

// A signal that whoever started the program wants ignored is.
func TestAnIgnoredSignalStaysIgnored(t *testing.T) {
	event := tap(t)
	s := start(t, t.TempDir(), nil, need.Tool(t, "sh"), "-c", "trap '' INT; exec "+program(t)+" gate --event "+event)
	gate := waits(t, event)
	s.send(syscall.SIGINT)
	if _, err := gate.WriteString("{"); err != nil {
		t.Fatal(err)
	}
	gate.Close()
	if by, code := s.end(); by != 0 || code != 3 || strings.Contains(s.said.String(), "avbrutet") {
		t.Errorf("dead of %v, exit code %d\n%s", by, code, s.said.String())
	}
}

// Work that can come to an end does, and says in which state it is.
func TestASignalLetsWorkComeToItsEnd(t *testing.T) {
	c := newClone(t)
	c.git("branch", "-M", "main")
	asked, done := make(chan bool, 16), make(chan bool)
	host := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- true
		select { // no answer comes
		case <-r.Context().Done():
		case <-done:
		}
	}))
	t.Cleanup(host.Close)
	t.Cleanup(func() { close(done) })
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		s := start(t, c.dir, []string{"GITHUB_REPOSITORY=a/b", "GITHUB_TOKEN=x", "GITHUB_API_URL=" + host.URL}, program(t), "audit", "--online")
		<-asked
		s.send(sig)
		if by, code := s.end(); by != 0 || code != 3 || s.said.String() != "leveransplan: avbrutet: granskningen blev inte klar\n" {
			t.Errorf("%v: dead of %v, exit code %d\n%s", sig, by, code, s.said.String())
		}
	}
}

// Work that does not come to its end does so at the second signal. Here a page can't be written
// until somebody reads it.
func TestTheSecondSignalEndsAtOnce(t *testing.T) {
	c := newClone(t)
	c.git("branch", "-M", "main")
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "site.css.leveransplan-tmp"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, c.dir, nil, program(t), "site", dir, "--force", "--no-audit")
	list := filepath.Join(dir, ".leveransplan-site")
	for { // the page is noted before it is written
		text, err := os.ReadFile(list)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "site.css\n") {
			break
		}
		time.Sleep(time.Millisecond)
	}
	// Whatever comes at once with the first counts as the same.
	ended := make(chan struct{})
	go func() {
		for s.cmd.Process.Signal(syscall.SIGINT) == nil {
			select {
			case <-ended:
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	defer close(ended)
	if by, _ := s.end(); by == 0 || !strings.HasSuffix(s.said.String(), "leveransplan: avbrutet\n") {
		t.Errorf("dead of %v\n%s", by, s.said.String())
	}
}
