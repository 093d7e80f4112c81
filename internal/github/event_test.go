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
)

func TestRealEvents(t *testing.T) {
	for name, want := range map[string]gate.Selection{
		"pull_request":        {Numbers: []int{2}},
		"pull_request_review": {Numbers: []int{2}},
		"merge_group": {Group: &gate.Target{Number: 104, Group: &gate.Group{
			Tips:       gate.Tips{Head: "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d", Base: "380387fbc80638b734a49e1be1c4dfec1c01b33c"},
			BaseBranch: "main",
		}}},
		"workflow_run": {Numbers: []int{2}, Heads: []string{"3484a3fb816e0859fd6e1cea078d76385ff50625"}},
		"push":         {All: true},
	} {
		text, err := os.ReadFile("testdata/events/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		got, err := github.Event(text)
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
			got, err := github.Event(c.text)
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestEventsThatSayNothing(t *testing.T) {
	const hash = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d"
	group := func(ref, head, branch string) string {
		return `{"merge_group":{"head_ref":"` + ref + `","head_sha":"` + head + `","base_sha":"` + hash + `","base_ref":"` + branch + `"}}`
	}
	for name, text := range map[string]string{
		"nothing":                         "",
		"no JSON":                         "hej",
		"a list":                          "[]",
		"null":                            "null",
		"a request without a number":      `{"pull_request":{}}`,
		"a number below one":              `{"pull_request":{"number":-1}}`,
		"a number as text":                `{"pull_request":{"number":"1"}}`,
		"a run without a commit":          `{"workflow_run":{"pull_requests":[{"number":1}]}}`,
		"a queue entry of no request":     group("refs/heads/gh-readonly-queue/main/"+hash, hash, "refs/heads/main"),
		"a queue entry elsewhere":         group("refs/heads/pr-1-"+hash, hash, "refs/heads/main"),
		"a queue entry of another branch": group("refs/heads/gh-readonly-queue/main/pr-1-"+hash, hash, "refs/heads/annan"),
		"a queue entry of half a commit":  group("refs/heads/gh-readonly-queue/main/pr-1-"+hash, hash[:8], "refs/heads/main"),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := github.Event([]byte(text))
			var f *gate.Fault
			if !errors.As(err, &f) || !cmp.Equal(got, gate.Selection{}) || !strings.Contains(f.Hint.In(lang.EN), "--pr") {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}
