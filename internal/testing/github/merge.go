package github

import (
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

// MergePull brings a request to its base and gives the new tip of the base.
func (s *Server) MergePull(actor *User, p *Pull, how Method) string {
	defer s.act()()
	ref := "refs/heads/" + p.Base
	base := s.git.get(ref)
	tip := s.brought(actor, p, base, how)
	s.git.set(ref, tip)
	s.note(actor, ref, base, tip, "pr_merge")
	s.merged(actor, p, tip)
	return tip
}

func (s *Server) merged(actor *User, p *Pull, commit string) {
	p.open, p.closed, p.mergedBy, p.MergeCommit = false, s.now, actor, commit
	p.timeline = append(p.timeline, event{kind: "merged", actor: actor, at: s.now, id: s.id(), commit: commit},
		event{kind: "closed", actor: actor, at: s.now, id: s.id()})
}

// brought makes the commits that bring a request on top of base.
func (s *Server) brought(actor *User, p *Pull, base string, how Method) string {
	by, web := signature(actor, s.now), signature(WebFlow, s.now)
	title := fmt.Sprintf("%s (#%d)", p.Title, p.Number)
	switch how {
	case Merge:
		return s.git.commit([]string{base, p.SHA}, must(s.git.merged(base, p.SHA)), by, web, fmt.Sprintf("Merge pull request #%d from %s", p.Number, p.Head))
	case Squash:
		return s.git.commit([]string{base}, must(s.git.merged(base, p.SHA)), signature(p.Author, s.now), web, title)
	}
	tip := base
	for _, hash := range s.git.between(base, p.SHA) {
		c := s.git.object(hash)
		if len(c.ParentHashes) != 1 {
			continue
		}
		edit := difference(s.git.files(c.ParentHashes[0].String()), s.git.files(hash))
		tip = s.git.commit([]string{tip}, s.git.files(tip).with(edit), c.Author, web, strings.TrimSpace(c.Message))
	}
	return tip
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

// Group is one entry of the merge queue: a request on top of everything before it.
type Group struct {
	Pull       *Pull
	Ref        string // refs/heads/gh-readonly-queue/main/pr-N-SHA
	Base, Head string // commits
}

// Queue puts requests in the merge queue, in order, and gives a group for each.
func (s *Server) Queue(actor *User, pulls ...*Pull) []Group {
	defer s.act()()
	var out []Group
	for _, p := range pulls {
		base := s.git.get("refs/heads/" + p.Base)
		if len(out) > 0 {
			base = out[len(out)-1].Head
		}
		g := Group{Pull: p, Base: base, Head: s.brought(actor, p, base, Squash)}
		g.Ref = fmt.Sprintf("refs/heads/gh-readonly-queue/%s/pr-%d-%s", p.Base, p.Number, base)
		s.git.set(g.Ref, g.Head)
		p.timeline = append(p.timeline, event{kind: "added_to_merge_queue", actor: actor, at: s.now, id: s.id()})
		out = append(out, g)
	}
	return out
}

// Leave lets groups that passed leave the queue: the base moves to the last of them.
func (s *Server) Leave(actor *User, groups ...Group) string {
	defer s.act()()
	for _, g := range groups {
		ref := "refs/heads/" + g.Pull.Base
		s.note(actor, ref, s.git.get(ref), g.Head, "merge_queue_merge")
		s.git.set(ref, g.Head)
		s.git.remove(g.Ref)
		s.merged(actor, g.Pull, g.Head)
	}
	return groups[len(groups)-1].Head
}
