package plan

// Absorbed is an entry of a plan that a change of a missiv takes up (`reglerar`): from
// then on its volume is part of the line's own (N39).
type Absorbed struct {
	Missiv *Missiv
	Change *Missivandring
	Ref    *Entryref
	Plan   *Leveransplan // nil where there is no such plan
	Entry  *Andring      // nil where the plan has no such entry
	// First is the earlier place, anywhere in the tree, that absorbs the same entry.
	First *Absorbed
}

// Elsewhere tells that the plan draws on another line than the one that changes.
func (a *Absorbed) Elsewhere() bool {
	return a.Plan != nil && (a.Plan.Ursprung.Missiv.V != a.Missiv.ID.V || a.Plan.Ursprung.Rad.V != a.Change.Rad.V)
}

// Absorbs lists what a change of a missiv takes up, in the order of the file.
func (s *Set) Absorbs(change *Missivandring) []*Absorbed { return s.absorbed[change] }

// Effect is what an entry does to the volume that its line stands for: the part of a rise
// that the line did not hold, less what a correction takes back and what less need takes
// away.
func (a *Andring) Effect() int {
	effect := a.Utokar.V - a.Aterkallar.V
	if a.Orsak.V == OrsakMinskatBehov {
		effect += min(0, a.Change())
	}
	return effect
}

// AbsorbedEffect adds what the absorbed entries do. It can be told only where each of
// them is there, is of the line, was made before, and is absorbed here first.
func AbsorbedEffect(list []*Absorbed) (sum int, known bool) {
	for _, a := range list {
		if a.Entry == nil || a.First != nil || a.Elsewhere() || a.Late() || a.Plan.Broken {
			return 0, false
		}
		sum += a.Entry.Effect()
	}
	return sum, true
}

func (s *Set) buildAbsorbed() map[entryRef]bool {
	s.absorbed = map[*Missivandring][]*Absorbed{}
	first := map[entryRef]*Absorbed{}
	regulated := map[entryRef]bool{}
	for _, m := range s.Missiv {
		for i := range m.Andringar {
			change := &m.Andringar[i]
			for j := range change.Reglerar {
				r := &change.Reglerar[j]
				ref := entryRef{r.Leveransplan.V, r.Nr.V}
				a := &Absorbed{Missiv: m, Change: change, Ref: r, Plan: s.Plan(ref.plan), First: first[ref]}
				if a.Plan != nil {
					a.Entry = a.Plan.Entry(ref.nr)
				}
				if a.First == nil {
					first[ref] = a
				}
				// An entry of another line is not taken up by naming it here.
				if !a.Elsewhere() {
					regulated[ref] = true
				}
				s.absorbed[change] = append(s.absorbed[change], a)
			}
		}
	}
	return regulated
}

// Late tells that the entry was made after the change that is to take it up.
func (a *Absorbed) Late() bool { return a.Entry != nil && a.Entry.Datum.V > a.Change.Datum.V }

// Drops tells that a change raises its line by less than the rises that it takes up: what
// the plans hold would then stand nowhere. More may be decided at once than is taken up,
// and less need leaves the forum free.
func (a *Missivandring) Drops(absorbed int) bool { return absorbed > 0 && a.Change() < absorbed }

// contested tells that the changes of a line do not lead to its volume, or that they take
// up what they can't.
func (s *Set) contested(m *Missiv, r *Missivrad) bool {
	if !m.Chained(r) {
		return true
	}
	for _, change := range m.Changes(r.ID.V) {
		list := s.Absorbs(change)
		if sum, known := AbsorbedEffect(list); len(list) > 0 && (!known || change.Drops(sum)) {
			return true
		}
	}
	return false
}

// Misplaced tells that a change takes up entries, and all of them are of plans of other
// lines: most likely it names the wrong line itself.
func (s *Set) Misplaced(change *Missivandring) bool {
	list := s.Absorbs(change)
	for _, a := range list {
		if !a.Elsewhere() {
			return false
		}
	}
	return len(list) > 0
}

// doubtMisplaced marks the lines whose plans are taken up by a change of another line, or
// of one that does not exist: what they hold can't be told.
func (s *Set) doubtMisplaced() {
	for _, list := range s.absorbed {
		for _, a := range list {
			if !a.Elsewhere() {
				continue
			}
			if l := s.LineOf(a.Plan); l != nil {
				l.Wanting = true
				l.Contested = l.Contested || a.Missiv.Rad(a.Change.Rad.V) != nil
			}
		}
	}
}
