package github

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Event reads the file in which GitHub tells a workflow what has happened, and says what is
// to be judged. The file is GitHub's own; an artifact, or anything else that a pull request
// can write, is never asked for a number.
//
// A push, a timetable and whatever names no request concern all open requests.
func Event(text []byte) (gate.Selection, error) {
	var e struct {
		PullRequest *struct{ Number int } `json:"pull_request"`
		MergeGroup  *struct {
			HeadSHA string `json:"head_sha"`
			HeadRef string `json:"head_ref"`
			BaseSHA string `json:"base_sha"`
			BaseRef string `json:"base_ref"`
		} `json:"merge_group"`
		WorkflowRun *struct {
			HeadSHA      string                 `json:"head_sha"`
			PullRequests []struct{ Number int } `json:"pull_requests"`
		} `json:"workflow_run"`
	}
	if json.Unmarshal(text, &e) != nil || !strings.HasPrefix(strings.TrimSpace(string(text)), "{") {
		return gate.Selection{}, unknownEvent()
	}
	switch {
	case e.MergeGroup != nil:
		g := e.MergeGroup
		number, branch, ok := queued(g.HeadRef)
		if !ok || !whole(g.HeadSHA) || !whole(g.BaseSHA) || g.BaseRef != "refs/heads/"+branch {
			return gate.Selection{}, unknownEvent()
		}
		return gate.Selection{Group: &gate.Target{Number: number, Group: &gate.Group{Tips: gate.Tips{Head: g.HeadSHA, Base: g.BaseSHA}, BaseBranch: branch}}}, nil
	case e.PullRequest != nil:
		if e.PullRequest.Number < 1 {
			return gate.Selection{}, unknownEvent()
		}
		return gate.Selection{Numbers: []int{e.PullRequest.Number}}, nil
	case e.WorkflowRun != nil:
		if !whole(e.WorkflowRun.HeadSHA) {
			return gate.Selection{}, unknownEvent()
		}
		s := gate.Selection{Heads: []string{e.WorkflowRun.HeadSHA}} // of a fork no request is named
		for _, p := range e.WorkflowRun.PullRequests {
			if p.Number > 0 {
				s.Numbers = append(s.Numbers, p.Number)
			}
		}
		return s, nil
	}
	return gate.Selection{All: true}, nil
}

// The merge queue names the request in the branch that it makes for it, and nowhere else.
var queueRef = regexp.MustCompile(`^refs/heads/gh-readonly-queue/(.+)/pr-([1-9][0-9]{0,8})-[0-9a-f]{40}$`)

func queued(ref string) (number int, base string, ok bool) {
	m := queueRef.FindStringSubmatch(ref)
	if m == nil {
		return 0, "", false
	}
	number, err := strconv.Atoi(m[2])
	return number, m[1], err == nil
}

func unknownEvent() error {
	return &gate.Fault{
		Message: lang.T("händelsefilen går inte att förstå", "the event file can't be understood"),
		Hint:    lang.T("Ge filen som GITHUB_EVENT_PATH pekar på, eller ange --pr.", "Give the file that GITHUB_EVENT_PATH points to, or name --pr."),
	}
}
