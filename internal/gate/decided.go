package gate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// Merged is what has reached main.
type Merged struct {
	// Repo is the clone in which all of it is.
	Repo *gitrepo.Repo
	// Facts are those of the request; nil where there was none.
	Facts *Facts
	// Before is what main was, and After what the decision made it, one or more commits on.
	Before, After gitrepo.Revision
	At            time.Time // by the host's clock
	// Part tells that it is only some of what the request brought, as one of several commits
	// that were pushed.
	Part bool
}

// Decided judges what has reached main as it stood at that moment. What came after it changes
// nothing: the same decision gives the same verdict at once and years later. What no request
// brought nobody has agreed to.
//
// The request's commits are held against what they became: content that main got and nobody
// approved stands among what is wrong, as do errors. Whatever can't be found out is an
// error, and no verdict. Nothing is published.
func (g *Gate) Decided(ctx context.Context, m Merged) (v *Verdict, err error) {
	defer func() {
		if p := recover(); p != nil {
			v, err = nil, worded(fmt.Errorf("panic: %v", p))
		}
	}()
	v = &Verdict{}
	a := &attempt{gate: g, repo: m.Repo, now: m.At, final: true, contents: newContents(m.Repo, g.Schemas), verdict: v, base: m.Before, want: m.After, facts: &Facts{}}
	a.contents.stop = ctx.Err
	if m.Facts != nil {
		a.facts = m.Facts.until(m.At)
	}
	v.Target.Number, v.Tips = a.facts.Number, Tips{Head: a.facts.Head, Base: m.Before.Hash}
	if err := a.compare(); err != nil {
		return nil, worded(err)
	}
	switch {
	case m.Facts == nil:
		err = a.unasked(ctx)
	case m.Part:
		err = a.asked(ctx)
	default:
		if err = a.asked(ctx); err == nil {
			err = a.altered()
		}
	}
	if err = cmp.Or(err, ctx.Err()); err != nil {
		return nil, worded(err)
	}
	v.settle()
	return v, nil
}

// asked judges what a request brought.
func (a *attempt) asked(ctx context.Context) error {
	var err error
	if a.head, err = a.find(a.facts.Head); err != nil {
		return err
	}
	own, err := a.repo.Contributions(a.base, a.head, ".")
	if err != nil {
		return err
	}
	var large *Fault
	switch err := a.measure(ctx, own); {
	case errors.As(err, &large):
		a.unknown(large.Message)
		own = nil
	case err != nil:
		return err
	}
	if err := a.weigh(ctx, own); err != nil {
		return err
	}
	a.outside(nil)
	return nil
}

// unasked judges what came without a request. Whose commits it is made of is told, and
// approves nothing.
func (a *attempt) unasked(ctx context.Context) error {
	requirements, err := a.needs()
	if err != nil {
		return err
	}
	v := a.verdict
	own, err := a.repo.Contributions(a.base, a.want, ".")
	if err != nil {
		return err
	}
	v.Evidence = approval.Evidence{Now: a.now, Merged: true}
	if a.fits(own) {
		if v.Evidence.Commits, err = a.hands(ctx, own); err != nil {
			return err
		}
	}
	v.Evidence.Unknown = a.missing
	v.Result = approval.Judge(requirements, v.Evidence, v.Policy)
	// That nobody opened the request that is not there goes without saying.
	v.Result.Reasons = slices.Concat(v.Policy.Faults, a.missing)
	return nil
}

// crosswise tells that two lines of history have no one past in common. That no later look
// will change.
func crosswise(err error) bool {
	return errors.Is(err, gitrepo.ErrUnrelated) || errors.Is(err, gitrepo.ErrSeveralBases)
}

// until gives the facts as they stood at a moment, as far as what came after it can be told:
// reviews, dismissals and moves of branches. The host counts whole seconds. What happened in
// the same second counts, but for the deletion of the branch, which a merge brings with it.
func (f *Facts) until(at time.Time) *Facts {
	out := *f
	out.Reviews = nil
	for _, r := range f.Reviews {
		if r.Submitted.After(at) {
			continue
		}
		if r.State == approval.Dismissed && r.Dismissed.After(at) {
			r.State = r.Was
		}
		r.Dismissed, r.Was = time.Time{}, ""
		out.Reviews = append(out.Reviews, r)
	}
	later := func(m Move) bool { return m.At.After(at) || m.How == Deleted && m.At.Equal(at) }
	out.Moves = slices.DeleteFunc(slices.Clone(f.Moves), later)
	out.BaseMoves = slices.DeleteFunc(slices.Clone(f.BaseMoves), later)
	return &out
}
