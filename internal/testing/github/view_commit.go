package github

import (
	"strings"

	"github.com/go-git/go-git/v5/plumbing/object"
)

func (s *Server) commitView(hash string) fields {
	c := s.git.object(hash)
	out := fields{
		"url": s.ofRepo("/commits/%s", hash), "sha": hash, "node_id": "C_" + hash[:8], "html_url": s.web("/commit/%s", hash),
		"comments_url": s.ofRepo("/commits/%s/comments", hash), "parents": s.parentsView(c),
		"author": nil, "committer": nil,
		"commit": fields{
			"url": s.ofRepo("/git/commits/%s", hash), "author": signView(c.Author), "committer": signView(c.Committer),
			"message": strings.TrimSpace(c.Message), "comment_count": 0, "tree": s.treeView(c), "verification": unsigned(),
		},
	}
	if u := s.byEmail(c.Author.Email); u != nil {
		out["author"] = s.userView(u)
	}
	if u := s.byEmail(c.Committer.Email); u != nil {
		out["committer"] = s.userView(u)
	}
	return out
}

// committedView is a commit as the timeline shows it: with names, and without accounts.
func (s *Server) committedView(hash string) fields {
	c := s.git.object(hash)
	return fields{
		"event": "committed", "sha": hash, "node_id": "C_" + hash[:8], "url": s.ofRepo("/git/commits/%s", hash),
		"html_url": s.web("/commit/%s", hash), "author": signView(c.Author), "committer": signView(c.Committer),
		"message": strings.TrimSpace(c.Message), "tree": s.treeView(c), "parents": s.parentsView(c), "verification": unsigned(),
	}
}

func (s *Server) parentsView(c *object.Commit) []fields {
	out := []fields{}
	for _, p := range c.ParentHashes {
		out = append(out, fields{"sha": p.String(), "url": s.ofRepo("/commits/%s", p), "html_url": s.web("/commit/%s", p)})
	}
	return out
}

func (s *Server) treeView(c *object.Commit) fields {
	return fields{"sha": c.TreeHash.String(), "url": s.ofRepo("/git/trees/%s", c.TreeHash)}
}

func signView(sign object.Signature) fields {
	return fields{"name": sign.Name, "email": sign.Email, "date": stamp(sign.When)}
}

func unsigned() fields {
	return fields{"verified": false, "reason": "unsigned", "signature": nil, "payload": nil, "verified_at": nil}
}
