package gitrepo

import (
	"bytes"
	"container/heap"
	"strconv"

	"github.com/go-git/go-git/v5/plumbing"
)

// node is a commit of a graph being coloured.
type node struct {
	hash    plumbing.Hash
	parents []plumbing.Hash
	date    int64
	mark    mark
	queued  bool
}

// mark says from where a commit is reachable.
type mark uint8

const (
	ours   mark = 1 << iota // from the first revision
	theirs                  // from the second
	stale                   // below a common ancestor
	common = ours | theirs
)

// graph colours the history below two commits. It goes from newer to older commits by
// their dates, but dates only make it quick: anybody can write any date, and the result
// is the same.
type graph struct {
	repo  *Repo
	nodes map[plumbing.Hash]*node
	queue queue
	fresh int // nodes in the queue that are not stale
	bases []*node
}

func (r *Repo) graph(a, b Revision) (*graph, error) {
	g := &graph{repo: r, nodes: map[plumbing.Hash]*node{}}
	for _, start := range []struct {
		rev  Revision
		mark mark
	}{{a, ours}, {b, theirs}} {
		if start.rev.Hash == "" {
			continue
		}
		if err := g.colour(plumbing.NewHash(start.rev.Hash), start.mark); err != nil {
			return nil, err
		}
	}
	return g, g.run(func() bool { return g.fresh > 0 })
}

// run goes on while it must, or until everything has been coloured.
func (g *graph) run(must func() bool) error {
	for len(g.queue) > 0 && must() {
		n := heap.Pop(&g.queue).(*node)
		n.queued = false
		pass := n.mark
		if n.mark&stale == 0 {
			g.fresh--
			if n.mark == common {
				g.bases = append(g.bases, n)
				pass |= stale
			}
		}
		for _, p := range n.parents {
			if err := g.colour(p, pass); err != nil {
				return err
			}
		}
	}
	return nil
}

// colour adds marks to a commit, and queues it where they are new.
func (g *graph) colour(hash plumbing.Hash, m mark) error {
	n := g.nodes[hash]
	if n == nil {
		var err error
		if n, err = g.read(hash); err != nil {
			return err
		}
		g.nodes[hash] = n
	}
	before := n.mark
	if n.mark |= m; n.mark == before {
		return nil
	}
	wasFresh := n.queued && before&stale == 0
	isFresh := n.mark&stale == 0
	switch {
	case wasFresh && !isFresh:
		g.fresh--
	case !wasFresh && isFresh:
		g.fresh++
	}
	if !n.queued {
		n.queued = true
		heap.Push(&g.queue, n)
	}
	return nil
}

// best gives the common ancestors that are no ancestors of each other. More than one
// candidate may be so in name only: then everything below is coloured to find out.
func (g *graph) best() ([]*node, error) {
	if len(g.candidates()) > 1 {
		if err := g.finish(); err != nil {
			return nil, err
		}
	}
	return g.candidates(), nil
}

func (g *graph) finish() error { return g.run(func() bool { return true }) }

func (g *graph) candidates() []*node {
	var list []*node
	for _, n := range g.bases {
		if n.mark&stale == 0 {
			list = append(list, n)
		}
	}
	return list
}

func (g *graph) read(hash plumbing.Hash) (*node, error) {
	text, err := g.repo.object(plumbing.CommitObject, hash, maxObject)
	if err != nil {
		return nil, asFault(hash, err)
	}
	n := &node{hash: hash}
	var ok bool
	if n.parents, n.date, ok = links(text); !ok {
		return nil, brokenFault(hash.String(), "not a commit as git makes them")
	}
	return n, nil
}

// links reads the parents of a commit and the committer's date, zero where that is none.
// A walk over the whole history reads nothing more of a commit.
func links(text []byte) (parents []plumbing.Hash, date int64, ok bool) {
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	if tree, found := bytes.CutPrefix(line, []byte("tree ")); !found || !isHash(string(tree)) {
		return nil, 0, false
	}
	for {
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		parent, found := bytes.CutPrefix(line, []byte("parent "))
		if !found {
			break
		}
		if !isHash(string(parent)) {
			return nil, 0, false
		}
		parents = append(parents, plumbing.NewHash(string(parent)))
	}
	line, _, _ = bytes.Cut(rest, []byte("\n")) // author has been read
	if at := bytes.LastIndexByte(line, '>'); at >= 0 && bytes.HasPrefix(line, []byte("committer ")) {
		if fields := bytes.Fields(line[at+1:]); len(fields) > 0 {
			date, _ = strconv.ParseInt(string(fields[0]), 10, 64)
		}
	}
	return parents, date, true
}

// queue is a heap, the newest commit first; hashes decide between equals so that the
// same question is always answered in the same way.
type queue []*node

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].date != q[j].date {
		return q[i].date > q[j].date
	}
	return compareHashes(q[i].hash, q[j].hash) < 0
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*node)) }
func (q *queue) Pop() any {
	old := *q
	n := old[len(old)-1]
	*q = old[:len(old)-1]
	return n
}
