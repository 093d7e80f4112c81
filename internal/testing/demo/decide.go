package demo

import (
	"fmt"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// decide carries out one decision.
func (w *writer) decide(d *decision) error {
	switch d.odd {
	case bypass:
		return w.push(d)
	case declined:
		return w.decline(d)
	case followUp:
		for name, b := range d.after {
			d.after[name] = newBlob(strings.Replace(b.text, bypassMark, w.history.Decisions[w.oddities[bypass]].Commit(), 1))
		}
	}
	return w.request(d)
}

// request opens a request, has it approved by those whom the routine names, and merges it.
func (w *writer) request(d *decision) error {
	main := w.tip()
	next := main.tree.with(d.after)
	changes, err := w.walk.To(next.fs(), outside(main.tree, next, d))
	if err != nil {
		return err
	}
	policy, err := w.policy(d.day)
	if err != nil {
		return err
	}
	requirements, refusals := approval.Requirements(changes, policy)
	if len(refusals) > 0 {
		return fmt.Errorf("refused: %s", refusals[0].Message.In(lang.EN))
	}
	w.number++
	p := &proposal{writer: w, decision: d, changes: changes, policy: policy, requirements: requirements}
	if err := p.agree(); err != nil {
		return err
	}
	return p.merge(next)
}

// push brings a change to main without anybody's approval.
func (w *writer) push(d *decision) error {
	main := *w.tip()
	next := main.tree.with(d.after)
	changes, err := w.walk.To(next.fs(), outside(main.tree, next, d))
	if err != nil {
		return err
	}
	policy, err := w.policy(d.day)
	if err != nil {
		return err
	}
	by, err := known(policy.Roller, "p-010")
	if err != nil {
		return err
	}
	at := w.clock(d.day, 16)
	hash, err := w.store.commit(next, by.in(at), by.in(at), d.title, true, main.commit)
	if err != nil {
		return err
	}
	was, is := main.tree.fs(), next.fs()
	comparison, err := check.Compare(check.Trees{MergeBase: was, Base: was, Head: is}, check.Options{Schemas: w.schemas, AsOf: d.day})
	if err != nil {
		return err
	}
	requirements, _ := approval.Requirements(changes, policy)
	hands := commits([]step{{files: d.after, by: by, at: at}}, []string{hash}, changes)
	result := approval.Judge(requirements, approval.Evidence{Now: at, Merged: true, Commits: hands}, policy)
	result.Reasons = nil // that nobody opened the request that is not there goes without saying
	made := Decision{How: record.Push, Before: main.commit, Commits: []string{hash}, At: at}
	verdict := gate.Verdict{Comparison: comparison}
	if err := w.keep(d, made, record.Decision{Routine: policy.Version, By: by.actor(), Hands: hands, Changes: changes, Result: result, Reasons: verdict.Wrong()}); err != nil {
		return err
	}
	return w.reached(d, at, hash, next)
}

// decline opens a request and closes it again. Its branch is deleted.
func (w *writer) decline(d *decision) error {
	main := *w.tip()
	d.after = map[string]*blob{}
	next := main.tree.with(nil)
	for _, e := range d.edits {
		if err := next.edit(e.path, e.undo); err != nil {
			return err
		}
		d.after[e.path] = next[e.path]
	}
	changes, err := w.reader.Changes(main.tree.fs(), next.fs(), nil)
	if err != nil {
		return err
	}
	policy, err := w.policy(d.day)
	if err != nil {
		return err
	}
	author, err := known(policy.Roller, "p-016")
	if err != nil {
		return err
	}
	by, err := known(policy.Roller, "p-001")
	if err != nil {
		return err
	}
	w.number++
	at := w.clock(workdayBefore(d.day), 10)
	head, err := w.store.commit(next, author.in(at), author.in(at), d.title, false, main.commit)
	if err != nil {
		return err
	}
	made := Decision{How: record.Closed, PullRequest: w.number, Head: head, At: w.clock(d.day, 15)}
	return w.keep(d, made, record.Decision{Routine: policy.Version, Author: author.actor(), By: by.actor(), Changes: changes})
}
