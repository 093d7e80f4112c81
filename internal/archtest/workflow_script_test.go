package archtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// Where a request started the job it is red while the request waits; elsewhere only a fault
// makes it red.
func TestGateJobFailsWhereItShould(t *testing.T) {
	judge := stepNamed(t, "gate.yml", "Judge and publish")
	temp, called := t.TempDir(), filepath.Join(t.TempDir(), "called")
	for _, event := range []string{"pull_request_target", "workflow_run", "push", "schedule"} {
		for code := range 5 {
			t.Run(fmt.Sprintf("%s %d", event, code), func(t *testing.T) {
				tool := fmt.Sprintf("#!/bin/sh\necho \"$@\" >%s\nexit %d\n", called, code)
				if err := os.WriteFile(filepath.Join(temp, "leveransplan"), []byte(tool), 0o700); err != nil {
					t.Fatal(err)
				}
				want := code
				if code == 1 && event != "pull_request_target" {
					want = 0
				}
				got := shell(t, t.TempDir(), judge.Run, "RUNNER_TEMP="+temp, "GITHUB_EVENT_NAME="+event, "GITHUB_EVENT_PATH=/an event.json")
				if got != want {
					t.Errorf("ends with %d, want %d", got, want)
				}
				if text, err := os.ReadFile(called); err != nil || string(text) != "gate --event /an event.json --publish\n" {
					t.Errorf("called %q, %v", text, err)
				}
			})
		}
	}
	build := stepNamed(t, "gate.yml", "Build the gate")
	if build.Run != `go build -o "$RUNNER_TEMP/leveransplan" ./cmd/leveransplan` {
		t.Errorf("builds by %q", build.Run)
	}
}

// What is judged is fetched, and no more. Nothing of it gets a branch or a tag of its own.
func TestGateAndQueueFetchWhatTheyJudge(t *testing.T) {
	const token = "${{ github.token }}"
	gate, queue := stepNamed(t, "gate.yml", "Fetch what is to be judged, as objects"), stepNamed(t, "queue.yml", "Fetch what the request holds, as objects")
	want := []map[string]string{
		{"GITHUB_TOKEN": token, "PULL": "${{ github.event.pull_request.number }}"},
		{"GITHUB_TOKEN": token, "GROUP": "${{ github.event.merge_group.head_ref }}"},
	}
	if diff := cmp.Diff(want, []map[string]string{gate.Env, queue.Env}); diff != "" {
		t.Errorf("env (-want +got):\n%s", diff)
	}
	origin := t.TempDir()
	git(t, origin, "init", "-q", "-b", "main")
	git(t, origin, "commit", "-q", "--allow-empty", "-m", "main")
	for _, ref := range []string{"heads/other", "pull/1/head", "pull/1/merge", "pull/12/head", "pull/12/merge"} {
		git(t, origin, "update-ref", "refs/"+ref, "HEAD")
	}
	git(t, origin, "tag", "v1")
	const all, branches = "origin/main origin/other pull/1 pull/12", "origin/main origin/other"
	group := "GROUP=refs/heads/gh-readonly-queue/"
	for name, c := range map[string]struct {
		step      runStep
		env, want string
		code      int
	}{
		"a request":                   {gate, "PULL=1", branches + " pull/1", 0},
		"another request":             {gate, "PULL=12", branches + " pull/12", 0},
		"all requests":                {gate, "PULL=", all, 0},
		"a request that is not there": {gate, "PULL=3", "", 128},
		"queued":                      {queue, group + "main/pr-12-" + strings.Repeat("a", 40), "pull/12", 0},
		"queued for an odd branch":    {queue, group + "a/pr-1-x/pr-12-" + strings.Repeat("a", 40), "pull/12", 0},
		"queued, not there":           {queue, group + "main/pr-3-" + strings.Repeat("a", 40), "", 128},
		"queued under no number":      {queue, group + "main", "", 128},
		"queued under nothing":        {queue, "GROUP=", "", 128},
	} {
		t.Run(name, func(t *testing.T) {
			clone := t.TempDir()
			git(t, clone, "init", "-q", "-b", "main")
			git(t, clone, "remote", "add", "origin", origin)
			if code := shell(t, clone, c.step.Run, "GITHUB_TOKEN=secret", c.env); code != c.code {
				t.Errorf("ends with %d, want %d", code, c.code)
			}
			var want []string
			for _, name := range strings.Fields(c.want) {
				want = append(want, "refs/remotes/"+name)
			}
			got := strings.Fields(git(t, clone, "for-each-ref", "--format=%(refname)"))
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("refs (-want +got):\n%s", diff)
			}
			if text, err := os.ReadFile(filepath.Join(clone, ".git", "config")); err != nil || strings.Contains(string(text), "Authorization") {
				t.Errorf("the token stays in the clone: %v", err)
			}
		})
	}
}

// stepNamed finds a step of one of our workflows.
func stepNamed(t *testing.T, file, name string) runStep {
	t.Helper()
	for _, at := range readWorkflow(t, filepath.Join(root, ".github/workflows", file)).steps() {
		if at.step.Name == name {
			return at.step
		}
	}
	t.Fatalf("%s has no step %q", file, name)
	return runStep{}
}

// shell runs a script as GitHub does where no shell is named, and gives its exit code.
func shell(t *testing.T, dir, script string, env ...string) int {
	t.Helper()
	file := filepath.Join(t.TempDir(), "script.sh")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(need.Tool(t, "bash"), "-e", file)
	cmd.Dir, cmd.Env = dir, append(alone(), env...)
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return 0
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command(need.Tool(t, "git"), args...)
	cmd.Dir, cmd.Env = dir, alone()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// alone is the environment of a program that is to heed nobody's settings.
func alone() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=x", "GIT_AUTHOR_EMAIL=x@example.org", "GIT_COMMITTER_NAME=x", "GIT_COMMITTER_EMAIL=x@example.org",
	}
}
