package github

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// route answers one operation: with one object or with a list, to whoever has the right.
type route struct {
	what string // the right that it asks for; empty: none
	one  func(*Server, *request) (fields, *refusal)
	list func(*Server, *request) ([]any, *refusal)
}

var routes = map[Operation]route{
	{"GET", "/app"}: {what: "app", one: (*Server).getApp},
	{"POST", "/app/installations/{installation_id}/access_tokens"}:   {what: "app", one: (*Server).postToken},
	{"GET", "/orgs/{org}/teams/{team_slug}/members"}:                 {list: (*Server).listTeam},
	{"GET", "/repos/{owner}/{repo}"}:                                 {one: (*Server).getRepo},
	{"GET", "/repos/{owner}/{repo}/activity"}:                        {what: "contents", list: (*Server).listActivity},
	{"GET", "/repos/{owner}/{repo}/commits/{commit_sha}/pulls"}:      {what: "pull-requests", list: (*Server).listPullsOf},
	{"GET", "/repos/{owner}/{repo}/commits/{ref}"}:                   {what: "contents", one: (*Server).getCommit},
	{"GET", "/repos/{owner}/{repo}/commits/{ref}/statuses"}:          {what: "statuses", list: (*Server).listStatuses},
	{"GET", "/repos/{owner}/{repo}/git/ref/{ref}"}:                   {what: "contents", one: (*Server).getRef},
	{"GET", "/repos/{owner}/{repo}/installation"}:                    {what: "app", one: (*Server).getInstallation},
	{"GET", "/repos/{owner}/{repo}/issues/{issue_number}/comments"}:  {what: "pull-requests", list: (*Server).listComments},
	{"POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments"}: {what: "pull-requests", one: (*Server).postComment},
	{"PATCH", "/repos/{owner}/{repo}/issues/comments/{comment_id}"}:  {what: "pull-requests", one: (*Server).patchComment},
	{"GET", "/repos/{owner}/{repo}/issues/{issue_number}/timeline"}:  {what: "pull-requests", list: (*Server).listTimeline},
	{"GET", "/repos/{owner}/{repo}/pulls"}:                           {what: "pull-requests", list: (*Server).listPulls},
	{"GET", "/repos/{owner}/{repo}/pulls/{pull_number}"}:             {what: "pull-requests", one: (*Server).getPull},
	{"GET", "/repos/{owner}/{repo}/pulls/{pull_number}/commits"}:     {what: "pull-requests", list: (*Server).listCommits},
	{"GET", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"}:     {what: "pull-requests", list: (*Server).listReviews},
	{"POST", "/repos/{owner}/{repo}/statuses/{sha}"}:                 {what: "statuses", one: (*Server).postStatus},
	{"GET", "/user"}: {what: "user", one: (*Server).getUser},
}

var notFound = refuse(http.StatusNotFound, "Not Found")

func (s *Server) pull(r *request, name string) (*Pull, *refusal) {
	n := r.number(name)
	if n < 1 || n > len(s.pulls) {
		return nil, notFound
	}
	return s.pulls[n-1], nil
}

func (s *Server) getApp(r *request) (fields, *refusal) { return s.appView(r.token.App), nil }

func (s *Server) getUser(r *request) (fields, *refusal) { return s.ownView(r.token.User), nil }

func (s *Server) getInstallation(r *request) (fields, *refusal) {
	return s.installationView(r.token.App), nil
}

func (s *Server) postToken(r *request) (fields, *refusal) {
	if int64(r.number("installation_id")) != r.token.App.installation() {
		return nil, notFound
	}
	ends := s.now.Add(time.Hour)
	text := s.token(r.token.App.Bot, r.token.App, ends, "contents", "read", "pull-requests", "write", "statuses", "write")
	return fields{
		"token": text, "expires_at": stamp(ends), "repository_selection": "selected",
		"permissions": fields{"contents": "read", "pull_requests": "write", "statuses": "write"},
	}, nil
}

// listTeam: a token of a workflow or an app sees no team, and is told that there is none.
func (s *Server) listTeam(*request) ([]any, *refusal) { return nil, notFound }

func (s *Server) getRepo(*request) (fields, *refusal) { return s.wholeRepoView(), nil }

func (s *Server) getPull(r *request) (fields, *refusal) {
	p, refused := s.pull(r, "pull_number")
	if refused != nil {
		return nil, refused
	}
	return s.wholePullView(p), nil
}

func (s *Server) getCommit(r *request) (fields, *refusal) {
	hash := r.vars["ref"]
	if !s.has(hash) {
		return nil, refuse(http.StatusUnprocessableEntity, "No commit found for SHA: "+hash)
	}
	return s.commitView(hash), nil
}

func (s *Server) has(hash string) bool {
	if len(hash) != 40 {
		return false
	}
	_, err := s.git.repo.CommitObject(hashOf(hash))
	return err == nil
}

func (s *Server) getRef(r *request) (fields, *refusal) {
	ref := "refs/" + r.vars["ref"]
	if hash := s.git.get(ref); hash != "" {
		return s.refView(ref, hash), nil
	}
	return nil, notFound
}

// longest is what GitHub takes as the body of a comment, in characters.
const longest = 65_536

func (s *Server) bodyOf(r *request) (string, *refusal) {
	body, _ := r.body["body"].(string)
	switch {
	case strings.TrimSpace(body) == "":
		return "", refuse(http.StatusUnprocessableEntity, "Validation Failed", "body can't be blank")
	case utf8.RuneCountInString(body) > longest:
		return "", refuse(http.StatusUnprocessableEntity, "Validation Failed", fmt.Sprintf("body is too long (maximum is %d characters)", longest))
	}
	return body, nil
}

func (s *Server) postComment(r *request) (fields, *refusal) {
	p, refused := s.pull(r, "issue_number")
	if refused != nil {
		return nil, refused
	}
	body, refused := s.bodyOf(r)
	if refused != nil {
		return nil, refused
	}
	return s.commentView(p, s.comment(r.token.User, r.token.App, p, body)), nil
}

func (s *Server) patchComment(r *request) (fields, *refusal) {
	body, refused := s.bodyOf(r)
	if refused != nil {
		return nil, refused
	}
	for _, p := range s.pulls {
		i := slices.IndexFunc(p.comments, func(c *Comment) bool { return c.ID == int64(r.number("comment_id")) })
		if i >= 0 {
			p.comments[i].Body, p.comments[i].Updated = body, s.now
			return s.commentView(p, p.comments[i]), nil
		}
	}
	return nil, notFound
}

func (s *Server) postStatus(r *request) (fields, *refusal) {
	field := func(name string) string { v, _ := r.body[name].(string); return v }
	switch {
	case !s.has(r.vars["sha"]):
		return nil, refuse(http.StatusUnprocessableEntity, "No commit found for SHA: "+r.vars["sha"])
	case utf8.RuneCountInString(field("description")) > 140:
		return nil, refuse(http.StatusUnprocessableEntity, "Validation Failed", "description is too long (maximum is 140 characters)")
	}
	return s.statusView(s.setStatus(status{
		commit: r.vars["sha"], state: field("state"), context: field("context"), text: field("description"), target: field("target_url"), by: r.token.User,
	})), nil
}
