package gate

import (
	"context"
	"errors"
	"fmt"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// published tells that a verdict is written anywhere: where it is known which commit it is
// for.
func (g *Gate) published(v *Verdict) bool { return g.To != nil && v.Commit() != "" && !v.Closed }

// status puts a verdict in words and writes its status. It comes before all else, since it is
// what holds a merge back. A verdict that can't be put in words becomes an error.
func (g *Gate) status(ctx context.Context, v *Verdict) (Words, error) {
	if !g.published(v) {
		return Words{}, nil
	}
	words, err := g.words(v)
	if err != nil {
		*v = *failed(v, err)
		words = Words{Status: v.Fault.Message.In(lang.SV)}
	}
	return words, safely(func() error {
		return g.To.Status(ctx, v.Commit(), Status{State: v.State, Description: words.Status, Target: words.Target})
	})
}

func (g *Gate) words(v *Verdict) (words Words, err error) {
	err = safely(func() error { words = g.Words(v); return nil })
	return words, err
}

// safely makes an error of a panic: a fault of the program is one of the request at hand.
func safely(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return do()
}

// tell writes what goes with a status: the comment, and what the gate attests.
func (g *Gate) tell(ctx context.Context, v *Verdict, words Words) error {
	if !g.published(v) {
		return nil
	}
	var failed error
	if words.Comment != "" {
		failed = safely(func() error { return g.To.Comment(ctx, v.Number, words.Comment) })
	}
	var f *Fault
	if errors.As(failed, &f) && f.Denied {
		v.unwritten(f)
		failed = nil
	}
	if v.Group == nil && len(v.Attests) > 0 && v.State != approval.StateError {
		if err := safely(func() error { return g.To.Attest(ctx, v.Commit(), v.Attests) }); err != nil {
			v.unwritten(worded(err))
		}
	}
	return failed
}

// unwritten notes what could not be written beside the status.
func (v *Verdict) unwritten(f *Fault) {
	if v.Unwritten == nil {
		v.Unwritten = f
		return
	}
	both := *v.Unwritten
	both.Message = lang.T("%s; %s", "%s; %s", both.Message, f.Message)
	v.Unwritten = &both
}
