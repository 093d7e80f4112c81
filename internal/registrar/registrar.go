// Package registrar makes the decision records of what has reached main, and of requests that
// were closed without a merge. It asks the hosting service what happened and git what it
// brought, and lets package gate judge as of the moment of the merge. It writes nothing: that
// is package record's.
//
// Whatever it can't find out is an error, and no record: a record can't be taken back. What
// it can find out is recorded, however wrong it was.
package registrar

import (
	"context"
	"time"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// Host is what the hosting service knows. Whatever it can't read in full is an error, never a
// shorter answer.
type Host interface {
	gate.Host
	// Merged lists, by number, the requests to the default branch that brought a commit, as
	// the service says.
	Merged(ctx context.Context, commit string) ([]int, error)
	// Declined lists, by number, the requests to the default branch that were closed without a
	// merge at or after a moment.
	Declined(ctx context.Context, since time.Time) ([]int, error)
	// Line lists what happened to the default branch since a moment and one step further back,
	// the oldest first, as far as the service remembers.
	Line(ctx context.Context, since time.Time) ([]gate.Move, error)
}

// Registrar makes records.
type Registrar struct {
	Host Host
	// Repo is a clone that has main and the heads of the requests.
	Repo    *gitrepo.Repo
	Schemas *schema.Set
	// Now is the time. Nothing in a record depends on it.
	Now func() time.Time
}
