package cli

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// Reports of a commit say on a terminal how far they have come, from the reading on, and leave
// nothing of it behind. Elsewhere they say nothing.
func TestReportsTellHowFarTheyHaveCome(t *testing.T) {
	dir := region(t, "")
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "-A"}, {"-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a"}} {
		cmd := exec.Command(need.Tool(t, "git"), args...)
		if cmd.Dir = dir; cmd.Run() != nil {
			t.Fatal(args)
		}
	}
	for _, c := range []struct {
		args []string
		says []string
	}{
		{[]string{"site", filepath.Join(t.TempDir(), "ut"), "--no-audit"}, []string{"filer lästa", "sidor"}},
		{[]string{"export", "csv", filepath.Join(t.TempDir(), "ut"), "--no-audit"}, []string{"filer lästa"}},
		{[]string{"followup", "--format", "csv"}, []string{"filer lästa"}},
	} {
		for _, terminal := range []bool{true, false} {
			var seconds atomic.Int64
			r := run(Env{Dir: dir, Args: c.args, ErrTerminal: terminal, Now: func() time.Time { return time.Date(2026, 11, 21, 12, 0, int(seconds.Add(1)), 0, time.UTC) }})
			if r.code != exitOK {
				t.Fatalf("%s: exit code %d\n%s", c.args[0], r.code, r.errors)
			}
			lines := strings.Split(r.errors, "\r\x1b[K")
			shown, left := strings.Join(lines[:len(lines)-1], "\n"), lines[len(lines)-1]
			for _, says := range c.says {
				if strings.Contains(shown, says) != terminal || strings.Contains(left, says) {
					t.Errorf("%s, terminal %v: %q", c.args[0], terminal, r.errors)
				}
			}
		}
	}
}

// first is written to, and tells when it is for the first time.
type first struct {
	bytes.Buffer
	told chan bool
}

func (f *first) Write(text []byte) (int, error) {
	if f.Len() == 0 {
		defer close(f.told)
	}
	return f.Buffer.Write(text)
}

// Work that can't tell how far it has come is named while it lasts.
func TestLongWorkIsNamed(t *testing.T) {
	screen := &first{told: make(chan bool)}
	a := &app{env: Env{Stderr: screen, ErrTerminal: true}, lang: lang.SV}
	if err := a.during(lang.Plain("läser"), func() error { <-screen.told; return nil }); err != nil {
		t.Fatal(err)
	}
	if got := screen.String(); got != "\r\x1b[Kläser\r\x1b[K" {
		t.Errorf("%q", got)
	}
}

// Work that is soon done is not.
func TestShortWorkIsNotNamed(t *testing.T) {
	var screen bytes.Buffer
	a := &app{env: Env{Stderr: &screen, ErrTerminal: true}, lang: lang.SV}
	if err := a.during(lang.Plain("läser"), func() error { return nil }); err != nil || screen.Len() > 0 {
		t.Errorf("%v, %q", err, screen.String())
	}
}
