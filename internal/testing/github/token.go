package github

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Token is what a caller shows. Rights are named as in a workflow's permissions; "write"
// includes "read".
type Token struct {
	Text string
	User *User // who acts
	App  *App  // through which app, nil for a person's own token
	May  map[string]string
	Ends time.Time // zero: does not end
}

// GateToken is GITHUB_TOKEN as the gate's workflow has it.
func (s *Server) GateToken() string {
	return s.Token(ActionsBot, Actions, "contents", "read", "pull-requests", "write", "statuses", "write")
}

// ReadToken is GITHUB_TOKEN as a workflow of a fork has it: nothing can be written.
func (s *Server) ReadToken() string {
	return s.Token(ActionsBot, Actions, "contents", "read", "pull-requests", "read", "statuses", "read")
}

// PersonalToken is a token of a person, with all her rights.
func (s *Server) PersonalToken(u *User) string {
	return s.Token(u, nil, "contents", "read", "pull-requests", "write", "statuses", "write", "user", "read")
}

// Token adds a token with rights: pairs of what and "read" or "write".
func (s *Server) Token(u *User, app *App, rights ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.token(u, app, time.Time{}, rights...)
}

func (s *Server) token(u *User, app *App, ends time.Time, rights ...string) string {
	t := &Token{Text: fmt.Sprintf("ghs_%036d", len(s.tokens)+1), User: u, App: app, May: map[string]string{}, Ends: ends}
	for i := 0; i < len(rights); i += 2 {
		t.May[rights[i]] = rights[i+1]
	}
	s.tokens = append(s.tokens, t)
	return t.Text
}

// bearer finds who calls. An app that signs for itself has no token yet.
func (s *Server) bearer(r *http.Request) (*Token, *refusal) {
	text, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return nil, refuse(http.StatusUnauthorized, "Requires authentication")
	}
	for _, t := range s.tokens {
		if t.Text == text && (t.Ends.IsZero() || s.now.Before(t.Ends)) {
			return t, nil
		}
	}
	if app := s.signedBy(text); app != nil {
		return &Token{User: app.Bot, App: app, May: map[string]string{"app": "write"}}, nil
	}
	return nil, refuse(http.StatusUnauthorized, "Bad credentials")
}

// allow refuses what the token has no right to.
func (t *Token) allow(what, how string) *refusal {
	if has := t.May[what]; has == "write" || has == how {
		return nil
	}
	return refuse(http.StatusForbidden, "Resource not accessible by integration")
}

// refusal is an answer that GitHub gives in place of the one asked for.
type refusal struct {
	status  int
	message string
	errors  []string
}

func refuse(status int, message string, errors ...string) *refusal {
	return &refusal{status, message, errors}
}
