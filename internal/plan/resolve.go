package plan

import (
	"regexp"
	"slices"
)

// Resolve tells whether what a reference points to is there. Known tells whether that can
// be said at all: not while a file that could hold it is unreadable, or broken so that it
// may hide an id.
func (s *Set) Resolve(r Reference) (found, known bool) {
	kinds := r.Target.kinds()
	known = s.Complete(kinds...) && !slices.ContainsFunc(kinds, func(k Kind) bool { return s.veiled[k] })
	switch r.Target {
	case ToOrganisation:
		// Two offices of the head office act as parties without being organisations of
		// their own: they are named by their role.
		return s.Organisation(r.ID.V) != nil || r.ID.V == RollVardgarantiservice || r.ID.V == RollKoncernkontoret, known
	case ToAgreement:
		return s.Agreement(r.ID.V) != nil, known
	case ToField:
		return s.Field(r.ID.V) != nil, known
	case ToAnalysis:
		return s.Analysis(r.ID.V) != nil, known
	case ToMemo:
		return s.Memo(r.ID.V) != nil, known
	case ToLine:
		m := s.Memo(r.Memo)
		// An unknown missiv is one fault; that its lines are unknown too is not another.
		return m == nil || m.Broken || m.Rad(r.ID.V) != nil, known
	case ToOffer:
		return s.Offer(r.ID.V) != nil, known
	case ToPlan:
		return s.Plan(r.ID.V) != nil, known
	case ToPerson:
		return s.Person(r.ID.V) != nil, known
	}
	return s.ids[r.ID.V], known
}

var wellFormedID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,62}$`)

// hidesIDs tells that a broken document may define an id that can't be read: any entry of
// a register, else the document's own id.
func hidesIDs(d *Document) bool {
	switch d.Kind {
	case KindOrganisationer, KindAvtal, KindVardomraden, KindRoller:
		return d.Broken
	}
	return d.Broken && !wellFormedID.MatchString(d.ID.V)
}

func (t Target) kinds() []Kind { return targetKinds[t] }

// targetKinds are the kinds of documents that can define what a reference points to.
var targetKinds = map[Target][]Kind{
	ToOrganisation: {KindOrganisationer},
	ToAgreement:    {KindAvtal},
	ToField:        {KindVardomraden},
	ToAnalysis:     {KindBehovsanalys},
	ToMemo:         {KindMissiv},
	ToLine:         {KindMissiv},
	ToOffer:        {KindErbjudande},
	ToPlan:         {KindLeveransplan},
	ToPerson:       {KindRoller},
	ToDocument:     {KindBehovsanalys, KindMissiv, KindErbjudande, KindLeveransplan, KindRestvolymer},
}

// Candidates lists the ids that a reference could have meant, in the order of the tree.
func (s *Set) Candidates(r Reference) []string {
	switch r.Target {
	case ToOrganisation:
		return ids(s.Organisationer, func(o *Organisation) string { return o.ID.V })
	case ToAgreement:
		return ids(s.Avtal, func(a *Avtal) string { return a.ID.V })
	case ToField:
		return ids(s.Vardomraden, func(v *Vardomrade) string { return v.ID.V })
	case ToAnalysis:
		return ids(s.Behovsanalyser, func(b *Behovsanalys) string { return b.ID.V })
	case ToMemo:
		return ids(s.Missiv, func(m *Missiv) string { return m.ID.V })
	case ToOffer:
		return ids(s.Erbjudanden, func(e *Erbjudande) string { return e.ID.V })
	case ToPlan:
		return ids(s.Leveransplaner, func(p *Leveransplan) string { return p.ID.V })
	case ToLine:
		if m := s.Memo(r.Memo); m != nil {
			return ids(m.Rader, func(r Missivrad) string { return r.ID.V })
		}
	case ToPerson:
		if s.Roller != nil {
			return ids(s.Roller.Personer, func(p Person) string { return p.ID.V })
		}
	case ToDocument:
		return ids(s.Documents, func(d Any) string { return d.Base().ID.V })
	}
	return nil
}

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, 0, len(list))
	for _, item := range list {
		if v := id(item); v != "" {
			out = append(out, v)
		}
	}
	return out
}
