package github

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

func hashOf(s string) plumbing.Hash { return plumbing.NewHash(s) }

// commits lists what a request brings, the oldest first, or brought when it was closed.
func (s *Server) commits(p *Pull) []string {
	return s.git.between(cmp.Or(p.closedOn, s.git.get("refs/heads/"+p.Base)), p.SHA)
}

func (s *Server) listPulls(r *request) ([]any, *refusal) {
	query := r.URL.Query()
	state, base := query.Get("state"), query.Get("base")
	if state == "" {
		state = "open"
	}
	order := slices.Clone(s.pulls)
	slices.Reverse(order) // the newest first
	if query.Get("sort") == "updated" {
		slices.SortStableFunc(order, func(a, b *Pull) int { return b.updated().Compare(a.updated()) })
	}
	if query.Get("direction") == "asc" || query.Get("sort") == "updated" && query.Get("direction") == "" {
		slices.Reverse(order)
	}
	list := []any{}
	for _, p := range order {
		if (state == "all" || p.state() == state) && (base == "" || p.Base == base) {
			list = append(list, s.pullView(p))
		}
	}
	return list, nil
}

func (s *Server) listPullsOf(r *request) ([]any, *refusal) {
	hash := r.vars["commit_sha"]
	if !s.has(hash) {
		return nil, refuse(http.StatusUnprocessableEntity, "No commit found for SHA: "+hash)
	}
	list := []any{}
	for _, p := range s.pulls {
		if slices.Contains(p.Brought, hash) || slices.Contains(s.commits(p), hash) {
			list = append(list, s.pullView(p))
		}
	}
	return list, nil
}

// listCommits gives at most 250, however many pages are asked for.
func (s *Server) listCommits(r *request) ([]any, *refusal) {
	p, refused := s.pull(r, "pull_number")
	if refused != nil {
		return nil, refused
	}
	list := []any{}
	hashes := s.commits(p)
	for _, hash := range hashes[:min(250, len(hashes))] {
		list = append(list, s.commitView(hash))
	}
	return list, nil
}

// listReviews leaves out what somebody else has not submitted yet.
func (s *Server) listReviews(r *request) ([]any, *refusal) {
	p, refused := s.pull(r, "pull_number")
	if refused != nil {
		return nil, refused
	}
	list := []any{}
	for _, v := range p.reviews {
		if v.State != "PENDING" || v.User == r.token.User {
			list = append(list, s.reviewView(p, v))
		}
	}
	return list, nil
}

func (s *Server) listTimeline(r *request) ([]any, *refusal) {
	p, refused := s.pull(r, "issue_number")
	if refused != nil {
		return nil, refused
	}
	list := []any{}
	for _, e := range p.timeline {
		list = append(list, s.eventView(p, e))
	}
	return list, nil
}

func (s *Server) listComments(r *request) ([]any, *refusal) {
	p, refused := s.pull(r, "issue_number")
	if refused != nil {
		return nil, refused
	}
	list := []any{}
	for _, c := range p.comments {
		list = append(list, s.commentView(p, c))
	}
	return list, nil
}

// listActivity gives the newest first.
func (s *Server) listActivity(r *request) ([]any, *refusal) {
	query := r.URL.Query()
	ref, how := query.Get("ref"), query.Get("activity_type")
	if ref != "" && !strings.HasPrefix(ref, "refs/") {
		ref = "refs/heads/" + ref
	}
	list := []any{}
	for i := len(s.activity) - 1; i >= 0; i-- {
		if a := s.activity[i]; (ref == "" || a.ref == ref) && (how == "" || a.how == how) {
			list = append(list, s.activityView(a))
		}
	}
	if query.Get("direction") == "asc" {
		return nil, refuse(http.StatusUnprocessableEntity, "not in the fake: direction=asc")
	}
	return list, nil
}

// listStatuses gives the newest first.
func (s *Server) listStatuses(r *request) ([]any, *refusal) {
	list := []any{}
	for i := len(s.statuses) - 1; i >= 0; i-- {
		if s.statuses[i].commit == r.vars["ref"] {
			list = append(list, s.statusView(s.statuses[i]))
		}
	}
	return list, nil
}
