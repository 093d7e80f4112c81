// Package need says what a test cannot do without. It is the one place where a test
// may be skipped: on a planner's laptop without Chromium the rest of the tests still
// run, while CI, which has everything, fails rather than leave something unproven.
package need

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// Tool gives the path of a program, looked up under its names in order: first among what
// npm ci --prefix .ci/npm installs in the repository, whose versions the tests are written
// for, then on the PATH. Where there is none the test is skipped, and fails when the
// environment says CI=true.
func Tool(t testing.TB, names ...string) string {
	t.Helper()
	folder := packages()
	for _, name := range names {
		if folder != "" {
			if path, err := exec.LookPath(filepath.Join(folder, name)); err == nil {
				return path
			}
		}
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing(t, names)
	return ""
}

// Package gives the path of a file of a package that npm ci --prefix .ci/npm installs, as
// "axe-core/axe.min.js". Where it is not there the test is skipped, and fails when the
// environment says CI=true.
func Package(t testing.TB, file string) string {
	t.Helper()
	if folder := packages(); folder != "" {
		path := filepath.Join(filepath.Dir(folder), filepath.FromSlash(file))
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	missing(t, []string{file})
	return ""
}

func missing(t testing.TB, names []string) {
	t.Helper()
	if ci, _ := strconv.ParseBool(os.Getenv("CI")); ci {
		t.Fatalf("needs %q, which is not installed; with CI=true nothing is skipped", names)
	}
	t.Skipf("needs %q, which is not installed", names)
}

// packages is the folder of the programs that npm installs, empty outside the repository.
func packages() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, ".ci", "npm", "node_modules", ".bin")
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}
