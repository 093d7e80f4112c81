package approval_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
)

const requests = 1500

// eachRequest runs a test over random requests, half of which have a fair chance.
func eachRequest(t *testing.T, seed uint64, test func(t *testing.T, r *rand.Rand, q request)) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	for i := range requests {
		d := dice(r.IntN)
		q := d.randomRequest()
		if i%2 == 0 {
			q.evidence.Unknown = nil
			q.everybodyApproves(d)
		}
		test(t, r, q)
		if t.Failed() {
			t.Fatalf("request %d of seed %d", i, seed)
		}
	}
}

// The engine and the naive model agree on every request.
func TestEngineAgreesWithTheNaiveModel(t *testing.T) {
	yes := 0
	eachRequest(t, 1, func(t *testing.T, _ *rand.Rand, q request) {
		needed, _ := approval.Requirements(q.changes, q.policy)
		got := approval.Judge(needed, q.evidence, q.policy)
		want := naive{q.policy, q.evidence, needed}.approved()
		if (got.State == approval.StateApproved) != want {
			t.Errorf("the naive model says %v", want)
			wantState(t, got, "–")
		}
		if want {
			yes++
		}
	})
	t.Logf("%d of %d requests are approved", yes, requests)
	if yes < requests/20 {
		t.Errorf("only %d of %d requests are approved: the rest proves little", yes, requests)
	}
}

// Invariant 1: one more approval that counts never takes a verdict back, and one that does
// not count never changes it.
func TestMoreApprovalsNeverHarm(t *testing.T) {
	eachRequest(t, 2, func(t *testing.T, r *rand.Rand, q request) {
		before := q.judged()
		more := q
		extra := approved(500, 1+r.IntN(randomPeople), q.changes...)
		extra.Submitted = at("2026-11-21 11:59")
		more.evidence.Reviews = append(slices.Clone(q.evidence.Reviews), extra)
		counts := naive{more.policy, more.evidence, nil}
		needed, _ := approval.Requirements(q.changes, q.policy)
		valid := slices.ContainsFunc(needed, func(n approval.Requirement) bool { return counts.says(n, extra.Account.ID, approval.Approved) })
		if got := more.judged(); before.State == approval.StateApproved && valid && got.State != approval.StateApproved {
			t.Error("approved no more after one more approval")
			wantState(t, got, approval.StateApproved)
		}
		for _, a := range []approval.Account{{ID: extra.Account.ID, Bot: true}, {ID: 9000 + extra.Account.ID}, *q.evidence.Author, {Login: "konto-1"}} {
			banned := extra
			banned.Account = a
			more.evidence.Reviews = append(slices.Clone(q.evidence.Reviews), banned)
			if got := more.judged(); got.State != before.State || got.HoldsUntil != before.HoldsUntil {
				t.Errorf("an approval by %+v made %s of %s", a, got.State, before.State)
			}
		}
	})
}

// Invariant 2: when the content of any document changes nothing is approved any more; when
// only its place does, everything stays as it was.
func TestContentChangeVoids(t *testing.T) {
	eachRequest(t, 3, func(t *testing.T, r *rand.Rand, q request) {
		before := q.judged()
		if before.State != approval.StateApproved {
			return
		}
		for i := range q.changes {
			for name, alter := range map[string]func(*diff.Subject){
				"head": func(s *diff.Subject) { s.HeadSum = "e9" },
				"base": func(s *diff.Subject) { s.BaseSum = "f9" },
			} {
				undo := changeSubject(q.changes[i], alter)
				if got := q.judged(); got.State == approval.StateApproved {
					t.Errorf("still approved with another %s of %s", name, q.changes[i].About().ID)
				}
				undo()
			}
			undo := changeSubject(q.changes[i], func(s *diff.Subject) { s.Base, s.Head = "plans/a.yaml", "plans/b.yaml" })
			if got := q.judged(); got.State != before.State {
				t.Errorf("moving %s made %s", q.changes[i].About().ID, got.State)
			}
			undo()
		}
	})
}

// changeSubject alters the subject of a change, and gives back what undoes it.
func changeSubject(c diff.Change, alter func(*diff.Subject)) (undo func()) {
	var s *diff.Subject
	switch c := c.(type) {
	case *diff.Plan:
		s = &c.Subject
	case *diff.Memo:
		s = &c.Subject
	case *diff.Offer:
		s = &c.Subject
	case *diff.Analysis:
		s = &c.Subject
	case *diff.Outcome:
		s = &c.Subject
	}
	was := *s
	alter(s)
	return func() { *s = was }
}

// Invariant 5: neither the order in which reviews are handed in, nor that of the register,
// changes a thing.
func TestOrderDoesNotMatter(t *testing.T) {
	eachRequest(t, 4, func(t *testing.T, r *rand.Rand, q request) {
		before := q.judged()
		mixed := q
		mixed.evidence.Reviews = slices.Clone(q.evidence.Reviews)
		register := *q.policy.Roller
		register.Personer, register.Uppdrag, register.Delegeringar = slices.Clone(register.Personer), slices.Clone(register.Uppdrag), slices.Clone(register.Delegeringar)
		mixed.policy.Roller = &register
		shuffle(r, mixed.evidence.Reviews)
		shuffle(r, register.Personer)
		shuffle(r, register.Uppdrag)
		shuffle(r, register.Delegeringar)
		if d := cmp.Diff(before, mixed.judged()); d != "" {
			t.Errorf("(-in order +mixed):\n%s", d)
		}
	})
}

func shuffle[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// A verdict holds as long as it says: on its last day it is still the same.
func TestItHoldsAsLongAsItSays(t *testing.T) {
	ends := 0
	eachRequest(t, 5, func(t *testing.T, _ *rand.Rand, q request) {
		no := func(r approval.Review) bool { return r.State == approval.ChangesRequested }
		before := q.judged()
		if before.State != approval.StateApproved || before.HoldsUntil == 0 || slices.ContainsFunc(q.evidence.Reviews, no) {
			return
		}
		ends++
		y, m, d := before.HoldsUntil.Parts()
		q.evidence.Merged = true
		q.evidence.Reviews = slices.DeleteFunc(slices.Clone(q.evidence.Reviews), func(r approval.Review) bool { return r.Submitted.After(q.evidence.Now) })
		q.evidence.Now = q.evidence.Now.AddDate(y-2026, int(m)-11, d-21)
		wantState(t, q.judged(), approval.StateApproved)
	})
	t.Logf("%d verdicts have an end", ends)
	if ends < 15 {
		t.Errorf("only %d verdicts have an end: the rest proves little", ends)
	}
}

// Nothing is approved that the naive model does not approve.
func FuzzJudge(f *testing.F) {
	r := rand.New(rand.NewPCG(6, 7))
	for range 64 {
		seed := make([]byte, 400)
		for i := range seed {
			seed[i] = byte(r.IntN(256))
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := fromBytes(data)
		q := d.randomRequest()
		if d(2) == 0 {
			q.everybodyApproves(d)
		}
		needed, _ := approval.Requirements(q.changes, q.policy)
		got := approval.Judge(needed, q.evidence, q.policy)
		if want := (naive{q.policy, q.evidence, needed}).approved(); (got.State == approval.StateApproved) != want {
			t.Errorf("the naive model says %v", want)
			wantState(t, got, "–")
		}
	})
}
