package cli

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// spoil does what nobody may with the branch of records of a repository, by hand, and gives
// the commit that did it.
func (h *hosted) spoil(repository string, do func(git func(args ...string) string, dir string)) string {
	h.t.Helper()
	dir := h.t.TempDir()
	git := func(args ...string) string {
		h.t.Helper()
		cmd := exec.Command(need.Tool(h.t, "git"), args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
			"GIT_AUTHOR_NAME=x", "GIT_AUTHOR_EMAIL=x@example.org", "GIT_COMMITTER_NAME=x", "GIT_COMMITTER_EMAIL=x@example.org")
		out, err := cmd.CombinedOutput()
		if err != nil {
			h.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return strings.TrimSpace(string(out))
	}
	git("clone", "--quiet", "--branch", "protokoll", repository, ".")
	do(git, dir)
	git("add", "--all")
	git("commit", "--quiet", "--allow-empty", "-m", "för hand")
	git("push", "--quiet", "origin", "HEAD:protokoll")
	return git("rev-parse", "HEAD")
}

// Whatever somebody has done to the branch, the next decision is recorded, and it is told,
// until it has been followed up. Only what a later version of the tool has written, and what
// makes it another branch than that of the records, stops it.
func TestRecordOnABranchThatSomebodyTouched(t *testing.T) {
	put := func(name, text string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	record := func(t *testing.T, dir string) string {
		found, err := filepath.Glob(filepath.Join(dir, "2026", "*.json"))
		if err != nil || len(found) != 1 {
			t.Fatalf("%q, %v", found, err)
		}
		return found[0]
	}
	for name, c := range map[string]struct {
		do    func(t *testing.T, dir string)
		stops bool
		says  [2]string // in Swedish and English
	}{
		"changed": {func(t *testing.T, dir string) {
			if err := os.WriteFile(record(t, dir), []byte(`{"version":1}`), 0o644); err != nil {
				t.Fatal(err)
			}
		}, false, [2]string{"skrevs om", "was written anew"}},
		"removed": {func(t *testing.T, dir string) {
			if err := os.Remove(record(t, dir)); err != nil {
				t.Fatal(err)
			}
		}, false, [2]string{"togs bort", "was removed"}},
		"a foreign file among the records": {put("2026/läsmig.txt", "hej"), false, [2]string{"är inget protokoll", "is no record"}},
		"an empty commit":                  {func(*testing.T, string) {}, false, [2]string{"lägger inte till något protokoll", "adds no record"}},
		"what can't be read":               {put("2026/"+strings.Repeat("a", 40)+".json", "{"), false, [2]string{"filen är inget protokoll", "the file is no record"}},
		"a later version":                  {put("2026/"+strings.Repeat("a", 40)+".json", `{"version":2}`), true, [2]string{"Det har skrivits av en senare version av verktyget.", "It was written by a later version of the tool."}},
		"a foreign file at the top":        {put("LÄSMIG.md", "hej"), true, [2]string{"innehåller annat än protokoll", "holds something else than records"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHosted(t)
			h.bypass("NEWS.md")
			wants(t, h.record(), exitFindings)
			bad := h.spoil(h.dir, func(_ func(...string) string, dir string) { c.do(t, dir) })
			h.bypass("NEWS.txt")
			code, kept := exitFindings, 2
			if c.stops {
				code, kept = exitFault, 1
			}
			wants(t, h.record(), code, "grenen protokoll, commit "+bad[:12], c.says[0])
			count := func() int {
				return len(slices.DeleteFunc(h.kept("protokoll"), func(s string) bool { return strings.Contains(s, "aaaa") || !strings.HasSuffix(s, ".json") }))
			}
			if n := count(); n != kept {
				t.Errorf("%d records", n)
			}
			wants(t, h.again("--lang", "en"), code, c.says[1])
			h.follow(bad)
			wants(t, h.record(), code, "uppföljning registrerad")
			if !c.stops {
				wants(t, h.again(), exitOK, "(uppföljning registrerad)", "Ingenting att göra")
			}
		})
	}
}

// What stands under the name of a commit of main and can't be read takes its place: told, and
// never written over.
func TestRecordWhereSomethingElseStandsInItsPlace(t *testing.T) {
	h := newHosted(t)
	h.bypass("NEWS.md")
	h.record()
	second := h.bypass("NEWS.txt")
	h.spoil(h.dir, func(_ func(...string) string, dir string) {
		if err := os.WriteFile(filepath.Join(dir, "2026", second+".json"), []byte("{}"), 0o644); err != nil {
			t.Fatal(err)
		}
	})
	third := h.bypass("NEWS")
	wants(t, h.record(), exitFindings, "filen är inget protokoll", "1 nytt protokoll", third)
	if text := h.git("show", "protokoll:2026/"+second+".json"); text != "{}" {
		t.Errorf("it holds %s", text)
	}
}

func TestRecordHereGoesOnFromTheServers(t *testing.T) {
	h := newHosted(t)
	h.bypass("NEWS.md")
	h.record()
	// Another clone has fetched the branch and never had it.
	h.git("update-ref", "refs/remotes/origin/protokoll", "protokoll")
	h.git("update-ref", "-d", "refs/heads/protokoll")
	wants(t, h.again(), exitOK, "Ingenting att göra")
	h.bypass("NEWS.txt")
	wants(t, h.record(), exitFindings, "1 nytt protokoll")
	if n := len(h.kept("protokoll")); n != 2 {
		t.Errorf("%d records", n)
	}
	// The server's has gone on since.
	newer := h.spoil(h.dir, func(func(...string) string, string) {})
	h.git("update-ref", "refs/remotes/origin/protokoll", newer)
	h.git("update-ref", "refs/heads/protokoll", "protokoll~1")
	wants(t, h.again(), exitFault, "grenen protokoll här saknar protokoll som finns på origin/protokoll", "git fetch origin protokoll:protokoll")
	wants(t, h.again("--lang", "en"), exitFault, "the branch protokoll here lacks records that origin/protokoll has")
}

func TestRecordIsPublished(t *testing.T) {
	h, s := published(t)
	commit := h.bypass("NEWS.md")
	wants(t, h.record("--publish"), exitFindings, "1 nytt protokoll på grenen protokoll på servern.")
	wants(t, h.again("--publish"), exitOK, "Ingenting att göra")
	if diff := cmp.Diff([]string{"2026/" + commit + ".json"}, s.Files("protokoll")); diff != "" {
		t.Errorf("on the server (-want +got):\n%s", diff)
	}
	if h.git("branch", "--list", "protokoll") != "" {
		t.Error("a branch was made here")
	}
}

// Another run records the same between the question and the push, and one more: both are
// there once, and both runs are right.
func TestRecordsOfTwoRunsAtOnce(t *testing.T) {
	h, s := published(t)
	h.bypass("NEWS.md")
	h.Fetch(h.dir)
	other := *h
	other.dir = t.TempDir()
	h.Clone(other.dir)
	h.Fetch(other.dir)
	s.Watch(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "git-receive-pack") {
			s.Watch(nil)
			wants(t, other.again("--publish"), exitFindings, "1 nytt protokoll")
		}
		return false
	})
	wants(t, h.again("--publish"), exitFindings, "1 nytt protokoll")
	if n := s.Git("rev-list", "--count", "protokoll"); n != "1" {
		t.Errorf("%s commits", n)
	}
}

func TestRecordCannotBeWritten(t *testing.T) {
	answer := func(status int) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(status); return true }
	}
	h, s := published(t)
	h.bypass("NEWS.md")
	h.Fetch(h.dir)
	s.Watch(answer(http.StatusForbidden))
	wants(t, h.again("--publish"), exitFault, "servern släpper inte in verktyget till grenen protokoll", "permissions: contents: write")
	wants(t, h.again("--publish", "--lang", "en"), exitFault, "the server does not let the tool at the branch protokoll")
	s.Watch(answer(http.StatusInternalServerError))
	wants(t, h.again("--publish"), exitFault, "servern svarar inte som den ska")
	s.Watch(nil)

	whole := h.environ
	for name, c := range map[string]struct {
		environ []string
		says    string
	}{
		"no token":      {append(whole, "GITHUB_TOKEN", ""), "ingen token till GitHub"},
		"no repository": {append(whole, "GITHUB_REPOSITORY", ""), "vilket GitHub-arkiv"},
		"plain HTTP":    {[]string{"GITHUB_SERVER_URL", "http://git.example.org"}, "adressen till servern duger inte"},
		"no address":    {[]string{"GITHUB_SERVER_URL", "https://%zz"}, "GITHUB_SERVER_URL är ingen adress"},
		"an App only":   {append(whole, "GITHUB_TOKEN", "", "LEVERANSPLAN_APP_ID", "1", "LEVERANSPLAN_APP_KEY", rsaKey(t)), "--publish behöver en token till GitHub"},
	} {
		t.Run(name, func(t *testing.T) {
			h.environ = slices.Clone(c.environ)
			wants(t, h.again("--publish"), exitFault, c.says)
		})
	}
	if files := s.Files("protokoll"); files != nil {
		t.Errorf("written: %q", files)
	}
	h.environ = whole
	wants(t, h.again("--publish"), exitFindings, "1 nytt protokoll")
}

func TestRecordWithoutTheHistory(t *testing.T) {
	h := newHosted(t)
	h.bypass("NEWS.md")
	h.bypass("NEWS.txt")
	h.Fetch(h.dir)
	shallow := t.TempDir()
	h.git("clone", "--quiet", "--depth", "1", "--branch", "main", "file://"+h.dir, shallow)
	h.dir = shallow
	r := h.again()
	wants(t, r, exitFault, "fetch-depth: 0")
	if strings.Contains(r.out, "Ingenting att göra") {
		t.Errorf("says that all is well: %s", r.out)
	}
}

// rsaKey is a key as GitHub gives it to an App.
func rsaKey(t *testing.T) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))
}

// What can't be written is told, nothing is half written, and the next run makes it whole.
// Here it is another branch, of whose name that of the records is a folder.
func TestRecordWhereTheBranchCannotBeWritten(t *testing.T) {
	h := newHosted(t)
	h.bypass("NEWS.md")
	h.Fetch(h.dir)
	h.git("branch", "protokoll/gammal", "main")
	r := h.again()
	wants(t, r, exitFault, "en fil i git-arkivet gick inte att skriva", "Inget nytt protokoll på grenen protokoll.")
	h.git("branch", "-D", "protokoll/gammal")
	wants(t, h.again(), exitFindings, "1 nytt protokoll")
}

// A file's name on the branch is no order to the log of GitHub Actions.
func TestRecordTellsOfFilesHarmlessly(t *testing.T) {
	h := newHosted(t)
	h.bypass("NEWS.md")
	h.record()
	h.spoil(h.dir, func(_ func(...string) string, dir string) {
		if err := os.WriteFile(filepath.Join(dir, "2026", "##[error]\x1b[2Jx"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	})
	h.environ = []string{"GITHUB_ACTIONS", "true"}
	r := h.again()
	wants(t, r, exitFindings, "är inget protokoll")
	lines := strings.Split(strings.TrimSpace(r.errors), "\n")
	token, begun := strings.CutPrefix(lines[0], "::stop-commands::")
	if !begun || lines[len(lines)-1] != "::"+token+"::" || strings.Contains(r.errors, "\x1b") {
		t.Errorf("stderr: %q", r.errors)
	}
}
