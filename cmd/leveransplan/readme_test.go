package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	console   = regexp.MustCompile("(?ms)^(?:<!-- ändra (\\S+) \\| ([^|]*) \\| ([^|]*) -->\n)?```console\n\\$ go run \\./cmd/leveransplan ([^\n]*)\n(.*?)```$")
	quickTest = "```sh\ngo test ./...\n```"
)

// What the README shows is what the program prints. UPDATE=1 writes it anew; read the
// difference before you keep it.
func TestReadmeShowsRealOutput(t *testing.T) {
	const name = "../../README.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	blocks := console.FindAllStringSubmatch(string(text), -1)
	if n := strings.Count(string(text), "```console"); n != len(blocks) || n < 4 {
		t.Fatalf("%d console blocks, %d understood", n, len(blocks))
	}
	fresh := console.ReplaceAllStringFunc(string(text), func(block string) string {
		m := console.FindStringSubmatch(block)
		dir := t.TempDir()
		if err := copyTree("../../plans", filepath.Join(dir, "plans")); err != nil {
			t.Fatal(err)
		}
		if m[1] != "" {
			spoil(t, filepath.Join(dir, m[1]), m[2], m[3])
		}
		code, out, errs := run(dir, strings.Fields(m[4])...)
		if (code != 0) != (m[1] != "") || errs != "" {
			t.Errorf("%s: exit code %d, %s", m[4], code, errs)
		}
		head, _, _ := strings.Cut(block, "```console")
		return head + "```console\n$ go run ./cmd/leveransplan " + m[4] + "\n" + out + "```"
	})
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if fresh != string(text) {
		t.Errorf("the README shows other output than the program gives; UPDATE=1 go test ./cmd/leveransplan writes it anew. The program gives:\n%s", fresh)
	}
}

func spoil(t *testing.T, file, old, fresh string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), old); n != 1 {
		t.Fatalf("%q stands %d times in %s", old, n, file)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), old, fresh, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Quotes stand as code, or as what they look like.
var (
	quoted      = regexp.MustCompile("(?ms)^<!-- ur (\\S+) -->\n```[a-z]*\n(.*?)```$")
	quotedShown = regexp.MustCompile("(?m)^<!-- ur (\\S+) -->\n((?:>.*\n)+)")
	mark        = regexp.MustCompile("(?m)^> ?")
)

// What the README quotes stands in the region, which passes its check, or in the stories.
func TestReadmeQuotesTheRegion(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := quoted.FindAllStringSubmatch(string(readme), -1)
	for _, m := range quotedShown.FindAllStringSubmatch(string(readme), -1) {
		blocks = append(blocks, []string{m[0], m[1], mark.ReplaceAllString(m[2], "")})
	}
	if n := strings.Count(string(readme), "<!-- ur "); n != len(blocks) || n < 3 {
		t.Fatalf("%d quotes, %d understood", n, len(blocks))
	}
	for _, m := range blocks {
		text, err := os.ReadFile(filepath.Join("../..", m[1]))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), m[2]) {
			t.Errorf("%s does not hold:\n%s", m[1], m[2])
		}
	}
}

// The command that passes the tests is the one that .ci/run calls.
func TestReadmeTestCommandIsTheOneInCI(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	ci, err := os.ReadFile("../../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), quickTest) || !regexp.MustCompile(`(?m)^go test \./\.\.\. `).Match(ci) {
		t.Error("README.md and .ci/run name different test commands")
	}
}
