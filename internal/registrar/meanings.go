package registrar

import (
	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// meanings tells what changes between revisions, by the sums that main's line has too
// (package history). The first question reads a whole tree, those after it what differs.
type meanings struct {
	repo   *gitrepo.Repo
	reader *check.Reader
	walk   *check.Walk
}

func (r *Registrar) meanings() *meanings {
	known := &cache.Cache{}
	return &meanings{repo: r.Repo, reader: &check.Reader{
		Schemas:  func() (*schema.Set, error) { return r.Schemas, nil },
		Meanings: func() *cache.Cache { return known },
	}}
}

func (m *meanings) between(from, to gitrepo.Revision) ([]diff.Change, error) {
	files, err := m.repo.Changed(from, to, ".")
	if err != nil {
		return nil, err
	}
	before, after := from.FS(), to.FS()
	if m.walk == nil {
		m.walk, err = m.reader.Walk(before)
	} else {
		_, err = m.walk.To(before, nil)
	}
	var out []diff.Change
	if err == nil {
		out, err = m.walk.To(after, check.Outside(files))
	}
	for _, tree := range []*gitrepo.Tree{before, after} {
		if fault := tree.Err(); fault != nil {
			m.walk = nil
			return nil, fault
		}
	}
	return out, err
}
