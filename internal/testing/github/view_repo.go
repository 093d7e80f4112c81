package github

import (
	"strings"
	"time"
)

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// stampOrNil writes a time, and null where there is none.
func stampOrNil(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return stamp(t)
}

// The addresses that GitHub gives with every repository.
var repoAddresses = strings.Fields(`archive assignees blobs branches collaborators comments commits compare contents
	contributors deployments downloads events forks git_commits git_refs git_tags hooks issue_comment issue_events issues
	keys labels languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags
	teams trees`)

// repoView is the repository, or the fork of it that somebody else owns.
func (s *Server) repoView(owner *User) fields {
	fork := owner != s.owner
	out := fields{
		"id": 4711, "node_id": "R_4711", "name": s.Name, "full_name": owner.Login + "/" + s.Name, "owner": s.userView(owner),
		"private": false, "description": nil, "fork": fork, "default_branch": "main",
		"url": s.api("/repos/%s/%s", owner.Login, s.Name), "html_url": s.URL + "/" + owner.Login + "/" + s.Name,
		"clone_url": s.web(".git"), "git_url": s.web(".git"), "ssh_url": "git@example.org:planer.git", "svn_url": s.web(""),
		"homepage": nil, "language": nil, "license": nil, "mirror_url": nil, "archived": false, "disabled": false,
		"size": 1, "forks": 0, "forks_count": 0, "open_issues": 0, "open_issues_count": 0, "stargazers_count": 0,
		"watchers": 0, "watchers_count": 0,
		"pushed_at": stamp(s.now), "created_at": stamp(Start), "updated_at": stamp(s.now),
	}
	if fork {
		out["id"] = 4711 + owner.ID
	}
	for _, name := range []string{"downloads", "issues", "projects", "wiki", "pages", "discussions"} {
		out["has_"+name] = name == "issues"
	}
	for _, name := range repoAddresses {
		out[name+"_url"] = s.ofRepo("/%s", name)
	}
	return out
}

// wholeRepoView is the repository as it is told when it is asked for by itself.
func (s *Server) wholeRepoView() fields {
	out := s.repoView(s.owner)
	out["network_count"], out["subscribers_count"] = 0, 0
	return out
}

func (s *Server) refView(ref, commit string) fields {
	return fields{
		"ref": ref, "node_id": "REF_1", "url": s.ofRepo("/git/%s", ref),
		"object": fields{"type": "commit", "sha": commit, "url": s.ofRepo("/git/commits/%s", commit)},
	}
}

func (s *Server) activityView(a activity) fields {
	return fields{
		"id": a.id, "node_id": "ACT_1", "before": a.before, "after": a.after, "ref": a.ref, "timestamp": stamp(a.at),
		"activity_type": a.how, "actor": s.userView(a.actor),
	}
}

func (s *Server) statusView(st status) fields {
	out := fields{
		"url": s.ofRepo("/statuses/%s", st.commit), "avatar_url": nil, "id": st.id, "node_id": "SC_1", "state": st.state,
		"description": st.text, "target_url": nil, "context": st.context, "created_at": stamp(st.at), "updated_at": stamp(st.at),
		"creator": s.userView(st.by),
	}
	if st.target != "" {
		out["target_url"] = st.target
	}
	return out
}
