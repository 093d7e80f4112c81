package github

import (
	"fmt"
	"slices"
	"time"

	"github.com/go-git/go-git/v5/plumbing/object"
)

// Pull is a pull request. Its fields change only through the server's methods.
type Pull struct {
	Number int
	Title  string
	Author *User
	// Head and Base are branches. The head is the author's own fork's where Fork is set.
	Head, Base string
	Fork       bool
	// SHA is the head's newest commit.
	SHA string
	// MergeCommit is what brought the request to its base, empty until then.
	MergeCommit string
	// Brought are the commits that it is on the base's first-parent line, the oldest first.
	Brought []string

	open      bool
	seenBase  string // the base as GitHub shows it: not newer than the last push
	created   time.Time
	closed    time.Time
	closedOn  string // what the base was then
	mergedBy  *User
	reviews   []*Review
	comments  []*Comment
	timeline  []event
	committed map[string]bool // commits that stand in the timeline
}

// Commit is one commit that somebody pushes.
type Commit struct {
	By    *User  // the author, by her address; nil: who pushes
	Email string // another address for the author
	// Committer is who git names as the committer; nil: the author.
	Committer *User
	Edit      Edit
	Message   string
	// Dated is the time that the commit claims; zero: the time of the push.
	Dated time.Time
	// Merges is a second parent, and Also are those after it.
	Merges string
	Also   []string
}

// Open opens a request from a new branch that holds commits on top of base.
func (s *Server) Open(author *User, head, base string, commits ...Commit) *Pull {
	return s.open(author, head, base, false, commits)
}

// OpenFromFork opens a request whose branch is in the author's own fork.
func (s *Server) OpenFromFork(author *User, head, base string, commits ...Commit) *Pull {
	return s.open(author, head, base, true, commits)
}

func (s *Server) open(author *User, head, base string, fork bool, commits []Commit) *Pull {
	defer s.act()()
	p := &Pull{
		Number: len(s.pulls) + 1, Title: "Ändring " + head, Author: author, Head: head, Base: base, Fork: fork,
		open: true, created: s.now, committed: map[string]bool{},
	}
	s.pulls = append(s.pulls, p)
	tip := s.git.get("refs/heads/" + base)
	p.seenBase, p.SHA = tip, tip
	how := "branch_creation"
	if old := s.git.get(p.ref()); old != "" {
		p.SHA, how = old, "push" // a second request from the same branch
	}
	s.move(p, author, s.write(p.SHA, author, commits), how)
	return p
}

// Pulls gives all requests, by number.
func (s *Server) Pulls() []*Pull {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.pulls)
}

// ref is where the head's branch stands in the store.
func (p *Pull) ref() string {
	if p.Fork {
		return fmt.Sprintf("refs/forks/%s/%s", p.Author.Login, p.Head)
	}
	return "refs/heads/" + p.Head
}

// write makes commits on top of another, or of nothing at all, and gives the last.
func (s *Server) write(tip string, by *User, commits []Commit) string {
	for i, c := range commits {
		var parents []string
		files := Files{}
		if tip != "" {
			parents, files = []string{tip}, s.git.files(tip)
		}
		if c.Merges != "" {
			parents = append(append(parents, c.Merges), c.Also...)
		}
		author := c.By
		if author == nil {
			author = by
		}
		at := c.Dated
		if at.IsZero() {
			at = s.now.Add(time.Duration(i) * time.Second)
		}
		sign := signature(author, at)
		if c.Email != "" {
			sign.Email = c.Email
		}
		committer := sign
		if c.Committer != nil {
			committer = signature(c.Committer, at)
		}
		message := c.Message
		if message == "" {
			message = fmt.Sprintf("ändring %d", i+1)
		}
		tip = s.git.commit(parents, files.with(c.Edit), sign, committer, message)
	}
	return tip
}

// move lets the head of a request, and of every other from the same branch, stand at a
// commit.
func (s *Server) move(p *Pull, actor *User, to, how string) {
	before := s.git.get(p.ref())
	s.git.set(p.ref(), to)
	if !p.Fork && before != to {
		s.note(actor, p.ref(), before, to, how)
	}
	for _, other := range s.pulls {
		if other.ref() != p.ref() || !other.open {
			continue
		}
		was := other.SHA
		other.SHA, other.seenBase = to, s.git.get("refs/heads/"+other.Base)
		s.git.set(fmt.Sprintf("refs/pull/%d/head", other.Number), to)
		if how == "force_push" {
			s.rewritten(other, actor, was)
		}
		for _, hash := range s.git.between(other.seenBase, to) {
			if !other.committed[hash] {
				other.committed[hash] = true
				other.timeline = append(other.timeline, event{kind: "committed", actor: actor, at: s.now, commit: hash})
			}
		}
	}
}

// rewritten notes a force-push, and re-anchors reviews as GitHub does: where the branch
// still does the same to the files, a review is moved to the new commit.
func (s *Server) rewritten(p *Pull, actor *User, was string) {
	p.timeline = append(p.timeline, event{kind: "head_ref_force_pushed", actor: actor, at: s.now, id: s.id(), commit: p.SHA})
	if s.git.patch(p.seenBase, was) != s.git.patch(p.seenBase, p.SHA) {
		return
	}
	for _, r := range p.reviews {
		if r.Commit == was {
			r.Commit = p.SHA
		}
	}
}

// Push adds commits to a request's branch and gives the last.
func (s *Server) Push(actor *User, p *Pull, commits ...Commit) string {
	defer s.act()()
	s.move(p, actor, s.write(p.SHA, actor, commits), "push")
	return p.SHA
}

// ForcePush replaces the branch by commits on top of the base.
func (s *Server) ForcePush(actor *User, p *Pull, commits ...Commit) string {
	defer s.act()()
	s.move(p, actor, s.write(s.git.get("refs/heads/"+p.Base), actor, commits), "force_push")
	return p.SHA
}

// UpdateBranch merges the base into the branch, as GitHub's button does. Edit is what the
// actor changes in passing, in the editor for conflicts.
func (s *Server) UpdateBranch(actor *User, p *Pull, edit Edit) string {
	defer s.act()()
	base := s.git.get("refs/heads/" + p.Base)
	files := must(s.git.merged(p.SHA, base)).with(edit)
	commit := s.git.commit([]string{p.SHA, base}, files, signature(actor, s.now), signature(WebFlow, s.now),
		fmt.Sprintf("Merge branch '%s' into %s", p.Base, p.Head))
	s.move(p, actor, commit, "push")
	return p.SHA
}

// Retarget lets the request ask for another base.
func (s *Server) Retarget(actor *User, p *Pull, base string) {
	defer s.act()()
	p.Base, p.seenBase = base, s.git.get("refs/heads/"+base)
	p.timeline = append(p.timeline, event{kind: "base_ref_changed", actor: actor, at: s.now, id: s.id()})
}

// Close ends a request without a merge.
func (s *Server) Close(actor *User, p *Pull) {
	defer s.act()()
	p.open, p.closed, p.closedOn = false, s.now, s.git.get("refs/heads/"+p.Base)
	p.timeline = append(p.timeline, event{kind: "closed", actor: actor, at: s.now, id: s.id()})
}

// Reopen opens a closed request again.
func (s *Server) Reopen(actor *User, p *Pull) {
	defer s.act()()
	p.open, p.closed, p.closedOn = true, time.Time{}, ""
	p.timeline = append(p.timeline, event{kind: "reopened", actor: actor, at: s.now, id: s.id()})
}

// DeleteBranch deletes the branch of a request.
func (s *Server) DeleteBranch(actor *User, p *Pull) {
	defer s.act()()
	s.deleteBranch(actor, p)
}

func (s *Server) deleteBranch(actor *User, p *Pull) {
	before := s.git.get(p.ref())
	s.git.remove(p.ref())
	if !p.Fork {
		s.note(actor, p.ref(), before, nothing, "branch_deletion")
	}
	p.timeline = append(p.timeline, event{kind: "head_ref_deleted", actor: actor, at: s.now, id: s.id()})
}

// Sign gives what a commit of a person says of its author.
func (s *Server) Sign(u *User) object.Signature { return signature(u, s.Now()) }
