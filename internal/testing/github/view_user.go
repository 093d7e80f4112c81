package github

import "fmt"

func (s *Server) userView(u *User) fields {
	if u == nil {
		return nil
	}
	api := s.api("/users/%s", u.Login)
	out := fields{
		"login": u.Login, "id": u.ID, "node_id": fmt.Sprintf("U_%d", u.ID), "gravatar_id": "", "type": u.Type, "site_admin": false,
		"avatar_url": s.URL + fmt.Sprintf("/avatars/%d", u.ID), "url": api, "html_url": s.URL + "/" + u.Login,
	}
	for _, name := range []string{"followers", "following", "gists", "starred", "subscriptions", "organizations", "repos", "events", "received_events"} {
		out[name+"_url"] = api + "/" + name
	}
	return out
}

// ownView is what GET /user says of the caller.
func (s *Server) ownView(u *User) fields {
	out := s.userView(u)
	out["user_view_type"] = "public"
	for _, name := range []string{"name", "company", "blog", "location", "email", "hireable", "bio"} {
		out[name] = nil
	}
	for _, name := range []string{"public_repos", "public_gists", "followers", "following"} {
		out[name] = 0
	}
	out["created_at"], out["updated_at"] = stamp(Start), stamp(Start)
	return out
}

func (s *Server) appView(a *App) fields {
	if a == nil {
		return nil
	}
	return fields{
		"id": a.ID, "slug": a.Slug, "node_id": fmt.Sprintf("A_%d", a.ID), "owner": s.userView(s.owner), "name": a.Name,
		"description": "", "external_url": s.URL, "html_url": s.URL + "/apps/" + a.Slug,
		"created_at": stamp(Start), "updated_at": stamp(Start),
		"permissions": fields{"contents": "read", "pull_requests": "write", "statuses": "write"}, "events": []string{},
	}
}

// installation is the number of the one installation of an app.
func (a *App) installation() int64 { return a.ID + 500_000 }

func (s *Server) installationView(a *App) fields {
	return fields{
		"id": a.installation(), "account": s.userView(s.owner), "repository_selection": "selected",
		"access_tokens_url": s.api("/app/installations/%d/access_tokens", a.installation()),
		"repositories_url":  s.api("/installation/repositories"), "html_url": s.URL + "/settings/installations/1",
		"app_id": a.ID, "app_slug": a.Slug, "target_id": s.owner.ID, "target_type": "Organization",
		"permissions": fields{"contents": "read", "pull_requests": "write", "statuses": "write"}, "events": []string{},
		"created_at": stamp(Start), "updated_at": stamp(Start), "single_file_name": nil, "suspended_by": nil, "suspended_at": nil,
	}
}
