package cli

import (
	"cmp"
	"errors"
	"io/fs"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/parallel"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// view is what the repository says at one commit: what reports are made from, so that each
// can say which commit it shows. Files that are not committed are not in it.
type view struct {
	root  string
	repo  *gitrepo.Repo
	rev   gitrepo.Revision
	tree  fs.FS
	set   *plan.Set
	today calendar.Day
	zone  *time.Location
	opt   check.Options
	// result is what a check found or, where nobody asked for a verdict, what is wrong with the
	// files themselves. Where it waits for documents that can't be read sums miss something.
	result *check.Result
}

// view opens a revision (empty: HEAD) as seen on a day (empty: the repository's or today), and
// reads its documents. It is to be closed. Judged, it is checked as well, at the price of a
// check.
func (a *app) view(rev, asOf string, judged bool) (*view, error) {
	v, err := a.openView(rev, asOf)
	if err != nil {
		return nil, err
	}
	if err := v.read(a, judged); err != nil {
		v.Close()
		return nil, err
	}
	v.letGo()
	return v, nil
}

// openView opens a revision and reads no document yet.
func (a *app) openView(rev, asOf string) (*view, error) {
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return nil, err
	}
	repo, err := openRepo(root)
	if err != nil {
		return nil, err
	}
	v := &view{root: root, repo: repo}
	err = v.open(a, rev, asOf)
	if err == nil && rev == "" {
		err = a.tellUncommitted(v)
	}
	if err != nil {
		repo.Close()
		return nil, err
	}
	return v, nil
}

// tellUncommitted says how many working files differ from what is shown: whoever has just
// changed one would look for it in vain.
func (a *app) tellUncommitted(v *view) error {
	working, err := openTree(v.root)
	if err != nil {
		return err
	}
	defer working.Close()
	n, err := differing(v.rev.FS(), working)
	if err != nil {
		return fault(lang.T("arbetsfilerna går inte att läsa: %s", "the working files can't be read: %s", because(err)), lang.Text{})
	}
	if n > 0 {
		a.tell(lang.T("commit %s visas, utan %s i plans/", "commit %s is shown, without %s in plans/", v.rev.Hash[:10], changedFiles(n)))
	}
	return nil
}

func changedFiles(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s ändrad fil", "%s changed file"), Other: lang.T("%s ändrade filer", "%s changed files")}
}

// main is the revision that the clone knows as main, and whether what is shown lies on its line.
// Where there is no main, there is none and nothing lies on it.
func (a *app) main(v *view) (main gitrepo.Revision, there, on bool, err error) {
	name, err := a.mainline()
	if err != nil {
		return main, false, false, err
	}
	main, err = v.repo.Resolve(name)
	if errors.Is(err, gitrepo.ErrUnknown) {
		return main, false, false, nil
	}
	if err != nil {
		return main, false, false, gitFault(err)
	}
	if on, err = onLine(v.repo, main, v.rev); err != nil {
		return main, false, false, gitFault(err)
	}
	return main, true, on, nil
}

// onLine tells that a commit lies on the first-parent line that ends in another.
func onLine(repo *gitrepo.Repo, head, rev gitrepo.Revision) (bool, error) {
	for _, err := range repo.FirstParent(head, rev) {
		if errors.Is(err, gitrepo.ErrNotAncestor) { // told when the line's beginning has been reached
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// tellIncomplete says that what is made of a commit lacks something.
func (a *app) tellIncomplete(v *view) {
	if !v.set.Whole() {
		a.tell(lang.T("alla filer i commit %s går inte att läsa helt, och det som är fel i dem är inte med: kör leveransplan check", "not every file in commit %s can be read whole, and what is wrong in them is left out: run leveransplan check", v.rev.Hash[:10]))
	}
}

// differing counts the files under plans/ that two trees do not have in common, by path and
// content.
func differing(committed *gitrepo.Tree, working fs.FS) (n int, err error) {
	there := map[string]bool{}
	err = fs.WalkDir(committed, check.Root, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			there[name] = true
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	var names []string
	err = fs.WalkDir(working, check.Root, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	same, unread := make([]bool, len(names)), make([]error, len(names))
	parallel.Do(len(names), func(i int) {
		var text []byte
		if text, unread[i] = fs.ReadFile(working, names[i]); unread[i] == nil {
			was, known := committed.Hash(names[i])
			same[i] = known && was == gitrepo.BlobHash(text)
		}
	})
	for i, name := range names {
		if delete(there, name); !same[i] {
			n++
		}
	}
	return n + len(there), cmp.Or(unread...)
}

func (v *view) open(a *app, rev, asOf string) (err error) {
	if v.opt, err = a.checkOptions(checkFlags{asOf: asOf}); err != nil {
		return err
	}
	if rev == "" {
		rev = "HEAD"
	}
	if v.rev, err = v.repo.Resolve(rev); err != nil {
		return gitFault(err)
	}
	return nil
}

// read reads the documents, and judges them where that is asked for.
func (v *view) read(a *app, judged bool) (err error) {
	tree := v.rev.FS()
	counted, end := a.watch(tree)
	defer end()
	v.tree = counted
	if judged {
		v.result, err = check.Tree(counted, v.opt)
	} else {
		v.result, err = v.unjudged()
	}
	if broken := tree.Err(); broken != nil {
		return gitFault(broken)
	}
	if err != nil {
		return v.unreadable(err)
	}
	v.set, v.today, v.zone = v.result.Set, policyDay(v.result.Set, v.opt), zoneOf(v.result.Set)
	return nil
}

// letGo lets go of the files that the documents were read from. Reports tell what documents
// say, and not where.
func (v *view) letGo() {
	for _, d := range v.set.Documents {
		d.Base().Forget()
	}
}

// unjudged reads the documents and holds no rule against them.
func (v *view) unjudged() (*check.Result, error) {
	l, err := check.Load(v.tree, v.opt.Schemas)
	if err != nil {
		return nil, err
	}
	return &check.Result{Findings: l.Findings, Set: l.Set, Files: l.Files, Waiting: l.Waiting}, nil
}

// unreadable words why nothing can be told of a commit.
func (v *view) unreadable(err error) error {
	if errors.Is(err, check.ErrNoPlans) || errors.Is(err, check.ErrNoDocuments) {
		return fault(lang.T("i commit %s finns inga dokument under plans/", "in commit %s there are no documents under plans/", v.rev.Hash[:10]), lang.Text{})
	}
	return fault(lang.T("dokumenten går inte att läsa: %s", "the documents can't be read: %s", because(err)), lang.Text{})
}

// Close releases the repository.
func (v *view) Close() { v.repo.Close() }
