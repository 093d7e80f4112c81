package cli

import (
	"fmt"
	"io/fs"
	"sync"
	"time"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
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

// during says what is being done while work goes on for long that can't tell how far it has
// come.
func (a *app) during(what lang.Text, work func() error) error {
	if !a.env.ErrTerminal {
		return work()
	}
	told := make(chan bool)
	timer := time.AfterFunc(patient, func() {
		fmt.Fprintf(a.env.Stderr, "\r\x1b[K%s", a.say(what))
		close(told)
	})
	defer func() {
		if !timer.Stop() {
			<-told
			fmt.Fprint(a.env.Stderr, "\r\x1b[K")
		}
	}()
	return work()
}

// watched is a tree of files that tells how many of them have been read. Files are read several
// at a time.
type watched struct {
	*gitrepo.Tree
	mu   sync.Mutex
	read int
	told *progress
}

// watch has the files of a tree counted while they are read, where anybody sees it.
func (a *app) watch(tree *gitrepo.Tree) (counted fs.FS, end func()) {
	if !a.env.ErrTerminal {
		return tree, func() {}
	}
	told := a.progressOf(func(done, _ int) lang.Text {
		return lang.T("%s", "%s", lang.Plural{N: done, One: lang.T("%s fil läst", "%s file read"), Other: lang.T("%s filer lästa", "%s files read")})
	})
	return &watched{Tree: tree, told: told}, told.end
}

// ReadFile reads a file, and counts it.
func (w *watched) ReadFile(name string) ([]byte, error) {
	w.mu.Lock()
	w.read++
	w.told.tell(w.read, 0)
	w.mu.Unlock()
	return w.Tree.ReadFile(name)
}

// end takes the line away.
func (p *progress) end() {
	if p.shown {
		fmt.Fprint(p.env.Stderr, "\r\x1b[K")
	}
}
