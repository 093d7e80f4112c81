package plan

import (
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// Scope is the care that a plan, a line, an offer or an agreement is about. A limit that
// is absent does not limit.
type Scope struct {
	Fields     []Text // medical fields; an agreement can have several
	Procedures []Text // KVÅ codes
	CareForm   Text
	ASA        []Int
	Unit       Text // what is counted; V is "" where everything may be
}

// Scope is the care that the plan is for.
func (p *Leveransplan) Scope() Scope {
	return Scope{Fields: []Text{p.Vardomrade}, Procedures: p.Atgarder, CareForm: p.Vardform, ASA: p.AsaKlass,
		Unit: counted(p.Enhet)}
}

// Scope is the care that the line is for.
func (r *Missivrad) Scope() Scope {
	return Scope{Fields: []Text{r.Vardomrade}, Procedures: r.Atgarder, CareForm: r.Vardform, ASA: r.AsaKlass,
		Unit: counted(r.Enhet)}
}

// Scope is the care that is offered.
func (e *Erbjudande) Scope() Scope {
	return Scope{Fields: []Text{e.Vardomrade}, Procedures: e.Atgarder, CareForm: e.Vardform, ASA: e.AsaKlass,
		Unit: counted(e.Enhet)}
}

// Scope is the care that the agreement covers. Its unit limits only where it is written.
func (a *Avtal) Scope() Scope {
	return Scope{Fields: a.Vardomraden, Procedures: a.Atgarder, CareForm: a.Vardform, ASA: a.AsaKlass, Unit: a.Enhet}
}

func counted(enhet Text) Text { return Text{V: unit(enhet), Span: enhet.Span, Set: enhet.Set} }

// Departure is one way in which a plan goes outside what it rests on.
type Departure struct {
	Key   string    // the plan's key
	Own   []string  // what the plan has and may not have; empty: it leaves the key out
	At    diag.Span // where the plan has it; zero: nowhere
	Limit []string  // what it may have
	There diag.Span // where the limit stands; zero: nowhere, it is the default
	// Fix is the value to write under Key; empty where there are several to choose from.
	Fix string
}

// Departures lists where a plan's care goes outside a limit. A plan that leaves a key out
// plans for all kinds, so it departs from every limit on it.
func (own Scope) Departures(limit Scope) []Departure {
	var out []Departure
	add := func(key string, have, may []Text, list bool) {
		if d, departs := departure(key, have, may, list); departs {
			out = append(out, d)
		}
	}
	add("vardomrade", own.Fields, limit.Fields, false)
	add("atgarder", own.Procedures, limit.Procedures, true)
	add("vardform", single(own.CareForm), single(limit.CareForm), false)
	add("asa_klass", numerals(own.ASA), numerals(limit.ASA), true)
	if limit.Unit.V != "" && own.Unit.V != limit.Unit.V {
		add("enhet", []Text{own.Unit}, []Text{limit.Unit}, false)
	}
	return out
}

// Within narrows care to a limit: what a plan of such care states when it is to rest on the
// limit. Where the two have nothing in common no plan can; what is narrowed is then empty,
// which would mean everything, so ask [Scope.Meets] first.
func (own Scope) Within(limit Scope) Scope {
	own.Procedures = common(own.Procedures, limit.Procedures, func(t Text) string { return t.V })
	own.ASA = common(own.ASA, limit.ASA, func(n Int) int { return n.V })
	if !own.CareForm.Set {
		own.CareForm = limit.CareForm
	}
	return own
}

// Meets tells that care has something in common with a limit in every respect, so that a plan
// can be for that.
func (own Scope) Meets(limit Scope) bool {
	return len(own.Within(limit).Departures(limit)) == 0
}

// common lists what two lists share. One that is empty does not limit.
func common[T any, K comparable](own, limit []T, key func(T) K) []T {
	switch {
	case len(limit) == 0:
		return own
	case len(own) == 0:
		return limit
	}
	return slices.DeleteFunc(slices.Clone(own), func(o T) bool {
		return !slices.ContainsFunc(limit, func(l T) bool { return key(l) == key(o) })
	})
}

func departure(key string, have, may []Text, list bool) (Departure, bool) {
	if len(may) == 0 {
		return Departure{}, false
	}
	allowed := values(may)
	within := func(t Text) bool { return slices.Contains(allowed, t.V) }
	outside, inside := slices.DeleteFunc(slices.Clone(have), within), allowed
	if kept := slices.DeleteFunc(slices.Clone(have), func(t Text) bool { return !within(t) }); len(kept) > 0 {
		inside = values(kept)
	}
	if len(have) > 0 && len(outside) == 0 {
		return Departure{}, false
	}
	d := Departure{Key: key, Own: values(outside), Limit: allowed,
		There: diag.Between(may[0].Span.Start(), may[len(may)-1].Span.End())}
	if len(outside) > 0 {
		d.At = outside[0].Span
	}
	switch {
	case list:
		d.Fix = "[" + strings.Join(inside, ", ") + "]"
	case len(allowed) == 1:
		d.Fix = allowed[0]
	}
	return d, true
}

func single(t Text) []Text {
	if !t.Set {
		return nil
	}
	return []Text{t}
}

func numerals(list []Int) []Text {
	out := make([]Text, len(list))
	for i, n := range list {
		out[i] = Text{V: strconv.Itoa(n.V), Span: n.Span, Set: n.Set}
	}
	return out
}

func values(list []Text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.V
	}
	return out
}

// party is the departure of a plan's party from the one that another document names.
func (s *Set) party(key string, own, named Text) []Departure {
	if !named.Set || s.Continues(own.V, named.V) {
		return nil
	}
	return []Departure{{Key: key, Own: []string{own.V}, At: own.Span, Limit: []string{named.V}, There: named.Span, Fix: named.V}}
}

// departures lists where a plan's care goes outside a limit. A field that does not exist
// is a slip of its own and is compared with nothing.
func (s *Set) departures(p *Leveransplan, limit Scope) []Departure {
	unknown := func(t Text) bool { return s.Field(t.V) == nil }
	if unknown(p.Vardomrade) || slices.ContainsFunc(limit.Fields, unknown) {
		limit.Fields = nil
	}
	return p.Scope().Departures(limit)
}

// LineDepartures lists where a plan is not as its line: sender, field and unit are the
// line's, and it stays within what else the line limits (N39); what it leaves out is as
// the line has it. None where the line is unknown.
func (s *Set) LineDepartures(p *Leveransplan) []Departure {
	l := s.LineOf(p)
	if l == nil || l.Missiv.Broken {
		return nil
	}
	var out []Departure
	if _, _, sound := s.Parties(p); sound {
		out = s.party("skickande", p.Skickande, l.Rad.Forvaltning)
	}
	stated := slices.DeleteFunc(s.departures(p, l.Rad.Scope()), func(d Departure) bool { return len(d.Own) == 0 })
	return append(out, stated...)
}

// outside lists where a plan goes outside a limit when what it leaves out is as its line
// has it.
func (s *Set) outside(p *Leveransplan, limit Scope) []Departure {
	found := s.departures(p, limit)
	l := s.LineOf(p)
	if l == nil {
		return found
	}
	line := l.Rad.Scope().Departures(limit)
	return slices.DeleteFunc(found, func(d Departure) bool {
		return len(d.Own) == 0 && !slices.ContainsFunc(line, func(o Departure) bool { return o.Key == d.Key })
	})
}

// OfferDepartures lists where a plan is not as its offer (N54). None where the offer is
// unknown or the receiver external.
func (s *Set) OfferDepartures(p *Leveransplan) []Departure {
	o := s.Offer(p.Ursprung.Erbjudande.V)
	_, _, sound := s.Parties(p)
	if o == nil || o.Broken || !sound || s.Extern(p) {
		return nil
	}
	return append(s.party("mottagare", p.Mottagare, o.Mottagare), s.outside(p, o.Scope())...)
}

// AgreementDepartures lists where a plan goes outside its agreement (N06, N07, N34).
// None where the plan has no agreement with its receiver.
func (s *Set) AgreementDepartures(p *Leveransplan) []Departure {
	a := s.AgreementOf(p)
	if a == nil {
		return nil
	}
	return s.outside(p, a.Scope())
}
