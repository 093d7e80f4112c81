package github

import (
	"encoding/json"
	"strings"
	"time"
)

// event is one entry of a request's timeline.
type event struct {
	kind    string
	id      int64
	actor   *User
	at      time.Time
	commit  string
	review  *Review
	comment *Comment
	message string
	was     string // the state of a dismissed review before
}

// activity is one move of a branch.
type activity struct {
	id                 int64
	actor              *User
	ref, before, after string
	how                string
	at                 time.Time
}

// nothing stands for no commit, where a branch begins or ends.
const nothing = "0000000000000000000000000000000000000000"

func (s *Server) note(actor *User, ref, before, after, how string) {
	if before == "" {
		before = nothing
	}
	s.activity = append(s.activity, activity{s.id(), actor, ref, before, after, how, s.now})
}

// The files that GitHub writes for a workflow to read what has happened. Only what a
// workflow may need stands in them; the real ones are longer.

// PullEvent is the event of a request, or of a review of it.
func (s *Server) PullEvent(p *Pull, action string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return must(json.Marshal(fields{"action": action, "number": p.Number, "pull_request": s.pullView(p), "repository": s.repoView(s.owner)}))
}

// GroupEvent is the event of an entry of the merge queue.
func (s *Server) GroupEvent(g Group) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return must(json.Marshal(fields{
		"action": "checks_requested",
		"merge_group": fields{
			"head_sha": g.Head, "head_ref": g.Ref, "base_sha": g.Base, "base_ref": "refs/heads/" + g.Pull.Base,
			"head_commit": fields{"id": g.Head},
		},
		"repository": s.repoView(s.owner),
	}))
}

// RunEvent is the event of a workflow that has ended. GitHub names the requests of a branch
// of the same repository, and none of a fork's.
func (s *Server) RunEvent(p *Pull, name string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	named := []fields{}
	if !p.Fork {
		named = append(named, fields{"number": p.Number, "head": fields{"ref": p.Head, "sha": p.SHA}, "base": fields{"ref": p.Base, "sha": p.seenBase}})
	}
	return must(json.Marshal(fields{
		"action": "completed",
		"workflow_run": fields{
			"name": name, "event": "pull_request_review", "conclusion": "success",
			"head_sha": p.SHA, "head_branch": p.Head, "pull_requests": named,
		},
		"repository": s.repoView(s.owner),
	}))
}

// MainEvent is the event of a push to main.
func (s *Server) MainEvent() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := s.activity[len(s.activity)-1]
	for i := len(s.activity) - 1; i >= 0 && !strings.HasSuffix(last.ref, "/main"); i-- {
		last = s.activity[i]
	}
	return must(json.Marshal(fields{"ref": last.ref, "before": last.before, "after": last.after, "repository": s.repoView(s.owner)}))
}
