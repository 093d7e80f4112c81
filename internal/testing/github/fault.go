package github

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Call is one call of the API, as a script sees it before it is answered.
type Call struct {
	N int // from 1
	Operation
	Path string
	Page string // of a list: the number or cursor asked for, empty for the first
}

// Fault is what goes wrong with a call; the zero Fault is nothing.
type Fault struct {
	instead func(http.ResponseWriter)
	after   func(http.ResponseWriter, *reply)
}

// Script decides for every call what goes wrong with it.
func (s *Server) Script(script func(Call) Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.script = script
}

// Calls gives the calls so far.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Call{}, s.calls...)
}

// Forget forgets the calls so far, so that the next one is the first again.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = nil
}

// begin notes a call and asks the script about it.
func (s *Server) begin(r *request) Fault {
	s.mu.Lock()
	query := r.URL.Query()
	c := Call{N: len(s.calls) + 1, Operation: r.op, Path: r.URL.Path, Page: query.Get("page") + query.Get("after")}
	s.calls = append(s.calls, c)
	script := s.script
	s.mu.Unlock()
	if script == nil {
		return Fault{}
	}
	return script(c)
}

// Answer answers with an error and does nothing.
func Answer(status int) Fault {
	return Fault{instead: func(w http.ResponseWriter) { refuse(status, http.StatusText(status)).reply().write(w) }}
}

// TooFast is the limit on the pace of calls: try again after a time.
func TooFast(after time.Duration) Fault {
	return Fault{instead: func(w http.ResponseWriter) {
		out := refuse(http.StatusForbidden, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.").reply()
		out.header.Set("Retry-After", strconv.Itoa(int(after.Seconds())))
		out.write(w)
	}}
}

// UsedUp is the limit on calls in an hour: nothing is answered before a time.
func UsedUp(until time.Time) Fault {
	return Fault{instead: func(w http.ResponseWriter) {
		out := refuse(http.StatusForbidden, "API rate limit exceeded for installation ID 1.").reply()
		out.header.Set("X-RateLimit-Limit", "1000")
		out.header.Set("X-RateLimit-Remaining", "0")
		out.header.Set("X-RateLimit-Reset", strconv.FormatInt(until.Unix(), 10))
		out.write(w)
	}}
}

// Cut ends the connection before anything is done.
func Cut() Fault { return Fault{instead: cut} }

// CutAfter does what is asked and ends the connection before the answer.
func CutAfter() Fault {
	return Fault{after: func(w http.ResponseWriter, _ *reply) { cut(w) }}
}

// CutShort does what is asked and ends the connection within the answer.
func CutShort() Fault {
	return Fault{after: func(w http.ResponseWriter, out *reply) {
		conn, buffer, err := w.(http.Hijacker).Hijack()
		check(err)
		defer conn.Close()
		fmt.Fprintf(buffer, "HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", out.status, len(out.body))
		buffer.Write(out.body[:len(out.body)/2])
		check(buffer.Flush())
	}}
}

// Garbled answers with success and what is no JSON.
func Garbled() Fault {
	return Fault{after: func(w http.ResponseWriter, out *reply) {
		out.body = append([]byte{}, out.body[:len(out.body)/2]...)
		out.write(w)
	}}
}

// Empty answers with success and nothing at all.
func Empty() Fault {
	return Fault{after: func(w http.ResponseWriter, out *reply) {
		out.body = nil
		out.write(w)
	}}
}

func cut(w http.ResponseWriter) {
	conn, _, err := w.(http.Hijacker).Hijack()
	check(err)
	conn.Close()
}
