package audit_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// codes lists what is wrong with the decision that ends in a commit.
func codes(r *audit.Report, commit string) []audit.Code {
	var out []audit.Code
	for i := range r.Decisions {
		if d := &r.Decisions[i]; slices.Contains(d.Commits, commit) {
			for _, v := range d.Violations {
				out = append(out, v.Code)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func find(r *audit.Report, commit string) *audit.Decision {
	for i := range r.Decisions {
		if slices.Contains(r.Decisions[i].Commits, commit) {
			return &r.Decisions[i]
		}
	}
	return nil
}

func TestA25OddDecisionsAreFoundAndFollowUpsLetThemPass(t *testing.T) {
	w := newWorld(t, false)
	r := w.run(t, w.Main, w.Records)
	bypass, expired := find(r, w.Bypass.Commit()), find(r, w.Expired.Commit())
	if bypass == nil || bypass.FollowUp == nil || bypass.Open() || bypass.Valid || !slices.Contains(codes(r, w.Bypass.Commit()), audit.DirectPush) {
		t.Errorf("the bypass: %+v", bypass)
	}
	if bypass.FollowUp.By != w.FollowUp.Commit() || bypass.FollowUp.Reference == "" {
		t.Errorf("its follow-up: %+v", bypass.FollowUp)
	}
	if expired == nil || !expired.Open() || !slices.Contains(codes(r, w.Expired.Commit()), audit.NotValid) {
		t.Errorf("the expired role: %+v", expired)
	}
	if len(r.Declined) != 1 || r.Declined[0].PullRequest != w.Declined.PullRequest || r.Declined[0].Record.Standing != record.Proven {
		t.Errorf("the declined request: %+v", r.Declined)
	}
	s := r.Summary
	if s.Violating != 2 || s.FollowedUp != 1 || r.Clean() || len(r.Violations) > 0 || s.Valid != s.Decisions-s.Genesis-2 || s.Proven != s.Decisions-s.Genesis {
		t.Errorf("%s", told(r))
	}
}

func TestDecisionsAreGroupedAsTheirRecordsHaveThem(t *testing.T) {
	w := newWorld(t, true)
	r := w.run(t, w.Main, w.Records)
	got := map[string]*audit.Decision{}
	for i := range r.Decisions {
		got[r.Decisions[i].Commit()] = &r.Decisions[i]
	}
	for _, d := range w.Decisions {
		if d.How == record.Closed {
			continue
		}
		a := got[d.Commit()]
		if a == nil || !slices.Equal(a.Commits, d.Commits) || a.How != d.How || a.PullRequest != d.PullRequest || a.Day != d.Day || !a.At.Equal(d.At) {
			t.Errorf("%s: %+v", d.Title, a)
		}
	}
}

// A29: a rebase leaves commits whose signatures are gone. Nothing rests on them.
func TestA29ARebaseNeedsNoSignaturesOfItsCommits(t *testing.T) {
	w := newWorld(t, true)
	r := w.run(t, w.Main, w.Records, detailed)
	n := 0
	for i := range r.Decisions {
		d := &r.Decisions[i]
		if d.How != record.Rebase {
			continue
		}
		n++
		if proof := signature.Check(d.Signed, nil, d.Day); proof.Kind != signature.NoSignature || !d.Valid || !d.Proven {
			t.Errorf("%s: %s, valid %v, proven %v", d.Commit(), proof.Kind, d.Valid, d.Proven)
		}
	}
	if n == 0 {
		t.Error("no rebase")
	}
}

// A32: whoever brings something past the gate signs nothing with it that counts, and what
// he lets go of himself stays open.
func TestA32ABypassCannotMakeItselfRight(t *testing.T) {
	w := newWorld(t, false)
	tip := w.commit(t, w.Main)
	text := w.read(t, w.Main, "plans/avvikelser.yaml")
	own := w.put(t, &object.Commit{Author: tip.Author, Committer: tip.Committer, Message: "följ upp\n", ParentHashes: []plumbing.Hash{hashOf(w.Main)},
		TreeHash: w.with(t, tip.TreeHash, "plans/avvikelser.yaml", append(text, "  - {commit: "+w.Expired.Commit()+", orsak: \"Rollen hade gått ut.\", atgard: \"Ingen.\", referens: \"HS 2026-00999\", datum: 2026-10-05}\n"...))})
	r := w.run(t, own, w.Records)
	if d := find(r, w.Expired.Commit()); d.FollowUp != nil || len(d.Notes) == 0 || d.Notes[len(d.Notes)-1].Code != audit.FollowUpVoid {
		t.Errorf("a follow-up that was pushed past the gate lets a violation pass: %+v", d.FollowUp)
	}
	if got := codes(r, own); !slices.Contains(got, audit.NoRecord) {
		t.Errorf("the push itself: %v", got)
	}
}

func TestAnAnchorIsWhereTrustBegins(t *testing.T) {
	w := newWorld(t, false)
	line := w.line(t, w.Main)
	at := slices.Index(line, w.Expired.Commit())
	r := w.run(t, w.Main, w.Records, func(q *audit.Question) { q.Anchor = w.rev(t, line[at]) })
	if !r.Clean() || r.First != line[at+1] || r.Summary.Genesis != 0 || len(r.Unseen) == 0 {
		t.Errorf("%s", told(r))
	}
	// An anchor that main does not lead back to: it was rewritten, or never main's.
	other := w.edit(t, line[at], "", func(c *object.Commit) { c.Message += " " })
	r = w.run(t, w.Main, w.Records, func(q *audit.Question) { q.Anchor = w.rev(t, other) })
	if r.Clean() || len(r.Violations) != 1 || r.Violations[0].Code != audit.Rewritten || len(r.Decisions) != 0 {
		t.Errorf("%s", told(r))
	}
}

func TestARangeLimitsWhatIsShownAndNotWhatIsJudged(t *testing.T) {
	w := newWorld(t, false)
	line := w.line(t, w.Main)
	r := w.run(t, w.Main, w.Records, func(q *audit.Question) { q.From = w.rev(t, line[len(line)-3]) })
	if r.Summary.Decisions != 2 || r.Summary.Judged <= 2 || !r.Clean() || r.First != line[len(line)-2] {
		t.Errorf("%s", told(r))
	}
	// Up to an older decision: what came later is not missing, and is counted where it is wrong.
	at := slices.Index(line, w.Bypass.Commit())
	r = w.run(t, w.Main, w.Records, func(q *audit.Question) { q.To = w.rev(t, line[at-1]); q.From = w.rev(t, w.Expired.Commit()) })
	if len(r.Violations) > 0 || r.Last != line[at-1] || !r.Clean() || r.Summary.Elsewhere != 1 || len(r.Declined) > 0 {
		t.Errorf("%s", told(r))
	}
	day := find(w.run(t, w.Main, w.Records), w.Bypass.Commit()).Day
	r = w.run(t, w.Main, w.Records, func(q *audit.Question) { q.Days = calendar.Interval{From: day, To: day} })
	if find(r, w.Bypass.Commit()) == nil || r.Summary.Decisions > 2 {
		t.Errorf("%s", told(r))
	}
	// Of another line records of what main has are no strays.
	other := w.edit(t, line[at-1], "", func(c *object.Commit) { c.Message += " " })
	if r := w.run(t, other, w.Records, func(q *audit.Question) { q.Main = w.rev(t, w.Main) }); len(r.Violations) > 0 {
		t.Errorf("%s", told(r))
	}
}

// A record that lies is found, although the key is the right one: what it says is held
// against git and the registers.
func TestA27ARecordThatLiesIsFound(t *testing.T) {
	w := newWorld(t, true)
	for name, lie := range map[string]struct {
		change func(*record.Record)
		want   audit.Code
	}{
		"of who agreed": {func(r *record.Record) {
			for i := range r.Requirements {
				for k := range r.Requirements[i].SatisfiedBy {
					r.Requirements[i].SatisfiedBy[k].Account = 424242
				}
			}
		}, audit.NotApproved},
		"of when they did": {func(r *record.Record) {
			for i := range r.Requirements {
				for k := range r.Requirements[i].SatisfiedBy {
					r.Requirements[i].SatisfiedBy[k].Given, r.Requirements[i].SatisfiedBy[k].Day = "2030-01-01T12:00:00Z", "2030-01-01"
				}
			}
		}, audit.NotApproved},
		"of nobody's consent": {func(r *record.Record) {
			for i := range r.Requirements {
				r.Requirements[i].SatisfiedBy = nil
			}
		}, audit.NotApproved},
		"of the content": {func(r *record.Record) {
			for i := range r.Changes {
				r.Changes[i].After = "00000000000000000000000000000000000000000000000000000000000000aa"
			}
		}, audit.ContentDiffers},
		"of what changed":      {func(r *record.Record) { r.Changes[0].Document = "lp-2099-annan" }, audit.ContentDiffers},
		"of the base":          {func(r *record.Record) { r.Before = "00000000000000000000000000000000000000aa" }, audit.RecordDiffers},
		"of the register":      {func(r *record.Record) { r.Register = "00000000000000000000000000000000000000aa" }, audit.RecordDiffers},
		"of the routine":       {func(r *record.Record) { r.Routine = "6.0" }, audit.RecordDiffers},
		"of what it needed":    {func(r *record.Record) { r.Requirements = r.Requirements[:1] }, audit.RecordDiffers},
		"of the request":       {func(r *record.Record) { r.PullRequest = 1 }, audit.RequestTwice},
		"of the day":           {func(r *record.Record) { r.Day = r.Day[:9] + "9" }, audit.RecordDiffers},
		"of the merged branch": {func(r *record.Record) { r.Head = "00000000000000000000000000000000000000aa" }, audit.RecordDiffers},
		"of who had a hand in": {func(r *record.Record) { r.Hands = nil }, audit.NotApproved},
		"of its own rightness": {func(r *record.Record) {
			r.Verdict = record.Verdict{State: "pending", Reasons: []record.Text{{SV: "nej", EN: "no"}}}
		}, audit.NotValid},
	} {
		t.Run(name, func(t *testing.T) {
			decision := w.Decisions[len(w.Decisions)-1]
			for i := range w.Decisions {
				if w.Decisions[i].How == record.Merge && i > 3 && len(w.Decisions[i].Record.Requirements) > 1 {
					decision = w.Decisions[i]
					break
				}
			}
			tip, ok := w.resign(t, decision.Commit(), lie.change)
			if !ok {
				t.Fatal("the lie is no record")
			}
			r := w.run(t, w.Main, tip)
			if got := codes(r, decision.Commit()); !slices.Contains(got, lie.want) {
				t.Errorf("got %v, want %s\n%s", got, lie.want, told(r))
			}
			for _, v := range find(r, decision.Commit()).Violations {
				if v.Code == audit.NotProven {
					t.Errorf("the key is the right one: %s", v.Message)
				}
			}
		})
	}
}

func TestRecordsThatCannotBeTakenAtTheirWord(t *testing.T) {
	w := newWorld(t, true)
	last := w.Decisions[len(w.Decisions)-1]
	line := w.line(t, w.Records)
	without := line[len(line)-2]
	text, err := last.Record.Encode()
	if err != nil {
		t.Fatal(err)
	}
	later := bytes.Replace(text, []byte(`"version":1`), []byte(`"version":2`), 1)
	t.Run("of a later version", func(t *testing.T) {
		w := *w
		h := *w.History
		h.Records, w.History = without, &h
		r := w.run(t, w.Main, w.added(t, last.Record.Path(), later))
		if got := codes(r, last.Commit()); !slices.Equal(got, []audit.Code{audit.Unreadable}) || r.Clean() {
			t.Errorf("%v\n%s", got, told(r))
		}
	})
	t.Run("no record at all", func(t *testing.T) {
		w := *w
		h := *w.History
		h.Records, w.History = without, &h
		r := w.run(t, w.Main, w.added(t, last.Record.Path(), []byte("hej")))
		if got := codes(r, last.Commit()); !slices.Equal(got, []audit.Code{audit.Unreadable}) {
			t.Errorf("%v\n%s", got, told(r))
		}
	})
	t.Run("two for one decision", func(t *testing.T) {
		twin := *last.Record
		twin.Day = "2025" + twin.Day[4:]
		again, err := twin.Encode()
		if err != nil {
			t.Fatal(err)
		}
		r := w.run(t, w.Main, w.added(t, twin.Path(), again))
		if got := codes(r, last.Commit()); !slices.Equal(got, []audit.Code{audit.SeveralRecords}) {
			t.Errorf("%v\n%s", got, told(r))
		}
	})
	t.Run("of a commit that main does not have", func(t *testing.T) {
		stray := *last.Record
		stray.Commits = []string{"00000000000000000000000000000000000000aa"}
		text, err := stray.Encode()
		if err != nil {
			t.Fatal(err)
		}
		r := w.run(t, w.Main, w.added(t, stray.Path(), text))
		if len(r.Violations) != 1 || r.Violations[0].Code != audit.NotOnMain {
			t.Errorf("%s", told(r))
		}
	})
	t.Run("something else than a record", func(t *testing.T) {
		r := w.run(t, w.Main, w.added(t, "README.md", []byte("hej")))
		if r.Clean() || len(r.Violations) == 0 || r.Violations[0].Code != audit.BrokenChain || r.OpenWhole() != len(r.Violations) {
			t.Errorf("%s", told(r))
		}
	})
}
