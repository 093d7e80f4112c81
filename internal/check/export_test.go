package check

import (
	"io/fs"

	"github.com/leveransplan/leveransplan/internal/schema"
)

// ContentSum is the hash of a file as comparisons have it.
func ContentSum(tree fs.FS, name string) string { return content(tree, name, true) }

// Comparer gives a [Compare] that reads each file once, in how many comparisons it stands.
func Comparer(schemas *schema.Set) func(Trees, Options) (*Comparison, error) {
	seen := &shared{schemas: schemas, limit: 12 << 20}
	return func(t Trees, opt Options) (*Comparison, error) { return compareBy(t, opt, seen) }
}
