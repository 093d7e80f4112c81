package github

import "time"

// Review is a review of a request.
type Review struct {
	ID        int64
	User      *User
	State     string // APPROVED, CHANGES_REQUESTED, COMMENTED, DISMISSED or PENDING
	Body      string
	Commit    string // moved to another commit by some force-pushes
	Submitted time.Time
}

// Approve approves what the head is now.
func (s *Server) Approve(u *User, p *Pull) *Review { return s.Review(u, p, "APPROVED", "") }

// Review submits a review of what the head is now.
func (s *Server) Review(u *User, p *Pull, state, body string) *Review {
	return s.ReviewOf(u, p, p.SHA, state, body)
}

// ReviewOf submits a review of what the head was when the reviewer opened the page.
func (s *Server) ReviewOf(u *User, p *Pull, commit, state, body string) *Review {
	defer s.act()()
	r := &Review{ID: s.id(), User: u, State: state, Body: body, Commit: commit, Submitted: s.now}
	p.reviews = append(p.reviews, r)
	if state != "PENDING" {
		p.timeline = append(p.timeline, event{kind: "reviewed", actor: u, at: s.now, review: r})
	}
	return r
}

// Dismiss takes a review out of account.
func (s *Server) Dismiss(actor *User, p *Pull, r *Review, message string) {
	defer s.act()()
	was := r.State
	r.State = "DISMISSED"
	p.timeline = append(p.timeline, event{kind: "review_dismissed", actor: actor, at: s.now, id: s.id(), review: r, message: message, was: was})
}

// Dismissable gives somebody's newest review that says yes or no, nil where there is none.
func (s *Server) Dismissable(u *User, p *Pull) *Review {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(p.reviews) - 1; i >= 0; i-- {
		if r := p.reviews[i]; r.User == u && (r.State == "APPROVED" || r.State == "CHANGES_REQUESTED") {
			return p.reviews[i]
		}
	}
	return nil
}

// Comment is a comment on a request.
type Comment struct {
	ID      int64
	User    *User
	App     *App // through which it was written
	Body    string
	Created time.Time
	Updated time.Time
}

// Comment writes a comment as a person does.
func (s *Server) Comment(u *User, p *Pull, body string) *Comment {
	defer s.act()()
	return s.comment(u, nil, p, body)
}

// CommentVia writes a comment through an app.
func (s *Server) CommentVia(u *User, app *App, p *Pull, body string) *Comment {
	defer s.act()()
	return s.comment(u, app, p, body)
}

func (s *Server) comment(u *User, app *App, p *Pull, body string) *Comment {
	c := &Comment{ID: s.id(), User: u, App: app, Body: body, Created: s.now, Updated: s.now}
	p.comments = append(p.comments, c)
	p.timeline = append(p.timeline, event{kind: "commented", actor: u, at: s.now, comment: c})
	return c
}

// Comments gives the comments of a request as they are now.
func (s *Server) Comments(p *Pull) []Comment {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Comment
	for _, c := range p.comments {
		out = append(out, *c)
	}
	return out
}

// status is one status of a commit.
type status struct {
	id                                   int64
	commit, state, context, text, target string
	by                                   *User
	at                                   time.Time
}

// Status is the status of a commit in one context.
type Status struct {
	State, Description, Target string
	By                         *User
}

// SetStatus gives a commit a status as whoever may write does.
func (s *Server) SetStatus(u *User, commit, context, state, text string) {
	defer s.act()()
	s.setStatus(status{commit: commit, state: state, context: context, text: text, by: u})
}

func (s *Server) setStatus(st status) status {
	st.id, st.at = s.id(), s.now
	s.statuses = append(s.statuses, st)
	return st
}

// StatusOf gives the newest status of a commit in a context; that is the one that a merge
// asks for.
func (s *Server) StatusOf(commit, context string) (Status, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(s.statuses) - 1; i >= 0; i-- {
		if st := s.statuses[i]; st.commit == commit && st.context == context {
			return Status{st.state, st.text, st.target, st.by}, true
		}
	}
	return Status{}, false
}

// StatusesOf gives all statuses of a commit in a context, the oldest first.
func (s *Server) StatusesOf(commit, context string) []Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Status
	for _, st := range s.statuses {
		if st.commit == commit && st.context == context {
			out = append(out, Status{st.state, st.text, st.target, st.by})
		}
	}
	return out
}
