package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// matcher is how VS Code finds a task's findings: the numbers are groups of the pattern.
type matcher struct {
	Pattern struct {
		Regexp                                      string
		File, Line, Column, Severity, Message, Code int
	}
}

// The task that VS Code runs is a command of the tool, and every finding that it prints,
// with a place and without, comes out as a problem.
func TestEditorsTaskReadsTheFindings(t *testing.T) {
	text, err := os.ReadFile("../../.vscode/tasks.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Tasks []struct {
			Command        string
			Args           []string
			ProblemMatcher []matcher
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Tasks) != 1 || file.Tasks[0].Command != "leveransplan" {
		t.Fatalf("tasks %+v", file.Tasks)
	}
	dir, task := t.TempDir(), file.Tasks[0]
	if err := os.CopyFS(dir, region.Files()); err != nil {
		t.Fatal(err)
	}
	spoiled := strings.Replace(string(region.Files()[aPlan].Data), "volym: 12\n", "volym: 13\n", 1)
	for name, text := range map[string]string{aPlan: spoiled, "plans/2027/x.yml": "x\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program(t), task.Args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "LANG=en_US.UTF-8")
	out, _ := cmd.Output() // it ends with 1: there are errors
	want := [][]string{
		{aPlan, "16", "8", "error", "P101"},
		{"plans/2027/x.yml", "", "", "error", "S107"},
	}
	if diff := cmp.Diff(want, problems(task.ProblemMatcher, string(out))); diff != "" {
		t.Errorf("problems (-want +got):\n%s\nof:\n%s", diff, out)
	}
}

// problems reads an output as VS Code does: file, line, column, severity and code of each.
func problems(matchers []matcher, out string) [][]string {
	var found [][]string
	for line := range strings.Lines(out) {
		for _, m := range matchers {
			parts := regexp.MustCompile(m.Pattern.Regexp).FindStringSubmatch(strings.TrimRight(line, "\n"))
			if parts == nil || parts[m.Pattern.Message] == "" {
				continue
			}
			parts[0] = "" // a group that the pattern does not name
			p := m.Pattern
			found = append(found, []string{parts[p.File], parts[p.Line], parts[p.Column], parts[p.Severity], parts[p.Code]})
			break
		}
	}
	return found
}
