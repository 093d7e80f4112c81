package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// interrupts is who has asked the program to end before it is done, and the work that then ends
// in good order.
type interrupts struct {
	mu    sync.Mutex
	asked time.Time            // zero: nobody has
	works []context.CancelFunc // under way, the innermost last
}

const (
	// sameAsking is how soon a second signal is the first one over again: a terminal sends it to
	// a whole group of processes, and those that started this one pass it on.
	sameAsking = time.Second
	// mostSaid is how long the last word may take: what it is written to may be read by nobody.
	mostSaid = 200 * time.Millisecond
)

// interruptible gives work a context that ends when somebody asks the program to end, so that it
// can end in good order and tell what it leaves. It does so until stop. Whoever asks again gets
// the end at once, and so does whoever asks where no work is interruptible: the latter is right
// for all that leaves nothing half done wherever it is cut off.
func (a *app) interruptible() (ctx context.Context, stop context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	i := &a.interrupts
	i.mu.Lock()
	defer i.mu.Unlock()
	i.works = append(i.works, cancel)
	if !i.asked.IsZero() {
		cancel() // the work before this one had just come to its end
	}
	return ctx, sync.OnceFunc(func() {
		i.mu.Lock()
		defer i.mu.Unlock()
		i.works = i.works[:len(i.works)-1]
		cancel()
	})
}

// interrupt tells the work under way to end, and whether it will. Where it won't the program is
// to end at once, which has been said.
func (a *app) interrupt() (obeyed bool) {
	if a.interrupts.ask(a.env.Now()) {
		return true
	}
	said := make(chan struct{})
	go func() {
		defer close(said)
		word := "leveransplan: " + a.say(lang.T("avbrutet", "interrupted")) + "\n"
		if a.env.ErrTerminal {
			word = "\r\x1b[K" + word // over what tells how far the work has come
		}
		fmt.Fprint(a.env.Stderr, word)
	}()
	select {
	case <-said:
	case <-time.After(mostSaid):
	}
	return false
}

// ask tells the work under way to end, and whether it will.
func (i *interrupts) ask(now time.Time) (obeyed bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	switch {
	case !i.asked.IsZero():
		return now.Sub(i.asked) < sameAsking // also where the work has just come to its end
	case len(i.works) == 0:
		return false
	}
	i.asked = now
	for _, cancel := range i.works {
		cancel()
	}
	return true
}

// signals gives what asks the process to end over to a run of the program. Signals that come
// before the run is ready wait for it. An interrupt that whoever started the process wants ignored is.
func signals() (to func(interrupt func() bool)) {
	asked := make(chan os.Signal, 2)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		if !signal.Ignored(s) {
			signal.Notify(asked, s)
		}
	}
	return func(interrupt func() bool) {
		go func() {
			for s := range asked {
				if !interrupt() {
					die(s)
				}
			}
		}()
	}
}

// die ends the process by a signal, as if it had not been caught: a shell then ends its script as
// well, and tells the exit code 128 and the signal's number. So does this where no signal can be
// sent (Windows) or the process can't die of one (the first of a container).
func die(s os.Signal) {
	if self, err := os.FindProcess(os.Getpid()); err == nil && os.Getpid() != 1 {
		signal.Reset(s)
		if self.Signal(s) == nil {
			time.Sleep(time.Second)
		}
	}
	code := exitFault
	if number, ok := s.(syscall.Signal); ok {
		code = 128 + int(number)
	}
	os.Exit(code)
}
