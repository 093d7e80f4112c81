package cli

import (
	"fmt"
	"time"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// progress tells on a terminal how far long work has come.
type progress struct {
	*app
	// words says how far the work has come; nil: in decisions.
	words       func(done, all int) lang.Text
	began, last time.Time
	shown       bool
}

// patient is how long work goes on before it is worth a word, and how often a word is worth it.
const (
	patient = time.Second
	often   = 200 * time.Millisecond
)

func (a *app) progress() *progress { return &progress{app: a, began: a.env.Now()} }

// progressOf tells in words of its own, where the work is no row of decisions.
func (a *app) progressOf(words func(done, all int) lang.Text) *progress {
	p := a.progress()
	p.words = words
	return p
}

// tell shows how much of the work is done.
func (p *progress) tell(done, all int) {
	if !p.env.ErrTerminal {
		return
	}
	now := p.env.Now()
	if now.Sub(p.began) < patient || now.Sub(p.last) < often {
		return
	}
	p.last, p.shown = now, true
	said := lang.T("%d av %d beslut", "%d of %d decisions", done, all)
	if p.words != nil {
		said = p.words(done, all)
	}
	fmt.Fprintf(p.env.Stderr, "\r\x1b[K%s", p.say(said))
}

// end takes the line away.
func (p *progress) end() {
	if p.shown {
		fmt.Fprint(p.env.Stderr, "\r\x1b[K")
	}
}
