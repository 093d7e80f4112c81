// Package postgres is PostgreSQL itself, as a test sees it: a server in a folder of its own,
// stopped and thrown away after the test. It does not run as root, so tests that do start it
// as another user.
package postgres

import (
	"context"
	"crypto/rand"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Superuser is the user that a server is made with, and Password that user's.
const (
	Superuser = "chef"
	Password  = "h@mligt/å"
)

// Programs are the names under which initdb may be found, for need.Tool: Debian keeps it off
// the PATH, by version.
var Programs = []string{
	"initdb", "/usr/lib/postgresql/18/bin/initdb", "/usr/lib/postgresql/17/bin/initdb", "/usr/lib/postgresql/16/bin/initdb",
	"/usr/lib/postgresql/15/bin/initdb", "/usr/lib/postgresql/14/bin/initdb", "/usr/lib/postgresql/13/bin/initdb",
}

// Server is one running server. It listens on 127.0.0.1, where it wants passwords.
type Server struct {
	Port int

	t       testing.TB
	program string
	folder  string
	data    string
	running *exec.Cmd
	leash   *os.File // the server stops when this end of a pipe is closed, be it by a crash
}

// Start starts a server, and stops it when the test ends. Initdb is where that program is,
// found under [Programs]; the server's lies beside it.
func Start(t testing.TB, initdb string) *Server {
	t.Helper()
	initdb, err := filepath.EvalSymlinks(initdb)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{t: t, program: filepath.Join(filepath.Dir(initdb), "postgres")}
	if s.folder, err = os.MkdirTemp("", "pg"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Stop()
		if err := os.RemoveAll(s.folder); err != nil {
			t.Error(err)
		}
	})
	s.data = filepath.Join(s.folder, "data")
	secret := filepath.Join(s.folder, "secret")
	if err := os.WriteFile(secret, []byte(Password), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := hand(s.folder, secret); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(initdb, "--pgdata", s.data, "--username", Superuser, "--pwfile", secret, "--auth", "scram-sha-256",
		"--encoding", "UTF8", "--locale", "C", "--no-sync")
	s.own(cmd)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	s.Again()
	return s
}

// own makes a program run as whoever owns the server's folder, in it, and without the
// environment's own settings for PostgreSQL.
func (s *Server) own(cmd *exec.Cmd) {
	become(cmd)
	cmd.Dir = s.folder
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
}

// Again starts the server that was stopped or killed.
func (s *Server) Again() {
	s.t.Helper()
	for range 5 { // another program may take the port before the server does
		if s.Port == 0 {
			s.Port = freePort(s.t)
		}
		if s.launch() {
			return
		}
		s.Port = 0
	}
	log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
	s.t.Fatalf("the server does not start:\n%s", log)
}

func (s *Server) launch() bool {
	s.t.Helper()
	log, err := os.Create(filepath.Join(s.folder, "log"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer log.Close()
	hold, leash, err := os.Pipe()
	if err != nil {
		s.t.Fatal(err)
	}
	defer hold.Close()
	// The shell waits for the end of the pipe, which comes when the test ends, however it ends.
	cmd := exec.Command("sh", "-c", `exec 3<&0; "$@" </dev/null 3<&- & pid=$!; (read -r _ <&3; kill -INT $pid) & wait $pid`, "sh",
		s.program, "-D", s.data, "-p", strconv.Itoa(s.Port), "-h", "127.0.0.1", "-c", "unix_socket_directories=",
		"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_wal_size=4GB", "-c", "log_min_messages=warning")
	s.own(cmd)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = hold, log, log
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.running, s.leash = cmd, leash
	for range 300 {
		conn, err := pgx.Connect(context.Background(), s.URL("postgres"))
		if err == nil {
			_ = conn.Close(context.Background())
			return true
		}
		if !s.alive() {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.Stop()
	return false
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// pid is the number of the server's first process, 0 while there is none.
func (s *Server) pid() int {
	text, err := os.ReadFile(filepath.Join(s.data, "postmaster.pid"))
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(text), "\n")
	n, _ := strconv.Atoi(line)
	return n
}

// Kill ends the server as a power cut does: nothing is finished, nothing is put in order.
// [Server.Again] starts it on what lies on disk.
func (s *Server) Kill() {
	s.t.Helper()
	pid := s.pid()
	if pid == 0 {
		s.t.Fatal("there is no server to kill")
	}
	if err := quit(pid); err != nil {
		s.t.Fatal(err)
	}
	s.Stop()
}

// Stop stops the server, and waits until it has.
func (s *Server) Stop() {
	if s.running == nil {
		return
	}
	_ = s.leash.Close()
	_ = s.running.Wait()
	s.running = nil
}

// alive tells that the server has not given up; a failed start ends within moments.
func (s *Server) alive() bool { return s.pid() != 0 || time.Since(started(s)) < 5*time.Second }

func started(s *Server) time.Time {
	info, err := os.Stat(filepath.Join(s.folder, "log"))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// URL is the address of a database for the superuser.
func (s *Server) URL(database string) string { return s.As(Superuser, Password, database) }

// As is the address of a database for another user.
func (s *Server) As(user, password, database string) string {
	u := url.URL{Scheme: "postgres", User: url.UserPassword(user, password), Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(s.Port)), Path: "/" + database}
	return u.String()
}

// Database makes an empty database and gives its name.
func (s *Server) Database() string {
	s.t.Helper()
	name := "db_" + strings.ToLower(rand.Text()[:12])
	s.Exec("postgres", "CREATE DATABASE "+name)
	return name
}

// TLS has the server prove who it is with a certificate, from the next connection on.
func (s *Server) TLS(certificate, key []byte) {
	s.t.Helper()
	for name, text := range map[string][]byte{"server.crt": certificate, "server.key": key} {
		name = filepath.Join(s.data, name)
		if err := os.WriteFile(name, text, 0o600); err != nil {
			s.t.Fatal(err)
		}
		if err := hand(name); err != nil {
			s.t.Fatal(err)
		}
	}
	s.Exec("postgres", "ALTER SYSTEM SET ssl = on", "SELECT pg_reload_conf()")
}

// Connect opens a connection to a database as the superuser; the test's end closes it.
func (s *Server) Connect(t testing.TB, database string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), s.URL(database))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// Exec carries out statements in a database as the superuser.
func (s *Server) Exec(database string, statements ...string) {
	s.t.Helper()
	conn, err := pgx.Connect(context.Background(), s.URL(database))
	if err != nil {
		s.t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, statement := range statements {
		if _, err := conn.Exec(context.Background(), statement); err != nil {
			s.t.Fatalf("%s: %v", statement, err)
		}
	}
}
