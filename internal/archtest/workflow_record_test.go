package archtest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// What may write to the repository and sees the key runs main's own files only, by main's
// pushes and the clock; one run at a time, to its end.
func TestOnlyMainStartsWhatRecords(t *testing.T) {
	w := readWorkflow(t, filepath.Join(root, ".github/workflows/record.yml"))
	if diff := cmp.Diff([]string{"push", "schedule"}, w.triggers()); diff != "" {
		t.Errorf("triggers (-want +got):\n%s", diff)
	}
	if got := names(w.trigger("push").Content[1]); !slices.Equal(got, []string{"main"}) {
		t.Errorf("pushes to %q", got)
	}
	var more struct {
		Concurrency struct {
			Group  string `yaml:"group"`
			Cancel bool   `yaml:"cancel-in-progress"`
		} `yaml:"concurrency"`
		Jobs map[string]struct {
			Environment string            `yaml:"environment"`
			Permissions map[string]string `yaml:"permissions"`
		} `yaml:"jobs"`
	}
	if err := w.root.Decode(&more); err != nil {
		t.Fatal(err)
	}
	if more.Concurrency.Group == "" || strings.Contains(more.Concurrency.Group, "${{") || more.Concurrency.Cancel {
		t.Errorf("two runs can write at once, or one be stopped: %+v", more.Concurrency)
	}
	job := more.Jobs["record"]
	if diff := cmp.Diff(map[string]string{"contents": "write", "pull-requests": "read"}, job.Permissions); diff != "" {
		t.Errorf("permissions (-want +got):\n%s", diff)
	}
	if len(more.Jobs) != 1 || job.Environment != "protokoll" {
		t.Errorf("%d jobs, in the environment %q", len(more.Jobs), job.Environment)
	}
	secrets := 0
	walk(&w.root, func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode && strings.Contains(n.Value, "secrets.") {
			secrets++
		}
	})
	record := stepNamed(t, "record.yml", "Record")
	want := map[string]string{"GITHUB_TOKEN": "${{ github.token }}", "LEVERANSPLAN_RECORD_KEY": "${{ secrets.LEVERANSPLAN_RECORD_KEY }}"}
	if diff := cmp.Diff(want, record.Env); diff != "" || secrets != 1 {
		t.Errorf("%d secrets, env (-want +got):\n%s", secrets, diff)
	}
}

// The job ends as the tool does, whatever that says.
func TestRecordJobKeepsTheExitCode(t *testing.T) {
	record := stepNamed(t, "record.yml", "Record")
	temp, called := t.TempDir(), filepath.Join(t.TempDir(), "called")
	for code := range 5 {
		tool := fmt.Sprintf("#!/bin/sh\necho \"$@\" >%s\nexit %d\n", called, code)
		if err := os.WriteFile(filepath.Join(temp, "leveransplan"), []byte(tool), 0o700); err != nil {
			t.Fatal(err)
		}
		if got := shell(t, t.TempDir(), record.Run, "RUNNER_TEMP="+temp); got != code {
			t.Errorf("ends with %d, want %d", got, code)
		}
		if text, err := os.ReadFile(called); err != nil || string(text) != "record --publish\n" {
			t.Errorf("called %q, %v", text, err)
		}
	}
	build := stepNamed(t, "record.yml", "Build the recorder")
	if build.Run != `go build -o "$RUNNER_TEMP/leveransplan" ./cmd/leveransplan` {
		t.Errorf("builds by %q", build.Run)
	}
}

// All that was decided is fetched, the records too, and no token stays behind.
func TestRecordFetchesWhatWasDecided(t *testing.T) {
	fetch := stepNamed(t, "record.yml", "Fetch what was decided, as objects")
	if diff := cmp.Diff(map[string]string{"GITHUB_TOKEN": "${{ github.token }}"}, fetch.Env); diff != "" {
		t.Errorf("env (-want +got):\n%s", diff)
	}
	origin, clone := t.TempDir(), t.TempDir()
	git(t, origin, "init", "-q", "-b", "main")
	git(t, origin, "commit", "-q", "--allow-empty", "-m", "main")
	git(t, clone, "clone", "-q", origin, ".")
	git(t, origin, "commit", "-q", "--allow-empty", "-m", "newer")
	for _, ref := range []string{"heads/protokoll", "pull/1/head", "pull/1/merge", "pull/12/head"} {
		git(t, origin, "update-ref", "refs/"+ref, "HEAD")
	}
	if code := shell(t, clone, fetch.Run, "GITHUB_TOKEN=secret"); code != 0 {
		t.Fatalf("ends with %d", code)
	}
	for _, ref := range []string{"origin/main", "origin/protokoll", "pull/1", "pull/12"} {
		if got, want := git(t, clone, "rev-parse", "refs/remotes/"+ref), git(t, origin, "rev-parse", "HEAD"); got != want {
			t.Errorf("%s is at %s, want %s", ref, got, want)
		}
	}
	if text, err := os.ReadFile(filepath.Join(clone, ".git", "config")); err != nil || strings.Contains(string(text), "Authorization") {
		t.Errorf("the token stays in the clone: %v", err)
	}
}
