package check

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// Outside lists those of the files that differ between two revisions that do not lie under
// plans/, as [Walk.To], [Walk.Brought] and [Compare] want them.
func Outside(changed []gitrepo.Change) []diff.FileChange {
	var out []diff.FileChange
	for _, c := range changed {
		if !strings.HasPrefix(c.Path, Root+"/") {
			out = append(out, diff.FileChange{Path: c.Path, Before: c.Before.Hash, After: c.After.Hash})
		}
	}
	return out
}
