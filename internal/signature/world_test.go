package signature_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/signature"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

var made = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

func day(t testing.TB, s string) calendar.Day {
	t.Helper()
	if s == "" {
		return 0
	}
	d, ok := calendar.ParseDay(s)
	if !ok {
		t.Fatalf("%q is no day", s)
	}
	return d
}

func vector(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// signed is the commit of the vectors with a signature.
func signed(t testing.TB, sig string) gitrepo.Commit {
	by := gitrepo.Person{Name: "Test", Email: "test@example.org", Time: made}
	return gitrepo.Commit{Author: by, Committer: by, Signature: sig, Signed: []byte(vector(t, "commit"))}
}

// registered is a key in use for a time, p-017's.
func registered(t testing.TB, text, from, until string) signature.Key {
	t.Helper()
	k, err := signature.ReadKey(text)
	if err != nil {
		t.Fatal(err)
	}
	k.Owner = signature.Owner{Person: "p-017", Account: 583231}
	k.From, k.Until = day(t, from), day(t, until)
	return k
}

// program runs a tool where nobody's settings are read.
func program(t testing.TB, dir, in, name string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command(need.Tool(t, name), args...)
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(in)
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") || strings.HasPrefix(v, "GNUPGHOME=") })
	cmd.Env = append(env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GNUPGHOME="+filepath.Join(dir, ".gnupg"), "LC_ALL=C")
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func run(t testing.TB, dir, in, name string, args ...string) string {
	t.Helper()
	out, err := program(t, dir, in, name, args...)
	if err != nil {
		t.Fatalf("%s %q: %v: %s", name, args, err, out)
	}
	return out
}

func inBothLanguages(t testing.TB, what string, texts ...lang.Text) {
	t.Helper()
	for _, text := range texts {
		for _, l := range lang.Languages {
			if s := text.In(l); s == "" || strings.Contains(s, "%!") || strings.ContainsAny(s, "\n@") {
				t.Errorf("%s: %q", what, s)
			}
		}
	}
}
