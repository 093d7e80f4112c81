package site

import (
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// empty is a region with registers and settings and nothing planned.
func empty(t testing.TB) Input {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	tree := fstest.MapFS{}
	for name, file := range region.Files() {
		if len(name) > len("plans/register/") && name[:len("plans/register/")] == "plans/register/" || name == "plans/leveransplan.yaml" {
			tree[name] = file
		}
	}
	result, err := check.Tree(tree, check.Options{Schemas: schemas})
	if err != nil {
		t.Fatal(err)
	}
	return of(result)
}
