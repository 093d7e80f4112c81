package cli

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

// request is a change request as trees: from the merge base of main and the head to the head.
type request struct {
	check.Trees
	repo    *gitrepo.Repo
	working *worktree.Tree // to be closed with the request; nil where somebody else does
	trees   []*gitrepo.Tree
	reader  *check.Reader
	// began is the merge base; wanted is the head, or what is checked out.
	began, wanted gitrepo.Revision
}

// request opens the trees of a request. Without a head it is the working files under root,
// which began at the commit that is checked out; what they change outside plans/ counts from
// the last commit.
func (a *app) request(root, base, head string, working fs.FS) (*request, error) {
	repo, err := openRepo(root)
	if err != nil {
		return nil, err
	}
	r := &request{repo: repo, reader: newReader(repo)}
	if err := r.open(base, head, working); err != nil {
		r.Close()
		return nil, gitFault(err)
	}
	return r, nil
}

// open finds the repository and opens the trees of a request there, which is to be closed.
// The working files are opened only where they are the head.
func (a *app) open(base, head string) (*request, error) {
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return nil, err
	}
	if head != "" {
		return a.request(root, base, head, nil)
	}
	working, err := openTree(root)
	if err != nil {
		return nil, err
	}
	err = undisturbed(working)
	var r *request
	if err == nil {
		r, err = a.request(root, base, head, working)
	}
	if err != nil {
		working.Close()
		return nil, err
	}
	r.working = working
	return r, nil
}

// undisturbed tells that no run was killed while it was writing the files.
func undisturbed(tree *worktree.Tree) error {
	if _, err := tree.Stat(worktree.Journal); err != nil {
		return nil
	}
	return fault(lang.T("en skrivning blev avbruten; filerna kan vara halvvägs ändrade", "a writing was interrupted; files may be changed half-way"),
		lang.T("Kör leveransplan fmt: det återställer dem först.", "Run leveransplan fmt: it puts them back first."))
}

func (r *request) open(base, head string, working fs.FS) error {
	main, err := r.repo.Resolve(base)
	if err != nil {
		return err
	}
	name := head
	if name == "" {
		name = "HEAD"
	}
	wanted, err := r.repo.Resolve(name)
	if err != nil {
		return err
	}
	began, err := r.repo.MergeBase(main, wanted)
	if err != nil {
		return err
	}
	changed, err := r.repo.Changed(began, wanted, ".")
	if err != nil {
		return err
	}
	for _, c := range changed {
		if !strings.HasPrefix(c.Path, check.Root+"/") {
			r.Files = append(r.Files, diff.FileChange{Path: c.Path, Before: c.Before.Hash, After: c.After.Hash})
		}
	}
	tree := func(rev gitrepo.Revision) fs.FS {
		t := rev.FS()
		r.trees = append(r.trees, t)
		return t
	}
	r.began, r.wanted = began, wanted
	r.MergeBase, r.Base, r.Head = tree(began), tree(main), working
	if head != "" {
		r.Head = tree(wanted)
	}
	return nil
}

// fault tells that a tree could not be read as it is: what was found then is no answer.
func (r *request) fault() error {
	for _, t := range r.trees {
		if err := t.Err(); err != nil {
			return gitFault(err)
		}
	}
	return nil
}

// Close releases the repository, and the working files where the request holds them.
func (r *request) Close() {
	r.reader.Meanings().Close()
	r.repo.Close()
	if r.working != nil {
		r.working.Close()
	}
}

// gitFault puts what keeps a repository from being read in the reader's words.
func gitFault(err error) error {
	if f := (*gitrepo.Fault)(nil); errors.As(err, &f) {
		return fault(f.Message, f.Hint)
	}
	return fault(lang.T("git-arkivet går inte att läsa: %v", "the git repository can't be read: %v", err), lang.Text{})
}
