package github

import "fmt"

// Group is one entry of the merge queue: a request on top of everything before it.
type Group struct {
	Pull       *Pull
	Ref        string // refs/heads/gh-readonly-queue/main/pr-N-SHA
	Base, Head string // commits
	brought    []string
}

// Queue puts requests in the merge queue, in order, and gives a group for each.
func (s *Server) Queue(actor *User, pulls ...*Pull) []Group {
	return s.QueueBy(actor, Squash, pulls...)
}

// QueueBy does it with another method.
func (s *Server) QueueBy(actor *User, how Method, pulls ...*Pull) []Group {
	defer s.act()()
	var out []Group
	for _, p := range pulls {
		base := s.git.get("refs/heads/" + p.Base)
		if len(out) > 0 {
			base = out[len(out)-1].Head
		}
		brought := s.brought(actor, p, base, how, Otherwise{})
		g := Group{Pull: p, Base: base, Head: brought[len(brought)-1], brought: brought}
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
		s.advance(actor, "refs/heads/"+g.Pull.Base, g.Head, "merge_queue_merge")
		s.left(actor, g)
	}
	return groups[len(groups)-1].Head
}

// LeaveTogether lets them leave in one push.
func (s *Server) LeaveTogether(actor *User, groups ...Group) string {
	defer s.act()()
	last := groups[len(groups)-1]
	s.advance(actor, "refs/heads/"+last.Pull.Base, last.Head, "merge_queue_merge")
	for _, g := range groups {
		s.left(actor, g)
	}
	return last.Head
}

func (s *Server) left(actor *User, g Group) {
	s.git.remove(g.Ref)
	s.merged(actor, g.Pull, g.Base, g.brought)
}
