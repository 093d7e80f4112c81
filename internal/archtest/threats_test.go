package archtest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// T07: no workflow, and nothing that readers copy from, trusts a tag that can be moved to
// other code.
func TestT07ActionsArePinned(t *testing.T) {
	found := 0
	for _, pattern := range []string{".github/workflows/*.yml", "*.md", ".github/*.md"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			actions, loose := usesOf(string(text))
			found += actions
			for _, l := range loose {
				t.Errorf("%s: %s", filepath.Base(file), l)
			}
		}
	}
	if found < 5 {
		t.Errorf("only %d actions found", found)
	}
	if n, loose := usesOf("    - uses: actions/checkout@v4\n    - uses: a/b@" + strings.Repeat("0", 40) + " # v1\n      uses: ./x\n  uses: a/b/c@main\n"); n != 3 || len(loose) != 2 {
		t.Errorf("of three actions two are loose, not %d: %q", n, loose)
	}
}

var usesLine = regexp.MustCompile(`(?m)^[\s-]*uses:\s*["']?([^\s"'#]+)`)

// usesOf counts the actions of others that a text uses, and lists those without a commit.
func usesOf(text string) (n int, loose []string) {
	for _, m := range usesLine.FindAllStringSubmatch(text, -1) {
		if strings.HasPrefix(m[1], "./") {
			continue
		}
		n++
		if !fullHash.MatchString(m[1]) {
			loose = append(loose, m[1])
		}
	}
	return n, loose
}
