package gate

import (
	"errors"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// gone tells who pushed heads that the branch had in this request and no longer has. Their
// commits have gone with a force-push, and what somebody wrote in them may stand in another's
// commit now: whoever pushed them has a hand in everything that the request does, unless the
// push is known to have changed nothing, as when it only updated the branch from main.
func (a *attempt) gone(own []gitrepo.Contribution) ([]approval.Commit, error) {
	in := map[string]bool{}
	for _, c := range own {
		in[c.Hash] = true
	}
	var subjects []string
	for _, c := range a.verdict.Comparison.Changes {
		subjects = append(subjects, c.About().String())
	}
	told := map[int64]bool{}
	var out []approval.Commit
	for _, m := range a.ofRequest() {
		if m.After == "" || zero(m.After) || in[m.After] || m.By == nil || told[m.By.ID] {
			continue
		}
		idle, err := a.idle(m, in)
		if err != nil {
			return nil, err
		}
		if !idle {
			told[m.By.ID] = true
			out = append(out, approval.Commit{Hash: m.After, Author: m.By, Subjects: subjects})
		}
	}
	return out, nil
}

// ofRequest lists what happened to the branch since it was last deleted before the request
// was opened: a name may be used for one branch after another.
func (a *attempt) ofRequest() []Move {
	from := 0
	for i, m := range a.facts.Moves {
		if m.How == Deleted && m.At.Before(a.facts.Opened) {
			from = i + 1
		}
	}
	return a.facts.Moves[from:]
}

// idle tells that a push is known to have changed nothing itself. What is not in the clone is
// not known.
func (a *attempt) idle(m Move, in map[string]bool) (bool, error) {
	before, _, err := a.former(m.Before) // not known: all that came with it is taken for new
	if err != nil {
		return false, err
	}
	after, known, err := a.former(m.After)
	if err != nil || !known || len(after) > mostAsked {
		return false, err
	}
	had := map[string]bool{}
	for _, c := range before {
		had[c.Hash] = true
	}
	for _, c := range after {
		if had[c.Hash] || in[c.Hash] {
			continue
		}
		if changed, err := a.contribution(c.Commit); err != nil || len(changed) > 0 {
			return false, err
		}
	}
	return true, nil
}

// former lists what a former head had that main has not, where the clone can tell.
func (a *attempt) former(head string) (list []gitrepo.Contribution, known bool, err error) {
	if head == "" || zero(head) {
		return nil, true, nil
	}
	rev, err := a.repo.Resolve(head)
	if errors.Is(err, gitrepo.ErrUnknown) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if a.final {
		// Whether a clone still has what a branch has lost is chance: only of what main has
		// can everybody tell, at any time.
		past, err := a.repo.MergeBase(a.base, rev)
		if crosswise(err) || err == nil && past.Hash != rev.Hash {
			return nil, false, nil
		}
		if err != nil {
			return nil, false, err
		}
	}
	list, err = a.repo.Contributions(a.base, rev, ".")
	return list, err == nil && a.fits(list), err
}

// zero tells that a hash stands for no commit at all.
func zero(hash string) bool { return strings.Trim(hash, "0") == "" }

// writers are the accounts with a hand in the content of a request.
func writers(commits []approval.Commit) map[int64]bool {
	out := map[int64]bool{}
	for _, c := range commits {
		if len(c.Subjects)+len(c.Files) == 0 {
			continue
		}
		if c.Author != nil {
			out[c.Author.ID] = true
		}
		for _, o := range c.Others {
			out[o.ID] = true
		}
	}
	return out
}
