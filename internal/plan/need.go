package plan

// Need is what the missiv of one analysis do about one of its fields (N33): the volumes
// of all lines in the field, whichever of the missiv they stand in.
type Need struct {
	Analysis *Behovsanalys
	Field    *Behovsomrade
	Lines    []MemoLine // in the order of the missiv
	// Whole tells that every missiv of the analysis was readable and is about its period,
	// and that all their lines name a förvaltning and a field that exist. Only then do
	// sums and gaps mean anything.
	Whole bool
}

// MemoLine is a line with its missiv.
type MemoLine struct {
	Missiv *Missiv
	*Missivrad
}

// Original is the line's volume as first decided: what the need of the year was held
// against, before the changes of the year.
func (l MemoLine) Original() int { return l.Missiv.OriginalVolume(l.Missivrad) }

// Needs gathers the lines of all missiv by the field of the analysis that they rest on,
// in the order of the missiv. Lines in a field that the analysis lacks are left out.
func (s *Set) Needs() []*Need {
	var out []*Need
	byField := map[*Behovsomrade]*Need{}
	torn := map[*Behovsanalys]bool{}
	for _, m := range s.Missiv {
		analysis := s.Analysis(m.Behovsanalys.V)
		if analysis == nil {
			continue
		}
		// A missiv of another time than its analysis says nothing about it (P204).
		other := !analysis.Period.V.Holds(m.Period.V)
		torn[analysis] = torn[analysis] || m.Broken || analysis.Broken || other
		for i := range m.Rader {
			r := &m.Rader[i]
			torn[analysis] = torn[analysis] || !s.IsForvaltning(r.Forvaltning.V) || s.Field(r.Vardomrade.V) == nil
			field := analysis.Field(r.Vardomrade.V)
			if field == nil {
				continue
			}
			n := byField[field]
			if n == nil {
				n = &Need{Analysis: analysis, Field: field}
				byField[field] = n
				out = append(out, n)
			}
			n.Lines = append(n.Lines, MemoLine{Missiv: m, Missivrad: r})
		}
	}
	whole := s.Complete(KindMissiv, KindBehovsanalys)
	for _, n := range out {
		n.Whole = whole && !torn[n.Analysis]
	}
	return out
}

// IsForvaltning tells that an id stands for a known förvaltning.
func (s *Set) IsForvaltning(id string) bool {
	o := s.Organisation(id)
	return o != nil && o.Typ.V == TypForvaltning
}

// Gap tells that the field's joint need exceeds the joint capacity of the förvaltningar:
// only then does the routine start a process (N04).
func (o *Behovsomrade) Gap() bool {
	need, capacity := o.Totals()
	return need > capacity
}

// Totals are the field's joint need and joint capacity.
func (o *Behovsomrade) Totals() (need, capacity int) {
	for _, r := range o.Forvaltningar {
		need += r.Behov.V
		capacity += r.Kapacitet.V
	}
	return need, capacity
}

// Of lists the lines of one förvaltning.
func (n *Need) Of(forvaltning string) []MemoLine {
	var out []MemoLine
	for _, l := range n.Lines {
		if l.Forvaltning.V == forvaltning {
			out = append(out, l)
		}
	}
	return out
}

// Sum adds the original volumes of lines. They add up to something only where all count
// the same unit.
func Sum(lines []MemoLine) (sum int, oneUnit bool) {
	oneUnit = true
	for _, l := range lines {
		sum += l.Original()
		oneUnit = oneUnit && l.Unit() == lines[0].Unit()
	}
	return sum, oneUnit
}
