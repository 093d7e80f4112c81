package plan

// A document whose id another document has already is a twin, most often a copied file
// whose id was left as it was. Twins stand in Documents and in Twins and count nowhere
// else: which of the two is meant nobody can tell, and counting both would make a slip in
// one file look like faults in many.

// gather adds a document, unless it is a twin of one gathered before.
func (s *Set) gather(d Any) {
	if id := d.Base().ID; id.Set {
		if s.ids[id.V] {
			s.Twins = append(s.Twins, d)
			return
		}
		s.ids[id.V] = true
	}
	s.add(d)
}

// doubtTwins keeps sums from being made for lines to which a twin may belong.
func (s *Set) doubtTwins() {
	doubt := func(l *Line) {
		if l != nil {
			l.Whole = false
		}
	}
	for _, d := range s.Twins {
		switch d := d.(type) {
		case *Missiv:
			for _, l := range s.Lines {
				if l.Missiv.ID.V == d.ID.V {
					doubt(l)
				}
			}
		case *Leveransplan:
			doubt(s.LineOf(d))
		case *Restvolymer:
			for i := range d.Rester {
				doubt(s.Line(d.Rester[i].Missiv.V, d.Rester[i].Rad.V))
			}
		}
	}
}
