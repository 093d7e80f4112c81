package github

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// patience carries a call until it has an answer: it waits where GitHub limits the pace,
// and tries again after faults of GitHub or of the network, as long as its limit allows.
//
// It reads every answer to its end and asks of success that it is whole JSON. An answer that
// breaks off is then a fault, and never a shorter list.
type patience struct {
	next  http.RoundTripper
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
	limit time.Duration
	told  func(lang.Text)
}

const (
	tries     = 5
	firstWait = time.Second // doubled after every try
	largest   = 32 << 20    // bytes of an answer
)

// errTruncated stands for an answer of success that is not whole.
var errTruncated = errors.New("the answer is not whole")

func (p *patience) RoundTrip(r *http.Request) (*http.Response, error) {
	var waited time.Duration
	for try := 1; ; try++ {
		attempt, err := again(r)
		if err != nil {
			return nil, err
		}
		response, err := p.once(attempt)
		wait, worth := p.judge(r, response, err, firstWait<<(try-1))
		if !worth || try == tries || waited+wait > p.limit || r.Context().Err() != nil {
			if err == nil && limited(response) {
				return nil, &limitError{wait}
			}
			return response, err
		}
		if p.told != nil {
			p.told(lang.T("väntar %s på GitHub (%s)", "waiting %s for GitHub (%s)", wait.String(), reason(response, err)))
		}
		if err := p.sleep(r.Context(), wait); err != nil {
			return nil, err
		}
		waited += wait
	}
}

// again copies a request so that it can be sent once more.
func again(r *http.Request) (*http.Request, error) {
	c := r.Clone(r.Context())
	if r.GetBody != nil {
		body, err := r.GetBody()
		if err != nil {
			return nil, err
		}
		c.Body = body
	}
	return c, nil
}

// once sends a request and reads the answer whole.
func (p *patience) once(r *http.Request) (*http.Response, error) {
	response, err := p.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, largest+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errTruncated, err)
	case len(body) > largest:
		return nil, fmt.Errorf("the answer has more than %d bytes", largest)
	case response.StatusCode < 300 && !json.Valid(body):
		return nil, errTruncated
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	if response.StatusCode < 300 {
		// go-github keeps these and then refuses calls by a clock of its own.
		for _, name := range []string{"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"} {
			response.Header.Del(name)
		}
	}
	return response, nil
}

// judge tells whether another try is worth it, and after how long.
func (p *patience) judge(r *http.Request, response *http.Response, err error, usual time.Duration) (time.Duration, bool) {
	switch {
	case err != nil || response.StatusCode >= 500:
		// Whether GitHub has done what was asked nobody knows: only what may be done twice is
		// asked for again.
		return usual, repeatable(r) && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded)
	case limited(response):
		return p.asked(response, usual), true // GitHub has refused, so nothing is done
	}
	return 0, false
}

// repeatable tells that doing a call twice does the same as doing it once. A second comment
// would be one too many; a second equal status is not.
func repeatable(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodPatch || !strings.HasSuffix(r.URL.Path, "/comments")
}

// limitError is a limit that ends later than anybody waits. Its answer looks like that of a
// call without the right, which is another matter.
type limitError struct{ wait time.Duration }

func (l *limitError) Error() string { return "rate limited for another " + l.wait.String() }

// limited tells that GitHub limits the pace of calls, or their number in an hour.
func limited(r *http.Response) bool {
	if r.StatusCode != http.StatusForbidden && r.StatusCode != http.StatusTooManyRequests {
		return false
	}
	return r.StatusCode == http.StatusTooManyRequests || r.Header.Get("Retry-After") != "" || r.Header.Get("X-RateLimit-Remaining") == "0"
}

// asked is how long GitHub asks us to wait.
func (p *patience) asked(r *http.Response, usual time.Duration) time.Duration {
	if n, err := strconv.Atoi(r.Header.Get("Retry-After")); err == nil && n >= 0 {
		return max(time.Duration(n)*time.Second, time.Second)
	}
	if n, err := strconv.ParseInt(r.Header.Get("X-RateLimit-Reset"), 10, 64); err == nil && r.Header.Get("X-RateLimit-Remaining") == "0" {
		return max(time.Unix(n, 0).Sub(p.now())+time.Second, time.Second)
	}
	return max(usual, 10*time.Second)
}

func reason(response *http.Response, err error) string {
	if err != nil {
		return "network"
	}
	return strconv.Itoa(response.StatusCode)
}
