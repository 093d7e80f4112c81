package gate

import (
	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// Between tells what changes between two revisions, as the gate sees it.
func Between(repo *gitrepo.Repo, schemas *schema.Set, a, b gitrepo.Revision) (map[string]approval.Bound, error) {
	return newContents(repo, schemas).between(a, b)
}

// FilesBetween lists the files that differ between two revisions.
func FilesBetween(repo *gitrepo.Repo, a, b gitrepo.Revision) ([]diff.FileChange, error) {
	return newContents(repo, nil).files(a, b, ".")
}
