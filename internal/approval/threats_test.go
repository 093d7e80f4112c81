package approval_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// The request of these tests: Vårdgarantiservice (account 3) puts forward a plan from skas
// to siv; skas (16) and siv (20) agree.
func newPlan() []diff.Change { return []diff.Change{fresh(planChange("lp", "siv", diff.PlanNy))} }

// threat is one attempt: what is done to a request that both parties have approved.
type threat struct {
	id, name string
	does     func(e *approval.Evidence, p *approval.Policy, c *diff.Plan)
	state    approval.State
	says     string // among reasons and discarded reviews
}

func TestThreats(t *testing.T) {
	other := func(n int) *approval.Account { a := account(n); return &a }
	seen := approval.Bound{After: "e0"} // what stood there before the last push
	for _, c := range []threat{
		{"A00", "both parties approve the present content", func(*approval.Evidence, *approval.Policy, *diff.Plan) {}, approval.StateApproved, ""},
		{"T05", "a bot with a registered number", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[0].Account.Bot = true
		}, approval.StatePending, "a program can't approve"},
		{"T11", "something could not be read", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Unknown = []lang.Text{lang.T("sida 2 av granskningarna", "page 2 of the reviews")}
		}, approval.StatePending, "page 2"},
		{"A01", "a push after the approval", func(e *approval.Evidence, _ *approval.Policy, c *diff.Plan) {
			e.Reviews[0].Content[c.String()] = seen
		}, approval.StatePending, "the approval was of abc1234567, on 2026-11-21 10:00; the content of lp is not the same any more"},
		{"A02", "a review moved to a new head by a force-push", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[0].Void = lang.T("grenen skrevs om efter granskningen", "the branch was rewritten after the review")
		}, approval.StatePending, "the branch was rewritten after the review"},
		{"A02", "the same after a force-push, but before is another base", func(e *approval.Evidence, _ *approval.Policy, c *diff.Plan) {
			e.Reviews[0].Content[c.String()] = approval.Bound{Before: "f0", After: c.HeadSum}
		}, approval.StatePending, "not the same any more"},
		{"A04", "an approval of what the gate never saw", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[1].Content = nil
		}, approval.StatePending, "p-020 representant:siv: the approval was of"},
		{"A06", "a clean update from main by somebody else", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Commits = append(e.Commits, approval.Commit{Hash: "fffffffff", Author: other(16)})
			// It is the last push, so Vårdgarantiservice has to make one of its own again.
			e.LastPusher = other(16)
		}, approval.StatePending, "p-003 vardgarantiservice: somebody else made the last push; an empty commit of one's own is enough"},
		{"A06", "a clean update from main by the author", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Commits = append(e.Commits, approval.Commit{Hash: "fffffffff", Author: other(3)})
		}, approval.StateApproved, ""},
		{"A07", "an update from main that smuggles a change in", func(e *approval.Evidence, _ *approval.Policy, c *diff.Plan) {
			for i := range e.Reviews {
				e.Reviews[i].Content[c.String()] = seen
			}
		}, approval.StatePending, "p-020 representant:siv: the approval was of"},
		{"A08", "approved, then changes requested, then that dismissed", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			late := review(9, 16, approval.Dismissed)
			late.Submitted = late.Submitted.Add(time.Hour)
			e.Reviews = append(e.Reviews, late)
		}, approval.StatePending, "p-016: dismissed; an earlier approval does not hold any more either"},
		{"A09", "a dismissed approval", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[1].State = approval.Dismissed
		}, approval.StatePending, "dismissed"},
		{"A10", "an approval in a comment", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[1].State = approval.Commented
		}, approval.StatePending, "a comment is neither"},
		{"A11", "one person for both ends", func(e *approval.Evidence, p *approval.Policy, c *diff.Plan) {
			*p = policyWith("9.0", roller(everybody+"\n16 representant siv 2024-01-01"))
			e.Reviews = []approval.Review{approved(1, 16, c)}
		}, approval.StatePending, "p-016 stands for another side of lp already"},
		{"A11", "one person twice", func(e *approval.Evidence, _ *approval.Policy, c *diff.Plan) {
			e.Reviews = []approval.Review{approved(1, 16, c), approved(2, 16, c)}
		}, approval.StatePending, "waits for the approval of the representative of siv"},
		{"A12", "the opener approves", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Author = other(20)
		}, approval.StatePending, "the author can't approve their own change"},
		{"A12", "everybody who approves has written it", func(e *approval.Evidence, _ *approval.Policy, c *diff.Plan) {
			e.Commits = []approval.Commit{{Hash: "1", Author: other(16), Subjects: []string{c.String()}}, {Hash: "2", Author: other(20), Subjects: []string{c.String()}}}
		}, approval.StatePending, "lp needs at least one approval by somebody who is neither the author nor has contributed"},
		{"A12", "everybody who approves had a hand in it: committer, co-author, pusher", func(e *approval.Evidence, _ *approval.Policy, c *diff.Plan) {
			e.Commits = []approval.Commit{{Hash: "1", Author: other(3), Others: []approval.Account{account(16), account(20)}, Subjects: []string{c.String()}}}
		}, approval.StatePending, "neither the author nor has contributed"},
		{"A12", "one of those who approve has written it", func(e *approval.Evidence, _ *approval.Policy, c *diff.Plan) {
			e.Commits = []approval.Commit{{Hash: "1", Author: other(16), Subjects: []string{c.String()}}}
		}, approval.StateApproved, ""},
		{"A13", "a commit whose author has no account", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Commits = append(e.Commits, approval.Commit{Hash: "deadbeefcafe"})
		}, approval.StatePending, "the commit deadbeefca has an author without an account"},
		{"A14", "the login of somebody else, with another number", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[0].Account = approval.Account{ID: 9999, Login: "konto-16"}
		}, approval.StatePending, "it is not the same account"},
		{"A14", "the right number under another login", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[0].Account.Login = "nytt-namn"
		}, approval.StateApproved, ""},
		{"A15", "a login that looks the same, without a number", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[0].Account = approval.Account{Login: "kontо-16"}
		}, approval.StatePending, "the account has no number"},
		{"A15", "a login in other letters", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[0].Account = approval.Account{ID: 9999, Login: "KONTO-16"}
		}, approval.StatePending, "it is not the same account"},
		{"A16", "the role ended yesterday", func(e *approval.Evidence, p *approval.Policy, c *diff.Plan) {
			*p = policyWith("9.0", roller(strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv 2024-01-01 2026-11-20", 1)))
			e.Reviews[1].Submitted = at("2026-11-20 10:00")
		}, approval.StatePending, "p-020 representant:siv: does not hold the role on 2026-11-21"},
		{"A16", "the role began after the approval", func(e *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			*p = policyWith("9.0", roller(strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv 2026-11-21", 1)))
			e.Reviews[1].Submitted = at("2026-11-20 23:59")
		}, approval.StatePending, "p-020 representant:siv: did not hold the role on 2026-11-20"},
		{"A16", "a delegation registered after the act", func(e *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			before := roller(everybody)
			now := roller(everybody + "\n20>24 representant siv 2026-11-01 2026-12-31")
			*p = policyWith("9.0", now)
			p.History = []approval.Register{{From: 1, Roller: before}, {From: today, Roller: now}}
			e.Reviews[1].Account = account(24)
			e.Reviews[1].Submitted = at("2026-11-20 10:00")
		}, approval.StatePending, "registered on main only after the approval on 2026-11-20"},
		{"A16", "an account that has become another person's", func(e *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			before, now := roller(everybody), roller(everybody)
			for i := range before.Personer {
				if before.Personer[i].ID.V == "p-020" {
					before.Personer[i].Github.ID = number(2000)
				}
			}
			*p = policyWith("9.0", now)
			p.History = []approval.Register{{From: 1, Roller: before}, {From: today, Roller: now}}
			e.Reviews[1].Submitted = at("2026-11-20 10:00")
		}, approval.StatePending, "registered on main only after"},
		{"A16", "what the register held before is not known", func(e *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			p.History = nil
			e.Reviews[1].Submitted = at("2026-11-20 10:00")
		}, approval.StatePending, "registered on main only after"},
		{"A16", "what the register held before is not known, but today is", func(_ *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			p.History = nil
		}, approval.StateApproved, ""},
		{"A16", "the role was away when she approved", func(e *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			without := roller(strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant su 2024-01-01", 1))
			p.History = []approval.Register{{From: 1, Roller: p.Roller}, {From: today - 10, Roller: without}, {From: today, Roller: p.Roller}}
			e.Reviews[1].Submitted = at("2026-11-15 10:00")
		}, approval.StatePending, "registered on main only after"},
		{"A16", "the role was there on the day she approved, and away since", func(e *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			without := roller(strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant su 2024-01-01", 1))
			p.History = []approval.Register{{From: 1, Roller: p.Roller}, {From: today - 6, Roller: without}, {From: today, Roller: p.Roller}}
			e.Reviews[1].Submitted = at("2026-11-15 10:00")
		}, approval.StateApproved, ""},
		{"A20", "a prolonged role does not reach back", func(e *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			before := roller(strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv 2024-01-01 2026-11-10", 1))
			now := roller(everybody)
			*p = policyWith("9.0", now)
			p.History = []approval.Register{{From: 1, Roller: before}, {From: today, Roller: now}}
			e.Reviews[1].Submitted = at("2026-11-15 10:00")
		}, approval.StatePending, "registered on main only after"},
		{"A21", "nobody is registered", func(_ *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			*p = policyWith("9.0", &plan.Roller{})
		}, approval.StatePending, "the account is not in the role register on main"},
		{"A21", "the register can't be read", func(_ *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			*p = policyWith("9.0", nil)
		}, approval.StatePending, "the role register on main can't be read"},
		{"A21", "a role with a letter changed", func(_ *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			*p = policyWith("9.0", roller(strings.ReplaceAll(everybody, "representant siv", "representent siv")))
		}, approval.StatePending, "p-020: holds no role that the change needs"},
		{"A30", "a review that was never submitted", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[1].State = approval.Pending
		}, approval.StatePending, "has not been submitted"},
		{"A30", "a comment after an approval", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			late := review(9, 20, approval.Commented)
			late.Submitted = late.Submitted.Add(time.Hour)
			e.Reviews = append(e.Reviews, late)
		}, approval.StateApproved, "a comment is neither"},
		{"A30", "changes requested after an approval", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			late := review(9, 20, approval.ChangesRequested)
			late.Submitted = late.Submitted.Add(time.Hour)
			e.Reviews = append(e.Reviews, late)
		}, approval.StatePending, "p-020 requests changes"},
		{"A30", "changes requested by another holder of a needed role", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews = append(e.Reviews, review(9, 17, approval.ChangesRequested))
		}, approval.StatePending, "p-017 requests changes"},
		{"A30", "changes requested by somebody without a role in it", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews = append(e.Reviews, review(9, 11, approval.ChangesRequested))
		}, approval.StateApproved, "p-011: holds no role that the change needs"},
		{"A30", "an unknown state", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[1].State = "endorsed"
		}, approval.StatePending, "unknown state: endorsed"},
		{"A30", "two answers about one review", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			twin := e.Reviews[1]
			twin.State = approval.Dismissed
			e.Reviews = append(e.Reviews, twin)
		}, approval.StatePending, "two different answers"},
		{"A30", "one review on two pages", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews = append(e.Reviews, e.Reviews[1])
		}, approval.StateApproved, ""},
		{"A30", "a review without a time", func(e *approval.Evidence, _ *approval.Policy, c *diff.Plan) {
			late := approved(9, 17, c)
			late.Submitted = time.Time{}
			e.Reviews = append(e.Reviews, late)
		}, approval.StatePending, "can't be told when a review was submitted"},
		{"–", "after the merge", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Merged = true
			e.Reviews[1].Submitted = at("2026-11-21 12:01")
		}, approval.StatePending, "the review came after the merge"},
		{"–", "a no after the merge", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Merged = true
			late := review(9, 20, approval.ChangesRequested)
			late.Submitted = at("2026-11-21 12:01")
			e.Reviews = append(e.Reviews, late)
		}, approval.StateApproved, "the review came after the merge"},
		{"–", "an approval dated after the judgement", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Reviews[1].Submitted = at("2026-11-21 12:01")
		}, approval.StatePending, "dated after the judgement"},
		{"–", "nobody knows who opened it", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Author = nil
		}, approval.StatePending, "not known who opened"},
		{"–", "nobody knows who pushed last", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.LastPusher = nil
		}, approval.StatePending, "who made the last push"},
		{"–", "nobody knows when the last push was", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.LastPushed = time.Time{}
		}, approval.StatePending, "who made the last push, or when"},
		{"–", "no commits", func(e *approval.Evidence, _ *approval.Policy, _ *diff.Plan) {
			e.Commits = nil
		}, approval.StatePending, "commits of the pull request are not known"},
		{"–", "content that nobody knows", func(e *approval.Evidence, _ *approval.Policy, c *diff.Plan) {
			c.HeadSum = ""
			for i := range e.Reviews {
				e.Reviews[i].Content[c.String()] = approval.Bound{}
			}
		}, approval.StatePending, "can't be told what lp holds"},
		{"–", "two persons with one account", func(_ *approval.Evidence, p *approval.Policy, _ *diff.Plan) {
			r := roller(everybody)
			for i := range r.Personer {
				if r.Personer[i].ID.V == "p-011" {
					r.Personer[i].Github.ID = number(20)
				}
			}
			*p = policyWith("9.0", r)
		}, approval.StatePending, "the account stands for several persons in the role register on main: p-011 and p-020"},
	} {
		t.Run(c.id+" "+c.name, func(t *testing.T) {
			changes := newPlan()
			p, e := policy("9.0"), evidence(3, changes, approved(1, 16, changes...), approved(2, 20, changes...))
			c.does(&e, &p, changes[0].(*diff.Plan))
			got := judge(p, changes, e)
			wantState(t, got, c.state)
			if c.says == "" {
				return
			}
			all := said(got.Reasons) + "; " + discards(got)
			for _, o := range got.Requirements {
				all += "; " + said(o.Reasons)
			}
			wantSaid(t, "the result", all, c.says)
		})
	}
}

// Who stands for one side is not told that she can't stand for the other, where somebody
// else does.
func TestNobodyIsDiscardedWithoutNeed(t *testing.T) {
	changes := newPlan()
	p := policyWith("9.0", roller(everybody+"\n16 representant siv 2024-01-01"))
	got := judge(p, changes, evidence(3, changes, approved(1, 16, changes...), approved(2, 20, changes...)))
	wantState(t, got, approval.StateApproved)
	p = policyWith("9.0", roller(everybody+"\n16 vardgarantiservice 2024-01-01"))
	got = judge(p, changes, evidence(4, changes, approved(1, 16, changes...)))
	wantState(t, got, approval.StatePending)
	if all := discards(got); all != "" {
		t.Errorf("discarded: %s", all)
	}
}

// A03: nothing in the evidence of a commit is a date that its author chose.
func TestCommitsHaveNoDates(t *testing.T) {
	changes := newPlan()
	e := evidence(3, changes, approved(1, 16, changes...), approved(2, 20, changes...))
	e.Commits = slices.Concat(e.Commits, e.Commits)
	slices.Reverse(e.Commits)
	wantState(t, judge(policy("9.0"), changes, e), approval.StateApproved)
}

// A17, A18, A19: roles change alone, never by those who gain, and never so that nobody could
// change them again.
func TestRolesAreKept(t *testing.T) {
	change := func(head string) *diff.Register {
		c := register(plan.KindRoller, diff.RollerAndrade)
		c.Head = roller(head)
		return c
	}
	prolonged := func(before string) *diff.Register {
		c := change(everybody)
		c.Base = roller(strings.Replace(everybody, "01 koncernkontoret 2024-01-01", before, 1))
		return c
	}
	account := func(lines string) *diff.Register {
		c := change(lines)
		c.Head.(*plan.Roller).Personer[0].Github.ID = number(4711)
		return c
	}
	gains := everybody + "\n09 koncernkontoret 2026-11-21\n02 systemforvaltare 2026-11-21"
	for name, c := range map[string]struct {
		changes []diff.Change
		by      []int
		state   approval.State
		says    string
	}{
		"two others approve": {[]diff.Change{change(everybody + "\n40 representant su 2027-01-01")}, []int{1}, approval.StateApproved, ""},
		"with a plan":        {[]diff.Change{change(everybody), fresh(planChange("lp", "siv", diff.PlanNy))}, []int{1}, approval.StateRefused, "roles change in a pull request of their own"},
		"with another file":  {[]diff.Change{change(everybody), file("a.txt", diff.OkandAndrad)}, []int{1}, approval.StateRefused, "roles change in a pull request of their own"},
		"only by those who gain": {[]diff.Change{change(gains)}, []int{2}, approval.StatePending,
			"needs at least one approval by somebody"},
		"only by one whose role is prolonged": {[]diff.Change{prolonged("01 koncernkontoret 2024-01-01 2026-12-31")}, []int{1}, approval.StatePending, "needs at least one approval"},
		"by one whose role is shortened":      {[]diff.Change{change(strings.Replace(everybody, "01 koncernkontoret 2024-01-01", "01 koncernkontoret 2024-01-01 2026-12-31", 1))}, []int{1}, approval.StateApproved, ""},
		"only by one who gets a delegation":   {[]diff.Change{change(everybody + "\n16>01 representant skas 2026-12-01 2026-12-31")}, []int{1}, approval.StatePending, "needs at least one approval"},
		"only by one whose delegation is prolonged": {[]diff.Change{func() *diff.Register {
			c := change(everybody + "\n16>01 representant skas 2026-12-01 2026-12-31")
			c.Base = roller(everybody + "\n16>01 representant skas 2026-12-01 2026-12-24")
			return c
		}()}, []int{1}, approval.StatePending, "needs at least one approval"},
		"only by one who gets another account":  {[]diff.Change{account(everybody)}, []int{1}, approval.StatePending, "needs at least one approval"},
		"by one who gains and one who does not": {[]diff.Change{change(gains)}, []int{2, 1}, approval.StateApproved, ""},
		"the last systemforvaltare goes": {[]diff.Change{change("01 koncernkontoret 2024-01-01")}, []int{1}, approval.StateRefused,
			"nobody could change the roles again"},
		"one person is both that remain": {[]diff.Change{change("01 koncernkontoret 2024-01-01\n01 systemforvaltare 2024-01-01")}, []int{1}, approval.StateRefused,
			"nobody could change the roles again"},
		"the register goes": {[]diff.Change{&diff.Register{Subject: subject(plan.KindRoller, "roller"), Is: []diff.Kind{diff.RollerAndrade}, Base: roller(everybody)}}, []int{1},
			approval.StateRefused, "nobody could change the roles again"},
	} {
		t.Run(name, func(t *testing.T) {
			var reviews []approval.Review
			for i, by := range c.by {
				reviews = append(reviews, approved(int64(i+1), by, c.changes...))
			}
			got := judge(policy("9.0"), c.changes, evidence(9, c.changes, reviews...))
			wantState(t, got, c.state)
			all := said(got.Reasons)
			for _, o := range got.Requirements {
				all += "; " + said(o.Reasons)
			}
			wantSaid(t, "the result", all, c.says)
		})
	}
}

// A22: a request without requirements is no pass.
func TestNothingToApproveIsNoApproval(t *testing.T) {
	got := approval.Judge(nil, evidence(3, nil, approved(1, 16)), policy("9.0"))
	wantState(t, got, approval.StatePending)
	wantSaid(t, "reasons", said(got.Reasons), "nothing that can be approved")
}

// Comments and layout are read by one more, whatever the request held when she did.
func TestLayoutNeedsOneMore(t *testing.T) {
	for name, c := range map[string]struct {
		reviews []approval.Review
		want    approval.State
	}{
		"one more":          {[]approval.Review{approved(1, 16)}, approval.StateApproved},
		"nobody":            {nil, approval.StatePending},
		"the author":        {[]approval.Review{approved(1, 3)}, approval.StatePending},
		"a provider":        {[]approval.Review{approved(1, 31)}, approval.StatePending},
		"somebody says no":  {[]approval.Review{approved(1, 16), review(2, 20, approval.ChangesRequested)}, approval.StatePending},
		"and it once meant": {[]approval.Review{approved(1, 16, newPlan()...)}, approval.StateApproved},
	} {
		t.Run(name, func(t *testing.T) { wantState(t, judge(policy("9.0"), nil, evidence(3, nil, c.reviews...)), c.want) })
	}
	for _, o := range judge(policy("9.0"), nil, evidence(3, nil)).Requirements {
		if got := said(o.Reasons); got != "waits for the approval of one more person" {
			t.Errorf("nobody: %s", got)
		}
	}
	// An approval of layout is none of what comes after it.
	changes := newPlan()
	wantState(t, judge(policy("9.0"), changes, evidence(3, changes, approved(1, 16), approved(2, 20))), approval.StatePending)
	// A file called as the layout is has content like any other.
	changes = []diff.Change{file("layout", diff.OkandAndrad)}
	wantState(t, judge(policy("9.0"), changes, evidence(9, changes, approved(1, 10))), approval.StatePending)
	wantState(t, judge(policy("9.0"), changes, evidence(9, changes, approved(1, 10, changes...))), approval.StateApproved)
}

// A23: a document that leaves its folder and a file that takes its place are both seen.
func TestMovedAwayIsSeen(t *testing.T) {
	gone, come := planChange("lp", "siv", diff.PlanBorttagen), file("elsewhere/lp.yaml", diff.OkandAndrad)
	list, refusals := approval.Requirements([]diff.Change{gone, come}, policy("9.0"))
	if len(refusals) != 1 || needs(list) != "systemforvaltare* systemforvaltare|koncernkontoret never" {
		t.Errorf("%s, %d refusals", needs(list), len(refusals))
	}
}

// Whoever forgets the refusals still approves nothing.
func TestRefusalsStandAmongRequirements(t *testing.T) {
	changes := []diff.Change{planChange("lp", "siv", diff.PlanBorttagen), fresh(planChange("lp-2", "siv", diff.PlanNy))}
	got := judge(policy("9.0"), changes, evidence(3, changes, approved(1, 16, changes...), approved(2, 20, changes...)))
	wantState(t, got, approval.StateRefused)
}

// The routine's last day: nothing new is decided after it, but registers and roles change.
func TestNothingNewWithoutARoutine(t *testing.T) {
	p := policy("9.0")
	p.Expired, p.Day = true, calendar.Date(2026, 12, 20)
	plan9 := newPlan()
	wantState(t, judge(p, plan9, evidence(3, plan9, approved(1, 16, plan9...), approved(2, 20, plan9...))), approval.StateRefused)
	prolonged := []diff.Change{register(plan.KindRutiner, diff.RegisterAndrat)}
	wantState(t, judge(p, prolonged, evidence(1, prolonged, approved(1, 9, prolonged...))), approval.StateApproved)
}
