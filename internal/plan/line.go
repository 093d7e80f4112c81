package plan

import (
	"github.com/leveransplan/leveransplan/internal/diag"
)

// Line is a line of a missiv with all that draws on it: the unit in which volumes are
// conserved. Every figure of a line is computed here and nowhere else.
type Line struct {
	Missiv *Missiv
	Rad    *Missivrad
	Plans  []*Leveransplan
	Rests  []*Rest // every rest that names the line, of both kinds
	// Whole tells that nothing which could belong to the line was unreadable. Only then
	// do the sums mean anything.
	Whole bool
	// Contested tells that figures of the line or of one of its plans do not add up, or that
	// one of its plans contradicts it: what the line holds is then open to question, and has
	// been reported by rules that are never waived.
	Contested bool
	// Wanting tells that a plan which may belong here names another line, or one that does
	// not exist: what is open can't be told.
	Wanting bool

	regulated map[entryRef]bool
}

type entryRef struct {
	plan string
	nr   int
}

// Aktuell is the volume that the line stands for now: what was decided, plus the part of
// increases that the line did not hold, less what corrections took back and what less need
// took away. Entries that a change of the missiv has absorbed are in Volym already.
func (l *Line) Aktuell() int {
	sum := l.Rad.Volym.V
	for _, e := range l.Effects() {
		sum += e.Volume
	}
	return sum
}

// Effect is what one change of a plan does to the volume of its line.
type Effect struct {
	Plan   *Leveransplan
	Entry  *Andring
	Nr     int // 0 for the plan's utokning
	Volume int
}

// Effects lists the changes that raise or lower the line, plan by plan. Those that a
// change of the missiv has absorbed do so no longer.
func (l *Line) Effects() []Effect {
	var out []Effect
	for _, p := range l.Plans {
		for _, e := range p.Entries() {
			nr := e.Nr.V
			if e == p.Utokning {
				nr = 0
			}
			if volume := e.Effect(); volume != 0 && !l.regulated[entryRef{p.ID.V, nr}] {
				out = append(out, Effect{p, e, nr, volume})
			}
		}
	}
	return out
}

// Planned is the sum of the volumes of the line's plans.
func (l *Line) Planned() int {
	sum := 0
	for _, p := range l.Plans {
		sum += p.Volym.V
	}
	return sum
}

// Unplaced is the sum of the rests that never got into a plan.
func (l *Line) Unplaced() int {
	sum := 0
	for _, r := range l.Rests {
		if r.Slag.V == SlagOplacerad {
			sum += r.Volym.V
		}
	}
	return sum
}

// Oppet is what the line still has to place. Below 0 more is planned than was decided.
func (l *Line) Oppet() int { return l.Aktuell() - l.Planned() - l.Unplaced() }

// lines gathers plans and rests by the line that they name.
func (s *Set) buildLines() {
	regulated := s.buildAbsorbed()
	whole := s.Complete(KindLeveransplan, KindRestvolymer, KindMissiv)
	s.lines = map[lineKey]*Line{}
	for _, m := range s.Missiv {
		for i := range m.Rader {
			key := lineKey{m.ID.V, m.Rader[i].ID.V}
			if _, twice := s.lines[key]; twice || !m.ID.Set {
				continue
			}
			l := &Line{Missiv: m, Rad: &m.Rader[i], Whole: whole && !m.Broken,
				Contested: s.contested(m, &m.Rader[i]), regulated: regulated}
			s.lines[key] = l
			s.Lines = append(s.Lines, l)
		}
	}
	var strays []*Leveransplan
	for _, p := range s.Leveransplaner {
		l := s.LineOf(p)
		stray := s.strays(p)
		if stray {
			strays = append(strays, p)
		}
		if l != nil {
			l.Plans = append(l.Plans, p)
			l.Whole = l.Whole && !p.Broken
			l.Contested = l.Contested || stray || !p.Adds() || !p.Chained()
		}
	}
	s.awaitStrays(strays)
	s.doubtMisplaced()
	for _, r := range s.Rester {
		if l := s.Line(r.Missiv.V, r.Rad.V); l != nil {
			l.Rests = append(l.Rests, r)
			l.Whole = l.Whole && !r.Owner.Broken
		}
	}
	s.doubtTwins()
}

type lineKey struct{ missiv, rad string }

// Line finds a line by the ids of its missiv and itself, or nil.
func (s *Set) Line(missiv, rad string) *Line { return s.lines[lineKey{missiv, rad}] }

// LineOf finds the line that a plan draws on, or nil: a plan from an offer alone has none.
func (s *Set) LineOf(p *Leveransplan) *Line { return s.Line(p.Ursprung.Missiv.V, p.Ursprung.Rad.V) }

// Span is the line's place in its missiv.
func (l *Line) Span() diag.Span { return l.Rad.Span }
