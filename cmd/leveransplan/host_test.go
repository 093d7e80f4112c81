package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/leveransplan/leveransplan/internal/cli"
	"github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/testing/gitserver"
)

// host is the GitHub of one script, and a person's clone of its repository in
// $WORK/region. The clone stands at a commit, on no branch, so that all branches can follow
// the server's whatever the files are.
type host struct {
	*github.Server
	t       testing.TB
	ts      *testscript.TestScript
	dir     string
	at      string         // the commit that the files came from
	began   map[int]string // by request: the commit of main that its branch began at
	pulls   []*github.Pull
	groups  map[int]github.Group // by request, what waits in the merge queue
	persons map[string]*github.User
	pushed  *gitserver.Server // where records go; nil until a script starts it
}

type hostKey struct{}

// newHost prepares a script for a GitHub of its own, which the command host starts.
func newHost(env *testscript.Env) {
	env.Values[hostKey{}] = &host{t: env.T().(testing.TB), dir: filepath.Join(env.WorkDir, "region")}
}

// hostClock names the variable by which a script's host tells the program the time. Only
// this test's program knows of it.
const hostClock = "SCRIPT_HOST_CLOCK"

// byTheHostsClock runs the program, where a script has a host by the clock of that.
func byTheHostsClock() int {
	text := os.Getenv(hostClock)
	if text == "" {
		return cli.Main()
	}
	now, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	return cli.Run(cli.Env{Args: os.Args[1:], Stdout: os.Stdout, Stderr: os.Stderr, Now: func() time.Time { return now }, Getenv: os.Getenv, Dir: dir})
}

// judgedDay is the setting that only demonstration data has: a region lives by the clock.
var judgedDay = regexp.MustCompile(`(?m)^granskningsdag:.*\n`)

// start starts the server with the sample region.
func (h *host) start([]string) error {
	files := h.files()
	files["README.md"] = "# Planer\n"
	const settings = "plans/leveransplan.yaml"
	files[settings] = judgedDay.ReplaceAllString(files[settings], "")
	h.Server = github.New(h.t, files)
	h.began, h.groups, h.persons = map[int]string{}, map[int]github.Group{}, map[string]*github.User{}
	h.Clone(h.dir)
	h.ts.Setenv("GITHUB_REPOSITORY", h.Owner+"/"+h.Name)
	h.ts.Setenv("GITHUB_API_URL", h.URL+"/api/v3")
	h.ts.Setenv("GITHUB_TOKEN", h.GateToken())
	return h.checkout(h.Head("main"))
}

// checkout makes the files of the clone those of a commit.
func (h *host) checkout(commit string) error {
	h.Fetch(h.dir)
	h.at = commit
	return h.ts.Exec("git", "-C", h.dir, "checkout", "--quiet", "--force", "--detach", commit)
}

// files reads the files of the clone as they are now.
func (h *host) files() github.Files {
	out := github.Files{}
	h.ts.Check(filepath.WalkDir(h.dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		rel, err := filepath.Rel(h.dir, name)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(name)
		out[filepath.ToSlash(rel)] = string(text)
		return err
	}))
	return out
}

// commit is what the files of the clone change since a commit.
func (h *host) commit(since string) github.Commit {
	was, is := h.FilesAt(since), h.files()
	edit := github.Edit{}
	for name := range was {
		if _, kept := is[name]; !kept {
			edit[name] = nil
		}
	}
	for name, text := range is {
		if old, had := was[name]; !had || old != text {
			edit[name] = github.Text(text)
		}
	}
	return github.Commit{Edit: edit}
}

// stands refuses to go on where the files don't come from a commit: what others have done
// since then would be undone.
func (h *host) stands(at, what string) {
	if h.at != at {
		h.ts.Fatalf("the files are not those of %s as it is now: checkout %s, and edit then", what, what)
	}
}

// pull finds a request by its number.
func (h *host) pull(number string) *github.Pull {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(h.pulls) {
		h.ts.Fatalf("there is no request %s", number)
	}
	return h.pulls[n-1]
}

// person finds the account of whoever stands in the role register of main, by her id there:
// p-017. Others are named by the number of their account: konto-4711.
func (h *host) person(id string) *github.User {
	if u := h.persons[id]; u != nil {
		return u
	}
	number, stranger := strings.CutPrefix(id, "konto-")
	if !stranger {
		roles := h.FilesAt(h.Head("main"))["plans/register/roller.yaml"]
		m := regexp.MustCompile(`\{id: ` + regexp.QuoteMeta(id) + `, github: \{id: (\d+)`).FindStringSubmatch(roles)
		if m == nil {
			h.ts.Fatalf("%s does not stand in the role register of main", id)
		}
		number = m[1]
	}
	account, err := strconv.ParseInt(number, 10, 64)
	h.ts.Check(err)
	login := fmt.Sprintf("konto-%d", account)
	if h.persons[login] == nil {
		h.persons[login] = h.Person(account, login)
	}
	h.persons[id] = h.persons[login]
	return h.persons[id]
}
