package github

import (
	"cmp"
	"fmt"
	"strings"
)

// Method is how a request is brought to its base.
type Method string

// The methods.
const (
	Merge  Method = "merge"
	Squash Method = "squash"
	Rebase Method = "rebase"
)

// Otherwise is how a merge differs from what GitHub would make of the request: through its
// API a program can bring anything as the merge of a request.
type Otherwise struct {
	Edit Edit   // what the merge changes beside the request
	Head string // a second parent that is not the request's head
}

// MergePull brings a request to its base and gives the new tip of the base.
func (s *Server) MergePull(actor *User, p *Pull, how Method) string {
	return s.MergeOtherwise(actor, p, how, Otherwise{})
}

// MergeOtherwise does it otherwise than GitHub would.
func (s *Server) MergeOtherwise(actor *User, p *Pull, how Method, o Otherwise) string {
	defer s.act()()
	ref := "refs/heads/" + p.Base
	base := s.git.get(ref)
	brought := s.brought(actor, p, base, how, o)
	tip := brought[len(brought)-1]
	s.advance(actor, ref, tip, "pr_merge")
	s.merged(actor, p, base, brought)
	return tip
}

func (s *Server) merged(actor *User, p *Pull, base string, brought []string) {
	p.open, p.closed, p.closedOn, p.mergedBy = false, s.now, base, actor
	p.Brought, p.MergeCommit = brought, brought[len(brought)-1]
	p.timeline = append(p.timeline, event{kind: "merged", actor: actor, at: s.now, id: s.id(), commit: p.MergeCommit},
		event{kind: "closed", actor: actor, at: s.now, id: s.id()})
	if s.DeletesMerged {
		s.deleteBranch(actor, p)
	}
}

// brought makes the commits that bring a request on top of base, the oldest first.
func (s *Server) brought(actor *User, p *Pull, base string, how Method, o Otherwise) []string {
	by, web := signature(actor, s.now), signature(WebFlow, s.now)
	title := fmt.Sprintf("%s (#%d)", p.Title, p.Number)
	switch how {
	case Merge:
		files := must(s.git.merged(base, p.SHA)).with(o.Edit)
		return []string{s.git.commit([]string{base, cmp.Or(o.Head, p.SHA)}, files, by, web, fmt.Sprintf("Merge pull request #%d from %s", p.Number, p.Head))}
	case Squash:
		return []string{s.git.commit([]string{base}, must(s.git.merged(base, p.SHA)).with(o.Edit), signature(p.Author, s.now), web, title)}
	}
	tip := base
	var out []string
	for _, hash := range s.git.between(base, p.SHA) {
		c := s.git.object(hash)
		if len(c.ParentHashes) != 1 {
			continue
		}
		edit := difference(s.git.files(c.ParentHashes[0].String()), s.git.files(hash))
		tip = s.git.commit([]string{tip}, s.git.files(tip).with(edit), c.Author, web, strings.TrimSpace(c.Message))
		out = append(out, tip)
	}
	return out
}

// difference is the edit that makes one tree of another.
func difference(from, to Files) Edit {
	edit := Edit{}
	for name := range union(from, to) {
		was, had := from[name]
		is, has := to[name]
		switch {
		case !has:
			edit[name] = nil
		case !had || was != is:
			edit[name] = Text(is)
		}
	}
	return edit
}
