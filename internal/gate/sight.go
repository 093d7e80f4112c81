package gate

import (
	"context"
	"reflect"
)

// sight is what the hosting service says of a request at one time.
type sight struct {
	facts   *Facts
	sharing []int // other open requests with the same head
}

func (g *Gate) look(ctx context.Context, t Target) (*sight, error) {
	facts, err := g.Host.Facts(ctx, t.Number)
	if err != nil {
		return nil, err
	}
	out := &sight{facts: facts}
	if facts.Open {
		out.sharing, err = g.sharing(ctx, facts)
	}
	return out, err
}

// same tells that a verdict from one sight holds at the other. What happens to main after an
// entry of the merge queue was made is not the entry's.
func (s *sight) same(o *sight, t Target) bool {
	x, y := *s.facts, *o.facts
	if t.Group != nil {
		x.Tips.Base, y.Tips.Base = "", ""
	}
	return reflect.DeepEqual(x, y) && reflect.DeepEqual(s.sharing, o.sharing)
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
