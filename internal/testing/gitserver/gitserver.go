// Package gitserver is git itself behind HTTP, with one bare repository and one token: a
// server that branches are pushed to, as a test sees it.
package gitserver

import (
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Server is one repository on a server of its own.
type Server struct {
	URL string // of the server; the repository is at URL/<name>.git
	Dir string // the bare repository

	t       testing.TB
	mu      sync.Mutex
	watch   func(w http.ResponseWriter, r *http.Request) bool
	after   func(r *http.Request)
	program string
}

// New starts a server with an empty repository, "owner/name", which lets in whoever has the
// token. Git is the program.
func New(t testing.TB, git, name, token string) *Server {
	t.Helper()
	root := t.TempDir()
	s := &Server{t: t, Dir: filepath.Join(root, filepath.FromSlash(name)+".git"), program: git}
	if err := os.MkdirAll(s.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	s.Git("init", "--bare", "--quiet", "--initial-branch=main", ".")
	s.Git("config", "http.receivepack", "true")
	s.Git("config", "receive.fsckObjects", "true")
	backend := &cgi.Handler{
		Path: filepath.Join(s.Git("--exec-path"), "git-http-backend"),
		Env: []string{"GIT_PROJECT_ROOT=" + root, "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_NOSYSTEM=1",
			"GIT_CONFIG_GLOBAL=" + os.DevNull, "REMOTE_USER=x-access-token"},
	}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		watch, after := s.watch, s.after
		s.mu.Unlock()
		if watch != nil && watch(w, r) {
			return
		}
		if _, password, _ := r.BasicAuth(); password != token {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		backend.ServeHTTP(w, r)
		if after != nil {
			after(r)
		}
	}))
	t.Cleanup(web.Close)
	s.URL = web.URL
	return s
}

// Watch shows every request to a function first, which answers it where it says so. Nil
// ends that.
func (s *Server) Watch(watch func(w http.ResponseWriter, r *http.Request) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watch = watch
}

// After tells a function of every request that has been carried out, and whose answer may
// not have arrived yet.
func (s *Server) After(after func(r *http.Request)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.after = after
}

// Git runs git in the bare repository and gives what it prints.
func (s *Server) Git(args ...string) string {
	s.t.Helper()
	cmd := exec.Command(s.program, args...)
	cmd.Dir = s.Dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		s.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// Files lists the files of a branch, none where there is no such branch.
func (s *Server) Files(branch string) []string {
	s.t.Helper()
	if s.Git("for-each-ref", "refs/heads/"+branch) == "" {
		return nil
	}
	return strings.Fields(s.Git("ls-tree", "-r", "--name-only", branch))
}
