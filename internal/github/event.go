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
// A push, a timetable and whatever names no request concern all open requests. The event has
// to be of the repository (owner/name) that is judged: the numbers of another one mean
// nothing here.
func Event(text []byte, repository string) (gate.Selection, error) {
	var e event
	if json.Unmarshal(text, &e) != nil || !strings.HasPrefix(strings.TrimSpace(string(text)), "{") {
		return gate.Selection{}, unknownEvent()
	}
	if at := e.Repository.FullName; at != "" && !strings.EqualFold(at, repository) {
		return gate.Selection{}, elsewhere(at, repository)
	}
	if e.MergeGroup == nil && e.PullRequest == nil && e.WorkflowRun == nil {
		return gate.Selection{All: true}, nil
	}
	s, ok := e.named()
	if !ok || e.Repository.FullName == "" {
		return gate.Selection{}, unknownEvent()
	}
	return s, nil
}

// event is what concerns us of an event.
type event struct {
	Repository struct {
		ID       int64
		FullName string `json:"full_name"`
	}
	PullRequest *struct{ Number int } `json:"pull_request"`
	MergeGroup  *struct {
		HeadSHA string `json:"head_sha"`
		HeadRef string `json:"head_ref"`
		BaseSHA string `json:"base_sha"`
		BaseRef string `json:"base_ref"`
	} `json:"merge_group"`
	WorkflowRun *struct {
		HeadSHA      string `json:"head_sha"`
		PullRequests []struct {
			Number int
			Base   struct{ Repo struct{ ID int64 } }
		} `json:"pull_requests"`
	} `json:"workflow_run"`
}

// named gives the requests that an event names.
func (e *event) named() (gate.Selection, bool) {
	switch {
	case e.MergeGroup != nil:
		g := e.MergeGroup
		number, branch, ok := queued(g.HeadRef)
		ok = ok && whole(g.HeadSHA) && whole(g.BaseSHA) && g.BaseRef == "refs/heads/"+branch
		return gate.Selection{Group: &gate.Target{Number: number, Group: &gate.Group{Tips: gate.Tips{Head: g.HeadSHA, Base: g.BaseSHA}, BaseBranch: branch}}}, ok
	case e.PullRequest != nil:
		return gate.Selection{Numbers: []int{e.PullRequest.Number}}, e.PullRequest.Number > 0
	}
	s := gate.Selection{Heads: []string{e.WorkflowRun.HeadSHA}} // of a fork no request is named
	for _, p := range e.WorkflowRun.PullRequests {
		// What runs in a fork may name requests of the repository that it comes from.
		if at := p.Base.Repo.ID; p.Number > 0 && (at == 0 || at == e.Repository.ID) {
			s.Numbers = append(s.Numbers, p.Number)
		}
	}
	return s, whole(e.WorkflowRun.HeadSHA)
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

func elsewhere(event, here string) error {
	return &gate.Fault{
		Message: lang.T("händelsen gäller arkivet %q, men grinden prövar %q", "the event is of the repository %q, but the gate judges %q", event, here),
		Hint:    lang.T("Ge händelsefilen från det arkiv som GITHUB_REPOSITORY anger.", "Give the event file of the repository that GITHUB_REPOSITORY names."),
	}
}
