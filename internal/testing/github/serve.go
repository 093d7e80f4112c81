package github

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// fields is a JSON object.
type fields = map[string]any

// request is one call as the answers below see it.
type request struct {
	*http.Request
	op    Operation
	vars  map[string]string
	token *Token
	body  fields
}

// number gives a variable of the path that is a number.
func (r *request) number(name string) int {
	n, err := strconv.Atoi(r.vars[name])
	if err != nil {
		return -1
	}
	return n
}

// reply is what the server answers.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	path, ok := strings.CutPrefix(r.URL.EscapedPath(), "/api/v3")
	body, err := io.ReadAll(r.Body)
	if !ok || err != nil {
		http.NotFound(w, r)
		return
	}
	asked := r.Clone(r.Context())
	asked.URL.Path, asked.URL.RawPath = strings.TrimPrefix(r.URL.Path, "/api/v3"), path
	asked.Body = io.NopCloser(bytes.NewReader(body))
	known, err := s.judge.request(asked)
	if err != nil {
		s.Report(err)
		http.Error(w, `{"message":"Not Found"}`, http.StatusNotFound)
		return
	}
	req := &request{Request: asked, op: known.operation(), vars: known.input.PathParams}
	if len(body) > 0 && json.Unmarshal(body, &req.body) != nil {
		http.Error(w, `{"message":"Problems parsing JSON"}`, http.StatusBadRequest)
		return
	}
	fault := s.begin(req)
	if fault.instead != nil {
		fault.instead(w)
		return
	}
	out := s.answer(req)
	if err := known.response(out.status, out.header, out.body); err != nil {
		s.Report(err)
	}
	if fault.after != nil {
		fault.after(w, out)
		return
	}
	out.write(w)
}

func (out *reply) write(w http.ResponseWriter) {
	for name, values := range out.header {
		w.Header()[name] = values
	}
	w.WriteHeader(out.status)
	w.Write(out.body)
}

// answer carries a call out.
func (s *Server) answer(r *request) *reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	token, refused := s.bearer(r.Request)
	if refused != nil {
		return refused.reply()
	}
	r.token = token
	if owner, ok := r.vars["owner"]; ok && (!strings.EqualFold(owner, s.Owner) || !strings.EqualFold(r.vars["repo"], s.Name)) {
		return refuse(http.StatusNotFound, "Not Found").reply()
	}
	route := routes[r.op]
	if route.what != "" {
		how := "read"
		if r.Method != http.MethodGet {
			how = "write"
		}
		if refused := token.allow(route.what, how); refused != nil {
			return refused.reply()
		}
	}
	if route.list != nil {
		list, refused := route.list(s, r)
		if refused != nil {
			return refused.reply()
		}
		return s.page(r, list)
	}
	v, refused := route.one(s, r)
	if refused != nil {
		return refused.reply()
	}
	status := http.StatusOK
	if r.Method == http.MethodPost {
		status = http.StatusCreated
	}
	return ok(status, v)
}

func ok(status int, v any) *reply {
	return &reply{status, http.Header{"Content-Type": {"application/json; charset=utf-8"}}, must(json.Marshal(v))}
}

func (f *refusal) reply() *reply {
	v := fields{"message": f.message, "documentation_url": "https://docs.github.com/rest", "status": strconv.Itoa(f.status)}
	if f.errors != nil {
		var list []fields
		for _, e := range f.errors {
			list = append(list, fields{"resource": "IssueComment", "field": "body", "code": "custom", "message": e})
		}
		v["errors"] = list
	}
	return ok(f.status, v)
}
