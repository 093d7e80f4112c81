package archtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

var fullHash = regexp.MustCompile(`^[^@]+@[0-9a-f]{40}$`)

// pinsEveryAction: a tag can be moved to other code, a commit cannot.
func pinsEveryAction(w workflow) []string {
	var problems []string
	check := func(where, uses string) {
		if uses != "" && !strings.HasPrefix(uses, "./") && !fullHash.MatchString(uses) {
			problems = append(problems, fmt.Sprintf("%s uses %s, not a full commit hash", where, uses))
		}
	}
	for name, j := range w.Jobs {
		check(name, j.Uses)
	}
	for _, at := range w.steps() {
		check(at.where, at.step.Uses)
	}
	return problems
}

// startsWithoutPermissions: what a job may do stands at the job.
func startsWithoutPermissions(w workflow) []string {
	if w.Permissions.Kind != yaml.MappingNode || len(w.Permissions.Content) > 0 {
		return []string{"the top level is not permissions: {}"}
	}
	return nil
}

// cannotWrite: a pull request runs its own version of the workflow, and so does what waits in
// the merge queue, which may read who has reviewed.
func cannotWrite(w workflow) []string {
	var problems []string
	for name, j := range w.Jobs {
		p := j.Permissions
		if !w.has("pull_request", "pull_request_review", "merge_group") || p.Kind == 0 {
			continue
		}
		if p.Kind == yaml.ScalarNode {
			problems = append(problems, fmt.Sprintf("%s has permissions %s", name, p.Value))
		}
		for i := 0; i+1 < len(p.Content); i += 2 {
			if scope, may := p.Content[i].Value, p.Content[i+1].Value; may != "none" && (may != "read" || scope != "contents" && !(scope == "pull-requests" && !w.has("pull_request", "pull_request_review"))) {
				problems = append(problems, fmt.Sprintf("%s has %s: %s, where a pull request needs contents: read alone", name, scope, may))
			}
		}
	}
	return problems
}

// seesNoSecret: nothing that a pull request can print is worth hiding.
func seesNoSecret(w workflow) []string {
	if !w.has("pull_request", "pull_request_review", "merge_group") {
		return nil
	}
	var problems []string
	walk(&w.root, func(n *yaml.Node) {
		if n.Value == "secrets" || strings.Contains(n.Value, "${{") && strings.Contains(n.Value, "secrets") {
			problems = append(problems, fmt.Sprintf("line %d names secrets", n.Line))
		}
	})
	return problems
}

// endsInTime: a job that hangs holds up the queue for six hours.
func endsInTime(w workflow) []string {
	var problems []string
	for name, j := range w.Jobs {
		if j.Timeout <= 0 && j.Uses == "" {
			problems = append(problems, name+" has no timeout-minutes")
		}
	}
	return problems
}

// keepsNoCredentials: later steps find no token in the checkout.
func keepsNoCredentials(w workflow) []string {
	return w.checkouts(func(with map[string]string) string {
		if with["persist-credentials"] != "false" {
			return "checks out without persist-credentials: false"
		}
		return ""
	})
}

// hasTheWholeHistory: a check against a base needs the merge base to be there.
func hasTheWholeHistory(w workflow) []string {
	return w.checkouts(func(with map[string]string) string {
		if with["fetch-depth"] != "0" {
			return "checks out without fetch-depth: 0"
		}
		return ""
	})
}

// runsNoExpression: GitHub pastes expressions into the script before the shell reads
// it, so a branch name could be a command. Values belong in env.
func runsNoExpression(w workflow) []string {
	var problems []string
	for _, at := range w.steps() {
		if strings.Contains(at.step.Run, "${{") || strings.Contains(at.step.With["script"], "${{") {
			problems = append(problems, at.where+" has an expression in its script")
		}
	}
	return problems
}

// needed are the types of an event without which a request, or its next commit, is never
// judged. They are GitHub's own where a workflow names none.
var needed = map[string][]string{
	"pull_request":        {"opened", "synchronize", "reopened"},
	"pull_request_target": {"opened", "synchronize", "reopened"},
	"merge_group":         {"checks_requested"},
}

// runsForEveryPullRequest: a required workflow left out by a filter stays pending for
// ever, a job or step left out by a condition passes unseen, and the merge queue waits
// for workflows that do not know it.
func runsForEveryPullRequest(w workflow) []string {
	var problems []string
	for event, types := range needed {
		problems = append(problems, w.leftOut(event, types)...)
	}
	if !w.has("pull_request") {
		return problems
	}
	if !w.has("merge_group") {
		problems = append(problems, "has pull_request without merge_group")
	}
	for name, j := range w.Jobs {
		if j.If != "" {
			problems = append(problems, name+" runs on a condition")
		}
	}
	for _, at := range w.steps() {
		if at.step.If != "" && at.step.If != "always()" {
			problems = append(problems, at.where+" runs on a condition")
		}
	}
	return problems
}

// leftOut tells what of an event does not start the workflow: its filters, and the types
// that are missing where types are given.
func (w workflow) leftOut(event string, types []string) []string {
	on := w.trigger(event)
	if on == nil {
		return nil
	}
	var problems []string
	for i := 0; i+1 < len(on.Content); i += 2 {
		if key := on.Content[i].Value; key != "types" {
			problems = append(problems, fmt.Sprintf("filters %s by %s", event, key))
			continue
		}
		given := names(on.Content[i+1])
		for _, t := range types {
			if !slices.Contains(given, t) {
				problems = append(problems, fmt.Sprintf("leaves out %s that is %s", event, t))
			}
		}
	}
	return problems
}

// failsWhereItFails: a fault that is let pass is a check that was never made.
func failsWhereItFails(w workflow) []string {
	var problems []string
	for name, j := range w.Jobs {
		if j.Continue != "" {
			problems = append(problems, name+" continues on error")
		}
	}
	for _, at := range w.steps() {
		if at.step.Continue != "" {
			problems = append(problems, at.where+" continues on error")
		}
	}
	return problems
}

// keepsNoCache: what a run keeps stands under the branch that it runs for, and a run finds
// what stands under its own branch and under the default one. What a pull request or the
// merge queue keeps, under refs/pull/N/merge or the queue's branch, no run of the default
// branch ever finds, and no other request: nothing reaches the gate that way. It only takes
// room from what main has kept, the oldest of which goes when there is too much, and then the
// gate answers late. setup-go may stay as it is: it keeps something only where the request
// has another go.mod than main. What runs with rights does run for the default branch, and
// everybody finds what it keeps: that is made of main's own files, since [leavesTheHeadAlone]
// and [usesFewActions] let no others in.
func keepsNoCache(w workflow) []string {
	if !w.has("pull_request", "pull_request_review", "merge_group") {
		return nil
	}
	var problems []string
	for _, at := range w.steps() {
		if action, _, _ := strings.Cut(at.step.Uses, "@"); action == "actions/cache" || action == "actions/cache/save" {
			problems = append(problems, fmt.Sprintf("%s keeps a cache, where a pull request may only use main's", at.where))
		}
	}
	return problems
}

// standsInFull: the rules read what stands at a place; what an alias brings there they do
// not see.
func standsInFull(w workflow) []string {
	var problems []string
	walk(&w.root, func(n *yaml.Node) {
		if n.Kind == yaml.AliasNode {
			problems = append(problems, fmt.Sprintf("line %d takes *%s from elsewhere", n.Line, n.Value))
		}
	})
	return problems
}
