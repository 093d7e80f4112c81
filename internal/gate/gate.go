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

	open    []Request // where all of them are judged: asked for once
	hurried bool      // several are judged
}

// Words is a verdict as persons read it.
type Words struct {
	Status  string // a line
	Comment string // Markdown; empty: none
	Target  string // an address that tells more; may be empty
}

// attempts is how often a request is judged whose head or base moves meanwhile, and rounds how
// often a verdict is published that is no longer true once it is there.
const (
	attempts = 3
	rounds   = 3
)

// Judge judges a request and publishes the verdict. The verdict is never nil; that it is
// [approval.StateError] tells that the job could not be done, and its Fault why. The error is
// why the verdict could not be published; a comment that the caller has no right to write, or
// an attestation that can't be written, is only noted in the verdict.
//
// Several runs may judge a request at once, and the one that began first may publish last. So
// each looks again after it has published: what it then finds holds, or it judges anew.
func (g *Gate) Judge(ctx context.Context, t Target) (*Verdict, error) {
	for range rounds {
		v, judged := g.judge(ctx, t)
		words, err := g.status(ctx, v)
		if err != nil {
			return v, err
		}
		if judged == nil || g.To == nil {
			return v, g.tell(ctx, v, words)
		}
		now, err := g.look(ctx, t)
		if err != nil {
			v = failed(v, err)
			if words, err = g.status(ctx, v); err != nil {
				return v, err
			}
			return v, g.tell(ctx, v, words)
		}
		if now.same(judged, t) {
			return v, g.tell(ctx, v, words)
		}
	}
	v := &Verdict{Target: t, State: approval.StatePending}
	if tips, err := g.Host.Tips(ctx, t.Number); err != nil {
		v = failed(v, err)
	} else {
		v.Tips = tips
		v.hold(restless())
	}
	words, err := g.status(ctx, v)
	if err != nil {
		return v, err
	}
	return v, g.tell(ctx, v, words)
}

// judge judges a request until it rests. It gives what the verdict was made of too, nil where
// it is none that could let anything through.
func (g *Gate) judge(ctx context.Context, t Target) (*Verdict, *sight) {
	limited, done := ctx, context.CancelFunc(func() {})
	if g.hurried {
		limited, done = context.WithTimeout(ctx, patience)
	}
	defer done()
	v := &Verdict{Target: t}
	for range attempts {
		var seen *sight
		v, seen = g.once(limited, t)
		if v.Closed {
			return v, nil
		}
		now, err := g.Host.Tips(ctx, t.Number)
		switch {
		case v.State == approval.StateError:
			if err == nil {
				v.Tips = now // so that an older verdict does not stand as if nothing had happened
			}
			return v, nil
		case err != nil:
			return failed(v, err), nil
		case now.Head == v.Tips.Head && (now.Base == v.Tips.Base || t.Group != nil):
			return v, seen
		}
		v.Tips = now
	}
	v = &Verdict{Target: t, Tips: v.Tips, State: approval.StatePending}
	v.hold(restless())
	return v, nil
}

func restless() lang.Text {
	return lang.T("pull requesten eller main ändrades medan den prövades; den prövas igen", "the pull request or main changed while it was judged; it will be judged again")
}

// once judges a request as it is now. A fault of the program is one of this request alone:
// the others still get their verdicts, and it loses whatever yes it had.
func (g *Gate) once(ctx context.Context, t Target) (v *Verdict, seen *sight) {
	v = &Verdict{Target: t}
	defer func() {
		if p := recover(); p != nil {
			v, seen = failed(v, fmt.Errorf("panic: %v", p)), nil
		}
	}()
	seen, err := g.look(ctx, t)
	if seen != nil && seen.facts != nil {
		v.Tips = seen.facts.Tips
	}
	if err != nil {
		return failed(v, err), nil
	}
	if !seen.facts.Open {
		v.Closed, v.State = true, approval.StatePending
		v.hold(lang.T("pull requesten är stängd", "the pull request is closed"))
		return v, nil
	}
	repo, err := g.Open()
	if err != nil {
		return failed(v, err), nil
	}
	defer repo.Close()
	a := &attempt{gate: g, target: t, facts: seen.facts, repo: repo, now: g.Now(), contents: newContents(repo, g.Schemas), verdict: v}
	a.contents.stop = ctx.Err
	if err := a.judge(ctx); err != nil {
		return failed(v, err), nil
	}
	a.outside(seen.sharing)
	v.Attests = a.attestations()
	v.settle()
	return v, seen
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
	case errors.Is(err, context.DeadlineExceeded):
		return &Fault{Message: lang.T("prövningen tog för lång tid", "the judgement took too long"), Hint: lang.T("Kör om grinden för den här pull requesten för sig. Till dess är ingenting godkänt.", "Run the gate again for this pull request alone. Until then nothing is approved."), Err: err}
	case errors.Is(err, context.Canceled):
		return &Fault{Message: lang.T("prövningen avbröts", "the judgement was broken off"), Hint: rerun(), Err: err}
	}
	return &Fault{Message: lang.T("pull requesten gick inte att pröva: %v", "the pull request could not be judged: %v", err), Hint: rerun(), Err: err}
}

func rerun() lang.Text {
	return lang.T("Kör om grinden. Till dess är ingenting godkänt.", "Run the gate again. Until then nothing is approved.")
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
