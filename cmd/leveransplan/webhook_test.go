package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// receiver is the repository that GitHub's examples of events are from: request 1 waits for
// approvals, and request 2 has them all.
type receiver struct {
	*github.Server
	t       *testing.T
	dir     string
	program string
	waiting *github.Pull
	agreed  *github.Pull
}

func newReceiver(t *testing.T, owner, name string) *receiver {
	t.Helper()
	files := github.Files{"README.md": "planer\n"}
	for name, f := range region.Files() {
		files[name] = string(f.Data)
	}
	r := &receiver{Server: github.New(t, files), t: t, dir: t.TempDir(), program: program(t)}
	r.Owner, r.Name = owner, name
	planner := r.Person(501, "planerare")
	r.waiting = r.Open(planner, "nyheter", "main", github.Commit{Edit: github.Edit{"NEWS.md": github.Text("ny\n")}})
	const plan = "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml"
	r.agreed = r.Open(planner, "layout", "main", github.Commit{Edit: github.Edit{plan: github.Text("# läst\n" + files[plan])}})
	r.Approve(r.Person(900_000_003, "konto-3"), r.agreed)
	r.Clone(r.dir)
	return r
}

// receive runs the program on an event, as the workflow does, and gives its exit code, what
// it said, and the commits that were given a status.
func (r *receiver) receive(event []byte) (code int, out, errors string, marked []string) {
	r.t.Helper()
	name := filepath.Join(r.t.TempDir(), "event.json")
	if err := os.WriteFile(name, event, 0o644); err != nil {
		r.t.Fatal(err)
	}
	r.Forget()
	cmd := exec.Command(r.program, "gate", "--event", name, "--publish")
	cmd.Dir = r.dir
	cmd.Env = []string{
		hostClock + "=" + r.Now().Format(time.RFC3339), "PATH=" + os.Getenv("PATH"), "HOME=" + r.dir,
		"GITHUB_REPOSITORY=" + r.Owner + "/" + r.Name, "GITHUB_API_URL=" + r.URL + "/api/v3", "GITHUB_TOKEN=" + r.GateToken(),
	}
	var o, e strings.Builder
	cmd.Stdout, cmd.Stderr = &o, &e
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		r.t.Fatal(err)
	}
	for _, c := range r.Calls() {
		if _, commit, ok := strings.Cut(c.Path, "/statuses/"); ok && c.Method == "POST" {
			marked = append(marked, commit)
		}
	}
	return cmd.ProcessState.ExitCode(), o.String(), e.String(), marked
}

// oneOfEach chooses GitHub's examples of what has to do with requests, one of each action,
// and of other things the first ones.
func oneOfEach(t *testing.T) []github.Example {
	var out []github.Example
	for _, e := range github.Examples(t) {
		kind, _, _ := strings.Cut(e.Name, ".")
		ours := strings.HasPrefix(kind, "pull_request") || kind == "workflow_run" || kind == "merge_group" || kind == "push" || kind == "check_run"
		other := slices.Contains([]string{
			"issues.opened.1", "issue_comment.created.1", "create.1", "delete.1", "installation.created.1", "ping.1", "status.1", "team.created.1",
			"workflow_dispatch.1", "repository_dispatch.on-demand-test.1", "deployment_status.created.2",
		}, e.Name)
		if ours && strings.HasSuffix(e.Name, ".1") || other {
			out = append(out, e)
		}
	}
	return out
}

// Real events of GitHub reach the program as a workflow hands them over.
func TestRealEvents(t *testing.T) {
	r := newReceiver(t, "Codertocat", "Hello-World")
	requests, elsewhere, runs, others := 0, 0, 0, 0
	for _, e := range oneOfEach(t) {
		kind, _, _ := strings.Cut(e.Name, ".")
		code, out, errors, marked := r.receive(e.Text)
		var want int
		var says string
		var given []string
		switch {
		case e.Repository != "" && e.Repository != "Codertocat/Hello-World":
			elsewhere++
			want, says = 3, `händelsen gäller arkivet "`+e.Repository+`", men grinden prövar "Codertocat/Hello-World"`
			if len(r.Calls()) > 0 {
				t.Errorf("%s: GitHub was asked", e.Name)
			}
		case strings.HasPrefix(kind, "pull_request"):
			requests++
			want, says, given = 0, "✓ #2: Godkänd.", []string{r.agreed.SHA}
		case kind == "workflow_run" || strings.HasPrefix(kind, "deployment"):
			runs++ // of a commit that no request has
			want, says = 0, "Ingen öppen pull request att pröva."
		default:
			others++
			want, says, given = 1, "– #1: Väntar", []string{r.waiting.SHA, r.agreed.SHA}
		}
		if code != want || !strings.Contains(out+errors, says) || !slices.Equal(marked, given) || strings.Contains(errors, "panic") {
			t.Errorf("%s: exit code %d, want %d and %q; marked %q\n%s%s", e.Name, code, want, says, marked, out, errors)
		}
	}
	if requests < 20 || elsewhere < 4 || runs < 1 || others < 8 {
		t.Errorf("%d of requests, %d of elsewhere, %d of runs, %d of other things", requests, elsewhere, runs, others)
	}
	for p, want := range map[*github.Pull]string{r.waiting: "pending", r.agreed: "success"} {
		if s, _ := r.StatusOf(p.SHA, gate.Context); s.State != want {
			t.Errorf("#%d has %+v", p.Number, s)
		}
	}
}

// A number that no request has is no yes.
func TestRealEventsOfNoRequest(t *testing.T) {
	for name, says := range map[string]string{"merge_group.checks_requested.1": "pull request 104", "pull_request_review_thread.resolved.1": "pull request 118"} {
		t.Run(name, func(t *testing.T) {
			examples := github.Examples(t)
			e := examples[slices.IndexFunc(examples, func(e github.Example) bool { return e.Name == name })]
			r := newReceiver(t, "octo-org", "octo-repo")
			code, out, errors, marked := r.receive(e.Text)
			if code != 3 || !strings.Contains(errors, says) || strings.Contains(out, "Godkänd") {
				t.Errorf("exit code %d, want 3 and %q\n%s%s", code, says, out, errors)
			}
			for _, commit := range marked {
				if s, ok := r.StatusOf(commit, gate.Context); ok && s.State != "error" {
					t.Errorf("%s has %s", commit, s.State)
				}
			}
		})
	}
}

// What is no event of GitHub's is told, and judges nothing.
func TestEventsThatAreNone(t *testing.T) {
	r := newReceiver(t, "Codertocat", "Hello-World")
	whole := github.Examples(t)
	request := whole[slices.IndexFunc(whole, func(e github.Example) bool { return e.Name == "pull_request.opened.1" })].Text
	for name, text := range map[string]string{
		"nothing": "", "half": string(request[:len(request)/2]), "a list": "[" + string(request) + "]",
		"another number": strings.Replace(string(request), `"number":2,`, `"number":"2",`, -1),
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errors, marked := r.receive([]byte(text))
			if code != 3 || out != "" || !strings.Contains(errors, "händelsefilen går inte att förstå") || len(marked)+len(r.Calls()) > 0 {
				t.Errorf("exit code %d, marked %q\n%s%s", code, marked, out, errors)
			}
		})
	}
}
