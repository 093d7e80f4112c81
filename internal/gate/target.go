package gate

import (
	"context"
	"time"
)

// patience is how long one of several requests may take: the others wait for it.
const patience = 2 * time.Minute

// Selection is what is to be judged, as a user or an event says it.
type Selection struct {
	Numbers []int
	// Heads are commits whose requests are looked for: an event of a fork names no request.
	Heads []string
	Group *Target
	All   bool // all open requests
}

// Targets lists what a selection comes to, which may be nothing at all.
func (g *Gate) Targets(ctx context.Context, s Selection) (out []Target, err error) {
	defer func() { g.hurried = len(out) > 1 }()
	seen := map[int]bool{}
	add := func(n int) {
		if !seen[n] {
			seen[n] = true
			out = append(out, Target{Number: n})
		}
	}
	if s.Group != nil {
		out = append(out, *s.Group)
	}
	for _, n := range s.Numbers {
		add(n)
	}
	if !s.All && len(s.Heads) == 0 {
		return out, nil
	}
	open, err := g.Lister.Open(ctx)
	if err != nil {
		return nil, worded(err)
	}
	if s.All {
		g.open = append([]Request{}, open...)
	}
	for _, r := range open {
		for _, head := range s.Heads {
			if r.Head == head {
				add(r.Number)
			}
		}
		if s.All {
			add(r.Number)
		}
	}
	return out, nil
}
