package gitrepo_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

const token = "ghs_exempel"

// server is git itself behind HTTP, with one bare repository and one token.
type server struct {
	dir, url string
	// before sees each request first, and answers it where it says so.
	before  func(w http.ResponseWriter, r *http.Request) bool
	backend http.Handler
	mu      sync.Mutex
}

func newServer(t testing.TB) *server {
	t.Helper()
	git := gitProgram(t)
	s := &server{dir: filepath.Join(t.TempDir(), "plans.git")}
	git.run(filepath.Dir(s.dir), "init", "--bare", "--quiet", s.dir)
	git.run(s.dir, "config", "http.receivepack", "true")
	git.run(s.dir, "config", "receive.fsckObjects", "true")
	s.backend = &cgi.Handler{
		Path: filepath.Join(git.run(s.dir, "--exec-path"), "git-http-backend"),
		Env: []string{"GIT_PROJECT_ROOT=" + filepath.Dir(s.dir), "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_NOSYSTEM=1",
			"GIT_CONFIG_GLOBAL=" + os.DevNull, "REMOTE_USER=x-access-token"},
	}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		before := s.before
		s.mu.Unlock()
		if before != nil && before(w, r) {
			return
		}
		if _, password, _ := r.BasicAuth(); password != token {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		s.backend.ServeHTTP(w, r)
	}))
	t.Cleanup(web.Close)
	s.url = web.URL + "/plans.git"
	return s
}

func (s *server) see(before func(w http.ResponseWriter, r *http.Request) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.before = before
}

// count is how many files the branch holds.
func (s *server) count(git program) int {
	return len(strings.Fields(git.run(s.dir, "ls-tree", "-r", "--name-only", "protokoll")))
}

func remote(t testing.TB, r *gitrepo.Repo, url string) gitrepo.RemoteBranch {
	t.Helper()
	b, err := r.RemoteBranch(gitrepo.Remote{URL: url, Token: token}, "protokoll")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// grow adds a file at the tip of the branch, here or on a server.
func grow(r *gitrepo.Repo, url string, d gitrepo.Draft) error {
	var b interface {
		Tip(context.Context) (gitrepo.Revision, error)
		Advance(context.Context, gitrepo.Revision, gitrepo.Revision) error
	}
	var err error
	if b, err = r.Branch("protokoll"); url != "" {
		b, err = r.RemoteBranch(gitrepo.Remote{URL: url, Token: token}, "protokoll")
	}
	if err != nil {
		return err
	}
	from, err := b.Tip(context.Background())
	if err != nil {
		return err
	}
	to, err := r.Extend(from, d)
	if err != nil {
		return err
	}
	return b.Advance(context.Background(), from, to)
}

func TestABranchOnAServerGrows(t *testing.T) {
	git, s := gitProgram(t), newServer(t)
	one, two := newMaker(t).open(), newMaker(t).open()
	want := map[string]string{}
	for i, r := range []*gitrepo.Repo{one, two, two, one, two} {
		name := fmt.Sprintf("20%d/%d.json", 26+i/3, i)
		if err := grow(r, s.url, draft(name, fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
		want[name] = fmt.Sprint(i)
	}
	at := tip(t, remote(t, newMaker(t).open(), s.url))
	if diff := cmp.Diff(want, read(t, at.FS())); diff != "" {
		t.Errorf("a stranger fetches (-want +got):\n%s", diff)
	}
	if got := git.run(s.dir, "rev-list", "--count", "protokoll"); got != "5" {
		t.Errorf("%s commits", got)
	}
	if out := git.run(s.dir, "fsck", "--strict", "--full", "--no-dangling"); out != "" {
		t.Errorf("git fsck: %s", out)
	}
}

// Several commits go over in one push, and only what is new of them.
func TestManyCommitsInOnePush(t *testing.T) {
	git, s := gitProgram(t), newServer(t)
	r := newMaker(t).open()
	b := remote(t, r, s.url)
	from := tip(t, b)
	to := from
	for i := range 30 {
		to = extend(t, r, to, draft(fmt.Sprintf("2026/%02d.json", i), fmt.Sprint(i)))
	}
	if err := b.Advance(t.Context(), from, to); err != nil {
		t.Fatal(err)
	}
	last := extend(t, r, to, draft("2027/x.json", ""))
	if err := b.Advance(t.Context(), to, last); err != nil {
		t.Fatal(err)
	}
	if n := s.count(git); n != 31 {
		t.Errorf("%d files", n)
	}
}

func TestABranchOnAServerMovesFromWhereItIs(t *testing.T) {
	git, s := gitProgram(t), newServer(t)
	r := newMaker(t).open()
	b, ctx := remote(t, r, s.url), t.Context()
	var zero gitrepo.Revision
	one, other := extend(t, r, zero, draft("1", "")), extend(t, r, zero, draft("other", ""))
	if err := b.Advance(ctx, zero, one); err != nil {
		t.Fatal(err)
	}
	two := extend(t, r, one, draft("2", ""))
	wantFault(t, b.Advance(ctx, zero, other), gitrepo.ErrMoved)
	wantFault(t, b.Advance(ctx, other, extend(t, r, other, draft("3", ""))), gitrepo.ErrMoved)
	wantFault(t, b.Advance(ctx, one, other), gitrepo.ErrNotAncestor)
	// Another push comes between the question and the push.
	hits := 0
	s.see(func(_ http.ResponseWriter, q *http.Request) bool {
		if hits++; hits == 2 {
			s.see(nil)
			if err := grow(newMaker(t).open(), s.url, draft("between", "")); err != nil {
				t.Error(err)
			}
		}
		return false
	})
	wantFault(t, b.Advance(ctx, one, two), gitrepo.ErrMoved)
	if n := s.count(git); n != 2 {
		t.Errorf("%d files", n)
	}
	// Somebody deletes the branch: to make it anew would hide what it held.
	git.run(s.dir, "branch", "-D", "protokoll")
	wantFault(t, b.Advance(ctx, one, two), gitrepo.ErrMoved)
}

func TestWhatAServerCanDo(t *testing.T) {
	answer := func(status int) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(status); return true }
	}
	elsewhere := 0
	thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if elsewhere++; r.Header.Get("Authorization") != "" {
			elsewhere += 1000
		}
	}))
	defer thief.Close()
	for name, tt := range map[string]struct {
		before func(w http.ResponseWriter, r *http.Request) bool
		cause  error
	}{
		"knows no token":     {answer(http.StatusUnauthorized), gitrepo.ErrDenied},
		"forbids":            {answer(http.StatusForbidden), gitrepo.ErrDenied},
		"has no repository":  {answer(http.StatusNotFound), gitrepo.ErrDenied},
		"is broken":          {answer(http.StatusInternalServerError), gitrepo.ErrUnreached},
		"says nothing of it": {answer(http.StatusOK), gitrepo.ErrUnreached},
		"sends elsewhere": {func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, thief.URL+r.URL.Path+"?"+r.URL.RawQuery, http.StatusFound)
			return true
		}, gitrepo.ErrUnreached},
		"hangs up": {func(w http.ResponseWriter, r *http.Request) bool {
			panic(http.ErrAbortHandler)
		}, gitrepo.ErrUnreached},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t)
			s.see(tt.before)
			r := newMaker(t).open()
			_, err := remote(t, r, s.url).Tip(t.Context())
			wantFault(t, err, tt.cause)
			if strings.Contains(err.Error(), token) {
				t.Errorf("the token is told: %v", err)
			}
			one := extend(t, r, gitrepo.Revision{}, draft("1", ""))
			err = remote(t, r, s.url).Advance(t.Context(), gitrepo.Revision{}, one)
			wantFault(t, err, tt.cause)
		})
	}
	if elsewhere > 0 {
		t.Errorf("a redirect was followed: %d", elsewhere)
	}
}

func TestAServerThatRefusesTheBranch(t *testing.T) {
	git, s := gitProgram(t), newServer(t)
	hook := filepath.Join(s.dir, "hooks", "update")
	write(t, "#!/bin/sh\necho protected >&2\nexit 1\n", hook)
	if err := os.Chmod(hook, 0o755); err != nil {
		t.Fatal(err)
	}
	r := newMaker(t).open()
	wantFault(t, grow(r, s.url, draft("1", "")), gitrepo.ErrRefused)
	if err := os.Remove(hook); err != nil {
		t.Fatal(err)
	}
	if err := grow(r, s.url, draft("1", "")); err != nil || s.count(git) != 1 {
		t.Errorf("then: %v", err)
	}
}

// The push arrives and its answer does not: the server is asked, and nothing is done twice.
func TestALostAnswerIsAskedFor(t *testing.T) {
	git, s := gitProgram(t), newServer(t)
	s.see(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "git-receive-pack") {
			return false
		}
		s.see(nil)
		s.backend.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	})
	if err := grow(newMaker(t).open(), s.url, draft("1", "")); err != nil {
		t.Error(err)
	}
	if n := s.count(git); n != 1 {
		t.Errorf("%d files", n)
	}
}

func TestNobodyListens(t *testing.T) {
	s := httptest.NewServer(nil)
	s.Close()
	r := newMaker(t).open()
	_, err := remote(t, r, s.URL+"/plans.git").Tip(t.Context())
	wantFault(t, err, gitrepo.ErrUnreached)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = remote(t, r, newServer(t).url).Tip(over)
	wantFault(t, err, context.Canceled)
}

func TestAddressesThatATokenIsNotSentTo(t *testing.T) {
	r := newMaker(t).open()
	for name, url := range map[string]string{
		"plain HTTP":           "http://git.example.org/plans.git",
		"a name in it":         "https://anna:hemligt@git.example.org/plans.git",
		"a folder":             "/srv/git/plans.git",
		"a file":               "file:///srv/git/plans.git",
		"SSH":                  "ssh://git@example.org/plans.git",
		"SSH in short":         "git@example.org:plans.git",
		"nothing":              "",
		"a question":           "https://git.example.org/plans.git?x=1",
		"looks like localhost": "http://localhost.example.org/plans.git",
		"nonsense":             "https://%zz/",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := r.RemoteBranch(gitrepo.Remote{URL: url, Token: token}, "protokoll")
			wantFault(t, err, gitrepo.ErrArgument)
			if strings.Contains(err.Error(), "hemligt") {
				t.Errorf("tells the password: %v", err)
			}
		})
	}
	if _, err := r.RemoteBranch(gitrepo.Remote{URL: "https://github.com/region/plans.git"}, "protokoll"); err != nil {
		t.Error(err)
	}
	if _, err := r.RemoteBranch(gitrepo.Remote{URL: "https://github.com/region/plans.git"}, "a b"); !errors.Is(err, gitrepo.ErrArgument) {
		t.Error(err)
	}
}

// Every step of writing fails once, for want of room: the tip is the old one, nothing is
// left lying, the words are clear, and the next try succeeds.
func TestAFullDiskAtEveryStep(t *testing.T) {
	git, s := gitProgram(t), newServer(t)
	steps := map[string]int{}
	for _, url := range []string{"", s.url} {
		for n := 1; ; n++ {
			m := newMaker(t)
			r := m.open()
			before := ""
			if url != "" {
				if err := grow(newMaker(t).open(), url, draft(fmt.Sprintf("2026/before-%d.json", n), "{}")); err != nil {
					t.Fatal(err)
				}
				before = git.run(s.dir, "rev-parse", "protokoll")
			}
			left := n
			r.BeforeSteps(func(step string) error {
				if left--; left == 0 {
					steps[step]++
					return syscall.ENOSPC
				}
				return nil
			})
			name := fmt.Sprintf("2026/%d.json", n)
			err := grow(r, url, draft(name, "{}"))
			if left > 0 {
				if err != nil {
					t.Errorf("step %d: %v", n, err)
				}
				break
			}
			wantFault(t, err, syscall.ENOSPC)
			if f := (*gitrepo.Fault)(nil); errors.As(err, &f) && f.Message.In(lang.SV) != "disken är full" {
				t.Errorf("step %d: %s", n, f.Message.In(lang.SV))
			}
			if url == "" {
				if at := tip(t, branch(t, r)); at.Hash != "" {
					t.Errorf("step %d: the branch is at %s", n, at.Hash)
				}
			} else if at := git.run(s.dir, "rev-parse", "protokoll"); at != before {
				t.Errorf("step %d: the branch on the server moved", n)
			}
			for _, rubbish := range []string{"objects/*/tmp_*", "objects/tmp_*", "refs/heads/*.lock"} {
				if found, err := filepath.Glob(filepath.Join(m.dir, ".git", filepath.FromSlash(rubbish))); err != nil || len(found) > 0 {
					t.Errorf("step %d left %q, %v", n, found, err)
				}
			}
			if err := grow(r, url, draft(name, "{}")); err != nil {
				t.Errorf("step %d, once more: %v", n, err)
			}
		}
	}
	t.Logf("failed at %v", steps)
	if len(steps) < 7 {
		t.Errorf("steps %v", steps)
	}
}
