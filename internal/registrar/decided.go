package registrar

import (
	"context"
	"errors"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// mostFaults is after how many decisions in a row that can't be recorded nothing more is tried:
// then it is hardly the decisions that are at fault.
const mostFaults = 10

// Decided makes a record, the oldest first, of each decision on main's first-parent line
// between after (zero: the first commit) and head that none of the known records covers. The
// first commit is nobody's decision.
//
// What the service knows of a merge when it is made and what it knows years later give the
// same record. A decision that can't be found out about is an error that names it, joined
// with those of others, and the records of all the others are there beside it.
func (r *Registrar) Decided(ctx context.Context, after, head gitrepo.Revision, known func(commit string) bool) ([]*record.Record, error) {
	line, err := history.Read(r.Repo, after, head)
	if err != nil {
		return nil, err
	}
	s := &survey{Registrar: r, line: line, known: known, facts: map[int]*gate.Facts{}, brought: map[string][]int{}, at: map[string]int{}, late: map[int]bool{}, unknown: map[int]bool{}, means: r.meanings()}
	if err := s.begin(ctx); err != nil {
		return nil, err
	}
	var out []*record.Record
	var faults []error
	failing := 0
	for i := 0; i < line.Len() && failing < mostFaults; {
		if s.done(i) {
			i++
			continue
		}
		made, next, err := s.next(ctx, i)
		if failing++; err != nil {
			faults = append(faults, unrecorded(lang.T("beslutet %s", "the decision %s", short(s.commit(i))), err))
		} else if failing = 0; made != nil {
			out = append(out, made)
		}
		if i = next; ctx.Err() != nil {
			break
		}
	}
	return out, errors.Join(faults...)
}

// next makes the record of the decision that begins with a step, and tells where the next one
// may begin. No record and no fault: not all of the decision is on the line.
//
// Where it can't be found out what a step belongs to, those that came with it may belong to
// the same: they are left for another time.
func (s *survey) next(ctx context.Context, i int) (*record.Record, int, error) {
	d, err := s.decision(ctx, i)
	if err != nil {
		after := i + 1
		for after < s.line.Len() && s.moves[i] != nil && s.moves[after] == s.moves[i] {
			after++
		}
		s.unknown[after-1] = true
		return nil, after, err
	}
	if d == nil {
		return nil, i + 1, nil
	}
	made, err := s.record(ctx, d)
	return made, d.last + 1, err
}

// record makes the record of a decision.
func (s *survey) record(ctx context.Context, d *decision) (*record.Record, error) {
	before, after := s.line.Step(d.first).Before, s.line.Step(d.last).Commit.Revision
	g := &gate.Gate{Host: s.Host, Schemas: s.Schemas, Now: s.Now}
	v, err := g.Decided(ctx, gate.Merged{Repo: s.Repo, Facts: d.request, Before: before, After: after, At: d.moment, Part: d.how == record.Push})
	if err != nil {
		return nil, err
	}
	changes, err := s.means.between(before, after)
	if err != nil {
		return nil, err
	}
	out := record.Decision{
		How: d.how, Before: before.Hash, At: d.moment, Day: v.Day, Routine: v.Policy.Version, Rules: routine.RulesHash(),
		Register: before.FS().Entry(plan.FixedPaths[plan.KindRoller]).Hash, By: actor(v.Policy.Roller, d.by), Hands: v.Evidence.Commits,
		Changes: changes, Result: v.Result, Reasons: append(v.Wrong(), d.odd...),
	}
	for i := d.first; i <= d.last; i++ {
		out.Commits = append(out.Commits, s.commit(i))
	}
	if f := d.request; f != nil {
		out.PullRequest, out.Head, out.Author = f.Number, f.Head, actor(v.Policy.Roller, f.Author)
	}
	return record.New(out)
}

// actor names an account, and the person that it is by the register of the base.
func actor(roles *plan.Roller, a *approval.Account) *record.Actor {
	if a == nil || a.ID <= 0 {
		return nil
	}
	return &record.Actor{Account: a.ID, Person: person(roles, a.ID), Bot: a.Bot}
}

// person finds whose an account is: nobody's where the register gives it to two, or two to her.
func person(roles *plan.Roller, account int64) string {
	found, of := "", map[string]int{}
	for i := 0; roles != nil && !roles.Broken && i < len(roles.Personer); i++ {
		p := &roles.Personer[i]
		of[p.ID.V]++
		if !p.Github.ID.Set || int64(p.Github.ID.V) != account {
			continue
		}
		if found != "" {
			return ""
		}
		found = p.ID.V
	}
	if of[found] > 1 {
		return ""
	}
	return found
}

// dated is the time that a commit claims, for where the service remembers none.
func dated(c gitrepo.Commit) time.Time {
	t := c.Committer.Time.UTC().Truncate(time.Second)
	if t.Year() < 1970 || t.Year() > 9999 {
		return time.Unix(0, 0)
	}
	return t
}

func short(hash string) string { return hash[:min(8, len(hash))] }
