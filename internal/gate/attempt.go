package gate

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// attempt is one judgement of one request.
type attempt struct {
	gate     *Gate
	target   Target
	facts    *Facts
	repo     *gitrepo.Repo
	contents *contents
	now      time.Time
	final    bool // of what has been decided already
	zone     *time.Location
	verdict  *Verdict

	// base is what the request goes to and head what it brings. In the merge queue want is
	// the commit that would reach main, and otherwise head.
	base, head, want gitrepo.Revision
	missing          []lang.Text // what could not be found out

	wrote     map[int64]bool        // accounts with a hand in the content
	witnessed map[string][]int64    // reviews by the sum of what they were for
	attested  map[string][]Attested // by commit: asked for once
}

// zeroRevision stands for what comes before the first commit.
var zeroRevision gitrepo.Revision

func (a *attempt) unknown(t lang.Text) { a.missing = append(a.missing, t) }

// judge fills in the verdict.
func (a *attempt) judge(ctx context.Context) error {
	if err := a.revisions(); err != nil {
		return err
	}
	own, err := a.repo.Contributions(a.base, a.head, ".")
	if err != nil {
		return err
	}
	if err := a.measure(ctx, own); err != nil {
		return err
	}
	if err := a.compare(); err != nil {
		return err
	}
	return a.weigh(ctx, own)
}

// weigh holds who agreed against what is needed. Own are the commits of the request.
func (a *attempt) weigh(ctx context.Context, own []gitrepo.Contribution) error {
	v := a.verdict
	requirements, err := a.needs()
	if err != nil {
		return err
	}
	commits, err := a.hands(ctx, own)
	if err != nil {
		return err
	}
	in := commitsOf(commits)
	gone, err := a.gone(own)
	if err != nil {
		return err
	}
	evidence := approval.Evidence{Now: a.now, Merged: a.final, Author: a.facts.Author, Commits: append(commits, gone...)}
	a.wrote = writers(evidence.Commits)
	if evidence.Reviews, err = a.reviews(ctx, in); err != nil {
		return err
	}
	a.lastPush(&evidence)
	evidence.Unknown = a.missing
	v.Evidence = evidence
	v.Result = approval.Judge(requirements, evidence, v.Policy)
	for _, r := range requirements {
		holders, gaps := approval.Holders(v.Policy, r, v.Day)
		v.Holders = append(v.Holders, holders)
		v.Gaps = append(v.Gaps, gaps)
	}
	return ctx.Err() // what was broken off has not been read in full
}

// needs tells what the changes need, by the policy of the base.
func (a *attempt) needs() ([]approval.Requirement, error) {
	v := a.verdict
	v.Policy = routine.Policy(v.Comparison.Main.Set, v.Day)
	var err error
	if v.Policy.History, err = a.registers(); err != nil {
		return nil, err
	}
	requirements, refusals := approval.Requirements(v.Comparison.Changes, v.Policy)
	v.Refusals = refusals
	return requirements, nil
}

// revisions finds base and head in the clone.
func (a *attempt) revisions() error {
	tips := a.facts.Tips
	if a.target.Group != nil {
		tips.Base = a.target.Group.Base
	}
	var err error
	if a.base, err = a.find(tips.Base); err != nil {
		return err
	}
	if a.head, err = a.find(tips.Head); err != nil {
		return err
	}
	a.want = a.head
	if a.target.Group != nil {
		a.want, err = a.find(a.target.Group.Head)
	}
	return err
}

func (a *attempt) find(hash string) (gitrepo.Revision, error) {
	rev, err := a.repo.Resolve(hash)
	if errors.Is(err, gitrepo.ErrUnknown) || err == nil && rev.Hash != hash {
		return rev, &Fault{
			Message: lang.T("klonen saknar commit %s", "the clone lacks the commit %s", short(hash)),
			Hint: lang.T("Hämta den: git fetch origin '+refs/heads/*:refs/remotes/origin/*' '+refs/pull/*/head:refs/remotes/pull/*'",
				"Fetch it: git fetch origin '+refs/heads/*:refs/remotes/origin/*' '+refs/pull/*/head:refs/remotes/pull/*'"),
			Err: err,
		}
	}
	return rev, err
}

// compare tells what the request does and what is wrong with it.
func (a *attempt) compare() error {
	past := a.base // what has been decided stands on it
	if !a.final {
		var err error
		if past, err = a.repo.MergeBase(a.base, a.want); err != nil {
			return err
		}
	}
	outside, err := a.contents.files(past, a.want, ".")
	if err != nil {
		return err
	}
	trees := [3]*gitrepo.Tree{past.FS(), a.base.FS(), a.want.FS()}
	t := check.Trees{MergeBase: tree{trees[0]}, Base: tree{trees[1]}, Head: tree{trees[2]}}
	for _, f := range outside {
		if !strings.HasPrefix(f.Path, check.Root+"/") {
			t.Files = append(t.Files, f)
		}
	}
	if err := a.setDay(); err != nil {
		return err
	}
	// One verdict has one day, that of the clock: reviews are given by it too.
	comparison, err := check.Compare(t, check.Options{Schemas: a.gate.Schemas, AsOf: a.verdict.Day})
	for _, side := range trees {
		if fault := side.Err(); fault != nil {
			return fault // part of the tree could not be read: whatever was found is not all
		}
	}
	a.verdict.Comparison = comparison
	return err
}

// setDay finds the day by the clock in the time zone of the base.
func (a *attempt) setDay() error {
	set, err := a.contents.load(a.base, plan.FixedPaths[plan.KindInstallningar])
	if err != nil {
		return err
	}
	a.zone, err = time.LoadLocation(set.Installningar.Tidszon.V)
	if err != nil && a.final { // it has been decided all the same, on some day
		a.unknown(lang.T("tidszonen i inställningarna på main finns inte: %v", "the time zone in the settings on main does not exist: %v", err))
		a.zone, err = time.LoadLocation(plan.NewSet(nil, nil).Installningar.Tidszon.V)
	}
	if err != nil {
		return &Fault{Message: lang.T("tidszonen i inställningarna på main finns inte: %v", "the time zone in the settings on main does not exist: %v", err), Hint: rerun(), Err: err}
	}
	a.verdict.Day = calendar.FromTime(a.now.In(a.zone))
	return nil
}

// editorial tells that the request as a whole changes nothing of a subject that an approval
// is bound to.
func (a *attempt) editorial(subject string) bool {
	for _, c := range a.verdict.Comparison.Changes {
		if about := c.About(); about.String() == subject && about.BaseSum == about.HeadSum {
			return true
		}
	}
	return false
}

// outside tells what in the request itself, beside its content, stands in the way.
func (a *attempt) outside(sharing []int) {
	v := a.verdict
	f := a.facts
	branch := f.BaseBranch
	if a.target.Group != nil {
		branch = a.target.Group.BaseBranch
	}
	if branch != f.DefaultBranch || f.BaseBranch != f.DefaultBranch {
		v.hold(lang.T("pull requesten går till grenen %s; bara det som går till %s kan godkännas", "the pull request goes to the branch %s; only what goes to %s can be approved", branch, f.DefaultBranch))
	}
	if len(sharing) > 0 {
		v.hold(lang.T("pull request %s har samma commit: stäng den ena, eller lägg till en commit", "pull request %s has the same commit: close one of them, or add a commit", numbers(sharing)))
	}
}
