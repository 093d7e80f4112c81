package registrar

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// decision is what steps of the line come to: one that is one decision, or several.
type decision struct {
	how         record.How
	first, last int
	request     *gate.Facts // nil: none
	moment      time.Time
	by          *approval.Account
	odd         []lang.Text // what no merge of a request looks like
}

// decision finds the decision that begins with a step; nil where it goes on past the line's
// head. The service's own account of what happened to main decides whether something was
// pushed: of what was pushed past all merges a commit is a decision by itself. What was
// merged is found by the commit that each request became.
func (s *survey) decision(ctx context.Context, i int) (*decision, error) {
	m := s.moves[i]
	if s.late[i] {
		return nil, tooEarly(lang.T("GitHub säger ännu inte hur det nådde main", "GitHub does not say yet how it reached main"))
	}
	numbers, err := s.requests(ctx, s.commit(i))
	if err != nil {
		return nil, err
	}
	merged := m != nil && (m.How == gate.PullMerged || m.How == gate.QueueMerged)
	if merged && len(numbers) == 0 {
		return nil, tooEarly(lang.T("GitHub säger ännu inte vilken pull request som sammanfogades", "GitHub does not say yet which pull request was merged"))
	}
	var requests []*gate.Facts
	for _, n := range numbers {
		f, err := s.request(ctx, n)
		if err != nil {
			return nil, err
		}
		requests = append(requests, f)
	}
	if m == nil || merged {
		for _, f := range requests {
			d, err := s.merge(ctx, i, f)
			if d != nil || err != nil {
				return d, err
			}
		}
		for _, f := range requests {
			if beyond, err := s.beyond(f); beyond || err != nil {
				return nil, err
			}
		}
	}
	return s.push(i, requests), nil
}

// merge takes steps for the merge of a request, where they can be that.
func (s *survey) merge(ctx context.Context, i int, f *gate.Facts) (*decision, error) {
	last, on := s.at[f.MergeCommit]
	if !on || last < i {
		return nil, nil
	}
	d := &decision{first: i, last: last, request: f, moment: f.Merged, by: f.MergedBy}
	c := s.line.Step(last).Commit
	switch {
	case len(c.Parents) > 1 && last > i, s.moves[i] == nil && f.MergeCommit == f.Head:
		return nil, nil // a merge is one step; and a branch that main simply became was pushed
	case len(c.Parents) > 1:
		d.how, d.odd = record.Merge, oddMerge(c, f)
	case last == i:
		d.how = record.Squash
	default:
		d.how = record.Rebase
		if whole, err := s.rebased(ctx, d); err != nil || !whole {
			return nil, err
		}
	}
	if d.how != record.Merge && (i == 0 || s.unknown[i-1]) {
		return d, s.cut(ctx, i, f)
	}
	return d, nil
}

// rebased tells that each of some steps is the request's, came with the others, and that there
// are no more of them than the request had.
func (s *survey) rebased(ctx context.Context, d *decision) (bool, error) {
	if d.last-d.first >= d.request.Count {
		return false, nil
	}
	for k := d.first; k <= d.last; k++ {
		if s.done(k) || s.line.Step(k).Shape != history.Plain || !s.together(d.first, k) {
			return false, nil
		}
		numbers, err := s.requests(ctx, s.commit(k))
		if err != nil {
			return false, err
		}
		if len(numbers) == 0 && s.moves[k] != nil { // it came with the others, and GitHub has told of them
			return false, tooEarly(lang.T("GitHub säger ännu inte vilken pull request som förde in %s", "GitHub does not say yet which pull request brought %s", short(s.commit(k))))
		}
		if !slices.Contains(numbers, d.request.Number) {
			return false, nil
		}
	}
	return true, nil
}

// together tells that two steps came by one move, or that nobody remembers how either did.
func (s *survey) together(i, k int) bool { return s.moves[i] == s.moves[k] }

// cut refuses to take a step for the first of a request's if the one before it, which is not
// known here, may be so.
func (s *survey) cut(ctx context.Context, i int, f *gate.Facts) error {
	before := s.line.Step(i).Before
	if before.Hash == "" || before.Hash == f.MergeCommit {
		return nil
	}
	numbers, err := s.requests(ctx, before.Hash)
	if err != nil || !slices.Contains(numbers, f.Number) {
		return err
	}
	return &gate.Fault{
		Message: lang.T("pull request %d började nå main redan före %s", "pull request %d began to reach main before %s already", f.Number, short(s.commit(i))),
		Hint:    lang.T("Kör record på nytt, från en tidigare commit om du angav en.", "Run record again, from an earlier commit if you named one."),
	}
}

// beyond tells that a request became a commit of main that the line does not reach.
func (s *survey) beyond(f *gate.Facts) (bool, error) {
	if _, on := s.at[f.MergeCommit]; on {
		return false, nil
	}
	tip, err := s.Repo.Resolve(f.MergeCommit)
	if errors.Is(err, gitrepo.ErrUnknown) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	head := s.line.Step(s.line.Len() - 1).Commit.Revision
	for _, err := range s.Repo.FirstParent(tip, head) {
		if errors.Is(err, gitrepo.ErrNotAncestor) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// push takes a step for one that came past all merges. If it is a request's own commit the
// request is told.
func (s *survey) push(i int, requests []*gate.Facts) *decision {
	c := s.line.Step(i).Commit
	d := &decision{how: record.Push, first: i, last: i, moment: dated(c)}
	if len(requests) > 0 {
		d.request = requests[0]
	}
	if len(c.Parents) > 2 {
		d.odd = append(d.odd, octopus(c))
	}
	m := s.moves[i]
	if m == nil {
		return d
	}
	d.moment, d.by = m.At, m.By
	switch m.How {
	case gate.Pushed:
	case gate.ForcePushed:
		d.odd = append(d.odd, lang.T("main skrevs om (force-push) och stod dessförinnan på %s", "main was rewritten (force-push); before that it was at %s", short(m.Before)))
	case gate.PullMerged, gate.QueueMerged:
		d.odd = append(d.odd, lang.T("kom till main tillsammans med en pull request utan att höra till den", "came to main together with a pull request without belonging to it"))
	default:
		d.odd = append(d.odd, lang.T("main togs bort eller skapades på nytt", "main was removed or made anew"))
	}
	return d
}

// oddMerge tells what in a merge commit is not as a merge of the request makes it.
func oddMerge(c gitrepo.Commit, f *gate.Facts) []lang.Text {
	switch {
	case len(c.Parents) > 2:
		return []lang.Text{octopus(c)}
	case c.Parents[1] != f.Head:
		return []lang.Text{lang.T("sammanslagningen gäller %s, inte pull requestens sista commit %s", "the merge is of %s, not of the pull request's last commit %s", short(c.Parents[1]), short(f.Head))}
	}
	return nil
}

func octopus(c gitrepo.Commit) lang.Text {
	return lang.T("commiten har %s föräldrar: flera grenar slogs ihop på en gång", "the commit has %s parents: several branches were merged at once", fmt.Sprint(len(c.Parents)))
}
