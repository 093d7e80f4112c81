package gitrepo

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp/capability"
)

// Advance moves the branch on the server from one revision to a later one that [Repo.Extend]
// has made on it, or makes the branch where from is zero. The server compares: [ErrMoved]
// says that the branch is not at from any more, and nothing has changed. Where the answer
// is lost the server is asked what has become of it.
func (b RemoteBranch) Advance(ctx context.Context, from, to Revision) error {
	objects, err := b.repo.fresh(from, to)
	if err != nil {
		return err
	}
	var pack bytes.Buffer
	if err := b.repo.packOf(objects, &pack); err != nil {
		return damagedFault(to.Hash, err)
	}
	sent := b.send(ctx, from, to, &pack)
	if sent == nil || errors.Is(sent, ErrDenied) {
		return sent
	}
	switch now, err := b.Tip(ctx); {
	case err != nil:
		return b.fault(ctx, sent)
	case now.Hash == to.Hash:
		return nil
	case now.Hash != from.Hash:
		return movedFault(b.name)
	}
	return b.fault(ctx, sent)
}

// send asks the server to move the branch.
func (b RemoteBranch) send(ctx context.Context, from, to Revision, pack io.Reader) error {
	endpoint, auth, err := b.connect()
	if err != nil {
		return err
	}
	session, err := b.client.NewReceivePackSession(endpoint, auth)
	if err != nil {
		return err
	}
	defer session.Close()
	offered, err := session.AdvertisedReferencesContext(ctx)
	if err != nil {
		return b.fault(ctx, err)
	}
	if offered.References[headRef(b.name)] != plumbing.NewHash(from.Hash) {
		return movedFault(b.name)
	}
	request := packp.NewReferenceUpdateRequestFromCapabilities(offered.Capabilities)
	if offered.Capabilities.Supports(capability.Sideband64k) {
		if err := request.Capabilities.Set(capability.Sideband64k); err != nil {
			return err
		}
	}
	request.Commands = []*packp.Command{{
		Name: plumbing.ReferenceName(headRef(b.name)), Old: plumbing.NewHash(from.Hash), New: plumbing.NewHash(to.Hash),
	}}
	request.Packfile = io.NopCloser(pack)
	report, err := session.ReceivePack(ctx, request)
	switch {
	case report != nil && report.Error() != nil:
		return refusedFault(b.name, report.Error())
	case err != nil:
		return err
	case report == nil:
		return errors.New("no report")
	}
	return nil
}

// fresh lists the objects that come with the commits after from: each commit, and what of
// its files the one before does not hold.
func (r *Repo) fresh(from, to Revision) ([]plumbing.Hash, error) {
	var commits []Commit
	for c, err := range r.FirstParent(to, from) {
		if err != nil {
			return nil, err
		}
		commits = append(commits, c)
	}
	f := &freshness{repo: r, seen: map[plumbing.Hash]bool{}, read: budget{limit: r.maxEntries * int64(len(commits)+1)}}
	for i, c := range commits {
		before := from
		if i+1 < len(commits) {
			before = commits[i+1].Revision
		}
		f.add(plumbing.NewHash(c.Hash))
		if err := f.trees(plumbing.NewHash(before.Tree), plumbing.NewHash(c.Tree)); err != nil {
			return nil, err
		}
	}
	return f.out, nil
}

type freshness struct {
	repo *Repo
	seen map[plumbing.Hash]bool
	out  []plumbing.Hash
	read budget
}

func (f *freshness) add(hash plumbing.Hash) {
	if !f.seen[hash] {
		f.seen[hash] = true
		f.out = append(f.out, hash)
	}
}

// trees adds what a folder holds and the same folder before did not.
func (f *freshness) trees(before, after plumbing.Hash) error {
	if before == after {
		return nil
	}
	f.add(after)
	old, err := f.repo.entries(before, &f.read)
	if err != nil {
		return err
	}
	list, err := f.repo.entries(after, &f.read)
	if err != nil {
		return err
	}
	known := make(map[string]entry, len(old))
	for _, e := range old {
		known[e.name] = e
	}
	for _, e := range list {
		switch was := known[e.name]; {
		case was == e:
		case e.mode.IsDir():
			if err := f.trees(was.tree(), e.hash); err != nil {
				return err
			}
		default:
			f.add(e.hash)
		}
	}
	return nil
}
