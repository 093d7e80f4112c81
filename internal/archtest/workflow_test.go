package archtest

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// workflow is what the rules read of a GitHub workflow.
type workflow struct {
	On          yaml.Node         `yaml:"on"`
	Permissions yaml.Node         `yaml:"permissions"`
	Jobs        map[string]runJob `yaml:"jobs"`

	root yaml.Node
}

type runJob struct {
	If          string    `yaml:"if"`
	Uses        string    `yaml:"uses"`
	Timeout     int       `yaml:"timeout-minutes"`
	Continue    string    `yaml:"continue-on-error"`
	Permissions yaml.Node `yaml:"permissions"`
	Steps       []runStep `yaml:"steps"`
}

type runStep struct {
	If       string            `yaml:"if"`
	Uses     string            `yaml:"uses"`
	Name     string            `yaml:"name"`
	Run      string            `yaml:"run"`
	Env      map[string]string `yaml:"env"`
	Continue string            `yaml:"continue-on-error"`
	With     map[string]string `yaml:"with"`
}

// workflowRules are the rules of every workflow. Each gives what is wrong, if anything.
var workflowRules = map[string]func(workflow) []string{
	"actions":     usesFewActions,
	"alias":       standsInFull,
	"cache":       keepsNoCache,
	"credentials": keepsNoCredentials,
	"filter":      runsForEveryPullRequest,
	"head":        leavesTheHeadAlone,
	"history":     hasTheWholeHistory,
	"injection":   runsNoExpression,
	"permissions": startsWithoutPermissions,
	"pinned":      pinsEveryAction,
	"rights":      writesOnlyVerdicts,
	"secrets":     seesNoSecret,
	"swallow":     failsWhereItFails,
	"timeout":     endsInTime,
	"write":       cannotWrite,
}

func TestWorkflowsKeepTheRules(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, ".github/workflows/*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no workflows found: %v", err)
	}
	for _, file := range files {
		for _, problem := range workflowProblems(t, file) {
			t.Errorf("%s: %s", filepath.Base(file), problem)
		}
	}
}

// Each rule is shown a workflow that breaks it, testdata/workflows/<rule>.yml or
// <rule>-<what>.yml, and must find just what the fixture's "# want" lines say; no other rule
// may find anything.
func TestEveryWorkflowRuleCanFail(t *testing.T) {
	fixtures, err := filepath.Glob("testdata/workflows/*.yml")
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	for _, file := range fixtures {
		base := strings.TrimSuffix(filepath.Base(file), ".yml")
		name, _, _ := strings.Cut(base, "-")
		shown = append(shown, name)
		t.Run(base, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			for line := range strings.Lines(string(text)) {
				if problem, ok := strings.CutPrefix(line, "# want "); ok {
					want = append(want, name+": "+strings.TrimSpace(problem))
				}
			}
			slices.Sort(want)
			if diff := cmp.Diff(want, workflowProblems(t, file)); diff != "" || len(want) == 0 {
				t.Errorf("problems found (-want +got):\n%s", diff)
			}
		})
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(workflowRules)), slices.Compact(shown)); diff != "" {
		t.Errorf("rules and fixtures (-rules +fixtures):\n%s", diff)
	}
}

// The workflow that planners' pull requests must pass does what it is for.
func TestCheckWorkflowChecksThePlans(t *testing.T) {
	w := readWorkflow(t, filepath.Join(root, ".github/workflows/check.yml"))
	if diff := cmp.Diff([]string{"merge_group", "pull_request"}, w.triggers()); diff != "" {
		t.Errorf("triggers (-want +got):\n%s", diff)
	}
	if types := names(w.trigger("pull_request")); !slices.Equal(types, []string{"types"}) || !slices.Contains(names(w.trigger("pull_request").Content[1]), "edited") {
		t.Error("a request that is turned to another branch is not checked again")
	}
	var runs []runStep
	for _, at := range w.steps() {
		if at.step.Run != "" {
			runs = append(runs, runStep{Run: at.step.Run, Env: at.step.Env})
		}
	}
	want := []runStep{{
		Run: `go run ./cmd/leveransplan check --base "$BASE" --format github`,
		Env: map[string]string{"BASE": "${{ github.event.merge_group.base_sha || 'HEAD^1' }}"},
	}}
	if diff := cmp.Diff(want, runs); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
}

func workflowProblems(t *testing.T, file string) []string {
	t.Helper()
	w := readWorkflow(t, file)
	var problems []string
	for name, rule := range workflowRules {
		for _, problem := range rule(w) {
			problems = append(problems, name+": "+problem)
		}
	}
	slices.Sort(problems)
	return problems
}

func readWorkflow(t *testing.T, file string) workflow {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(text, &w); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &w.root); err != nil {
		t.Fatal(err)
	}
	if len(w.Jobs) == 0 || len(w.triggers()) == 0 {
		t.Fatalf("%s: no jobs or no triggers", file)
	}
	return w
}
