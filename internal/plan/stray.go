package plan

// A stray is a plan that names a line which can't be its own: the line does not exist, the
// plan contradicts it, or its period lies outside the missiv's. The slip is one of these
// and has been reported; the sums of the lines concerned wait until it is mended.

// strays tells that a plan is a stray.
func (s *Set) strays(p *Leveransplan) bool {
	if p.Broken || !p.Ursprung.Missiv.Set {
		return false
	}
	return s.LineOf(p) == nil || s.OutsideMemo(p) || len(s.LineDepartures(p)) > 0
}

// OutsideMemo tells that a plan's period does not lie in the period of its missiv. Then it
// is the period, or the missiv, that is wrong, and the weeks say nothing.
func (s *Set) OutsideMemo(p *Leveransplan) bool {
	m := s.Memo(p.Ursprung.Missiv.V)
	return m != nil && !m.Broken && !m.Period.V.Holds(p.Period.V)
}

// awaitStrays marks the lines that strays may belong to: those of the sender, in the
// field, at the time.
func (s *Set) awaitStrays(strays []*Leveransplan) {
	if len(strays) == 0 {
		return
	}
	byField := map[string][]*Line{}
	for _, l := range s.Lines {
		byField[l.Rad.Vardomrade.V] = append(byField[l.Rad.Vardomrade.V], l)
	}
	for _, p := range strays {
		for _, l := range byField[p.Vardomrade.V] {
			if l.Missiv.Period.V.Overlaps(p.Period.V) && s.Continues(p.Skickande.V, l.Rad.Forvaltning.V) {
				l.Wanting = true
			}
		}
	}
}
