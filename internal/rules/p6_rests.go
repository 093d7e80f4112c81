package rules

import (
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// The ways to handle a rest.
const (
	handlingSpecial = "sarskild_ordning"
	handlingTalk    = "dialog"
	handlingPlacing = "under_placering"
)

// restsUnder lists the rests that a version judges: those whose missiv follows it or,
// where a rest names no line, whose plan does. No version: all of them.
func restsUnder(p *rule.Pass) []*plan.Rest {
	var out []*plan.Rest
	for _, r := range p.Set.Rester {
		if !r.Owner.Broken && (p.Version == "" || restRoutine(p.Set, r) == p.Version) {
			out = append(out, r)
		}
	}
	return out
}

func restRoutine(set *plan.Set, r *plan.Rest) string {
	if m := set.Memo(r.Missiv.V); m != nil {
		return m.Rutin.V
	}
	if pl := set.Plan(r.Leveransplan.V); pl != nil {
		return pl.Rutin.V
	}
	return ""
}
