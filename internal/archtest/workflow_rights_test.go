package archtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// hasRights tells that a pull request, or who writes about one, sets off the default branch's
// own version of the workflow, which may have a token that writes. What runs there must be
// the default branch's, all of it.
func (w workflow) hasRights() bool {
	return w.has("pull_request_target", "workflow_run", "issue_comment")
}

// leavesTheHeadAlone: what runs with rights checks out the default branch and nothing
// that a pull request chose.
func leavesTheHeadAlone(w workflow) []string {
	if !w.hasRights() {
		return nil
	}
	problems := w.checkouts(func(with map[string]string) string {
		if with["ref"] != "" || with["repository"] != "" {
			return "chooses what to check out, in a workflow with rights"
		}
		return ""
	})
	for _, at := range w.steps() {
		for _, command := range bringing(at.step.Run) {
			problems = append(problems, fmt.Sprintf("%s runs %s, in a workflow with rights", at.where, command))
		}
	}
	return problems
}

var (
	scriptComment = regexp.MustCompile(`(?m)^\s*#.*$`)
	// git with its options, and then, if it is told in so many letters, what git is to do.
	gitCommand = regexp.MustCompile(`\bgit\b(?:(?:\s+-[cC]\s+(?:"[^"]*"|'[^']*'|\S+)|\s+-\S+)*\s+([a-z][a-z-]*))?`)
	// These bring a request's files, or what its runs left behind, without git.
	bringer = regexp.MustCompile("(?m)(?:^|[\\s;|&(`])(gh|curl|wget)\\s")
)

// bringing lists the commands of a script that could put files somewhere: of git all but
// fetch, which brings objects and leaves the files as they are.
func bringing(script string) []string {
	script = scriptComment.ReplaceAllString(strings.ReplaceAll(script, "\\\n", " "), "")
	var list []string
	for _, m := range gitCommand.FindAllStringSubmatch(script, -1) {
		if m[1] != "fetch" {
			list = append(list, strings.TrimSpace("git "+m[1]))
		}
	}
	for _, m := range bringer.FindAllStringSubmatch(script, -1) {
		list = append(list, m[1])
	}
	return list
}

// fewActions are the actions that what runs with rights may use.
var fewActions = []string{"actions/cache/restore", "actions/checkout", "actions/setup-go"}

// usesFewActions: an action may do whatever its job may, and no rule reads what that is.
// download-artifact would bring what a pull request's own run left behind, and cache would
// keep for everybody what this run has come to hold.
func usesFewActions(w workflow) []string {
	if !w.hasRights() {
		return nil
	}
	var problems []string
	for name, j := range w.Jobs {
		if j.Uses != "" {
			problems = append(problems, fmt.Sprintf("%s uses %s, in a workflow with rights", name, j.Uses))
		}
	}
	for _, at := range w.steps() {
		if action, _, _ := strings.Cut(at.step.Uses, "@"); action != "" && !slices.Contains(fewActions, action) {
			problems = append(problems, fmt.Sprintf("%s uses %s, in a workflow with rights", at.where, action))
		}
	}
	return problems
}

// verdict is where a judgement is written. Whoever could make the job do something else
// would find no right there to change what is merged, or who may.
var verdict = []string{"checks", "pull-requests", "statuses"}

// writesOnlyVerdicts: a pull request sets off the job, so that it may write what it found and
// nothing else.
func writesOnlyVerdicts(w workflow) []string {
	if !w.hasRights() {
		return nil
	}
	var problems []string
	for name, j := range w.Jobs {
		p := j.Permissions
		if p.Kind == yaml.ScalarNode {
			problems = append(problems, fmt.Sprintf("%s has permissions %s", name, p.Value))
		}
		for i := 0; i+1 < len(p.Content); i += 2 {
			scope, may := p.Content[i].Value, p.Content[i+1].Value
			if may != "none" && may != "read" && !slices.Contains(verdict, scope) {
				problems = append(problems, fmt.Sprintf("%s has %s: %s, where a pull request sets it off", name, scope, may))
			}
		}
	}
	return problems
}
