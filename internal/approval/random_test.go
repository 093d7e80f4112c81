package approval_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// dice gives small numbers: at random, or from the bytes of a fuzz target.
type dice func(n int) int

// fromBytes throws as the bytes say, and zero once they are used up.
func fromBytes(data []byte) dice {
	return func(n int) int {
		if len(data) == 0 {
			return 0
		}
		b := int(data[0])
		data = data[1:]
		return b % n
	}
}

func (d dice) one(of ...string) string { return of[d(len(of))] }

// case is a whole request, as far as the engine sees it.
type request struct {
	policy   approval.Policy
	changes  []diff.Change
	evidence approval.Evidence
}

const randomPeople = 6

// randomRoles makes a register in which roles begin and end around the day, and are held by
// several persons, several by one.
func (d dice) randomRoles() string {
	var b strings.Builder
	days := func() string {
		return d.one("2024-01-01", "2024-01-01", "2024-01-01", "2024-01-01 2026-11-20", "2024-01-01 2026-11-21", "2024-01-01 2026-12-31", "2026-11-20", "2026-11-21", "2026-11-22")
	}
	role := func() string {
		return d.one("koncernkontoret", "vardgarantiservice", "beslutsforum", "systemforvaltare", "representant skas", "representant siv", "representant su", "leverantor klb")
	}
	for p := 1; p <= randomPeople; p++ {
		for range 1 + d(4) {
			fmt.Fprintf(&b, "%d %s %s\n", p, role(), days())
		}
	}
	for range d(3) {
		fmt.Fprintf(&b, "%d>%d %s 2026-11-19 %s\n", 1+d(randomPeople), 1+d(randomPeople+1), role(), d.one("2026-11-20", "2026-11-21", "2027-01-06"))
	}
	return b.String()
}

func (d dice) randomChange(i int) diff.Change {
	id := fmt.Sprintf("lp-%d", i)
	entry := plan.Andring{Nr: number(1), Protokoll: text(d.one("§ 3", "§ 3", "§ 3", "")), Referens: text("HS 1")}
	switch d(9) {
	case 0:
		return fresh(planChange(id, "siv", diff.PlanNy))
	case 1:
		return with(planChange(id, "klb", diff.PlanMinskning), entry)
	case 2:
		return with(planChange(id, "klb", diff.PlanOkning), entry)
	case 3:
		c := memo(diff.MissivNytt)
		c.ID = fmt.Sprintf("m-%d", i)
		rad := &plan.Missivrad{ID: text("su"), Forvaltning: text("su")}
		c.Lines = append(c.Lines, diff.Line{ID: "su", Head: rad})
		if d(3) == 0 {
			c.Head.Avstamningar = []plan.Dialog{{Forvaltning: text("su"), Referens: text("HS 8")}}
		}
		return c
	case 4:
		c := offer(d.one("kapacitet", "vagval", "granskning"))
		c.ID = fmt.Sprintf("e-%d", i)
		return c
	case 5:
		return &diff.Analysis{Subject: subject(plan.KindBehovsanalys, fmt.Sprintf("ba-%d", i)), Is: []diff.Kind{diff.BehovsanalysNy}}
	case 6:
		return outcomeChange()[0]
	case 7:
		return planChange(id, "siv", diff.Redaktionell)
	}
	return with(planChange(id, "su", diff.PlanFrigjord), entry)
}

func (d dice) randomAccount() approval.Account {
	a := account(1 + d(randomPeople+2))
	a.Bot = d(12) == 0
	if d(20) == 0 {
		a.ID = 0
	}
	return a
}

func (d dice) randomReview(id int64, changes []diff.Change) approval.Review {
	states := []approval.ReviewState{approval.Approved, approval.Approved, approval.Approved, approval.Approved, approval.Approved,
		approval.ChangesRequested, approval.Commented, approval.Dismissed, approval.Pending}
	r := review(id, 1, states[d(len(states))], changes...)
	r.Account = d.randomAccount()
	r.Submitted = at(d.one("2026-11-19 23:30", "2026-11-20 00:30", "2026-11-20 12:00", "2026-11-21 09:00", "2026-11-21 10:00", "2026-11-21 10:00", "2026-11-21 11:00", "2026-11-21 12:30"))
	for key, b := range r.Content {
		switch d(16) {
		case 0:
			b.After = "e0"
			r.Content[key] = b
		case 1:
			delete(r.Content, key)
		}
	}
	if d(16) == 0 {
		r.Void = lang.T("grenen skrevs om", "the branch was rewritten")
	}
	return r
}

// randomRequest makes a request that has a fair chance of being approved.
func (d dice) randomRequest() request {
	lines := d.randomRoles()
	before := lines
	if d(3) == 0 {
		before = d.randomRoles()
	}
	now := roller(lines)
	q := request{policy: policyWith(d.one("9.0", "9.0", "6.0"), now)}
	q.policy.History = []approval.Register{{From: 1, Roller: roller(before)}, {From: today - calendar.Day(d(3)), Roller: now}}
	for i := range 1 + d(3) {
		q.changes = append(q.changes, d.randomChange(i))
	}
	q.evidence = evidence(1+d(randomPeople), q.changes)
	e := &q.evidence
	e.Merged = d(2) == 0
	e.LastPushed = at(d.one("2026-11-19 12:00", "2026-11-20 12:00", "2026-11-21 09:00"))
	if d(5) == 0 {
		a := d.randomAccount()
		e.LastPusher = &a
	}
	if d(8) == 0 {
		e.Author = &approval.Account{ID: 4711, Bot: true}
		e.Commits[0].Author = e.Author
	}
	for range d(3) {
		a := d.randomAccount()
		c := approval.Commit{Hash: "0000000000", Author: &a}
		switch d(4) {
		case 0:
			c.Subjects = []string{q.changes[0].About().String()}
		case 1:
			c.Files = []string{"README.md"}
			c.Others = []approval.Account{d.randomAccount()}
		case 2:
			if d(6) == 0 {
				c.Author = nil
			}
		}
		e.Commits = append(e.Commits, c)
	}
	for i := range 2 + d(9) {
		e.Reviews = append(e.Reviews, d.randomReview(int64(i+1), q.changes))
	}
	if d(30) == 0 {
		e.Unknown = []lang.Text{lang.T("sida 2", "page 2")}
	}
	return q
}

// good gives a request a fair chance: everybody approves what is there, on the day.
func (q *request) everybodyApproves(d dice) {
	for p := 1; p <= randomPeople; p++ {
		if d(5) > 0 {
			r := approved(int64(100+p), p, q.changes...)
			r.Submitted = r.Submitted.Add(time.Hour + time.Duration(p)*time.Minute)
			q.evidence.Reviews = append(q.evidence.Reviews, r)
		}
	}
}

func (q *request) judged() approval.Result { return judge(q.policy, q.changes, q.evidence) }
