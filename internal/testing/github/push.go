package github

// PushMain adds commits to main past every request.
func (s *Server) PushMain(actor *User, commits ...Commit) string {
	return s.Branch(actor, "main", commits...)
}

// ForcePushMain lets main be a commit (or nothing), and what is added to it, whatever it was.
func (s *Server) ForcePushMain(actor *User, commit string, commits ...Commit) string {
	defer s.act()()
	tip := s.write(commit, actor, commits)
	s.advance(actor, "refs/heads/main", tip, "force_push")
	return tip
}

// PushPull pushes the commits of a request straight to its base, which has to be where they
// began. GitHub then calls the request merged.
func (s *Server) PushPull(actor *User, p *Pull) string {
	defer s.act()()
	base := s.git.get("refs/heads/" + p.Base)
	brought := s.git.between(base, p.SHA)
	s.advance(actor, "refs/heads/"+p.Base, p.SHA, "push")
	s.merged(actor, p, base, brought)
	return p.SHA
}

// Branch adds commits to a branch, which begins at main where it is new.
func (s *Server) Branch(actor *User, name string, commits ...Commit) string {
	defer s.act()()
	ref := "refs/heads/" + name
	before := s.git.get(ref)
	from, how := before, "push"
	if before == "" {
		from, how = s.git.get("refs/heads/main"), "branch_creation"
	}
	to := s.write(from, actor, commits)
	s.git.set(ref, to)
	s.note(actor, ref, before, to, how)
	return to
}

// advance lets a branch be a commit.
func (s *Server) advance(actor *User, ref, to, how string) {
	before := s.git.get(ref)
	s.git.set(ref, to)
	s.note(actor, ref, before, to, how)
}
