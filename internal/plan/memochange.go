package plan

// Change is the rise of the line's volume; negative for a fall.
func (a *Missivandring) Change() int { return a.VolymEfter.V - a.VolymFore.V }

// Changes lists the changes of one line, in the order of the file.
func (m *Missiv) Changes(rad string) []*Missivandring {
	var out []*Missivandring
	for i := range m.Andringar {
		if m.Andringar[i].Rad.V == rad {
			out = append(out, &m.Andringar[i])
		}
	}
	return out
}

// OriginalVolume is the line's volume as the missiv first had it: 0 for a line that came
// in during the year.
func (m *Missiv) OriginalVolume(r *Missivrad) int {
	for i := range m.Andringar {
		if a := &m.Andringar[i]; a.Rad.V == r.ID.V && a.VolymFore.Set {
			return a.VolymFore.V
		}
	}
	return r.Volym.V
}

// AddedLater tells that the line came in during the year: its first change starts from 0.
func (m *Missiv) AddedLater(r *Missivrad) bool {
	changes := m.Changes(r.ID.V)
	return len(changes) > 0 && changes[0].VolymFore.Set && changes[0].VolymFore.V == 0
}

// Chained tells that the line's changes lead from one to the next and at last to the
// volume that the line has.
func (m *Missiv) Chained(r *Missivrad) bool {
	changes := m.Changes(r.ID.V)
	for i, a := range changes {
		if i > 0 && changes[i-1].VolymEfter.V != a.VolymFore.V {
			return false
		}
	}
	return len(changes) == 0 || changes[len(changes)-1].VolymEfter.V == r.Volym.V
}

// Settled tells that every change leads to a line that the missiv has, and each line to its
// volume: otherwise nobody can tell what the lines were first decided with.
func (m *Missiv) Settled() bool {
	last := map[string]*Missivandring{}
	for i := range m.Andringar {
		a := &m.Andringar[i]
		if before := last[a.Rad.V]; before != nil && before.VolymEfter.V != a.VolymFore.V {
			return false
		}
		last[a.Rad.V] = a
	}
	for i := range m.Rader {
		r := &m.Rader[i]
		if a := last[r.ID.V]; a != nil && a.VolymEfter.V != r.Volym.V {
			return false
		}
		delete(last, r.ID.V)
	}
	return len(last) == 0
}

// Entry finds a change of a plan by its number, or nil; number 0 is the utokning.
func (p *Leveransplan) Entry(nr int) *Andring {
	if nr == 0 {
		return p.Utokning
	}
	for i := range p.Andringar {
		if p.Andringar[i].Nr.V == nr {
			return &p.Andringar[i]
		}
	}
	return nil
}
