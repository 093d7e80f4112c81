package plan

// A plan's changes form a chain: each begins at the volume that the one before ended at,
// and the last one ends at the plan's volume. Where the chain is broken nobody can tell
// what a change did, and the sums that rest on it are open to question.

// Follows tells that a change, named by its place in Andringar, begins where the one
// before it ended. The first one always does.
func (p *Leveransplan) Follows(i int) bool {
	return i == 0 || p.Andringar[i].VolymFore.V == p.Andringar[i-1].VolymEfter.V
}

// Arrives tells that the last change ends at the plan's volume. Where volume and
// periodisation differ, which is a fault of its own, either will do.
func (p *Leveransplan) Arrives() bool {
	if len(p.Andringar) == 0 {
		return true
	}
	end := p.Andringar[len(p.Andringar)-1].VolymEfter.V
	return end == p.Volym.V || end == p.Periodisering.Sum()
}

// Chained tells that the whole chain holds.
func (p *Leveransplan) Chained() bool {
	for i := range p.Andringar {
		if !p.Follows(i) {
			return false
		}
	}
	return p.Arrives()
}

// Doubtful tells that a volume of the change is contradicted by its neighbours, so that
// its rise or fall means nothing.
func (p *Leveransplan) Doubtful(a *Andring) bool {
	for i := range p.Andringar {
		if &p.Andringar[i] != a {
			continue
		}
		if i+1 < len(p.Andringar) {
			return !p.Follows(i) || !p.Follows(i+1)
		}
		return !p.Follows(i) || !p.Arrives()
	}
	return false
}

// Unwritten tells that the last change is there but the plan is as it was before it:
// neither its volume nor its periodisation has been changed.
func (p *Leveransplan) Unwritten() bool {
	if p.Arrives() {
		return false
	}
	begin := p.Andringar[len(p.Andringar)-1].VolymFore.V
	return begin == p.Volym.V && begin == p.Periodisering.Sum()
}

// Peak is the largest volume that the plan has had. What was placed in it once stays
// placed, whatever has been taken away since.
func (p *Leveransplan) Peak() int {
	peak := max(p.Volym.V, p.OriginalVolume())
	for i := range p.Andringar {
		peak = max(peak, p.Andringar[i].VolymEfter.V)
	}
	return peak
}

// Untimely tells that a change is dated before the plan, or out of order with another
// change: one of the days is a slip, and nothing should be held against this one.
func (p *Leveransplan) Untimely(a *Andring) bool {
	if agreed, decided := p.Day(); decided && a != p.Utokning && a.Datum.V < agreed {
		return true
	}
	later := false
	for _, e := range p.Entries() {
		switch {
		case e == a:
			later = true
		case !later && e.Datum.V > a.Datum.V, later && e.Datum.V < a.Datum.V:
			return true
		}
	}
	return false
}

// Unregulated tells how much of what the plan's changes before one of them added to its
// line is still the plan's own: not absorbed by a change of the missiv and not taken back.
func (s *Set) Unregulated(p *Leveransplan, before *Andring) int {
	line, sum := s.LineOf(p), 0
	for _, a := range p.Entries() {
		if a == before {
			break
		}
		nr := a.Nr.V
		if a == p.Utokning {
			nr = 0
		}
		if line == nil || !line.regulated[entryRef{p.ID.V, nr}] {
			sum += a.Utokar.V - a.Aterkallar.V
		}
	}
	return sum
}
