package archtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// placedStep is a step and how a message calls it.
type placedStep struct {
	where string
	step  runStep
}

// steps lists all steps, by job name.
func (w workflow) steps() []placedStep {
	var list []placedStep
	for _, name := range slices.Sorted(maps.Keys(w.Jobs)) {
		for i, s := range w.Jobs[name].Steps {
			list = append(list, placedStep{fmt.Sprintf("%s step %d", name, i+1), s})
		}
	}
	return list
}

// checkouts judges what every checkout is given.
func (w workflow) checkouts(judge func(with map[string]string) string) []string {
	var problems []string
	for _, at := range w.steps() {
		if !strings.HasPrefix(at.step.Uses, "actions/checkout@") {
			continue
		}
		if problem := judge(at.step.With); problem != "" {
			problems = append(problems, at.where+" "+problem)
		}
	}
	return problems
}

// triggers lists the events that start the workflow, sorted.
func (w workflow) triggers() []string {
	list := names(&w.On)
	slices.Sort(list)
	return list
}

// names lists what stands as one name, as a list or as the keys of a mapping.
func names(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		return []string{n.Value}
	}
	step := 1
	if n.Kind == yaml.MappingNode {
		step = 2
	}
	var list []string
	for i := 0; i < len(n.Content); i += step {
		list = append(list, n.Content[i].Value)
	}
	return list
}

// trigger gives what stands under an event, nil where events are only named.
func (w workflow) trigger(event string) *yaml.Node {
	if w.On.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(w.On.Content); i += 2 {
		if w.On.Content[i].Value == event {
			return w.On.Content[i+1]
		}
	}
	return nil
}

// has tells that one of the events starts the workflow.
func (w workflow) has(events ...string) bool {
	return slices.ContainsFunc(w.triggers(), func(e string) bool { return slices.Contains(events, e) })
}

func walk(n *yaml.Node, visit func(*yaml.Node)) {
	visit(n)
	for _, child := range n.Content {
		walk(child, visit)
	}
}
