package rules

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// mostProposals is for how many different unknown ids of a tree a near one is looked up.
// Beyond that the tree has lost a register, and nobody reads so many proposals.
const mostProposals = 100

// proposals finds the id that an unknown one most likely stands for. A proposal that is
// wrong is worse than none, so two things are never taken for a slip of the finger: other
// digits than those written, in whatever order, and a part of an id that is itself a part
// of another known one (lp-2027-nu-katarakt is not a misspelt lp-2027-su-katarakt).
type proposals struct {
	pools map[poolKey]*pool
	known map[proposalKey]string
}

// poolKey names the ids that a reference can mean.
type poolKey struct {
	target plan.Target
	memo   string // the missiv, for its lines
	of     string // the plan's party, where only what is with it can be meant
}

type proposalKey struct {
	poolKey
	id string
}

type pool struct {
	byDigits map[string][]string
	parts    map[string]bool
}

func newProposals() *proposals {
	return &proposals{pools: map[poolKey]*pool{}, known: map[proposalKey]string{}}
}

// near proposes one of the candidates in place of an unknown id. What the parts of ids are
// is told by all ids of the kind. Both are asked for once.
func (p *proposals) near(key poolKey, id string, candidates, all func() []string) (string, bool) {
	memo := proposalKey{key, id}
	best, asked := p.known[memo]
	if !asked && len(p.known) < mostProposals {
		of := p.pools[key]
		if of == nil {
			of = newPool(candidates(), all())
			p.pools[key] = of
		}
		best = of.near(id)
		p.known[memo] = best
	}
	return best, best != ""
}

func newPool(candidates, all []string) *pool {
	p := &pool{byDigits: map[string][]string{}, parts: map[string]bool{}}
	for _, id := range candidates {
		p.byDigits[sortedDigits(id)] = append(p.byDigits[sortedDigits(id)], id)
	}
	for _, id := range all {
		for _, part := range parts(id) {
			p.parts[part] = true
		}
	}
	return p
}

func (p *pool) near(id string) string {
	written := parts(id)
	other := func(candidate string) bool { return p.other(written, parts(candidate)) }
	best, _ := lang.Nearest(id, slices.DeleteFunc(slices.Clone(p.byDigits[sortedDigits(id)]), other))
	return best
}

// other tells that two ids differ in a part that is no misspelling.
func (p *pool) other(written, candidate []string) bool {
	for i, part := range written {
		same := slices.Contains(candidate, part)
		if len(written) == len(candidate) {
			same = candidate[i] == part
		}
		if !same && p.parts[part] {
			return true
		}
	}
	return false
}

func parts(id string) []string { return strings.Split(lang.Codeword(id), "_") }

func sortedDigits(id string) string {
	var digits []byte
	for i := range len(id) {
		if '0' <= id[i] && id[i] <= '9' {
			digits = append(digits, id[i])
		}
	}
	slices.Sort(digits)
	return string(digits)
}
