package github

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The description holds the calls in use and no others, and each has its answer.
func TestDescriptionHoldsTheCallsInUse(t *testing.T) {
	d, err := readDescription()
	if err != nil {
		t.Fatal(err)
	}
	got := map[Operation]bool{}
	for path, item := range d.doc.Paths.Map() {
		for method := range item.Operations() {
			got[Operation{method, strings.Replace(path, ":.+", "", 1)}] = true
		}
	}
	want := map[Operation]bool{}
	for _, op := range Operations {
		want[op] = true
		if routes[op].one == nil && routes[op].list == nil {
			t.Errorf("nothing answers %s %s", op.Method, op.Path)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(routes) != len(want) {
		t.Errorf("%d routes (-in use +described):\n%s", len(routes), diff)
	}
}

// ask makes a call of the API and gives its answer, and what the server has to say of it.
func (s *Server) ask(t *testing.T, token, method, path, body string) (int, any, []error) {
	t.Helper()
	var complaints []error
	s.Report = func(err error) { complaints = append(complaints, err) }
	r, err := http.NewRequest(method, s.URL+"/api/v3"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if json.Unmarshal(text, &v) != nil {
		t.Fatalf("%s: no JSON: %q", path, text)
	}
	return response.StatusCode, v, complaints
}

func TestCallsThatGitHubWouldNotUnderstand(t *testing.T) {
	s := New(t, Files{"a": "1"})
	p := s.Open(s.Person(1, "anna"), "b", "main")
	for name, c := range map[string]struct{ method, path, body, says string }{
		"no such call":           {"GET", "/repos/regionen/planer/pulls/1/merge", "", "not in the description"},
		"another method":         {"DELETE", "/repos/regionen/planer/pulls/1", "", "not in the description"},
		"a number as text":       {"GET", "/repos/regionen/planer/pulls/ett", "", "parameter \"pull_number\""},
		"a state that is none":   {"POST", "/repos/regionen/planer/statuses/" + p.SHA, `{"state":"approved"}`, "request body has an error"},
		"a status without state": {"POST", "/repos/regionen/planer/statuses/" + p.SHA, `{}`, "request body has an error"},
		"a comment without text": {"POST", "/repos/regionen/planer/issues/1/comments", `{"text":"x"}`, "request body has an error"},
		"a list by an odd order": {"GET", "/repos/regionen/planer/pulls?sort=number", "", "parameter \"sort\""},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, complaints := s.ask(t, s.GateToken(), c.method, c.path, c.body)
			if len(complaints) != 1 || !strings.Contains(complaints[0].Error(), c.says) {
				t.Errorf("got %v", complaints)
			}
		})
	}
}

// Every answer is held against the description: one that lacks something, or has it in
// another form, is caught. One fault at a time, since one may hide another.
func TestWrongAnswersAreCaught(t *testing.T) {
	s := New(t, Files{"a": "1"})
	anna := s.Person(1, "anna")
	p := s.Open(anna, "b", "main", Commit{Edit: Edit{"a": Text("2")}})
	s.Approve(s.Person(2, "bertil"), p)
	s.ForcePush(anna, p, Commit{Edit: Edit{"a": Text("3")}})
	for path, spoil := range map[string]map[string]func(v any){
		"/repos/regionen/planer/pulls/1": {
			"no head":            func(v any) { delete(v.(fields), "head") },
			"no commit in it":    func(v any) { delete(v.(fields)["head"].(fields), "sha") },
			"a number as text":   func(v any) { v.(fields)["number"] = "1" },
			"a state unheard of": func(v any) { v.(fields)["state"] = "merged" },
			"no user":            func(v any) { v.(fields)["user"] = nil },
			"a time in words":    func(v any) { v.(fields)["created_at"] = "i går" },
		},
		"/repos/regionen/planer/pulls/1/reviews": {
			"no state":     func(v any) { delete(v.([]any)[0].(fields), "state") },
			"no commit":    func(v any) { delete(v.([]any)[0].(fields), "commit_id") },
			"an odd time":  func(v any) { v.([]any)[0].(fields)["submitted_at"] = 1 },
			"no list item": func(v any) { v.([]any)[0] = "x" },
		},
		"/repos/regionen/planer/activity": {
			"a kind unheard of": func(v any) { v.([]any)[0].(fields)["activity_type"] = "rewrite" },
			"no before":         func(v any) { delete(v.([]any)[0].(fields), "before") },
		},
		"/repos/regionen/planer/issues/1/timeline": {
			"an event in words":        func(v any) { v.([]any)[0] = "force-push" },
			"an event of nothing":      func(v any) { v.([]any)[0] = fields{} },
			"a commit without parents": func(v any) { delete(v.([]any)[0].(fields), "parents") },
			"a review without commit":  func(v any) { delete(v.([]any)[1].(fields), "commit_id") },
			"no time of a force-push":  func(v any) { delete(v.([]any)[2].(fields), "created_at") },
		},
	} {
		for name, change := range spoil {
			t.Run(path+" "+name, func(t *testing.T) {
				status, v, complaints := s.ask(t, s.GateToken(), "GET", path, "")
				if status != http.StatusOK || len(complaints) > 0 {
					t.Fatalf("%d, %v before anything is spoilt", status, complaints)
				}
				change(v)
				r, err := http.NewRequest("GET", path, nil)
				if err != nil {
					t.Fatal(err)
				}
				known, err := s.judge.request(r)
				if err != nil {
					t.Fatal(err)
				}
				out := ok(http.StatusOK, v)
				if err := known.response(out.status, out.header, out.body); err == nil {
					t.Error("nobody noticed")
				}
			})
		}
	}
}

// Success of a kind that the description does not know is caught as well.
func TestUnknownSuccessIsCaught(t *testing.T) {
	s := New(t, Files{"a": "1"})
	r, err := http.NewRequest("GET", "/repos/regionen/planer/pulls/1", nil)
	if err != nil {
		t.Fatal(err)
	}
	known, err := s.judge.request(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := known.response(http.StatusAccepted, http.Header{"Content-Type": {"application/json"}}, []byte("{}")); err == nil {
		t.Error("nobody noticed")
	}
	if err := errors.Join(known.response(http.StatusTeapot, http.Header{}, nil)); err != nil {
		t.Errorf("an error that it says nothing of may have any form: %v", err)
	}
}

func TestRightsOfTokens(t *testing.T) {
	s := New(t, Files{"a": "1"})
	p := s.Open(s.Person(1, "anna"), "b", "main")
	status, comment := `{"state":"success","context":"x"}`, `{"body":"hej"}`
	for name, c := range map[string]struct {
		token, method, path, body string
		want                      int
	}{
		"no token":                       {"", "GET", "/repos/regionen/planer/pulls/1", "", 401},
		"a token that is none":           {"ghs_x", "GET", "/repos/regionen/planer/pulls/1", "", 401},
		"another repository":             {s.GateToken(), "GET", "/repos/regionen/annat/pulls/1", "", 404},
		"no such request":                {s.GateToken(), "GET", "/repos/regionen/planer/pulls/2", "", 404},
		"a team":                         {s.GateToken(), "GET", "/orgs/regionen/teams/skas/members", "", 404},
		"a person of a workflow's token": {s.GateToken(), "GET", "/user", "", 403},
		"a person of her own":            {s.PersonalToken(p.Author), "GET", "/user", "", 200},
		"an app of a workflow's token":   {s.GateToken(), "GET", "/app", "", 403},
		"a status":                       {s.GateToken(), "POST", "/repos/regionen/planer/statuses/" + p.SHA, status, 201},
		"a status, read only":            {s.ReadToken(), "POST", "/repos/regionen/planer/statuses/" + p.SHA, status, 403},
		"a status of no commit":          {s.GateToken(), "POST", "/repos/regionen/planer/statuses/" + strings.Repeat("a", 40), status, 422},
		"a comment":                      {s.GateToken(), "POST", "/repos/regionen/planer/issues/1/comments", comment, 201},
		"a comment, read only":           {s.ReadToken(), "POST", "/repos/regionen/planer/issues/1/comments", comment, 403},
		"an empty comment":               {s.GateToken(), "POST", "/repos/regionen/planer/issues/1/comments", `{"body":" "}`, 422},
		"a comment of 65,536 signs":      {s.GateToken(), "POST", "/repos/regionen/planer/issues/1/comments", `{"body":"` + strings.Repeat("å", 65_536) + `"}`, 201},
		"one more":                       {s.GateToken(), "POST", "/repos/regionen/planer/issues/1/comments", `{"body":"` + strings.Repeat("å", 65_537) + `"}`, 422},
	} {
		t.Run(name, func(t *testing.T) {
			if got, v, complaints := s.ask(t, c.token, c.method, c.path, c.body); got != c.want || len(complaints) > 0 {
				t.Errorf("%d, want %d: %v, %v", got, c.want, v, complaints)
			}
		})
	}
}
