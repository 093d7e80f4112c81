package need

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// recorder is a test that notes its end in place of ending.
type recorder struct {
	testing.TB
	end string
}

func (r *recorder) Helper() {}

func (r *recorder) Skipf(format string, args ...any) { r.stop("skipped", format, args) }

func (r *recorder) Fatalf(format string, args ...any) { r.stop("failed", format, args) }

func (r *recorder) stop(how, format string, args []any) {
	r.end = how + ": " + fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func TestTool(t *testing.T) {
	bin := t.TempDir()
	tool := filepath.Join(bin, "chromium-browser")
	if err := os.WriteFile(tool, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, path, ci string
		found, end     string
	}{
		{"installed under its second name", bin, "true", tool, ""},
		{"missing on a laptop", t.TempDir(), "", "", `skipped: needs ["chromium" "chromium-browser"], which is not installed`},
		{"missing where CI is off", t.TempDir(), "false", "", `skipped: needs ["chromium" "chromium-browser"], which is not installed`},
		{"missing in CI", t.TempDir(), "true", "", `failed: needs ["chromium" "chromium-browser"], which is not installed; with CI=true nothing is skipped`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("PATH", tt.path)
			t.Setenv("CI", tt.ci)
			r, found, done := &recorder{TB: t}, "", make(chan struct{})
			go func() {
				defer close(done)
				found = Tool(r, "chromium", "chromium-browser")
			}()
			<-done
			if diff := cmp.Diff([]string{tt.found, tt.end}, []string{found, r.end}); diff != "" {
				t.Errorf("path and end (-want +got):\n%s", diff)
			}
		})
	}
}

// What npm installs goes before what the machine has, seen from any folder of the repository.
func TestToolsOfTheRepositoryGoFirst(t *testing.T) {
	root, path := t.TempDir(), t.TempDir()
	inside, bin := filepath.Join(root, "a", "b"), filepath.Join(root, ".ci", "npm", "node_modules", ".bin")
	for _, dir := range []string{inside, bin} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{filepath.Join(root, "go.mod"), filepath.Join(bin, "one"), filepath.Join(path, "one"), filepath.Join(path, "two")} {
		if err := os.WriteFile(name, []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", path)
	t.Chdir(inside)
	for name, want := range map[string]string{"one": bin, "two": path} {
		if got := Tool(t, name); got != filepath.Join(want, name) {
			t.Errorf("%s: %s", name, got)
		}
	}
	t.Chdir(path)
	if got := Tool(t, "one"); got != filepath.Join(path, "one") {
		t.Errorf("outside the repository: %s", got)
	}
}
