package cli

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/registrar"
)

// sparing is the hosting service, asked for less. Closed requests are looked for since the
// newest that is recorded, at every run; those that never touched a plan are never recorded,
// and to ask for all that is known of each of them again and again would take more calls than
// the service allows. Two calls, and the clone, say which they are.
type sparing struct {
	registrar.Host
	repo *gitrepo.Repo
	main gitrepo.Revision
}

// Declined lists the requests that were closed without a merge at or after a moment, but for
// those that touched no plan.
func (s sparing) Declined(ctx context.Context, since time.Time) ([]int, error) {
	numbers, err := s.Host.Declined(ctx, since)
	if err != nil {
		return nil, err
	}
	var out []int
	for _, n := range numbers {
		tips, err := s.Tips(ctx, n)
		if err != nil {
			return nil, err
		}
		if s.mayTouch(tips.Head) {
			out = append(out, n)
		}
	}
	return out, nil
}

// mayTouch tells that a head has commits of its own that change plans. What can't be told here
// is for whoever looks closer.
func (s sparing) mayTouch(head string) bool {
	rev, err := s.repo.Resolve(head)
	if err != nil {
		return true
	}
	own, err := s.repo.Contributions(s.main, rev, check.Root)
	return err != nil || slices.ContainsFunc(own, func(c gitrepo.Contribution) bool { return len(c.Paths) > 0 })
}

// recordFault puts what kept decisions from being recorded in the reader's words.
func recordFault(err error) error {
	own, host, kept, git := (*failure)(nil), (*gate.Fault)(nil), (*record.Fault)(nil), (*gitrepo.Fault)(nil)
	switch {
	case errors.As(err, &own):
		return own
	case errors.Is(err, context.Canceled):
		return fault(lang.T("avbrutet", "interrupted"), lang.T("Kör kommandot igen: det tar vid där det slutade.", "Run the command again: it goes on where it ended."))
	case errors.As(err, &host) && host.Err == nil:
		return fault(host.Message, host.Hint)
	case errors.As(err, &host):
		return fault(lang.T("%s (%v)", "%s (%v)", host.Message, cause(host.Err)), host.Hint)
	case errors.As(err, &kept):
		return fault(kept.Message, kept.Hint)
	case errors.As(err, &git):
		return gitFault(git)
	}
	return fault(lang.T("besluten gick inte att föra till protokollet: %v", "the decisions could not be recorded: %v", err), lang.Text{})
}

// cause is what lies at the bottom of a fault. What lies above has been put in words.
func cause(err error) error {
	for {
		below := errors.Unwrap(err)
		if below == nil {
			return err
		}
		err = below
	}
}

// apart takes joined faults apart.
func apart(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, apart(e)...)
	}
	return out
}
