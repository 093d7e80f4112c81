package gate_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/schema"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// past is a merge, and what was recorded of it at once.
type past struct {
	number        int
	before, after string
	at            time.Time
	valid         bool
	text          string
}

// judged judges a merge as it stood, from whatever the host and the clone have now.
func (p *past) judged(s *story) *gate.Verdict {
	s.t.Helper()
	s.Fetch(s.dir)
	repo, err := gitrepo.Open(s.dir)
	if err != nil {
		s.t.Fatal(err)
	}
	defer repo.Close()
	m := gate.Merged{Repo: repo, At: p.at}
	for hash, into := range map[string]*gitrepo.Revision{p.before: &m.Before, p.after: &m.After} {
		if *into, err = repo.Resolve(hash); err != nil {
			s.t.Fatal(err)
		}
	}
	if m.Facts, err = s.gate.Host.Facts(s.t.Context(), p.number); err != nil {
		s.t.Fatal(err)
	}
	v, err := s.gate.Decided(s.t.Context(), m)
	if err != nil {
		s.t.Fatalf("%v\n%s", err, strings.Join(s.happened, "\n"))
	}
	return v
}

// decided holds what is recorded of a merge just made against the model.
func (s *story) decided(before string, want bool) {
	s.t.Helper()
	p := &past{number: s.pull.Number, before: before, after: s.Head("main"), at: s.Now(), valid: want}
	v := p.judged(s)
	if (v.State == approved) != want {
		s.failf(v, "merged and judged %s, the model says %v", v.State, want)
	}
	r := recorded(s, p, v)
	if r.Verdict.Valid != want {
		s.failf(v, "recorded as valid: %v, the model says %v: %v", r.Verdict.Valid, want, r.Verdict.Reasons)
	}
	text, err := r.Encode()
	if err != nil {
		s.t.Fatal(err)
	}
	p.text = string(text)
	if len(s.moves) == 0 { // these the server does not remember once the next request is there
		s.past = append(s.past, p)
	}
}

// meant is what a merge means as main's line has it: with git's own names of files' content,
// without what the gate adds to them.
func (p *past) meant(s *story) []diff.Change {
	s.t.Helper()
	repo, err := gitrepo.Open(s.dir)
	if err != nil {
		s.t.Fatal(err)
	}
	defer repo.Close()
	var ends [2]gitrepo.Revision
	for i, hash := range []string{p.before, p.after} {
		if ends[i], err = repo.Resolve(hash); err != nil {
			s.t.Fatal(err)
		}
	}
	changed, err := repo.Changed(ends[0], ends[1], ".")
	if err != nil {
		s.t.Fatal(err)
	}
	var files []diff.FileChange
	for _, c := range changed {
		if !strings.HasPrefix(c.Path, check.Root+"/") {
			files = append(files, diff.FileChange{Path: c.Path, Before: c.Before.Hash, After: c.After.Hash})
		}
	}
	known := &cache.Cache{}
	reader := &check.Reader{Schemas: func() (*schema.Set, error) { return schemas, nil }, Meanings: func() *cache.Cache { return known }}
	out, err := reader.Changes(ends[0].FS(), ends[1].FS(), files)
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

// recorded is the record of a verdict. From what the record tells alone the same has to be
// approved, by the same persons.
func recorded(s *story, p *past, v *gate.Verdict) *record.Record {
	s.t.Helper()
	changes := p.meant(s)
	r, err := record.New(record.Decision{How: record.Merge, PullRequest: p.number, Before: p.before, Commits: []string{p.after}, Head: v.Tips.Head, At: p.at, Day: v.Day,
		Rules: routine.RulesHash(), Author: &record.Actor{Account: v.Evidence.Author.ID, Bot: v.Evidence.Author.Bot}, Hands: v.Evidence.Commits,
		Changes: changes, Result: v.Result, Reasons: v.Wrong()})
	if err != nil {
		s.failf(v, "%v", err)
	}
	needs, _ := approval.Requirements(changes, v.Policy)
	again := approval.Judge(needs, r.Evidence(), v.Policy)
	if (again.State == approved) != (v.Result.State == approved) {
		s.failf(v, "%s, and by the record %s", v.Result.State, again.State)
	}
	if d := cmp.Diff(whoFor(v.Result), whoFor(again)); d != "" && again.State == approved {
		s.failf(v, "approved by others by the record:\n%s", d)
	}
	return r
}

func whoFor(r approval.Result) map[string][]string {
	out := map[string][]string{}
	for _, o := range r.Requirements {
		for _, f := range o.SatisfiedBy {
			out[o.ID] = append(out[o.ID], f.Person)
		}
	}
	return out
}

// again holds what is recorded at the end against what was recorded at once.
func (p *past) again(s *story) {
	s.t.Helper()
	for _, w := range s.Pulls()[p.number-1 : p.number] {
		s.Review(s.as(siv), w, "CHANGES_REQUESTED", "")
		s.DeleteBranch(s.as(vgs), w)
	}
	v := p.judged(s)
	text, err := recorded(s, p, v).Encode()
	if err != nil {
		s.t.Fatal(err)
	}
	if d := cmp.Diff(p.text, string(text)); d != "" {
		s.failf(v, "#%d recorded later otherwise (-at once +later):\n%s", p.number, d)
	}
}

// What happened in the very second of a merge counts, but for the branch that goes with it.
func TestTheSecondOfTheMerge(t *testing.T) {
	w := agreed(t)
	before := w.Head("main")
	after := w.MergePull(w.as(vgs), w.pull, fake.Merge)
	facts, err := w.gate().Host.Facts(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	at := facts.Merged
	no := gate.Review{ID: 9, Account: facts.Reviews[2].Account, State: approval.ChangesRequested, Commit: facts.Head}
	for name, tt := range map[string]struct {
		change func(f *gate.Facts)
		valid  bool
	}{
		"as it was":                       {func(*gate.Facts) {}, true},
		"a no in that second":             {func(f *gate.Facts) { no.Submitted = at; f.Reviews = append(f.Reviews, no) }, false},
		"a no a second later":             {func(f *gate.Facts) { no.Submitted = at.Add(time.Second); f.Reviews = append(f.Reviews, no) }, true},
		"a dismissal in that second":      {func(f *gate.Facts) { dismiss(f, at) }, false},
		"a dismissal a second later":      {func(f *gate.Facts) { dismiss(f, at.Add(time.Second)) }, true},
		"a dismissal of which nobody has": {func(f *gate.Facts) { dismiss(f, time.Time{}) }, false},
		"the branch deleted that second":  {move(gate.Deleted, at, ""), true},
		"the branch deleted before":       {move(gate.Deleted, at.Add(-time.Second), ""), false},
		"the branch deleted later":        {move(gate.Deleted, at.Add(time.Second), ""), true},
		"rewritten in that second":        {move(gate.ForcePushed, at, strings.Repeat("a", 40)), false},
		"rewritten a second later":        {move(gate.ForcePushed, at.Add(time.Second), strings.Repeat("a", 40)), true},
		"retargeted a second later":       {move(gate.Retargeted, at.Add(time.Second), ""), true},
		"approved only afterwards": {func(f *gate.Facts) {
			f.Reviews[1].Submitted = at.Add(time.Second)
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			f := *facts
			f.Reviews, f.Moves = slices.Clone(f.Reviews), slices.Clone(f.Moves)
			tt.change(&f)
			w.Fetch(w.dir)
			repo, err := gitrepo.Open(w.dir)
			if err != nil {
				t.Fatal(err)
			}
			defer repo.Close()
			m := gate.Merged{Repo: repo, Facts: &f, At: at}
			if m.Before, err = repo.Resolve(before); err != nil {
				t.Fatal(err)
			}
			if m.After, err = repo.Resolve(after); err != nil {
				t.Fatal(err)
			}
			v, err := w.gate().Decided(t.Context(), m)
			if err != nil || (v.State == approved) != tt.valid {
				t.Fatalf("%v, want %v: %v\n%s", v.State, tt.valid, err, told(v))
			}
		})
	}
}

func dismiss(f *gate.Facts, at time.Time) {
	r := &f.Reviews[1]
	r.Was, r.State, r.Dismissed = r.State, approval.Dismissed, at
}

func move(how gate.MoveKind, at time.Time, after string) func(f *gate.Facts) {
	return func(f *gate.Facts) { f.Moves = append(f.Moves, gate.Move{How: how, At: at, After: after}) }
}
