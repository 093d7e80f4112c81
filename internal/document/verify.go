package document

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
)

// Verdict is what a code stands for, and whether that still holds.
type Verdict struct {
	Code   Code
	Commit gitrepo.Commit // that the print was made from
	Then   *View          // what it showed
	// OnMain tells that the commit is one of main's own. Agreed tells that main had this content
	// when the commit was made: otherwise the print showed a proposal. Before tells that main
	// had the document at all.
	OnMain, Agreed, Before bool

	Main gitrepo.Commit // main now
	Now  *View          // the document on main now; nil where it is not there
	// Holds tells that main has this content now.
	Holds bool
	// Since are the decisions after the commit that changed what a print of the document shows,
	// the oldest first. All tells that none of them has been left out.
	Since []history.Entry
	// Differences are what main says otherwise now.
	Differences []Difference
}

// Why a code has no verdict.
var (
	ErrOtherForm = errors.New("the code is of another form")
	ErrCommit    = errors.New("no commit begins so")
	ErrAmbiguous = errors.New("several commits begin so")
	ErrForged    = errors.New("the commit has no document with this content")
)

// Verify looks a code up. The whole hash of the commit is asked for only where several begin
// alike; it may be empty. The error is one of those above, [ErrUnclear], or what kept the
// repository from being read.
func (a *Archive) Verify(c Code, commit string) (*Verdict, error) {
	if c.Form != Form {
		return nil, ErrOtherForm
	}
	if err := a.readLine(); err != nil {
		return nil, err
	}
	candidates, err := a.candidates(c, commit)
	if err != nil {
		return nil, err
	}
	v := &Verdict{Code: c}
	for _, rev := range candidates {
		found, err := a.find(c, rev)
		switch {
		case err != nil:
			return nil, err
		case found == nil:
		case v.Then != nil:
			return nil, ErrAmbiguous
		default:
			v.Then = found
			if v.Commit, err = a.commit(rev); err != nil {
				return nil, err
			}
		}
	}
	if v.Then == nil {
		return nil, ErrForged
	}
	return v, a.judge(v)
}

// wholeHash is the form of a commit's whole hash. A file may say anything in its place, also an
// expression that leads to another commit.
var wholeHash = regexp.MustCompile(`^[0-9a-f]{40}$`)

// candidates are the commits that a code may be of.
func (a *Archive) candidates(c Code, commit string) ([]gitrepo.Revision, error) {
	if strings.HasPrefix(commit, c.Commit) && wholeHash.MatchString(commit) {
		rev, err := a.Repo.Resolve(commit)
		if errors.Is(err, gitrepo.ErrUnknown) || err == nil && rev.Hash != commit {
			return nil, ErrCommit
		}
		return []gitrepo.Revision{rev}, err
	}
	rev, err := a.Repo.Resolve(c.Commit)
	if err == nil && strings.HasPrefix(rev.Hash, c.Commit) {
		return []gitrepo.Revision{rev}, nil
	}
	if err != nil && !errors.Is(err, gitrepo.ErrUnknown) && !errors.Is(err, gitrepo.ErrAmbiguous) {
		return nil, err
	}
	// Several begin so, or a branch is called so: most prints are of main.
	var out []gitrepo.Revision
	for _, l := range a.line {
		if strings.HasPrefix(l.Hash, c.Commit) {
			out = append(out, l.Revision)
		}
	}
	switch {
	case len(out) > 0:
		return out, nil
	case errors.Is(err, gitrepo.ErrAmbiguous):
		return nil, ErrAmbiguous
	}
	return nil, ErrCommit
}

// find looks in a commit for the document with a code's hashes.
func (a *Archive) find(c Code, rev gitrepo.Revision) (*View, error) {
	ids, unclear, err := a.index.Candidates(rev)
	if errors.Is(err, check.ErrNoPlans) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if len(unclear) > 0 {
		set, err := a.load(rev, withRegisters(rev, unclear))
		if err != nil {
			return nil, err
		}
		ids = append(ids, IDs(set)...)
	}
	doubt := error(nil)
	for _, id := range ids {
		if !c.MayBe(id) {
			continue
		}
		switch v, err := a.View(rev, id); {
		case errors.Is(err, ErrUnclear):
			doubt = err
		case err != nil:
			return nil, err
		case v != nil && c.Of(v):
			return v, nil
		}
	}
	return nil, doubt
}

// judge holds what a print showed against main, then and now.
func (a *Archive) judge(v *Verdict) (err error) {
	v.Main = a.line[0]
	if v.Now, err = a.View(v.Main.Revision, v.Then.ID); err != nil {
		return err
	}
	v.Holds = v.Now != nil && v.Now.Sum() == v.Then.Sum()
	fork, known, err := a.fork(v.Commit)
	if err != nil || !known {
		return err
	}
	v.OnMain = fork.Hash == v.Commit.Hash
	then, err := a.View(fork.Revision, v.Then.ID)
	if err != nil && !errors.Is(err, ErrUnclear) {
		return err
	}
	v.Before = then != nil
	v.Agreed = v.OnMain || then != nil && then.Sum() == v.Then.Sum()
	if v.Now != nil {
		v.Differences = Differences(v.Then, v.Now)
	}
	if v.Holds && v.Agreed {
		return nil // whatever came between has been taken back
	}
	v.Since, err = a.since(fork.Revision, v)
	return err
}

// maxTold is how many decisions are held against the pages before and after them; of more all
// are told that may have changed the page.
const maxTold = 24

// since lists the decisions after a commit of main that changed what a page of the document
// shows.
func (a *Archive) since(after gitrepo.Revision, v *Verdict) ([]history.Entry, error) {
	line, err := history.Read(a.Repo, after, a.Main)
	if err != nil {
		return nil, err
	}
	all, err := line.All(a.Reader)
	if err != nil {
		return nil, err
	}
	var out []history.Entry
	about := used(v.Then, v.Now)
	for _, e := range all {
		e.Items = slices.DeleteFunc(slices.Clone(e.Items), func(it history.Item) bool { return !about.by(&it) })
		if len(e.Items) > 0 {
			out = append(out, e)
		}
	}
	if len(out) > maxTold {
		return out, nil
	}
	told := out[:0]
	for _, e := range out {
		changed, err := a.changes(e, v.Then.ID)
		if err != nil {
			return nil, err
		}
		if changed {
			told = append(told, e)
		}
	}
	return told, nil
}

// changes tells that the page of a document is another one after a step. Where it can't be told
// it may be.
func (a *Archive) changes(e history.Entry, id string) (bool, error) {
	before, err := a.View(e.Before, id)
	if err != nil {
		return true, but(err, ErrUnclear)
	}
	after, err := a.View(e.Commit.Revision, id)
	if err != nil {
		return true, but(err, ErrUnclear)
	}
	if before == nil || after == nil {
		return before != after, nil
	}
	return before.Sum() != after.Sum(), nil
}

// but is an error unless it is the one that is expected.
func but(err, expected error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
}
