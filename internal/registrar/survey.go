package registrar

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// survey is what is known of a piece of main's line. A step has its place there; the first is
// 0.
type survey struct {
	*Registrar
	line  *history.Line
	known func(commit string) bool
	at    map[string]int // the place of a commit
	means *meanings

	moves   []*gate.Move // by place: what brought it; nil: nobody remembers
	late    map[int]bool // steps that the service can't have forgotten and does not tell of
	unknown map[int]bool // steps of which it was not found out what they belong to
	facts   map[int]*gate.Facts
	brought map[string][]int
}

// margin is how far the clocks of whoever commits and of the service may lie apart before the
// service's whole memory of main is read.
const margin = 24 * time.Hour

func (s *survey) commit(i int) string { return s.line.Step(i).Commit.Hash }

// done tells that a step needs no record: it has one, or is the first that main had. That main
// was replaced by another history is told of its first commit too.
func (s *survey) done(i int) bool {
	if s.known(s.commit(i)) {
		return true
	}
	if s.line.Step(i).Shape != history.Root {
		return false
	}
	m := s.moves[i]
	return m == nil || m.How != gate.ForcePushed
}

// begin finds out what brought each step that has no record.
func (s *survey) begin(ctx context.Context) error {
	n := s.line.Len()
	s.moves = make([]*gate.Move, n)
	first := -1
	for i := range n {
		s.at[s.commit(i)] = i
		if first < 0 && !s.done(i) {
			first = i
		}
	}
	if first < 0 && n == 1 && !s.known(s.commit(0)) {
		first = 0 // all that main has may be another history
	}
	if first < 0 {
		return nil
	}
	// A commit's own date only says how far back to look first: it may be anything.
	var moves []gate.Move
	for _, since := range []time.Time{s.line.Step(first).At.Add(-margin), {}} {
		var err error
		if moves, err = s.Host.Line(ctx, since); err != nil {
			return unrecorded(lang.T("det som har nått main", "what has reached main"), err)
		}
		if err = s.assign(moves); err != nil {
			return err
		}
		if s.moves[first] != nil {
			break
		}
	}
	s.expect(len(moves) > 0)
	return nil
}

// expect notes the steps that the service does not tell of although it can't have forgotten
// them: those that came after something that it remembers. Its lists are not up to date yet.
func (s *survey) expect(remembers bool) {
	newest := len(s.moves) - 1
	for i, m := range s.moves {
		if m == nil && (remembers && i == newest || i > 0 && (s.late[i-1] || s.moves[i-1] != nil)) {
			s.late[i] = true
		}
	}
}

// assign gives each step the move that brought it: the first that ended in it, or else that of
// the step after it, unless the move began there.
func (s *survey) assign(moves []gate.Move) error {
	ends := map[string]*gate.Move{}
	for i := range moves {
		if m := &moves[i]; ends[m.After] == nil {
			ends[m.After] = m
		}
	}
	var now *gate.Move
	n := s.line.Len()
	if n > 0 && ends[s.commit(n-1)] == nil && len(moves) > 0 {
		var err error
		if now, err = s.around(moves[len(moves)-1], ends); err != nil {
			return err
		}
	}
	for i := n - 1; i >= 0; i-- {
		now = step(now, ends, s.commit(i))
		s.moves[i] = now
	}
	return nil
}

func step(now *gate.Move, ends map[string]*gate.Move, commit string) *gate.Move {
	if m := ends[commit]; m != nil {
		return m
	}
	if now != nil && now.Before == commit {
		return nil
	}
	return now
}

// around finds the move that brought the line's head, where main has gone on since and the
// head was only on the way.
func (s *survey) around(last gate.Move, ends map[string]*gate.Move) (*gate.Move, error) {
	tip, err := s.Repo.Resolve(last.After)
	if errors.Is(err, gitrepo.ErrUnknown) {
		return nil, nil // main is further on than the clone
	}
	if err != nil {
		return nil, err
	}
	head := s.line.Step(s.line.Len() - 1).Commit.Revision
	var now *gate.Move
	for c, err := range s.Repo.FirstParent(tip, head) {
		if errors.Is(err, gitrepo.ErrNotAncestor) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		now = step(now, ends, c.Hash)
	}
	if now != nil && now.Before == head.Hash {
		return nil, nil
	}
	return now, nil
}

// tooEarly says that the service does not know yet what it will.
func tooEarly(message lang.Text) error {
	return &gate.Fault{Message: message, Hint: lang.T("Vänta en minut och kör record på nytt.", "Wait a minute and run record again.")}
}

// requests lists the requests that brought a commit, by number.
func (s *survey) requests(ctx context.Context, commit string) ([]int, error) {
	if list, ok := s.brought[commit]; ok {
		return list, nil
	}
	list, err := s.Host.Merged(ctx, commit)
	if err == nil {
		s.brought[commit] = list
	}
	return list, err
}

// request gives the facts of a merged request.
func (s *survey) request(ctx context.Context, number int) (*gate.Facts, error) {
	if f := s.facts[number]; f != nil {
		return f, nil
	}
	f, err := s.Host.Facts(ctx, number)
	if err != nil {
		return nil, err
	}
	if f.Merged.IsZero() || strings.Trim(f.MergeCommit, "0") == "" {
		return nil, tooEarly(lang.T("GitHub säger både att pull request %d är sammanslagen och att den inte är det", "GitHub says both that pull request %d is merged and that it isn't", number))
	}
	s.facts[number] = f
	return f, nil
}
