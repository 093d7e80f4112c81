package gitrepo

import (
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// The causes of faults in what was asked for.
var (
	ErrArgument  = errors.New("not a revision")
	ErrUnknown   = errors.New("unknown revision")
	ErrAmbiguous = errors.New("ambiguous revision")
)

// Revision is a commit and the files that it holds. The zero Revision stands for what
// comes before the first commit: it holds nothing.
type Revision struct {
	Hash string // the commit's, 40 hex digits; empty in the zero Revision
	Tree string // the hash of all its files: equal hashes, equal files

	repo *Repo
}

// FS gives the revision's files.
func (rev Revision) FS() *Tree {
	return &Tree{Limit: DefaultLimit, repo: rev.repo, root: plumbing.NewHash(rev.Tree), read: budget{limit: rev.limit()}}
}

func (rev Revision) limit() int64 {
	if rev.repo == nil {
		return 0 // the zero Revision: there is nothing to read
	}
	return rev.repo.maxEntries
}

// Resolve finds a revision by what a user, or a hosting service, calls it: HEAD, a
// branch or tag in short or in full (main, origin/main, refs/pull/1/head), or the first 7
// to 40 digits of a commit's hash; then any number of ~N and ^N. Anything else, a name
// that nothing has and a name that several things have are faults ([ErrArgument],
// [ErrUnknown], [ErrAmbiguous]): where git would choose, this refuses.
func (r *Repo) Resolve(rev string) (Revision, error) {
	arg, fault := parseArgument(rev)
	if fault != nil {
		return Revision{}, fault
	}
	start, err := r.named(arg.name)
	if err != nil {
		return Revision{}, err
	}
	at, err := r.commit(start)
	for _, s := range arg.steps {
		for range s.count {
			if err != nil {
				return Revision{}, err
			}
			if s.parent > len(at.ParentHashes) {
				return Revision{}, noParent(rev)
			}
			at, err = r.commit(at.ParentHashes[s.parent-1])
		}
	}
	if err != nil {
		return Revision{}, err
	}
	return r.revision(at), nil
}

func (r *Repo) revision(c *object.Commit) Revision {
	return Revision{Hash: c.Hash.String(), Tree: c.TreeHash.String(), repo: r}
}

// named finds the commit of a name. A full hash is nothing else, as in git.
func (r *Repo) named(name string) (plumbing.Hash, error) {
	if isHash(strings.ToLower(name)) {
		return r.peel(plumbing.NewHash(name), name)
	}
	found, err := r.refsNamed(name)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	if isAbbreviation(name) {
		objects, err := r.commitsWithPrefix(strings.ToLower(name))
		if err != nil {
			return plumbing.ZeroHash, err
		}
		found = append(found, objects...)
	}
	slices.SortFunc(found, compareHashes)
	switch found = slices.Compact(found); len(found) {
	case 0:
		return plumbing.ZeroHash, r.unknown(name)
	case 1:
		return found[0], nil
	}
	return plumbing.ZeroHash, ambiguous(name)
}

// refsNamed lists the commits of the refs that a name may mean.
func (r *Repo) refsNamed(name string) ([]plumbing.Hash, error) {
	candidates := []string{"refs/" + name, "refs/tags/" + name, "refs/heads/" + name, "refs/remotes/" + name}
	if name == "HEAD" || strings.HasPrefix(name, "refs/") {
		candidates = []string{name}
	}
	var found []plumbing.Hash
	for _, full := range candidates {
		hash, err := r.ref(full)
		if errors.Is(err, errNoRef) {
			continue
		}
		if err != nil {
			return nil, err
		}
		commit, err := r.peel(hash, name)
		if err != nil {
			return nil, err
		}
		found = append(found, commit)
	}
	return found, nil
}

// commitsWithPrefix lists the commits, and the commits of tags, whose hash begins so.
// Files and folders do not count, as in git.
func (r *Repo) commitsWithPrefix(digits string) ([]plumbing.Hash, error) {
	start, err := hex.DecodeString(digits[:len(digits)&^1])
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	hashes, err := r.store.HashesWithPrefix(start)
	r.mu.Unlock()
	if err != nil {
		return nil, unreadableFault(err)
	}
	var found []plumbing.Hash
	for _, hash := range hashes {
		if !strings.HasPrefix(hash.String(), digits) {
			continue
		}
		commit, err := r.peel(hash, digits)
		if errors.Is(err, ErrUnknown) {
			continue
		}
		if err != nil {
			return nil, err
		}
		found = append(found, commit)
	}
	return found, nil
}

// peel follows tags to a commit. The name is for messages.
func (r *Repo) peel(hash plumbing.Hash, name string) (plumbing.Hash, error) {
	for range maxSymbolic {
		kind, text, err := r.commitOrTag(hash)
		switch {
		case errors.Is(err, ErrMissing) && strings.EqualFold(name, hash.String()):
			return plumbing.ZeroHash, r.unknown(name)
		case err != nil:
			return plumbing.ZeroHash, err
		case kind == plumbing.CommitObject:
			return hash, nil
		case kind != plumbing.TagObject:
			return plumbing.ZeroHash, noCommit(name)
		}
		var ok bool
		if hash, ok = target(text); !ok {
			return plumbing.ZeroHash, brokenFault(hash.String(), "a tag of nothing")
		}
	}
	return plumbing.ZeroHash, noCommit(name)
}

// target reads what a tag points to from its first line.
func target(tag []byte) (plumbing.Hash, bool) {
	line, _, _ := strings.Cut(string(tag), "\n")
	hash, ok := strings.CutPrefix(line, "object ")
	return plumbing.NewHash(hash), ok && isHash(hash)
}

func compareHashes(a, b plumbing.Hash) int { return slices.Compare(a[:], b[:]) }

// unknown says that nothing has the name, and what is nearest: a branch that has been
// fetched, not checked out.
func (r *Repo) unknown(name string) *Fault {
	f := &Fault{
		Message: lang.T("git-arkivet har ingen gren, tagg eller commit %q", "the git repository has no branch, tag or commit %q", name),
		Hint: lang.T("Kör git fetch om den finns på servern. git branch --all visar alla grenar.",
			"Run git fetch if it is on the server. git branch --all shows all branches."),
		Err: ErrUnknown,
	}
	if name == "HEAD" {
		f.Message = lang.T("git-arkivet har ingen commit än", "the git repository has no commit yet")
		f.Hint = lang.T("Gör den första: git add och git commit.", "Make the first one: git add and git commit.")
	}
	if _, err := r.ref("refs/remotes/origin/" + name); err == nil {
		f.Hint = lang.T("Menade du origin/%s?", "Did you mean origin/%s?", name)
	}
	return f
}

func noCommit(name string) *Fault {
	return &Fault{
		Message: lang.T("%q är ingen commit, utan en fil eller mapp i git", "%q is no commit, but a file or folder in git", name),
		Hint:    lang.T("Skriv en commits id. git log visar dem.", "Write the id of a commit. git log shows them."),
		Err:     ErrUnknown,
	}
}

func noParent(rev string) *Fault {
	return &Fault{
		Message: lang.T("%q finns inte: historiken går inte så långt tillbaka, eller så har en commit inte så många föräldrar",
			"there is no %q: the history does not go back that far, or a commit does not have that many parents", rev),
		Hint: lang.T("git log --graph visar historiken.", "git log --graph shows the history."),
		Err:  ErrUnknown,
	}
}

func ambiguous(name string) *Fault {
	return &Fault{
		Message: lang.T("%q kan vara flera olika commits", "%q may be several different commits", name),
		Hint: lang.T("Skriv namnet i sin helhet, som refs/heads/%[1]s eller refs/tags/%[1]s, eller en commits hela id.",
			"Write the name in full, such as refs/heads/%[1]s or refs/tags/%[1]s, or the whole id of a commit.", name),
		Err: ErrAmbiguous,
	}
}
