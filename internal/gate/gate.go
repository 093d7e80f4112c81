// Package gate tells whether a pull request may be merged, and says so where persons and
// merges see it. It gathers what the hosting service and git know, lets package approval
// judge, and publishes the verdict.
//
// Policy comes from the base; of the head only objects are read, as data. What can't be found
// out is never a yes: a fault at any call gives the verdict error, and what changes while it
// is judged is judged anew.
package gate

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// Gate judges requests.
type Gate struct {
	Host   Host
	Lister Lister
	// Open opens the local clone, in which the objects of base and head must be.
	Open    func() (*gitrepo.Repo, error)
	Schemas *schema.Set
	Now     func() time.Time
	// To is where verdicts are published, and Words how they are put; nil: nowhere.
	To    Publisher
	Words func(*Verdict) Words

	open []Request // where all of them are judged: asked for once
}

// Words is a verdict as persons read it.
type Words struct {
	Status  string // a line
	Comment string // Markdown; empty: none
	Target  string // an address that tells more; may be empty
}

// attempts is how often a request is judged whose head or base moves meanwhile.
const attempts = 3

// Judge judges a request and publishes the verdict. The verdict is never nil; that it is
// [approval.StateError] tells that the job could not be done, and its Fault why. The error is
// why the verdict could not be published; a comment that the caller has no right to write is
// only noted in the verdict.
func (g *Gate) Judge(ctx context.Context, t Target) (*Verdict, error) {
	v := g.judge(ctx, t)
	return v, g.publish(ctx, v)
}

func (g *Gate) judge(ctx context.Context, t Target) *Verdict {
	v := &Verdict{Target: t}
	for range attempts {
		v = g.once(ctx, t)
		if v.Closed {
			return v
		}
		now, err := g.Host.Tips(ctx, t.Number)
		switch {
		case v.State == approval.StateError:
			if err == nil {
				v.Tips = now // so that an older verdict does not stand as if nothing had happened
			}
			return v
		case err != nil:
			return failed(v, err)
		case now.Head == v.Tips.Head && (now.Base == v.Tips.Base || t.Group != nil):
			return v
		}
		v.Tips = now
	}
	v = &Verdict{Target: t, Tips: v.Tips, State: approval.StatePending}
	v.hold(lang.T("grenen eller main ändrades medan pull requesten prövades; den prövas igen", "the branch or main moved while the pull request was judged; it will be judged again"))
	return v
}

// once judges a request as it is now. A fault of the program is one of this request alone:
// the others still get their verdicts, and it loses whatever yes it had.
func (g *Gate) once(ctx context.Context, t Target) (v *Verdict) {
	v = &Verdict{Target: t}
	defer func() {
		if p := recover(); p != nil {
			v = failed(v, fmt.Errorf("panic: %v", p))
		}
	}()
	facts, err := g.Host.Facts(ctx, t.Number)
	if err != nil {
		return failed(v, err)
	}
	v.Tips = facts.Tips
	if !facts.Open {
		v.Closed, v.State = true, approval.StatePending
		v.hold(lang.T("pull requesten är stängd", "the pull request is closed"))
		return v
	}
	others, err := g.sharing(ctx, facts)
	if err != nil {
		return failed(v, err)
	}
	repo, err := g.Open()
	if err != nil {
		return failed(v, err)
	}
	defer repo.Close()
	a := &attempt{gate: g, target: t, facts: facts, repo: repo, now: g.Now(), contents: newContents(repo, g.Schemas), verdict: v}
	if err := a.judge(ctx); err != nil {
		return failed(v, err)
	}
	a.outside(others)
	v.Attests = a.attestations()
	v.settle()
	return v
}

// sharing lists the other open requests with the same head. A status belongs to a commit:
// that of one request would let the other through.
func (g *Gate) sharing(ctx context.Context, f *Facts) ([]int, error) {
	open := g.open
	if open == nil {
		var err error
		if open, err = g.Lister.Open(ctx); err != nil {
			return nil, err
		}
	}
	var out []int
	for _, r := range open {
		if r.Head == f.Head && r.Number != f.Number {
			out = append(out, r.Number)
		}
	}
	return out, nil
}

// failed is the verdict where the job could not be done.
func failed(v *Verdict, err error) *Verdict {
	return &Verdict{Target: v.Target, Tips: v.Tips, State: approval.StateError, Fault: worded(err)}
}

// worded gives a fault the words that a reader needs.
func worded(err error) *Fault {
	var own *Fault
	var git *gitrepo.Fault
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &git):
		return &Fault{Message: git.Message, Hint: git.Hint, Err: git.Err}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &Fault{Message: lang.T("prövningen avbröts", "the judgement was broken off"), Hint: rerun(), Err: err}
	}
	return &Fault{Message: lang.T("pull requesten gick inte att pröva: %v", "the pull request could not be judged: %v", err), Hint: rerun(), Err: err}
}

func rerun() lang.Text {
	return lang.T("Kör om grinden. Till dess är ingenting godkänt.", "Run the gate again. Until then nothing is approved.")
}

// publish writes a verdict where it is known which commit it is for: the status first, since
// that is what holds a merge back.
func (g *Gate) publish(ctx context.Context, v *Verdict) error {
	commit := v.Commit()
	if g.To == nil || commit == "" || v.Closed {
		return nil
	}
	words := g.Words(v)
	if err := g.To.Status(ctx, commit, Status{State: v.State, Description: words.Status, Target: words.Target}); err != nil {
		return err
	}
	if v.Group == nil && len(v.Attests) > 0 {
		if err := g.To.Attest(ctx, commit, v.Attests); err != nil {
			return err
		}
	}
	return g.comment(ctx, v, words.Comment)
}

func (g *Gate) comment(ctx context.Context, v *Verdict, text string) error {
	if text == "" {
		return nil
	}
	err := g.To.Comment(ctx, v.Number, text)
	var f *Fault
	if errors.As(err, &f) && f.Denied {
		v.Unwritten = f
		return nil
	}
	return err
}

// Target is what is judged: a request, or a request in the merge queue.
type Target struct {
	Number int
	Group  *Group // nil outside the queue
}

// Group is an entry of the merge queue: the request on top of all before it.
type Group struct {
	Tips
	BaseBranch string
}

// String names the target in a log.
func (t Target) String() string {
	if t.Group != nil {
		return fmt.Sprintf("#%d in the merge queue", t.Number)
	}
	return fmt.Sprintf("#%d", t.Number)
}
