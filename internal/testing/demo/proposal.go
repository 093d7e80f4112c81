package demo

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// proposal is a request that is on its way.
type proposal struct {
	*writer
	*decision
	changes      []diff.Change
	policy       approval.Policy
	requirements []approval.Requirement

	base     point // what its branch began from
	cast     cast
	steps    []step
	hashes   []string // of the branch's commits
	pushed   time.Time
	merged   time.Time
	how      record.How
	result   approval.Result
	evidence approval.Evidence
}

// agree finds people whose approvals are enough. Somebody may hold a role only since after
// the request was open: then it is somebody else's turn.
func (p *proposal) agree() error {
	reasons := ""
	for turn := p.number; turn < p.number+4; turn++ {
		on := p.day
		if p.odd == expired {
			on = roleEnds
		}
		var err error
		if p.cast, err = call(p.requirements, p.policy, p.decision, on, turn); err != nil {
			return err
		}
		p.open()
		p.hashes = slices.Repeat([]string{p.base.commit}, len(p.steps)) // until they are written
		p.judge()
		if (p.result.State == approval.StateApproved) != (p.odd == expired) {
			return p.branch()
		}
		reasons = why(p.result)
	}
	return fmt.Errorf("not as it should be: %s", reasons)
}

func why(r approval.Result) string {
	var out []string
	for _, t := range r.Reasons {
		out = append(out, t.In(lang.EN))
	}
	for _, o := range r.Requirements {
		if o.State != approval.StateApproved {
			out = append(out, o.ID)
		}
		for _, t := range o.Reasons {
			out = append(out, t.In(lang.EN))
		}
	}
	return strings.Join(out, "; ")
}

// open finds when the request was opened and from what: some days before it is merged, when
// its documents are ready, and what it rests on stands on main.
func (p *proposal) open() {
	first := p.day
	for range 1 + p.number%4 {
		first = workdayBefore(first)
	}
	first = workday(max(first, p.ready))
	if first >= p.day {
		first = workdayBefore(p.day)
	}
	at := p.clock(first, 9).Add(time.Duration(p.number%5) * 31 * time.Minute)
	i := len(p.past) - 1
	for i > 0 && p.past[i].at.After(at) && !p.restsOn(p.past[i].by) {
		i--
	}
	p.base = p.past[i]
	if p.base.at.After(at) {
		at = p.base.at.Add(6 * time.Minute)
	}
	p.steps = p.decision.steps(p.number, p.cast, at)
	p.pushed = p.steps[len(p.steps)-1].at.Add(time.Minute)
	p.how = record.Merge
	switch several := len(p.steps) > 1 && !drafted(p.steps); {
	case p.number%7 == 3:
		p.how = record.Squash
	case p.number%3 == 2 && several && p.rank != ranksChange:
		p.how = record.Rebase
	}
}

// judge lets those who have to look at it do so, and judges as of the merge.
func (p *proposal) judge() {
	from := p.pushed.Add(40 * time.Minute)
	if eve := p.clock(workdayBefore(p.day), 13); eve.After(from) {
		from = eve
	}
	reviews := p.cast.reviews(p.number, p.hashes[len(p.hashes)-1], from, p.changes)
	p.merged = p.clock(p.day, 9)
	for _, least := range []time.Time{p.tip().at.Add(8 * time.Minute), reviews[len(reviews)-1].Submitted.Add(15 * time.Minute)} {
		if least.After(p.merged) {
			p.merged = least
		}
	}
	author := p.cast.author.account
	pusher := p.steps[len(p.steps)-1].by.account
	p.evidence = approval.Evidence{Now: p.merged, Merged: true, Author: &author, LastPusher: &pusher, LastPushed: p.pushed,
		Commits: commits(p.steps, p.hashes, p.changes), Reviews: reviews}
	p.result = approval.Judge(p.requirements, p.evidence, p.policy)
}

// branch writes the commits of the request, and has them judged under their names. What is
// not merged as it was stays outside the repository.
func (p *proposal) branch() error {
	now, parent := p.base.tree, p.base.commit
	for i, s := range p.steps {
		now = now.with(s.files)
		hash, err := p.store.commit(now, s.by.in(s.at), s.by.in(s.at), s.message, p.how == record.Merge, parent)
		if err != nil {
			return err
		}
		p.hashes[i], parent = hash, hash
	}
	p.judge()
	return nil
}

// merge brings the request to main, in one of the ways that the host has.
func (p *proposal) merge(next tree) error {
	main := *p.tip()
	head := p.hashes[len(p.hashes)-1]
	by := p.cast.author
	if by.account.Bot {
		by = p.cast.reviewers[0].someone
	}
	made := Decision{How: p.how, PullRequest: p.number, Before: main.commit, Head: head, At: p.merged}
	add := func(t tree, author, committer person, message string, parents ...string) error {
		hash, err := p.store.commit(t, author, committer, message, true, parents...)
		made.Commits = append(made.Commits, hash)
		return err
	}
	title := fmt.Sprintf("%s (#%d)", p.title, p.number)
	var err error
	switch p.how {
	case record.Merge:
		err = add(next, by.in(p.merged), host(p.merged), fmt.Sprintf("Merge pull request #%d from vgr/andring-%d\n\n%s", p.number, p.number, p.title), main.commit, head)
	case record.Squash:
		err = add(next, p.cast.author.in(p.merged), host(p.merged), title, main.commit)
	case record.Rebase:
		now, parent := main.tree, main.commit
		for _, s := range p.steps {
			now = now.with(s.files)
			if err = add(now, s.by.in(s.at), by.in(p.merged), s.message, parent); err != nil {
				break
			}
			parent = made.Commits[len(made.Commits)-1]
		}
	}
	if err != nil {
		return err
	}
	err = p.keep(p.decision, made, record.Decision{Routine: p.policy.Version, Author: p.cast.author.actor(), By: by.actor(),
		Hands: p.evidence.Commits, Changes: p.changes, Result: p.result})
	if err != nil {
		return err
	}
	return p.reached(p.decision, p.merged, made.Commits[len(made.Commits)-1], next)
}
