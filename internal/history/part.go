package history

import (
	"fmt"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// of tells what of the document applied on the day.
func (s *Standing) of(known []Entry) {
	switch d := s.Document.(type) {
	case *plan.Leveransplan:
		s.plan(d, known)
	case *plan.Missiv:
		s.memo(d)
	case *plan.Erbjudande:
		s.Period = calendar.Interval{From: d.Lyft.Datum.V, To: d.LastDay()}
	case *plan.Behovsanalys:
		s.Period = d.Period.V
	case *plan.Restvolymer:
		s.Period = d.Period.V
		for i := range d.Rester {
			if r := &d.Rester[i]; s.mine(r.ID.V) {
				s.part(lang.Plain(r.ID.V+": "+strconv.Itoa(r.Volym.V)), r.Datum.V, 0)
			}
		}
	case *plan.Organisationer:
		for i := range d.Organisationer {
			o := &d.Organisationer[i]
			s.valid(o.ID.V, o.GiltigFran, o.GiltigTill)
		}
	case *plan.Avtalsregister:
		for i := range d.Avtal {
			a := &d.Avtal[i]
			s.valid(a.ID.V, a.GiltigFran, a.GiltigTill)
		}
	case *plan.Vardomraden:
		for i := range d.Vardomraden {
			f := &d.Vardomraden[i]
			s.valid(f.ID.V, f.GiltigFran, f.GiltigTill)
		}
	case *plan.Roller:
		s.roles(d)
	case *plan.Kalender:
		for i := range d.Avvikelser {
			a := &d.Avvikelser[i]
			s.part(lang.T("%s: %s", "%s: %s", a.Organisation.V, a.Orsak.V), a.Fran.V, a.Till.V)
		}
	case *plan.Rutiner:
		for i := range d.Forlangningar {
			f := &d.Forlangningar[i]
			s.part(lang.T("rutin %s förlängd, %s", "routine %s prolonged, %s", f.Rutin.V, f.Beslut.V), 0, f.ForlangdTill.V)
		}
	case *plan.Undantagslista:
		for i := range d.Undantag {
			u := &d.Undantag[i]
			s.part(lang.T("%s för %s, %s", "%s for %s, %s", u.Regel.V, u.Dokument.V, u.Beslut.V), 0, u.SistaDag.V)
		}
	}
}

// mine tells that an entry of a list is asked for: by its own id, or with the whole list.
func (s *Standing) mine(id string) bool {
	whole := s.ID == s.Document.Base().ID.V || s.ID == string(s.Document.Base().Kind)
	return whole || s.ID == id || s.ID == s.Document.Base().ID.V+"/"+id
}

func (s *Standing) part(name lang.Text, from, to calendar.Day) {
	s.Parts = append(s.Parts, Part{name, from, to, from <= s.Valid && (to.IsZero() || s.Valid <= to)})
}

// valid adds an entry of a register, where the register itself is asked for: of a single
// entry the period says it.
func (s *Standing) valid(id string, from, to plan.Day) {
	if s.mine(id) && s.ID != id {
		s.part(lang.Plain(id), from.V, to.V)
	}
}

func (s *Standing) roles(d *plan.Roller) {
	at := func(organisation string) string {
		if organisation == "" {
			return ""
		}
		return " (" + organisation + ")"
	}
	for i := range d.Uppdrag {
		if u := &d.Uppdrag[i]; s.mine(u.Person.V) {
			s.part(lang.Plain(fmt.Sprintf("%s: %s%s", u.Person.V, u.Roll.V, at(u.Organisation.V))), u.Fran.V, u.Till.V)
		}
	}
	for i := range d.Delegeringar {
		if g := &d.Delegeringar[i]; s.mine(g.TillPerson.V) || s.mine(g.Av.V) {
			s.part(lang.T("%s: %s%s, delegerat av %s", "%s: %s%s, delegated by %s", g.TillPerson.V, g.Roll.V, at(g.Organisation.V), g.Av.V), g.Fran.V, g.Till.V)
		}
	}
}

// plan tells what a plan came to. An entry applies from the first day of the week or quarter
// that it names; until then the plan is what it was, by what the decision before made of it.
func (s *Standing) plan(p *plan.Leveransplan, known []Entry) {
	s.Period = p.Period.V
	out := &PlanStanding{Leveransplan: p, Volume: p.Volym.V}
	applies := map[int]bool{}
	for i := range p.Andringar {
		a := &p.Andringar[i]
		from := a.GallerFran.V.First()
		applies[a.Nr.V] = from <= s.Valid
		if !applies[a.Nr.V] {
			out.Volume -= a.Change()
		}
		s.part(lang.T("ändring %s, %s: %d → %d", "change %s, %s: %d → %d", strconv.Itoa(a.Nr.V), a.Orsak.V, a.VolymFore.V, a.VolymEfter.V), from, 0)
	}
	numbers, whole := Numbers(known, s.ID, func(nr int) bool {
		now, there := applies[nr]
		return now || !there // an entry that has been taken out of the plan holds nothing back
	})
	if !whole {
		numbers, _ = Numbers(known, s.ID, func(int) bool { return true })
	}
	for _, n := range numbers {
		if n.Volume != 0 {
			out.Numbers = append(out.Numbers, n)
		}
	}
	out.Whole = whole
	s.Plan = out
}

// memo tells what the lines of a missiv came to. Its entries apply from their day.
func (s *Standing) memo(m *plan.Missiv) {
	s.Period = m.Period.V
	later := map[string]int{}
	for i := range m.Andringar {
		a := &m.Andringar[i]
		if a.Datum.V > s.Valid {
			later[a.Rad.V] += a.VolymEfter.V - a.VolymFore.V
		}
		s.part(lang.T("ändring %s, raden %s: %d → %d", "change %s, line %s: %d → %d", strconv.Itoa(a.Nr.V), a.Rad.V, a.VolymFore.V, a.VolymEfter.V), a.Datum.V, 0)
	}
	for i := range m.Rader {
		r := &m.Rader[i]
		s.Lines = append(s.Lines, LineStanding{r, r.Volym.V - later[r.ID.V]})
	}
}
