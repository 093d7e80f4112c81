package check

import (
	"io/fs"
	"maps"
	"slices"

	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// both is a changed document on both sides; nil on the side without it.
type both[D any] struct {
	before, after D
	there         [2]bool
}

func (b both[D]) sides() []D {
	var out []D
	if b.there[0] {
		out = append(out, b.before)
	}
	if b.there[1] {
		out = append(out, b.after)
	}
	return out
}

func (b both[D]) stays() bool { return b.there[0] && b.there[1] }

// changes are the changed documents by kind and id.
type changes struct {
	plans  map[string]*both[*plan.Leveransplan]
	missiv map[string]*both[*plan.Missiv]
	offers map[string]*both[*plan.Erbjudande]
	rests  map[string]*both[*plan.Restvolymer]
}

func put[D any](in map[string]*both[D], id string, side int, d D) {
	b := in[id]
	if b == nil {
		b = &both[D]{}
		in[id] = b
	}
	if b.there[side] = true; side == 0 {
		b.before = d
	} else {
		b.after = d
	}
}

// sort puts the changed documents in order. Where one is of a kind that all others may be
// judged by, or can't be told from another, it is everything.
func (s *selection) sort(steps []step) changes {
	c := changes{map[string]*both[*plan.Leveransplan]{}, map[string]*both[*plan.Missiv]{}, map[string]*both[*plan.Erbjudande]{}, map[string]*both[*plan.Restvolymer]{}}
	kinds := [2]map[string]plan.Kind{{}, {}}
	for _, st := range steps {
		for side, f := range []*indexed{st.before, st.after} {
			if f == nil || f.meaning.state == aside {
				continue
			}
			if f.meaning.state != whole {
				s.everything("a file in doubt")
				return c
			}
			// Nothing else is judged by who holds a role, nor by follow-ups.
			if k := f.meaning.kind; k == plan.KindRoller || k == plan.KindAvvikelser {
				continue
			}
			d := s.read([]fs.FS{s.at.tree, s.tree}[side], f)
			if d == nil || !d.Base().ID.Set || kinds[side][d.Base().ID.V] != "" {
				s.everything("a document that can't be told from another")
				return c
			}
			id := d.Base().ID.V
			kinds[side][id] = f.meaning.kind
			switch d := d.(type) {
			case *plan.Leveransplan:
				put(c.plans, id, side, d)
			case *plan.Missiv:
				put(c.missiv, id, side, d)
			case *plan.Erbjudande:
				put(c.offers, id, side, d)
			case *plan.Restvolymer:
				put(c.rests, id, side, d)
			default:
				s.everything("a change of a " + string(f.meaning.kind))
				return c
			}
		}
	}
	s.known(kinds)
	return c
}

// known holds the ids that the step brings or takes away against the files that it leaves
// alone: nobody else may have them, and who is told of may not come or go.
func (s *selection) known(kinds [2]map[string]plan.Kind) {
	all := maps.Clone(kinds[0])
	maps.Copy(all, kinds[1])
	for id := range all {
		switch {
		case len(s.members(called(id))) > 0:
			s.everything("an id that is there already")
		case kinds[0][id] != kinds[1][id] && len(s.members(naming(id))) > 0:
			s.everything("a document that others name")
		}
	}
}

// of selects what the steps are judged with.
func (s *selection) of(steps []step) {
	c := s.sort(steps)
	s.missiv = map[string][]*plan.Missiv{}
	for id, m := range c.missiv {
		s.missiv[id] = m.sides()
	}
	if s.whole != "" {
		return
	}
	for id, p := range c.plans {
		s.changedPlan(id, p)
	}
	for id, m := range c.missiv {
		s.changedMemo(id, m)
	}
	for id, e := range c.offers {
		s.changedOffer(id, e)
	}
	for _, r := range c.rests {
		s.changedRests(r)
	}
	s.late()
	s.large(c.plans)
	s.ownAgreements(c)
}

// needs selects what the volumes of a missiv are held against: its analysis, and all missiv,
// with what those about the same need take up.
func (s *selection) needs(m *plan.Missiv) {
	s.all(ofKind(plan.KindBehovsanalys))
	s.all(ofKind(plan.KindMissiv))
	fields := map[string]bool{}
	for _, r := range m.Rader {
		fields[r.Vardomrade.V] = true
	}
	s.absorbed(m)
	for _, f := range s.members(naming(m.Behovsanalys.V), plan.KindMissiv) {
		other, ok := s.before(f).(*plan.Missiv)
		if ok && slices.ContainsFunc(other.Rader, func(r plan.Missivrad) bool { return fields[r.Vardomrade.V] }) {
			s.absorbed(other)
		}
	}
}

func (s *selection) changedMemo(id string, b *both[*plan.Missiv]) {
	s.framed(id, b)
	for _, m := range b.sides() {
		s.needs(m)
		s.earlier(m.Rutin.V)
		for _, r := range m.Rader {
			s.line(id, r.ID.V)
		}
	}
	for _, f := range s.members(naming(id), plan.KindLeveransplan) {
		s.take(f)
	}
}

// framed gives up where a missiv changes in what plans and rests have to fit.
func (s *selection) framed(id string, b *both[*plan.Missiv]) {
	if !b.stays() || len(s.members(naming(id))) == 0 {
		return
	}
	if b.before.Period.V != b.after.Period.V || b.before.Rutin.V != b.after.Rutin.V {
		s.everything("another frame of a missiv")
	}
	lines := map[string]bool{}
	for _, m := range b.sides() {
		for _, r := range m.Rader {
			lines[r.ID.V] = true
		}
	}
	for rad := range lines {
		x, y := b.before.Rad(rad), b.after.Rad(rad)
		same := x != nil && y != nil && pairOfLine(x) == pairOfLine(y) && x.Unit() == y.Unit() && len(x.Scope().Departures(y.Scope()))+len(y.Scope().Departures(x.Scope())) == 0
		if !same && len(s.members("line "+id+" "+rad))+len(s.members(leftOf(id, rad))) > 0 {
			s.everything("another frame of a line")
		}
	}
}

func (s *selection) changedOffer(id string, b *both[*plan.Erbjudande]) {
	if b.stays() && len(s.members(naming(id))) > 0 && (b.before.Mottagare.V != b.after.Mottagare.V || b.before.Vardomrade.V != b.after.Vardomrade.V) {
		s.everything("another frame of an offer")
	}
	for _, e := range b.sides() {
		s.all(offer(plan.Ursprung{Erbjudande: e.ID}))
		s.earlier(e.Rutin.V)
		for _, key := range groups(e) {
			s.named(key)
		}
	}
}

// earlier selects the documents under a version that has been replaced, of which one finding
// may tell (P710).
func (s *selection) earlier(rutin string) {
	if rutin != routine.Newest() {
		s.all(following(rutin))
	}
}

func (s *selection) changedRests(b *both[*plan.Restvolymer]) {
	for _, r := range differing(b) {
		s.all(called(r.Missiv.V))
		s.line(r.Missiv.V, r.Rad.V)
		s.all(called(r.Leveransplan.V))
		for _, f := range s.members(naming(r.Leveransplan.V), plan.KindRestvolymer) {
			s.take(f)
		}
	}
}

// differing lists the rests that are not on both sides as they are.
func differing(b *both[*plan.Restvolymer]) []*plan.Rest {
	var out []*plan.Rest
	text := func(r *plan.Rest) string { return string(r.Owner.Source.Slice(r.Span)) }
	there := map[string]int{}
	for side, d := range b.sides() {
		for i := range d.Rester {
			d.Rester[i].Owner = d
			there[text(&d.Rester[i])] |= 1 << side
		}
	}
	same := b.stays() && b.before.Period.V == b.after.Period.V
	for _, d := range b.sides() {
		for i := range d.Rester {
			if r := &d.Rester[i]; !same || there[text(r)] != 3 {
				out = append(out, r)
			}
		}
	}
	return out
}
