package github

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Server is one GitHub with one repository. Its methods may be called while it answers.
type Server struct {
	// Owner and Name are the repository's.
	Owner, Name string
	// URL is where the server listens; the API is below /api/v3/, as on an own
	// GitHub Enterprise Server.
	URL string
	// Report is told of every call and answer that break GitHub's description. Unless a test
	// sets something else it fails the test.
	Report func(error)
	// PerPage limits a page further than GitHub's 100, so that few entries make many pages.
	PerPage int
	// DeletesMerged lets the branch of a request go in the second in which it is merged, as a
	// repository's setting does.
	DeletesMerged bool

	mu       sync.Mutex
	http     *httptest.Server
	judge    *description
	git      *store
	now      time.Time
	users    []*User
	apps     []*App
	tokens   []*Token
	pulls    []*Pull
	activity []activity
	statuses []status
	ids      int64
	calls    []Call
	script   func(Call) Fault
	owner    *User
}

// Start is the time of a new server.
var Start = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

// New starts a server whose branch main holds files, in one commit.
func New(t testing.TB, files Files) *Server {
	t.Helper()
	judge, err := readDescription()
	if err != nil {
		t.Fatal(err)
	}
	git, err := newStore()
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{
		Owner: "regionen", Name: "planer", PerPage: 100,
		Report: func(err error) { t.Error(err) },
		judge:  judge, git: git, now: Start,
		users: []*User{WebFlow, ActionsBot}, apps: []*App{Actions},
		owner: &User{ID: 9001, Login: "regionen", Type: "Organization"},
	}
	first := s.git.commit(nil, files, signature(WebFlow, s.now), signature(WebFlow, s.now), "main")
	s.git.set("refs/heads/main", first)
	s.note(WebFlow, "refs/heads/main", "", first, "branch_creation")
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	s.URL = s.http.URL
	t.Cleanup(s.http.Close)
	return s
}

// Now is the time by the server's clock. It moves by a minute with whatever a person does,
// and otherwise stands still.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// Advance moves the clock.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// act lets a person do something: alone, and a minute after the last.
func (s *Server) act() func() {
	s.mu.Lock()
	s.now = s.now.Add(time.Minute)
	return s.mu.Unlock
}

// id gives the next number; GitHub counts everything in one row.
func (s *Server) id() int64 {
	s.ids++
	return 100_000 + s.ids
}

// Head gives the commit of a branch.
func (s *Server) Head(branch string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.git.get("refs/heads/" + branch)
}

// FilesAt gives the whole tree of a commit.
func (s *Server) FilesAt(commit string) Files { return s.git.files(commit) }

// Clone makes dir a clone of the repository with the files of main in it, as the gate's
// workflow has it. What happens on the server afterwards is not in it.
func (s *Server) Clone(dir string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.git.copyTo(dir, s.git.get("refs/heads/main"))
}

// Fetch brings a clone up to date with all branches and requests, but for its files.
func (s *Server) Fetch(dir string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.git.fetch(dir)
}

func (s *Server) api(format string, args ...any) string {
	return s.URL + "/api/v3" + fmt.Sprintf(format, args...)
}

func (s *Server) ofRepo(format string, args ...any) string {
	return s.api("/repos/%s/%s", s.Owner, s.Name) + fmt.Sprintf(format, args...)
}

func (s *Server) web(format string, args ...any) string {
	return fmt.Sprintf("%s/%s/%s", s.URL, s.Owner, s.Name) + fmt.Sprintf(format, args...)
}
