package gate_test

import (
	"flag"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/gate"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

var (
	sequences = flag.Int("sequences", 6, "how many random sequences of events are tried")
	firstSeed = flag.Uint64("seed", 0, "the first of them")
)

const sequenceLength = 20

// anyStep draws a step by its odds.
func (s *story) anyStep() step {
	all := 0
	for _, p := range steps {
		all += p.odds
	}
	n := s.random.IntN(all)
	for _, p := range steps {
		if n -= p.odds; n < 0 {
			return p
		}
	}
	panic("no step")
}

// Whatever happens in whatever order, the gate is of the opinion of the naive model, and the
// invariants hold. A longer run: go test ./internal/gate -run Sequences -sequences 1000
func TestRandomSequencesAgainstTheModel(t *testing.T) {
	yes, no, faults, merged, valid := 0, 0, 0, 0, 0
	for n := range *sequences {
		s := newStory(t, *firstSeed+uint64(n))
		s.note("sequence %d", *firstSeed+uint64(n))
		before, did, said := s.judged(s.target()), s.did(), 0
		for range sequenceLength {
			step := s.anyStep()
			step.do(s)
			s.Forget()
			v, c := s.judged(s.target()), s.asIs()
			want := c != nil && c.approved()
			if got := v.State == approved; got != want || v.State == failed {
				s.failf(v, "%s, the model says %v", v.State, want)
			}
			if !s.closed && v.Day.String() != s.today() {
				s.failf(v, "judged for %s on %s", v.Day, s.today())
			}
			s.monotone(step, before, v)
			if len(s.words) == said {
				s.boundToContent(did, before, v)
			}
			if want {
				yes++
				s.holdsAsLongAsItSays(c, v)
			} else {
				no++
			}
			if s.random.IntN(4) == 0 {
				faults++
				s.failsSafely()
			}
			before, did, said = v, s.did(), len(s.words)
		}
		s.merge()
		for _, p := range s.past {
			merged++
			if p.valid {
				valid++
			}
			p.again(s)
		}
	}
	t.Logf("%d sequences: %d times approved, %d times not; %d faults; %d merged, %d of them validly", *sequences, yes, no, faults, merged, valid)
	if 12*yes < no {
		t.Errorf("%d times approved, %d times not: the sequences show too little", yes, no)
	}
}

func (s *story) target() gate.Target { return gate.Target{Number: s.pull.Number} }

// did is what the request does now.
func (s *story) did() work { return worked(s.forkTree(), s.head().tree) }

// monotone is invariant 1, whatever the model says: one more yes takes none away, and one
// that does not count changes nothing.
func (s *story) monotone(did step, before, after *gate.Verdict) {
	s.t.Helper()
	switch {
	case before.Number != after.Number || before.Day != after.Day:
	case did.yes && before.State == approved && after.State != approved:
		s.failf(after, "%s, though somebody only approved", after.State)
	case did.none:
		if x, y := met(before), met(after); x != y {
			s.failf(after, "%s, and before: %s, though nothing that counts has happened", y, x)
		}
	}
}

// met is what a verdict says of the requirements.
func met(v *gate.Verdict) string {
	out := fmt.Sprint(v.State, v.HoldsUntil)
	for _, o := range v.Result.Requirements {
		out += fmt.Sprintf("; %s %s", o.ID, o.State)
		for _, f := range o.SatisfiedBy {
			out += " " + f.Person
		}
	}
	return out
}

// boundToContent is invariant 2: where the content of an approved document changes, nothing
// is approved; where only layout and place do, the same is required.
func (s *story) boundToContent(did work, before, after *gate.Verdict) {
	s.t.Helper()
	if before.Number != after.Number || before.State != approved || !s.toMain || s.closed {
		return
	}
	for doc, is := range s.did() {
		if was, had := did[doc]; (!had || was.after.bound != is.after.bound) && is.before.bound != is.after.bound && after.State == approved {
			s.failf(after, "approved, though the content of %s has changed", doc)
		}
	}
	if before.Day == after.Day && describe(did) == describe(s.did()) && required(before) != required(after) {
		s.failf(after, "%s is required, and before %s, of the same content", required(after), required(before))
	}
}

func required(v *gate.Verdict) string {
	var out []string
	for _, o := range v.Result.Requirements {
		out = append(out, o.ID)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// holdsAsLongAsItSays holds the last day of a verdict against the model: approved then, and
// not the day after where all that lies ahead is that something ends.
func (s *story) holdsAsLongAsItSays(c *matter, v *gate.Verdict) {
	s.t.Helper()
	if v.HoldsUntil.IsZero() || slices.ContainsFunc(c.words, func(w word) bool { return w.says == "CHANGES_REQUESTED" }) {
		return
	}
	last, err := time.ParseInLocation(time.DateOnly, v.HoldsUntil.String(), stockholm)
	if err != nil {
		s.t.Fatal(err)
	}
	if c.now = last.Add(20 * time.Hour); dayOf(s.Now()) < v.HoldsUntil.String() && !c.approved() {
		s.failf(v, "holds until %s, and the model says not", v.HoldsUntil)
	}
	later := func(d duty) bool { return d.from > s.today() }
	decides := func(w change) bool { return w.before.doc != news && w.before.bound != w.after.bound }
	for _, w := range c.does {
		if decides(w) && !slices.ContainsFunc(c.rolls[len(c.rolls)-1].duties, later) {
			if c.now = last.Add(44 * time.Hour); c.approved() {
				s.failf(v, "holds until %s, and the model says longer", v.HoldsUntil)
			}
		}
	}
}

// failsSafely is invariant 6: whatever goes wrong at whichever call, nothing is approved.
func (s *story) failsSafely() {
	s.t.Helper()
	calls := s.Calls()
	at := calls[s.random.IntN(len(calls))]
	kind := s.random.IntN(6)
	fault := []fake.Fault{fake.Answer(http.StatusNotFound), fake.Answer(http.StatusBadGateway), fake.UsedUp(s.Now().Add(time.Hour)), fake.CutShort(), fake.Garbled(), fake.Cut()}[kind]
	met := false
	s.Script(func(c fake.Call) fake.Fault {
		if c.Path == at.Path && c.Page == at.Page {
			met = true
			return fault
		}
		return fake.Fault{}
	})
	v := s.judged(s.target())
	s.Script(nil)
	if !met || v.State != failed {
		s.failf(v, "%s after fault %d at %s %s", v.State, kind, at.Method, at.Path)
	}
}
