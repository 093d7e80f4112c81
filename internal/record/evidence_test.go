package record_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
)

func TestWhoHadAHand(t *testing.T) {
	const lp, other = "leveransplan/lp-2027-skas-exk-hoftprotes", "leveransplan/lp-2027-siv-klb-knaprotes"
	want := []record.Hand{
		{Commit: commit("3"), Documents: []string{lp}},
		{Account: 1, Documents: []string{"fil/README.md", other, lp}},
		{Account: 2, Documents: []string{"fil/README.md", lp}},
		{Account: 3, Documents: []string{other, lp}},
		{Account: 4},
	}
	if diff := cmp.Diff(want, made(t, decision()).Hands); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHandsThatHoldNothing(t *testing.T) {
	for name, h := range map[string][]record.Hand{
		"nobody's":          {{}},
		"both":              {{Account: 1, Commit: commit("x")}},
		"a short hash":      {{Commit: "abc"}},
		"one twice":         {{Account: 1}, {Account: 1, Documents: []string{"x"}}},
		"no document":       {{Account: 1, Documents: []string{""}}},
		"a negative number": {{Account: -1}},
	} {
		r := made(t, decision())
		r.Hands = h
		if text, err := r.Encode(); err == nil {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// asked is a request as the engine sees it.
type asked struct {
	policy   approval.Policy
	needs    []approval.Requirement
	changes  []diff.Change
	evidence approval.Evidence
}

const people = 7

func txt(s string) plan.Text { return plan.Text{V: s, Set: s != ""} }

// drawn makes a request that has a fair chance of being approved: roles that begin and end
// around the day and that several hold, plans in which one förvaltning sends and receives.
func drawn(rng *rand.Rand) asked {
	one := func(of ...string) string { return of[rng.IntN(len(of))] }
	v, _ := routine.Find(one("9.0", "6.0"))
	roles := &plan.Roller{}
	for p := 1; p <= people; p++ {
		id := txt(fmt.Sprintf("p-%03d", p))
		roles.Personer = append(roles.Personer, plan.Person{ID: id, Github: plan.Github{ID: plan.Int{V: p, Set: true}}})
		for range 1 + rng.IntN(4) {
			u := plan.Uppdrag{Person: id, Roll: txt(one("koncernkontoret", "vardgarantiservice", "beslutsforum", "systemforvaltare")),
				Fran: day(one("2024-01-01", "2024-01-01", "2026-11-20")), Till: day(one("", "", "2026-11-21", "2026-12-31"))}
			if rng.IntN(2) == 0 {
				u.Roll, u.Organisation = txt("representant"), txt(one("skas", "siv", "su"))
			}
			roles.Uppdrag = append(roles.Uppdrag, u)
		}
	}
	settings := &plan.Installningar{}
	settings.Defaults()
	q := asked{policy: approval.Policy{Day: today, Version: v.ID, Table: v.Approvals, Roller: roles, Installningar: settings,
		History: []approval.Register{{From: calendar.Date(2024, 1, 1), Roller: roles}}}}
	for _, id := range []string{"skas", "siv", "su"} {
		q.policy.Organisationer = append(q.policy.Organisationer, &plan.Organisation{ID: txt(id), Typ: txt(plan.TypForvaltning), GiltigFran: day("2024-01-01")})
	}
	for i := range 1 + rng.IntN(3) {
		q.changes = append(q.changes, drawnChange(rng, i))
	}
	q.needs, _ = approval.Requirements(q.changes, q.policy)
	q.evidence = drawnEvidence(rng, q.changes)
	return q
}

func drawnChange(rng *rand.Rand, i int) diff.Change {
	ends := []string{"skas", "siv", "su"}
	rng.Shuffle(len(ends), func(i, j int) { ends[i], ends[j] = ends[j], ends[i] })
	kinds := [][]diff.Kind{{diff.PlanNy}, {diff.PlanMinskning}, {diff.PlanOmperiodisering}, {diff.PlanVillkor, diff.PlanFrigjord}, {diff.Redaktionell}}
	s := subject(fmt.Sprintf("lp-%d", i))
	doc := &plan.Leveransplan{Document: plan.Document{ID: txt(s.ID)}, Skickande: txt(ends[0]), Mottagare: txt(ends[1])}
	switch rng.IntN(6) {
	case 0:
		return &diff.Analysis{Subject: diff.Subject{Kind: plan.KindBehovsanalys, ID: s.ID, BaseSum: s.BaseSum, HeadSum: s.HeadSum}, Is: []diff.Kind{diff.BehovsanalysNy}}
	case 1:
		return &diff.File{Subject: diff.Subject{ID: s.ID + ".md", BaseSum: commit("a"), HeadSum: commit("b")}, Is: []diff.Kind{diff.OkandAndrad}}
	}
	return &diff.Plan{Subject: s, Is: kinds[rng.IntN(len(kinds))], Base: doc, Head: doc, Sender: ends[0], Receiver: ends[1]}
}

func drawnEvidence(rng *rand.Rand, changes []diff.Change) approval.Evidence {
	anybody := func() *approval.Account { return &approval.Account{ID: int64(1 + rng.IntN(people+1))} }
	who := anybody()
	e := approval.Evidence{Now: merged, Merged: true, Author: who, LastPusher: who, LastPushed: merged.Add(-3 * time.Hour)}
	if rng.IntN(5) == 0 {
		e.LastPusher = anybody()
	}
	content := map[string]approval.Bound{}
	for i := range 1 + rng.IntN(3) {
		c := approval.Commit{Hash: commit(fmt.Sprint("own ", i)), Author: anybody(), Others: []approval.Account{*anybody()}}
		switch i {
		case 0:
			c.Author, c.Others = who, nil
		case 1:
			c.Others = nil
		}
		if rng.IntN(3) > 0 || i == 0 {
			c.Subjects = []string{changes[rng.IntN(len(changes))].About().String()}
		}
		e.Commits = append(e.Commits, c)
	}
	for _, c := range changes {
		content[c.About().String()] = approval.BoundOf(c.About())
	}
	for id := range int64(2 + rng.IntN(10)) {
		r := approval.Review{ID: 1 + id, Account: *anybody(), State: approval.Approved, Commit: commit("head"), Content: map[string]approval.Bound{},
			Submitted: merged.Add(-time.Duration(rng.IntN(90)) * time.Minute)}
		if rng.IntN(12) == 0 {
			r.State = []approval.ReviewState{approval.ChangesRequested, approval.Commented, approval.Dismissed}[rng.IntN(3)]
		}
		for name, b := range content {
			if rng.IntN(8) > 0 {
				r.Content[name] = b
			}
		}
		e.Reviews = append(e.Reviews, r)
	}
	return e
}

// recorded is the record of a request, as it is read from the branch.
func recorded(t *testing.T, q asked, result approval.Result) *record.Record {
	t.Helper()
	d := decision()
	d.Author, d.Hands, d.Changes, d.Result = &record.Actor{Account: q.evidence.Author.ID}, q.evidence.Commits, q.changes, result
	r, err := record.Decode(encoded(t, made(t, d)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// by tells who stands for which requirement.
func by(r approval.Result) map[string][]string {
	out := map[string][]string{}
	for _, o := range r.Requirements {
		for _, f := range o.SatisfiedBy {
			out[o.ID] = append(out[o.ID], f.Person)
		}
	}
	return out
}

// What a record tells is enough to judge anew: the same is approved, by the same persons, and
// whatever one of them had to do with it falls with her.
func TestARecordCanBeJudgedAgain(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 2026))
	yes, mattered := 0, 0
	for i := range 2500 {
		q := drawn(rng)
		result := approval.Judge(q.needs, q.evidence, q.policy)
		r := recorded(t, q, result)
		e := r.Evidence()
		again := approval.Judge(q.needs, e, q.policy)
		if (again.State == approval.StateApproved) != (result.State == approval.StateApproved) {
			t.Fatalf("request %d: %s, and by the record %s (%v)", i, result.State, again.State, again.Reasons)
		}
		if result.State != approval.StateApproved {
			continue
		}
		yes++
		if d := cmp.Diff(by(result), by(again)); d != "" {
			t.Fatalf("request %d: approved by others (-then +by the record):\n%s", i, d)
		}
		for k, review := range e.Reviews {
			without := q.evidence
			without.Reviews = slices.DeleteFunc(slices.Clone(q.evidence.Reviews), func(o approval.Review) bool { return o.Account.ID == review.Account.ID })
			if approval.Judge(q.needs, without, q.policy).State == approval.StateApproved {
				continue
			}
			mattered++
			less := e
			less.Reviews = slices.Delete(slices.Clone(e.Reviews), k, k+1)
			if approval.Judge(q.needs, less, q.policy).State == approval.StateApproved {
				t.Fatalf("request %d is approved without %d too", i, review.Account.ID)
			}
		}
		if e.LastPusher != nil {
			less := e
			less.LastPusher = nil
			without := q.evidence
			without.LastPusher = nil
			if a, b := approval.Judge(q.needs, less, q.policy).State, approval.Judge(q.needs, without, q.policy).State; a != b {
				t.Fatalf("request %d without the push: %s, and by the record %s", i, b, a)
			}
		}
	}
	t.Logf("%d of 2500 approved; %d consents mattered", yes, mattered)
	if yes < 200 || mattered < 200 {
		t.Errorf("only %d approved and %d consents that mattered: the rest proves little", yes, mattered)
	}
}

// A record whose content, hands or author are changed by one thing is not approved any more,
// where that one thing mattered.
func TestAForgedRecordIsJudgedByWhatItSays(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 2026))
	found := map[string]int{}
	for range 1000 {
		q := drawn(rng)
		result := approval.Judge(q.needs, q.evidence, q.policy)
		if result.State != approval.StateApproved {
			continue
		}
		for name, forge := range map[string]func(*record.Record){
			"another content": func(r *record.Record) { r.Changes[0].After = sum("other") },
			"no hands":        func(r *record.Record) { r.Hands = nil },
			"no account":      func(r *record.Record) { r.Hands[0] = record.Hand{Commit: commit("x")} },
			"no author":       func(r *record.Record) { r.Author = nil },
			"pending":         func(r *record.Record) { r.Verdict.State = string(approval.StatePending) },
			"given too early": func(r *record.Record) {
				for _, need := range r.Requirements {
					for i := range need.SatisfiedBy {
						need.SatisfiedBy[i].Given = "2023-01-01T00:00:00Z"
					}
				}
			},
			"everybody wrote it": func(r *record.Record) {
				for p := range int64(people) {
					r.Hands = append(r.Hands, record.Hand{Account: p + 1, Documents: []string{r.Changes[0].Document}})
				}
			},
		} {
			r := recorded(t, q, result)
			forge(r)
			if approval.Judge(q.needs, r.Evidence(), q.policy).State == approval.StateApproved {
				t.Fatalf("approved with %s", name)
			}
			found[name]++
		}
	}
	if len(found) != 7 || found["pending"] < 100 {
		t.Errorf("forged %v", found)
	}
}
