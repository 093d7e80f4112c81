// Package plan is the domain: the documents of a plans tree as typed values, each with its
// place, and a [Set], the whole tree with its references resolved. Package plan reads
// nothing; it is handed parsed files.
package plan

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Set is a whole plans tree.
type Set struct {
	Documents []Any // in the order of their paths

	Installningar *Installningar // never nil: defaults where there is no file
	Roller        *Roller        // nil where there is no file
	Kalender      *Kalender      // nil where there is no file
	Rutiner       *Rutiner       // nil where there is no file

	Organisationer []*Organisation
	Avtal          []*Avtal
	Vardomraden    []*Vardomrade
	Behovsanalyser []*Behovsanalys
	Missiv         []*Missiv
	Erbjudanden    []*Erbjudande
	Leveransplaner []*Leveransplan
	Rester         []*Rest
	Undantag       []*Undantagslista
	Avvikelser     []*Avvikelser
	Utfall         []*Utfall
	Lines          []*Line // in the order of the missiv
	// Twins are documents whose id an earlier document has; they are in no list but Documents.
	Twins []Any

	unread         map[Kind]bool
	veiled         map[Kind]bool // kinds of which a broken document may hide an id
	ids            map[string]bool
	organisationer map[string]*Organisation
	avtal          map[string]*Avtal
	vardomraden    map[string]*Vardomrade
	behovsanalyser map[string]*Behovsanalys
	missiv         map[string]*Missiv
	erbjudanden    map[string]*Erbjudande
	leveransplaner map[string]*Leveransplan
	personer       map[string]*Person
	lines          map[lineKey]*Line
	byVardgivare   map[string][]*Avtal
	byAvtal        map[string][]*Leveransplan
	byErbjudande   map[string][]*Leveransplan
	absorbed       map[*Missivandring][]*Absorbed
}

// NewSet gathers documents, which must come in the order of their paths. Unread names the
// kinds of which a file could not be read: what is missing from those is unknown, not
// absent. Of two documents with one id the first is found and the other is a twin.
func NewSet(documents []Any, unread map[Kind]bool) *Set {
	s := &Set{Documents: documents, unread: unread, veiled: map[Kind]bool{}, ids: map[string]bool{}, Installningar: &Installningar{}}
	for _, d := range documents {
		s.gather(d)
		if hidesIDs(d.Base()) {
			s.veiled[d.Base().Kind] = true
		}
	}
	s.Installningar.Defaults()
	s.index()
	s.buildLines()
	return s
}

func (s *Set) add(d Any) {
	switch d := d.(type) {
	case *Installningar:
		s.Installningar = d
	case *Roller:
		s.Roller = d
	case *Kalender:
		s.Kalender = d
	case *Rutiner:
		s.Rutiner = d
	case *Organisationer:
		for i := range d.Organisationer {
			d.Organisationer[i].Owner = d
			s.Organisationer = append(s.Organisationer, &d.Organisationer[i])
		}
	case *Avtalsregister:
		for i := range d.Avtal {
			d.Avtal[i].Owner = d
			s.Avtal = append(s.Avtal, &d.Avtal[i])
		}
	case *Vardomraden:
		for i := range d.Vardomraden {
			d.Vardomraden[i].Owner = d
			s.Vardomraden = append(s.Vardomraden, &d.Vardomraden[i])
		}
	case *Behovsanalys:
		s.Behovsanalyser = append(s.Behovsanalyser, d)
	case *Missiv:
		s.Missiv = append(s.Missiv, d)
	case *Erbjudande:
		s.Erbjudanden = append(s.Erbjudanden, d)
	case *Leveransplan:
		s.Leveransplaner = append(s.Leveransplaner, d)
	case *Restvolymer:
		for i := range d.Rester {
			d.Rester[i].Owner = d
			s.Rester = append(s.Rester, &d.Rester[i])
		}
	case *Undantagslista:
		s.Undantag = append(s.Undantag, d)
	case *Avvikelser:
		s.Avvikelser = append(s.Avvikelser, d)
	case *Utfall:
		s.Utfall = append(s.Utfall, d)
	}
}

func (s *Set) index() {
	s.organisationer = indexBy(s.Organisationer, func(o *Organisation) Text { return o.ID })
	s.avtal = indexBy(s.Avtal, func(a *Avtal) Text { return a.ID })
	s.vardomraden = indexBy(s.Vardomraden, func(v *Vardomrade) Text { return v.ID })
	s.behovsanalyser = indexBy(s.Behovsanalyser, func(b *Behovsanalys) Text { return b.ID })
	s.missiv = indexBy(s.Missiv, func(m *Missiv) Text { return m.ID })
	s.erbjudanden = indexBy(s.Erbjudanden, func(e *Erbjudande) Text { return e.ID })
	s.leveransplaner = indexBy(s.Leveransplaner, func(p *Leveransplan) Text { return p.ID })
	s.personer = map[string]*Person{}
	if s.Roller != nil {
		for i := range s.Roller.Personer {
			s.personer[s.Roller.Personer[i].ID.V] = &s.Roller.Personer[i]
		}
	}
	s.byVardgivare = map[string][]*Avtal{}
	for _, a := range s.Avtal {
		s.byVardgivare[a.Vardgivare.V] = append(s.byVardgivare[a.Vardgivare.V], a)
	}
	s.byAvtal, s.byErbjudande = map[string][]*Leveransplan{}, map[string][]*Leveransplan{}
	for _, p := range s.Leveransplaner {
		if p.Avtal.Set {
			s.byAvtal[p.Avtal.V] = append(s.byAvtal[p.Avtal.V], p)
		}
		if e := p.Ursprung.Erbjudande; e.Set {
			s.byErbjudande[e.V] = append(s.byErbjudande[e.V], p)
		}
	}
}

func indexBy[T any](entries []T, id func(T) Text) map[string]T {
	m := make(map[string]T, len(entries))
	for _, e := range entries {
		if key := id(e); key.Set {
			if _, twice := m[key.V]; !twice {
				m[key.V] = e
			}
		}
	}
	return m
}

// Complete tells that every file of these kinds could be read.
func (s *Set) Complete(kinds ...Kind) bool {
	return !slices.ContainsFunc(kinds, func(k Kind) bool { return s.unread[k] })
}

// Whole tells that every file could be read and that none has an error of form: no rule
// has been held back.
func (s *Set) Whole() bool {
	return len(s.unread) == 0 && !slices.ContainsFunc(s.Documents, func(d Any) bool { return d.Base().Broken })
}

// Organisation finds an organisation by id, or nil.
func (s *Set) Organisation(id string) *Organisation { return s.organisationer[id] }

// NameOf is the name of an organisation, or its id where the register has none.
func (s *Set) NameOf(id string) string {
	if o := s.Organisation(id); o != nil && o.Name() != "" {
		return o.Name()
	}
	return id
}

// Agreement finds an agreement by id, or nil.
func (s *Set) Agreement(id string) *Avtal { return s.avtal[id] }

// Field finds a medical field by id, or nil.
func (s *Set) Field(id string) *Vardomrade { return s.vardomraden[id] }

// Analysis finds a behovsanalys by id, or nil.
func (s *Set) Analysis(id string) *Behovsanalys { return s.behovsanalyser[id] }

// Memo finds a missiv by id, or nil.
func (s *Set) Memo(id string) *Missiv { return s.missiv[id] }

// Offer finds an erbjudande by id, or nil.
func (s *Set) Offer(id string) *Erbjudande { return s.erbjudanden[id] }

// Plan finds a leveransplan by id, or nil.
func (s *Set) Plan(id string) *Leveransplan { return s.leveransplaner[id] }

// Person finds a person of the role register, or nil.
func (s *Set) Person(id string) *Person { return s.personer[id] }

// AgreementsWith lists the ids of the agreements with a provider, or with one that it has
// succeeded.
func (s *Set) AgreementsWith(vardgivare string) []string {
	var out []string
	for _, a := range s.byVardgivare[vardgivare] {
		out = append(out, a.ID.V)
	}
	if o := s.Organisation(vardgivare); o != nil {
		for _, old := range o.Ersatter {
			for _, a := range s.byVardgivare[old.V] {
				out = append(out, a.ID.V)
			}
		}
	}
	return out
}

// PlansUnder lists the plans under an agreement.
func (s *Set) PlansUnder(avtal string) []*Leveransplan { return s.byAvtal[avtal] }

// PlansFrom lists the plans that draw on an offer.
func (s *Set) PlansFrom(erbjudande string) []*Leveransplan { return s.byErbjudande[erbjudande] }

// Extern tells that the plan's receiver is an external provider.
func (s *Set) Extern(p *Leveransplan) bool {
	o := s.Organisation(p.Mottagare.V)
	return o != nil && o.Typ.V == TypVardgivare
}

// Own tells that an agreement is the region's own, and not another region's. While the
// settings name no region of the register, which is a fault of its own, every agreement
// counts as own: otherwise that one slip would show at each of them.
func (s *Set) Own(a *Avtal) bool {
	o := s.Organisation(s.Installningar.Region.V)
	return a.Avtalsagare.V == s.Installningar.Region.V || o == nil || o.Typ.V != TypRegion
}

// The weeks in which little planned care is given.
const (
	FirstSummerWeek = 27
	LastSummerWeek  = 32
)

// summerShare is what a receiver is taken to work in the summer where the calendar says
// nothing of it, as a share of a working day.
const summerShare = 0.5

// Staffing lists how much an organisation works where it is not as usual: the local calendar's
// deviations, and half days in the weeks of a summer of which that says nothing at all (N41).
func (s *Set) Staffing(organisation string, time calendar.Interval) []calendar.Deviation {
	stated := s.Deviations(organisation)
	out := slices.Clone(stated)
	for year := time.From.Year(); year <= time.To.Year(); year++ {
		first, last := calendar.Week{Year: year, Number: FirstSummerWeek}, calendar.Week{Year: year, Number: LastSummerWeek}
		summer := calendar.Interval{From: first.Monday(), To: last.Sunday()}
		if !slices.ContainsFunc(stated, func(d calendar.Deviation) bool { return d.Interval.Overlaps(summer) }) {
			out = append(out, calendar.Deviation{Interval: summer, Share: summerShare})
		}
	}
	return out
}

// Deviations lists the local calendar's deviations for an organisation.
func (s *Set) Deviations(organisation string) []calendar.Deviation {
	return s.Kalender.Deviations(organisation)
}
