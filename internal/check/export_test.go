package check

import "io/fs"

// ContentSum is the hash of a file as comparisons have it.
func ContentSum(tree fs.FS, name string) string { return content(tree, name, true) }
