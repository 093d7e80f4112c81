package github

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// page answers with the part of a list that was asked for, and says in the Link header
// where the others are. Pages are numbered, but for the activity of a repository, which
// gives a cursor.
func (s *Server) page(r *request, list []any) *reply {
	query := r.URL.Query()
	size := 30
	if n, err := strconv.Atoi(query.Get("per_page")); err == nil {
		size = n
	}
	size = max(1, min(size, 100, s.PerPage))
	number := 1
	if n, err := strconv.Atoi(query.Get("page")); err == nil {
		number = max(1, n)
	}
	cursor := strings.HasSuffix(r.op.Path, "/activity")
	if cursor {
		number = 1
		if n, err := strconv.Atoi(strings.TrimPrefix(query.Get("after"), "cursor-")); err == nil {
			number = n
		}
	}
	last := max(1, (len(list)+size-1)/size)
	from := min((number-1)*size, len(list))
	out := ok(http.StatusOK, list[from:min(from+size, len(list))])
	if number < last {
		links := []string{s.link(r, number+1, cursor, "next")}
		if !cursor {
			links = append(links, s.link(r, last, cursor, "last"))
		}
		out.header.Set("Link", strings.Join(links, ", "))
	}
	return out
}

func (s *Server) link(r *request, number int, cursor bool, rel string) string {
	query := url.Values{}
	for k, v := range r.URL.Query() {
		query[k] = v
	}
	if cursor {
		query.Set("after", fmt.Sprintf("cursor-%d", number))
	} else {
		query.Set("page", strconv.Itoa(number))
	}
	return fmt.Sprintf("<%s?%s>; rel=%q", s.api("%s", r.URL.EscapedPath()), query.Encode(), rel)
}
