// Package need says what a test cannot do without. It is the one place where a test
// may be skipped: on a planner's laptop without Chromium the rest of the tests still
// run, while CI, which has everything, fails rather than leave something unproven.
package need

import (
	"os"
	"os/exec"
	"strconv"
	"testing"
)

// Tool gives the path of a program, looked up under its names in order. Where none is
// installed the test is skipped, and fails when the environment says CI=true.
func Tool(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if ci, _ := strconv.ParseBool(os.Getenv("CI")); ci {
		t.Fatalf("needs %q, which is not installed; with CI=true nothing is skipped", names)
	}
	t.Skipf("needs %q, which is not installed", names)
	return ""
}
