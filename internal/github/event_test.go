package github_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/lang"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

func TestRealEvents(t *testing.T) {
	for name, want := range map[string]gate.Selection{
		"pull_request":        {Numbers: []int{2}},
		"pull_request_review": {Numbers: []int{2}},
		"merge_group": {Group: &gate.Target{Number: 104, Group: &gate.Group{
			Tips:       gate.Tips{Head: "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d", Base: "380387fbc80638b734a49e1be1c4dfec1c01b33c"},
			BaseBranch: "main",
		}}},
		"workflow_run": {Heads: []string{"3484a3fb816e0859fd6e1cea078d76385ff50625"}},
		"push":         {All: true},
	} {
		text, err := os.ReadFile("testdata/events/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		at := "Codertocat/Hello-World"
		if name == "merge_group" || name == "workflow_run" {
			at = "octo-org/octo-repo"
		}
		got, err := github.Event(text, at)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestEventsOfTheServer(t *testing.T) {
	w := newWorld(t)
	fork := w.OpenFromFork(w.cecilia, "gren", "main")
	group := w.Queue(w.bertil, w.pull)[0]
	for name, c := range map[string]struct {
		text []byte
		want gate.Selection
	}{
		"a request":             {w.PullEvent(w.pull, "synchronize"), gate.Selection{Numbers: []int{1}}},
		"a run for a request":   {w.RunEvent(w.pull, "ping"), gate.Selection{Numbers: []int{1}, Heads: []string{w.pull.SHA}}},
		"a run for a fork's":    {w.RunEvent(fork, "ping"), gate.Selection{Heads: []string{fork.SHA}}},
		"an entry of the queue": {w.GroupEvent(group), gate.Selection{Group: &gate.Target{Number: 1, Group: &gate.Group{Tips: gate.Tips{Head: group.Head, Base: group.Base}, BaseBranch: "main"}}}},
		"a push":                {w.MainEvent(), gate.Selection{All: true}},
		"a timetable":           {[]byte(`{"schedule":"5 23 * * *"}`), gate.Selection{All: true}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := github.Event(c.text, w.Owner+"/"+w.Name)
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestEventsThatSayNothing(t *testing.T) {
	const ours = `"repository":{"full_name":"regionen/planer"},`
	const hash = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d"
	group := func(ref, head, branch string) string {
		return `{` + ours + `"merge_group":{"head_ref":"` + ref + `","head_sha":"` + head + `","base_sha":"` + hash + `","base_ref":"` + branch + `"}}`
	}
	for name, text := range map[string]string{
		"nothing":                         "",
		"no JSON":                         "hej",
		"a list":                          "[]",
		"null":                            "null",
		"a request of no repository":      `{"pull_request":{"number":1}}`,
		"a run in no repository":          `{"workflow_run":{"head_sha":"` + hash + `"}}`,
		"a request without a number":      `{` + ours + `"pull_request":{}}`,
		"a number below one":              `{` + ours + `"pull_request":{"number":-1}}`,
		"a number as text":                `{` + ours + `"pull_request":{"number":"1"}}`,
		"a run without a commit":          `{` + ours + `"workflow_run":{"pull_requests":[{"number":1}]}}`,
		"a queue entry of no request":     group("refs/heads/gh-readonly-queue/main/"+hash, hash, "refs/heads/main"),
		"a queue entry elsewhere":         group("refs/heads/pr-1-"+hash, hash, "refs/heads/main"),
		"a queue entry of another branch": group("refs/heads/gh-readonly-queue/main/pr-1-"+hash, hash, "refs/heads/annan"),
		"a queue entry of half a commit":  group("refs/heads/gh-readonly-queue/main/pr-1-"+hash, hash[:8], "refs/heads/main"),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := github.Event([]byte(text), "regionen/planer")
			var f *gate.Fault
			if !errors.As(err, &f) || !cmp.Equal(got, gate.Selection{}) || !strings.Contains(f.Hint.In(lang.EN), "--pr") {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

// A number means another request in another repository.
func TestEventsOfAnotherRepository(t *testing.T) {
	w := newWorld(t)
	for name, text := range map[string][]byte{
		"a request": w.PullEvent(w.pull, "opened"), "a run": w.RunEvent(w.pull, "ping"), "a push": w.MainEvent(),
		"an entry of the queue": w.GroupEvent(w.Queue(w.bertil, w.pull)[0]),
	} {
		for _, here := range []string{"regionen/annat", "annan/planer", "regionen/planer2", ""} {
			var f *gate.Fault
			if got, err := github.Event(text, here); !errors.As(err, &f) || !strings.Contains(f.Message.In(lang.SV), "regionen/planer") || !cmp.Equal(got, gate.Selection{}) {
				t.Errorf("%s in %q: %+v, %v", name, here, got, err)
			}
		}
		if _, err := github.Event(text, "Regionen/Planer"); err != nil {
			t.Errorf("%s: GitHub's names have no case: %v", name, err)
		}
	}
}

// A run in a fork may name requests of the repository that it comes from.
func TestRunThatNamesRequestsElsewhere(t *testing.T) {
	const hash = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d"
	text := `{"repository":{"id":7,"full_name":"a/b"},"workflow_run":{"head_sha":"` + hash + `","pull_requests":[
		{"number":1,"base":{"repo":{"id":7}}},{"number":2,"base":{"repo":{"id":8}}},{"number":3},{"number":0}]}}`
	got, err := github.Event([]byte(text), "a/b")
	if diff := cmp.Diff(gate.Selection{Heads: []string{hash}, Numbers: []int{1, 3}}, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// Every event that GitHub gives as an example is understood: as a request by its number, as a
// run by its commit, and otherwise as something that concerns all of them.
func TestEveryExampleIsUnderstood(t *testing.T) {
	kinds := map[string]int{}
	for _, e := range fake.Examples(t) {
		got, err := github.Event(e.Text, e.Repository)
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
			continue
		}
		var as string
		switch {
		case got.Group != nil && !got.All:
			as = "merge_group"
		case len(got.Heads) == 1 && !got.All:
			as = "workflow_run"
		case len(got.Numbers) == 1 && !got.All:
			as = "pull_request"
		case got.All && len(got.Numbers) == 0:
			as = "all"
		}
		kinds[as]++
		kind, _, _ := strings.Cut(e.Name, ".")
		want := "all"
		for _, named := range []string{"pull_request", "merge_group", "workflow_run"} {
			if strings.HasPrefix(kind, named) {
				want = named
			}
		}
		// What a workflow deploys names its run.
		if as != want && !(strings.HasPrefix(kind, "deployment") && as == "workflow_run") {
			t.Errorf("%s is taken for %q", e.Name, as)
		}
		if got, err := github.Event(e.Text, "regionen/planer"); err == nil && e.Repository != "" {
			t.Errorf("%s of %s is taken for one of ours: %+v", e.Name, e.Repository, got)
		}
	}
	if kinds["pull_request"] < 30 || kinds["workflow_run"] < 5 || kinds["merge_group"] < 2 || kinds["all"] < 200 {
		t.Errorf("understood %v", kinds)
	}
}
