package gate

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// mostAsked is how many commits the host is asked for one by one, beyond those that it
// lists. A request of more commits is not judged.
const mostAsked = 100

// hands tells who had a hand in each commit of a request, and what each commit changes.
func (a *attempt) hands(ctx context.Context, own []gitrepo.Contribution) ([]approval.Commit, error) {
	pushers := a.pushers(own)
	known := a.addresses(own)
	asked := 0
	var out []approval.Commit
	for _, c := range own {
		signers := a.facts.Signers[c.Hash]
		if signers == nil {
			if asked++; asked > mostAsked {
				a.unknown(lang.T("pull requesten har fler commits än som kan prövas; slå ihop dem", "the pull request has more commits than can be judged; squash them"))
				break
			}
			var err error
			if signers, err = a.gate.Host.Commit(ctx, c.Hash); err != nil {
				return nil, err
			}
		}
		commit := approval.Commit{Hash: c.Hash, Author: signers.Author}
		a.others(&commit, c, signers, known)
		if p := pushers[c.Hash]; p != nil {
			commit.Others = append(commit.Others, *p)
		}
		changed, err := a.contribution(c.Commit)
		if err != nil {
			return nil, err
		}
		for _, subject := range changed {
			if file, ok := strings.CutPrefix(subject, "fil/"); ok {
				commit.Files = append(commit.Files, file)
			} else {
				commit.Subjects = append(commit.Subjects, subject)
			}
		}
		out = append(out, commit)
	}
	return out, nil
}

// isHost tells that a committer is the host itself, which commits what is merged or edited
// on its web site. It speaks for the author, who is judged. Its number is another one on
// every own server; nobody else can have its name.
func isHost(a *approval.Account) bool { return a.Login == "web-flow" }

// others adds the committer and the co-authors. A hand without an account is nobody's to
// vouch for.
func (a *attempt) others(to *approval.Commit, c gitrepo.Contribution, signers *Signers, known map[string]*approval.Account) {
	switch who := signers.Committer; {
	case who != nil && !isHost(who):
		to.Others = append(to.Others, *who)
	case who == nil && c.Committer.Email != c.Author.Email && signers.Author != nil:
		a.unknown(lang.T("commit %s är gjord av någon utan konto", "the commit %s was made by somebody without an account", short(c.Hash)))
	}
	for _, address := range coAuthors(c.Message) {
		switch who := known[address]; {
		case who != nil:
			to.Others = append(to.Others, *who)
		default:
			a.unknown(lang.T("commit %s har en medförfattare utan känt konto", "the commit %s has a co-author without a known account", short(c.Hash)))
		}
	}
}

var (
	coAuthor = regexp.MustCompile(`(?mi)^co-authored-by:.*<([^<>]*)>\s*$`)
	noReply  = regexp.MustCompile(`(?i)^([0-9]{1,18})\+[^@]*@users\.noreply\.[a-z0-9.-]+$`)
)

// coAuthors lists the addresses of those whom a message names as co-authors.
func coAuthors(message string) []string {
	var out []string
	for _, m := range coAuthor.FindAllStringSubmatch(message, -1) {
		out = append(out, strings.ToLower(strings.TrimSpace(m[1])))
	}
	return out
}

// addresses gives the accounts behind the addresses of a request's commits, as far as the
// host has told, and behind those that name an account by its number.
func (a *attempt) addresses(own []gitrepo.Contribution) map[string]*approval.Account {
	out := map[string]*approval.Account{}
	for _, c := range own {
		if s := a.facts.Signers[c.Hash]; s != nil {
			out[strings.ToLower(c.Author.Email)] = s.Author
			out[strings.ToLower(c.Committer.Email)] = s.Committer
		}
		for _, address := range coAuthors(c.Message) {
			if m := noReply.FindStringSubmatch(address); m != nil {
				id, _ := strconv.ParseInt(m[1], 10, 64) // at most 18 digits
				out[address] = &approval.Account{ID: id}
			}
		}
	}
	return out
}

// pushers tells who pushed each commit first, as far as the host tells of pushes. An address
// in a commit is whatever somebody wrote; a push is signed in.
func (a *attempt) pushers(own []gitrepo.Contribution) map[string]*approval.Account {
	parents := map[string][]string{}
	for _, c := range own {
		parents[c.Hash] = c.Parents
	}
	out := map[string]*approval.Account{}
	for _, m := range a.facts.Moves {
		if m.After == "" || m.By == nil {
			continue
		}
		for left := []string{m.After}; len(left) > 0; {
			hash := left[len(left)-1]
			left = left[:len(left)-1]
			above, ours := parents[hash]
			if !ours || out[hash] != nil {
				continue
			}
			out[hash] = m.By
			left = append(left, above...)
		}
	}
	return out
}

// contribution lists what a commit changes itself, by subject. A merge that only took over
// what both of its sides had changes nothing: what it does to one side is just what the
// other side had done since they parted. Whatever differs from that somebody has decided.
func (a *attempt) contribution(c gitrepo.Commit) ([]string, error) {
	parents := make([]gitrepo.Revision, len(c.Parents))
	for i, hash := range c.Parents {
		var err error
		if parents[i], err = a.repo.Resolve(hash); err != nil {
			return nil, err
		}
	}
	if len(parents) == 0 {
		parents = []gitrepo.Revision{{}}
	}
	did, err := a.contents.stage(parents[0], c.Revision)
	if err != nil {
		return nil, err
	}
	theirs := map[string]approval.Bound{}
	if len(parents) == 2 {
		// Where the two sides have no one common past nobody can say what a clean merge is,
		// and everything that the merge does is its own.
		if past, err := a.repo.MergeBase(parents[0], parents[1]); err == nil {
			if theirs, err = a.contents.between(past, parents[1]); err != nil {
				return nil, err
			}
		}
	}
	// Beside bound content a merge only took over a file that is just one side's. What is
	// asked for is where the subject stood in this commit: it may have been moved since.
	took := func(subject string) bool {
		file := did.files[subject]
		here := c.FS().Entry(file)
		for _, side := range parents {
			if here != (gitrepo.Entry{}) && side.FS().Entry(file) == here {
				return true
			}
		}
		return false
	}
	return a.differing(did.content, theirs, took), nil
}

// differing lists the subjects that two changes do not treat alike. What changes no bound
// content counts only where the request as a whole does no more to the subject either.
func (a *attempt) differing(did, clean map[string]approval.Bound, took func(subject string) bool) []string {
	var out []string
	for _, subject := range sortedKeys(did, clean) {
		x, mine := did[subject]
		y, theirs := clean[subject]
		editorial := a.editorial(subject)
		if mine == theirs && x == y && (!editorial || took(subject)) {
			continue
		}
		if x.Before != x.After || y.Before != y.After || editorial {
			out = append(out, subject)
		}
	}
	return out
}
