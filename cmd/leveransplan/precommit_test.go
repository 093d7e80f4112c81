package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// preCommitHook is what pre-commit reads of a hook. Other keys are refused.
type preCommitHook struct {
	ID                      string   `yaml:"id"`
	Name                    string   `yaml:"name"`
	Description             string   `yaml:"description"`
	Entry                   string   `yaml:"entry"`
	Language                string   `yaml:"language"`
	Files                   string   `yaml:"files"`
	Types                   []string `yaml:"types"`
	AlwaysRun               bool     `yaml:"always_run"`
	PassFilenames           *bool    `yaml:"pass_filenames"`
	RequireSerial           bool     `yaml:"require_serial"`
	MinimumPreCommitVersion string   `yaml:"minimum_pre_commit_version"`
}

// pre-commit builds every command of the repository and runs the entry in the repository
// that has asked for the hook.
func TestPreCommitHooks(t *testing.T) {
	text, err := os.ReadFile("../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var hooks []preCommitHook
	if err := yaml.Load(text, &hooks, yaml.WithKnownFields()); err != nil {
		t.Fatal(err)
	}
	commands := map[string]string{}
	for _, h := range hooks {
		commands[h.ID] = h.Entry
		if h.Name == "" || h.Description == "" || h.Language != "golang" || !h.RequireSerial || h.MinimumPreCommitVersion == "" {
			t.Errorf("%+v", h)
		}
		name, command, _ := strings.Cut(h.Entry, " ")
		if _, err := os.Stat("../" + name + "/main.go"); err != nil {
			t.Errorf("%s starts %s, which is no command of the repository", h.ID, name)
		}
		// The files that pre-commit chooses go to the command; what has none judges the tree.
		chosen := regexp.MustCompile(h.Files)
		for file, wanted := range map[string]bool{"plans/2027/x.yaml": true, "plans/x.csv": false, "x/plans/x.yaml": false, "plans/x.yml": false} {
			if takesFiles := h.PassFilenames == nil || *h.PassFilenames; takesFiles == h.AlwaysRun || takesFiles && chosen.MatchString(file) != wanted {
				t.Errorf("%s: %s is chosen: %v", h.ID, file, !wanted)
			}
		}
		if out, err := exec.Command(program(t), command, "--help").CombinedOutput(); err != nil || !strings.Contains(string(out), h.Entry) {
			t.Errorf("%s: %v\n%s", h.Entry, err, out)
		}
	}
	want := map[string]string{"leveransplan-check": "leveransplan check", "leveransplan-fmt": "leveransplan fmt"}
	if diff := cmp.Diff(want, commands); diff != "" {
		t.Errorf("hooks (-want +got):\n%s", diff)
	}
}
