package github

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"fmt"
	"io"
	"net/http"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

//go:embed api/api.github.com.json.gz
var packed []byte

// description is GitHub's description of the calls in use, ready to judge them.
type description struct {
	doc    *openapi3.T
	router routers.Router
}

// readDescription unpacks the description, once in a process.
var readDescription = sync.OnceValues(func() (*description, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		return nil, err
	}
	// The router matches a variable up to the next slash; a ref has slashes of its own.
	const ref = "/repos/{owner}/{repo}/git/ref/{ref}"
	doc.Paths.Set("/repos/{owner}/{repo}/git/ref/{ref:.+}", doc.Paths.Value(ref))
	doc.Paths.Delete(ref)
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		return nil, err
	}
	return &description{doc, router}, nil
})

// call is a request that the description knows.
type call struct {
	input *openapi3filter.RequestValidationInput
	by    *description
}

// request finds the operation that a request asks for, and holds the request against it.
// The body can be read again afterwards.
func (d *description) request(r *http.Request) (*call, error) {
	route, params, err := d.router.FindRoute(r)
	if err != nil {
		return nil, fmt.Errorf("%s %s is not in the description: %w", r.Method, r.URL.Path, err)
	}
	in := &openapi3filter.RequestValidationInput{
		Request: r, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, RejectWhenRequestBodyNotSpecified: true},
	}
	if err := openapi3filter.ValidateRequest(r.Context(), in); err != nil {
		return nil, fmt.Errorf("%s %s: the request breaks the description: %w", r.Method, r.URL.Path, err)
	}
	return &call{in, d}, nil
}

// response holds an answer against the description. Errors of which it says nothing may
// have any form; success may not.
func (c *call) response(status int, header http.Header, body []byte) error {
	err := openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: c.input, Status: status, Header: header,
		Body:    io.NopCloser(bytes.NewReader(body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: status < 400},
	})
	if err == nil {
		err = c.by.timeline(c.operation(), status, body)
	}
	if err != nil {
		return fmt.Errorf("%s %s: the answer breaks the description: %w", c.input.Request.Method, c.input.Request.URL.Path, err)
	}
	return nil
}

// operation is the operation that the request asked for.
func (c *call) operation() Operation {
	path := c.input.Route.Path
	if path == "/repos/{owner}/{repo}/git/ref/{ref:.+}" {
		path = "/repos/{owner}/{repo}/git/ref/{ref}"
	}
	return Operation{c.input.Route.Method, path}
}
