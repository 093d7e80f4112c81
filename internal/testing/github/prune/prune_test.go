package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/testing/github"
)

const whole = `{
  "openapi": "3.0.3", "info": {"title": "T", "version": "1", "license": {"name": "MIT"}, "description": "långt"},
  "servers": [{"url": "https://example.org"}], "x-webhooks": {},
  "paths": {
    "/a/{x}": {
      "get": {"operationId": "a", "tags": ["t"], "x-github": {}, "parameters": [{"$ref": "#/components/parameters/x"}],
        "responses": {"200": {"description": "ja", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/one"}, "examples": {"e": {"$ref": "#/components/examples/e"}}}}},
                      "404": {"$ref": "#/components/responses/gone"}}},
      "delete": {"operationId": "d", "responses": {"204": {"description": "borta"}}}
    },
    "/b": {"get": {"operationId": "b", "responses": {"200": {"description": "b"}}}}
  },
  "components": {
    "parameters": {"x": {"name": "x", "in": "path", "required": true, "schema": {"type": "integer"}, "description": "ett tal"}, "y": {}},
    "responses": {"gone": {"description": "finns inte"}},
    "examples": {"e": {"value": 1}},
    "schemas": {
      "one": {"type": "object", "description": "ett", "required": ["description", "two"],
        "properties": {"description": {"type": "string", "example": "x"}, "title": {"type": "string"}, "two": {"$ref": "#/components/schemas/two"}, "x-y": {"type": "string"}}},
      "two": {"type": "object", "properties": {"back": {"$ref": "#/components/schemas/one"}}},
      "three": {"type": "string"}
    }
  }
}`

const pruned = `{
  "openapi": "3.0.3", "info": {"title": "T", "version": "1", "license": {"name": "MIT"}},
  "paths": {
    "/a/{x}": {"get": {"operationId": "a", "parameters": [{"$ref": "#/components/parameters/x"}],
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/one"}}}},
                      "404": {"$ref": "#/components/responses/gone"}}}}
  },
  "components": {
    "parameters": {"x": {"name": "x", "in": "path", "required": true, "schema": {"type": "integer"}}},
    "responses": {"gone": {"description": ""}},
    "schemas": {
      "one": {"type": "object", "required": ["description", "two"],
        "properties": {"description": {"type": "string"}, "title": {"type": "string"}, "two": {"$ref": "#/components/schemas/two"}, "x-y": {"type": "string"}}},
      "two": {"type": "object", "properties": {"back": {"$ref": "#/components/schemas/one"}}}
    }
  }
}`

func TestPruneKeepsWhatBinds(t *testing.T) {
	got, err := prune([]byte(whole), []github.Operation{{Method: "GET", Path: "/a/{x}"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(decoded(t, []byte(pruned)), decoded(t, got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func decoded(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestPruneRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		op   github.Operation
		want string
	}{
		"no JSON":                  {"{", github.Operation{Method: "GET", Path: "/b"}, "JSON"},
		"an operation not there":   {whole, github.Operation{Method: "POST", Path: "/b"}, "no POST /b"},
		"a reference to nothing":   {strings.Replace(whole, `"gone": {`, `"gone2": {`, 1), github.Operation{Method: "GET", Path: "/a/{x}"}, "points nowhere"},
		"a reference to elsewhere": {strings.Replace(whole, "#/components/responses/gone", "https://example.org/x", 1), github.Operation{Method: "GET", Path: "/a/{x}"}, "does not point to a component"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := prune([]byte(c.text), []github.Operation{c.op}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// The same description gives the same bytes, so that a new one shows in git for what it is.
func TestPackingIsDeterministic(t *testing.T) {
	once, err := pack([]byte(pruned))
	if err != nil {
		t.Fatal(err)
	}
	again, err := pack([]byte(pruned))
	if err != nil || !bytes.Equal(once, again) {
		t.Errorf("%v: %d and %d bytes", err, len(once), len(again))
	}
}

// What is committed stays small.
func TestCommittedDescriptionIsSmall(t *testing.T) {
	info, err := os.Stat("../api/api.github.com.json.gz")
	if err != nil || info.Size() > 60_000 {
		t.Errorf("%v, %v", info, err)
	}
}
