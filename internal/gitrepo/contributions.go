package gitrepo

import (
	"github.com/go-git/go-git/v5/plumbing"
)

// Contribution is a commit of a branch and the paths that it changed itself.
type Contribution struct {
	Commit
	// Paths are sorted. Those of a merge differ from every parent: what it only took over
	// from one of them is no change of its own, while what somebody altered in the merge
	// is, and so is a file that both sides had changed and git put together. Those of a
	// first commit are all its files.
	Paths []string
}

// Contributions lists the commits that head has and base has not, parents before
// children, each with the paths below the folder under that it changed.
func (r *Repo) Contributions(base, head Revision, under string) ([]Contribution, error) {
	g, err := r.graph(base, head)
	if err != nil {
		return nil, err
	}
	if !g.settled() {
		if err := g.finish(); err != nil {
			return nil, err
		}
	}
	var out []Contribution
	for _, n := range g.own(plumbing.NewHash(head.Hash)) {
		c, err := r.readCommit(n.hash)
		if err != nil {
			return nil, err
		}
		paths, err := r.own(c, under)
		if err != nil {
			return nil, err
		}
		out = append(out, Contribution{c, paths})
	}
	return out, nil
}

// settled tells that no commit which is now only theirs can turn out to be ours as well.
// That is certain where they all descend from the one merge base: any of them that were
// ours too would be a later one. Where a branch has other roots (it merged main, or a
// history of its own) the dates alone would have to be believed.
func (g *graph) settled() bool {
	bases := g.candidates()
	if len(bases) != 1 {
		return false
	}
	for _, n := range g.nodes {
		if n.mark != theirs {
			continue
		}
		if len(n.parents) == 0 {
			return false
		}
		for _, p := range n.parents {
			if parent := g.nodes[p]; parent.mark != theirs && parent != bases[0] {
				return false
			}
		}
	}
	return true
}

// own lists the commits below head that are only theirs, parents first.
func (g *graph) own(head plumbing.Hash) []*node {
	type visit struct {
		node *node
		next int // the parent to go to
	}
	var out []*node
	seen := map[*node]bool{}
	var path []visit
	enter := func(hash plumbing.Hash) {
		if n := g.nodes[hash]; n != nil && n.mark == theirs && !seen[n] {
			seen[n] = true
			path = append(path, visit{node: n})
		}
	}
	enter(head)
	for len(path) > 0 {
		at := &path[len(path)-1]
		if at.next < len(at.node.parents) {
			at.next++
			enter(at.node.parents[at.next-1])
			continue
		}
		out = append(out, at.node)
		path = path[:len(path)-1]
	}
	return out
}

// own lists the paths that a commit has otherwise than each of its parents.
func (r *Repo) own(c Commit, under string) ([]string, error) {
	if len(c.Parents) == 0 {
		return r.paths(Revision{}, c.Revision, under)
	}
	var own []string
	for i, hash := range c.Parents {
		parent, err := r.commit(plumbing.NewHash(hash))
		if err != nil {
			return nil, err
		}
		paths, err := r.paths(r.revision(parent), c.Revision, under)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			own = paths
		} else {
			own = both(own, paths)
		}
		if len(own) == 0 {
			return nil, nil
		}
	}
	return own, nil
}

func (r *Repo) paths(before, after Revision, under string) ([]string, error) {
	changes, err := r.Changed(before, after, under)
	var paths []string
	for _, c := range changes {
		paths = append(paths, c.Path)
	}
	return paths, err
}

// both gives what two sorted lists have in common.
func both(a, b []string) []string {
	var out []string
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return out
}
