package github

import (
	"fmt"
	"strings"
	"time"
)

// pullView is a request as a list shows it; [Server.wholePullView] says more.
func (s *Server) pullView(p *Pull) fields {
	api := s.ofRepo("/pulls/%d", p.Number)
	issue := s.ofRepo("/issues/%d", p.Number)
	html := s.web("/pull/%d", p.Number)
	head := s.owner
	if p.Fork {
		head = p.Author
	}
	out := fields{
		"id": 10_000 + p.Number, "node_id": fmt.Sprintf("PR_%d", p.Number), "number": p.Number, "url": api, "html_url": html,
		"diff_url": html + ".diff", "patch_url": html + ".patch", "issue_url": issue, "commits_url": api + "/commits",
		"review_comments_url": api + "/comments", "review_comment_url": s.ofRepo("/pulls/comments{/number}"),
		"comments_url": issue + "/comments", "statuses_url": s.ofRepo("/statuses/%s", p.SHA),
		"state": p.state(), "locked": false, "draft": false, "title": p.Title, "body": nil, "user": s.userView(p.Author),
		"labels": []fields{}, "milestone": nil, "assignee": nil, "assignees": []fields{}, "requested_reviewers": []fields{}, "requested_teams": []fields{},
		"created_at": stamp(p.created), "updated_at": stamp(p.updated()), "closed_at": stampOrNil(p.closed), "merged_at": nil,
		"merge_commit_sha": nil, "author_association": s.association(p.Author), "auto_merge": nil,
		"head": s.endView(head, p.Head, p.SHA), "base": s.endView(s.owner, p.Base, p.seenBase),
		"_links": fields{},
	}
	for name, at := range map[string]string{
		"self": api, "html": html, "issue": issue, "comments": issue + "/comments", "review_comments": api + "/comments",
		"review_comment": s.ofRepo("/pulls/comments{/number}"), "commits": api + "/commits", "statuses": s.ofRepo("/statuses/%s", p.SHA),
	} {
		out["_links"].(fields)[name] = fields{"href": at}
	}
	if p.MergeCommit != "" {
		out["merge_commit_sha"], out["merged_at"] = p.MergeCommit, stamp(p.closed)
	}
	return out
}

func (s *Server) wholePullView(p *Pull) fields {
	out := s.pullView(p)
	for _, name := range []string{"additions", "deletions", "changed_files", "review_comments"} {
		out[name] = 0
	}
	out["commits"] = len(s.commits(p))
	out["comments"] = len(p.comments)
	out["merged"] = p.MergeCommit != ""
	out["mergeable"], out["mergeable_state"] = true, "blocked"
	out["merged_by"] = nil
	if p.mergedBy != nil {
		out["merged_by"] = s.userView(p.mergedBy)
	}
	out["maintainer_can_modify"] = false
	return out
}

// updated is when something last happened to the request.
func (p *Pull) updated() time.Time {
	at := p.created
	for _, e := range p.timeline {
		if e.at.After(at) {
			at = e.at
		}
	}
	return at
}

func (p *Pull) state() string {
	if p.open {
		return "open"
	}
	return "closed"
}

func (s *Server) endView(owner *User, ref, sha string) fields {
	return fields{"label": owner.Login + ":" + ref, "ref": ref, "sha": sha, "user": s.userView(owner), "repo": s.repoView(owner)}
}

func (s *Server) association(u *User) string {
	if u.Type == "Bot" {
		return "NONE"
	}
	return "MEMBER"
}

func (s *Server) reviewView(p *Pull, r *Review) fields {
	html, api := s.web("/pull/%d#pullrequestreview-%d", p.Number, r.ID), s.ofRepo("/pulls/%d", p.Number)
	out := fields{
		"id": r.ID, "node_id": fmt.Sprintf("PRR_%d", r.ID), "user": s.userView(r.User), "body": r.Body, "state": r.State,
		"html_url": html, "pull_request_url": api, "commit_id": r.Commit, "author_association": s.association(r.User),
		"_links": fields{"html": fields{"href": html}, "pull_request": fields{"href": api}},
	}
	if r.State != "PENDING" {
		out["submitted_at"] = stamp(r.Submitted)
	}
	return out
}

func (s *Server) commentView(p *Pull, c *Comment) fields {
	return fields{
		"id": c.ID, "node_id": fmt.Sprintf("IC_%d", c.ID), "url": s.ofRepo("/issues/comments/%d", c.ID),
		"html_url": s.web("/pull/%d#issuecomment-%d", p.Number, c.ID), "issue_url": s.ofRepo("/issues/%d", p.Number),
		"body": c.Body, "user": s.userView(c.User), "created_at": stamp(c.Created), "updated_at": stamp(c.Updated),
		"author_association": s.association(c.User), "performed_via_github_app": s.appOrNil(c.App),
	}
}

func (s *Server) appOrNil(a *App) any {
	if a == nil {
		return nil
	}
	return s.appView(a)
}

// eventView is an entry of the timeline.
func (s *Server) eventView(p *Pull, e event) fields {
	switch e.kind {
	case "committed":
		return s.committedView(e.commit)
	case "reviewed":
		out := s.reviewView(p, e.review)
		out["event"], out["state"] = "reviewed", strings.ToLower(e.review.State)
		return out
	case "commented":
		out := s.commentView(p, e.comment)
		out["event"], out["actor"] = "commented", s.userView(e.actor)
		return out
	}
	out := fields{
		"id": e.id, "node_id": fmt.Sprintf("E_%d", e.id), "url": s.ofRepo("/issues/events/%d", e.id), "actor": s.userView(e.actor),
		"event": e.kind, "commit_id": nil, "commit_url": nil, "created_at": stamp(e.at), "performed_via_github_app": nil,
	}
	if e.commit != "" {
		out["commit_id"], out["commit_url"] = e.commit, s.ofRepo("/commits/%s", e.commit)
	}
	if e.kind == "review_dismissed" {
		out["dismissed_review"] = fields{"state": strings.ToLower(e.was), "review_id": e.review.ID, "dismissal_message": e.message}
	}
	return out
}
