package record

import (
	"errors"
	"iter"
	"regexp"
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Entry is a record as it stands on the branch, or a commit of the branch that brought none.
type Entry struct {
	Commit gitrepo.Commit
	// Recorded is when the commit says that it was made, and never before a commit that it
	// builds on.
	Recorded time.Time
	Path     string // empty where the commit added no record
	Text     []byte // of the file, as it stands
	Record   *Record
	// Violations is what is wrong with the record, or with what the commit did to the branch.
	Violations []Violation
}

// Read reads the branch from after a revision (zero: from its beginning) to its tip, the
// oldest first. What is wrong with a record or with the branch is a violation of its entry;
// an error ends it, and means that git can't be read, or that the tip does not lead back to
// after any more ([gitrepo.ErrNotAncestor]: the branch has been rewritten). A second record
// for a commit is found among those that are read.
func Read(repo *gitrepo.Repo, tip, after gitrepo.Revision) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		var commits []gitrepo.Commit
		for c, err := range repo.FirstParent(tip, after) {
			if err != nil {
				yield(Entry{}, err)
				return
			}
			commits = append(commits, c)
		}
		slices.Reverse(commits)
		r := &reader{repo: repo, covered: map[string]string{}, line: map[string]bool{}}
		for _, c := range commits {
			r.line[c.Hash] = true
		}
		if err := r.begin(after); err != nil {
			yield(Entry{}, err)
			return
		}
		before := after
		for _, c := range commits {
			entries, err := r.commit(before, c)
			if err != nil {
				yield(Entry{Commit: c}, err)
				return
			}
			for _, e := range entries {
				if !yield(e, nil) {
					return
				}
			}
			before = c.Revision
		}
	}
}

type reader struct {
	repo     *gitrepo.Repo
	line     map[string]bool   // commits of the branch
	covered  map[string]string // commits of main to the records that cover them
	recorded time.Time
}

// begin takes the time of the commit before the first.
func (r *reader) begin(after gitrepo.Revision) error {
	for c, err := range r.repo.FirstParent(after, gitrepo.Revision{}) {
		if err != nil {
			return err
		}
		r.line[c.Hash], r.recorded = true, c.Committer.Time
		break
	}
	return nil
}

// commit reads what one commit did: one entry for each record that it added, or one without.
func (r *reader) commit(before gitrepo.Revision, c gitrepo.Commit) ([]Entry, error) {
	if c.Committer.Time.After(r.recorded) {
		r.recorded = c.Committer.Time
	}
	changes, err := r.repo.Changed(before, c.Revision, ".")
	if err != nil {
		return nil, err
	}
	var entries []Entry
	var found []Violation
	add := func(code Code, path string, message lang.Text) {
		found = append(found, Violation{Code: code, Commit: c.Hash, Path: path, Message: message})
	}
	for _, x := range changes {
		switch {
		case x.After.Mode == 0:
			add(Removed, x.Path, lang.T("%s togs bort", "%s was removed", x.Path))
		case x.Before.Mode != 0:
			add(Changed, x.Path, lang.T("%s skrevs om", "%s was written anew", x.Path))
		case x.After.Mode != 0o644 || !recordPath.MatchString(x.Path):
			add(Unrelated, x.Path, lang.T("%s är inget protokoll", "%s is no record", x.Path))
		default:
			e, err := r.entry(c, x.Path)
			if err != nil {
				return nil, err
			}
			entries = append(entries, e)
		}
	}
	switch n := len(entries); {
	case n == 0:
		add(Empty, "", lang.T("commit %.12s lägger inte till något protokoll", "commit %.12s adds no record", c.Hash))
		entries = []Entry{{Commit: c, Recorded: r.recorded}}
	case n > 1:
		add(Several, "", lang.T("commit %.12s lägger till %d protokoll", "commit %.12s adds %d records", c.Hash, n))
	}
	if err := r.parents(c, add); err != nil {
		return nil, err
	}
	entries[0].Violations = append(found, entries[0].Violations...)
	return entries, nil
}

// recordPath is what files of the branch are called. Which of them a record must be called
// by is in the record.
var recordPath = regexp.MustCompile(`^[0-9]{4}/[^/]+\.json$`)

// entry reads one record.
func (r *reader) entry(c gitrepo.Commit, path string) (Entry, error) {
	e := Entry{Commit: c, Recorded: r.recorded, Path: path}
	add := func(v Violation) {
		v.Commit, v.Path = c.Hash, path
		e.Violations = append(e.Violations, v)
	}
	var err error
	tree := c.FS()
	tree.Limit = MaxSize
	if e.Text, err = tree.ReadFile(path); err != nil {
		large := (*gitrepo.TooLarge)(nil)
		if !errors.As(err, &large) {
			return e, err
		}
		add(Violation{Code: Malformed, Message: tooLarge(int(large.Size))})
		return e, nil
	}
	e.Record, err = Decode(e.Text)
	if v := (*Violation)(nil); errors.As(err, &v) {
		add(*v)
		return e, nil
	}
	if err != nil {
		return e, err
	}
	if want := e.Record.Path(); want != path {
		add(Violation{Code: Misnamed, Message: lang.T("%s ska heta %s efter det som står i det", "%s is to be called %s, by what it holds", path, want)})
	}
	for _, hash := range e.Record.Commits {
		if other, twice := r.covered[hash]; twice {
			add(Violation{Code: Duplicate, Message: lang.T("%s och %s gäller samma commit, %.12s", "%s and %s are for the same commit, %.12s", other, path, hash)})
			continue
		}
		r.covered[hash] = path
	}
	return e, nil
}

// parents judges what a commit builds on beside the one before it.
func (r *reader) parents(c gitrepo.Commit, add func(Code, string, lang.Text)) error {
	if len(c.Parents) < 2 {
		return nil
	}
	add(Merged, "", lang.T("commit %.12s slår samman två grenar", "commit %.12s merges two branches", c.Hash))
	seen := map[string]bool{}
	rest := slices.Clone(c.Parents[1:])
	for len(rest) > 0 {
		hash := rest[0]
		if rest = rest[1:]; r.line[hash] || seen[hash] {
			continue
		}
		seen[hash] = true
		rev, err := r.repo.Resolve(hash)
		if err != nil {
			return err
		}
		for p, err := range r.repo.FirstParent(rev, gitrepo.Revision{}) {
			if err != nil {
				return err
			}
			if len(p.Parents) == 0 {
				add(SecondRoot, "", lang.T("commit %.12s är en andra början på grenen", "commit %.12s is a second beginning of the branch", p.Hash))
			}
			rest = append(rest, p.Parents...)
			break
		}
	}
	return nil
}
