package github

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
)

var nextLink = regexp.MustCompile(`<([^>]*)>; rel="next"`)

// get reads one page of a list, and says where the next one is.
func (s *Server) get(t *testing.T, path string) ([]any, string) {
	t.Helper()
	r, err := http.NewRequest("GET", s.URL+"/api/v3"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.GateToken())
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var list []any
	if err := json.NewDecoder(response.Body).Decode(&list); err != nil {
		t.Fatal(err)
	}
	m := nextLink.FindStringSubmatch(response.Header.Get("Link"))
	if m == nil {
		return list, ""
	}
	return list, strings.TrimPrefix(m[1], s.URL+"/api/v3")
}

// has tells that a clone has a commit.
func has(t *testing.T, dir, commit string) bool {
	t.Helper()
	repo, err := git.PlainOpen(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = repo.CommitObject(plumbing.NewHash(commit))
	return err == nil
}
