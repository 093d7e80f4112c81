package cli

import (
	"context"
	"errors"
	"time"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/registrar"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// hosted asks GitHub what it knows of the decisions: the records that would be made now, and
// where the branches stand.
func (w *auditing) hosted(ctx context.Context) (*audit.Hosted, error) {
	reader, err := github.NewReader(w.gitHub())
	if err != nil {
		return nil, gateFault(err)
	}
	remote, err := w.remote()
	if err != nil {
		return nil, err
	}
	out := &audit.Hosted{}
	if out.Main, err = reader.Branch(ctx, "main"); err != nil {
		return nil, onlineFault(err)
	}
	branch, err := w.repo.RemoteBranch(remote, record.Branch)
	if err != nil {
		return nil, gitFault(err)
	}
	tip, err := branch.Tip(ctx)
	if err != nil {
		return nil, gitFault(err)
	}
	out.Records = tip.Hash
	schemas, err := schema.Load()
	if err != nil {
		return nil, err
	}
	after := w.question.Anchor
	if w.question.From != (gitrepo.Revision{}) {
		after = w.question.From
	}
	r := &registrar.Registrar{Host: reader, Repo: w.repo, Schemas: schemas, Now: w.env.Now}
	if out.Decided, err = r.Decided(ctx, after, w.question.To, func(string) bool { return false }); err != nil {
		return nil, onlineFault(err)
	}
	if out.Declined, err = r.Declined(ctx, w.since(after)); err != nil {
		return nil, onlineFault(err)
	}
	return out, nil
}

// since is from when closed requests are asked for: from what the audit begins with.
func (w *auditing) since(after gitrepo.Revision) time.Time {
	for c, err := range w.repo.FirstParent(after, gitrepo.Revision{}) {
		if err == nil {
			return c.Committer.Time
		}
	}
	return time.Time{}
}

// onlineFault puts what kept GitHub from being asked in words of the audit.
func onlineFault(err error) error {
	if f := (*failure)(nil); errors.As(gateFault(err), &f) {
		return fault(f.text, lang.T("Försök igen senare, eller granska utan --online.", "Try again later, or audit without --online."))
	}
	return err
}
