package gate

import (
	"context"
	"fmt"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// A request may bring this many states of files in all its commits together, and this many
// bytes in them. One that brings more would keep all others waiting.
const (
	mostFiles = 5_000
	mostBytes = 32 << 20
)

// measure refuses to judge a request that is too large, before anything of it is read. Only
// what its commits changed themselves counts: what they took over from main is main's.
func (a *attempt) measure(ctx context.Context, own []gitrepo.Contribution) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if a.fits(own) {
		return nil
	}
	return &Fault{
		Message: lang.T("pull requesten är för stor för att prövas: dess commits får ändra högst %s filer och %s MB tillsammans",
			"the pull request is too large to be judged: its commits may change at most %s files and %s MB together", fmt.Sprint(mostFiles), fmt.Sprint(mostBytes>>20)),
		Hint: lang.T("Dela upp den i flera, eller slå ihop dess commits om samma filer ändras många gånger.",
			"Divide it into several, or squash its commits if the same files are changed many times."),
	}
}

// fits tells that commits change no more than can be judged.
func (a *attempt) fits(commits []gitrepo.Contribution) bool {
	seen := map[string]bool{}
	var bytes int64
	for _, c := range commits {
		tree := c.FS()
		for _, name := range c.Paths {
			key := contentHash(tree.Entry(name)) + " " + name
			if seen[key] {
				continue
			}
			seen[key] = true
			if bytes += sizeOf(tree, name); len(seen) > mostFiles || bytes > mostBytes {
				return false
			}
		}
	}
	return true
}
